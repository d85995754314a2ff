"""Decisions in words: where one stands, who the second signatory is, and how far anybody checked that."""

from wellbeingdesk.domain.colleague import CheckedHow, Colleague
from wellbeingdesk.domain.decision import Decision, DecisionState
from wellbeingdesk.domain.practitioner import Practitioner
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.look import Words
from wellbeingdesk.gui.pages.decision_layout import DOT
from wellbeingdesk.gui.widgets.chip import Tone

STATE_TONES: dict[DecisionState, Tone] = {
    DecisionState.SIGNED: "info",
    DecisionState.WITH_COLLEAGUE: "info",
    DecisionState.COUNTERSIGNED: "ok",
    DecisionState.DISAGREED: "warn",
    DecisionState.DECLINED: "warn",
}


class DecisionWords:
    """Sentences by key with the facts put in."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.dates = Dates(words)

    def state(self, decision: Decision) -> str:
        """`With a colleague`, and for one that nobody was asked to countersign `Signed`."""
        alone = decision.state is DecisionState.SIGNED and not decision.second_signer
        return self._words("decision.state.alone" if alone else f"decision.state.{decision.state.value}")

    def person(self, person: Practitioner) -> str:
        """`Counsellor · BACP 000002`."""
        registration = person.registration
        register = f"{registration.body} {registration.number}" if registration.given else ""
        return DOT.join(part for part in (person.role, register) if part)

    def identity(self, colleague: Colleague) -> str:
        """`Identity not checked`, or since when it is."""
        if colleague.checked is CheckedHow.NOT_CHECKED or colleague.checked_at is None:
            return self._words("colleagues.not-checked")
        return self._words("colleagues.checked", when=self.dates.day(colleague.checked_at.wall.date()))


def identity_icon(colleague: Colleague) -> tuple[str, str]:
    """Icon and colour that go with the words."""
    return ("badge-check", "ok") if colleague.verified else ("circle-question-mark", "warn")
