"""The way of a decision, step by step: signed, with a colleague, answered; each an icon and a word."""

from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QWidget

from wellbeingdesk.domain.decision import DecisionState
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.pages.decision_reading import OpenDecision
from wellbeingdesk.gui.pages.decision_words import DecisionWords
from wellbeingdesk.gui.widgets.flow import Flow
from wellbeingdesk.gui.widgets.surface import row
from wellbeingdesk.gui.widgets.text import Glyph, Text

_ANSWERED = {DecisionState.COUNTERSIGNED, DecisionState.DISAGREED, DecisionState.DECLINED}


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it is shown."""

    icon: str
    role: str
    text: str


def steps_of(opened: OpenDecision, said: DecisionWords, context: PageContext) -> tuple[Step, ...]:
    """What was done, what is being waited for, and what is still to come."""
    words, decision = context.words, opened.decision
    signed = Step(
        "circle-check", "ok", words("decision.step.signed", when=said.dates.day(decision.signed_at.wall.date()))
    )
    if opened.colleague is None:
        return (signed, Step("info", "text2", words("decision.step.nobody-asked")))
    name = opened.colleague.card.practitioner.name
    sent = "" if decision.sent_at is None else said.dates.day(decision.sent_at.wall.date())
    if decision.state is DecisionState.SIGNED:
        return (
            signed,
            Step("send", "accent", words("decision.step.to-send", name=name)),
            Step("clock", "text3", words("decision.step.answer")),
        )
    if decision.state is DecisionState.WITH_COLLEAGUE:
        return (
            signed,
            Step("hourglass", "accent", words("decision.step.waiting", name=name, when=sent)),
            Step("clock", "text3", words("decision.step.answer")),
        )
    answered = "" if decision.answered_at is None else said.dates.day(decision.answered_at.wall.date())
    icon, role = ("circle-check", "ok") if decision.state is DecisionState.COUNTERSIGNED else ("circle-x", "warn")
    last = Step(icon, role, words(f"decision.step.{decision.state.value}", name=name, when=answered))
    return (signed, Step("circle-check", "ok", words("decision.step.sent", when=sent)), last)


class Steps(QFrame):
    """Side by side with an arrow between, in as many lines as it takes."""

    def __init__(self, context: PageContext, steps: tuple[Step, ...]) -> None:
        super().__init__()
        theme = context.theme
        self.setProperty("kind", "strip")
        flow = Flow(theme.scaled(12))
        flow.setContentsMargins(*(theme.scaled(side) for side in (14, 10, 14, 10)))
        self.setLayout(flow)
        for at, step in enumerate(steps):
            holder = QWidget()
            line = row(theme.scaled(6))
            if at:
                line.addWidget(Glyph(theme, "chevron-right", "text3", 14))
                line.addSpacing(theme.scaled(4))
            line.addWidget(Glyph(theme, step.icon, step.role))
            line.addWidget(Text(step.text, wrap=False))
            holder.setLayout(line)
            flow.addWidget(holder)


def is_answered(state: DecisionState) -> bool:
    """Whether the second signatory has said something."""
    return state in _ANSWERED
