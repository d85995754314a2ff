"""The cards of a timeline, one kind for each kind of thing; each can be reached by Tab and opened by Enter."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.consent import CONSENT_FORM, Consent
from wellbeingdesk.domain.form import answered
from wellbeingdesk.domain.note import ADDENDUM_FORM
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.appointment_words import AppointmentWords, outcome_tone
from wellbeingdesk.gui.dialogs.client_words import DOT, ClientWords
from wellbeingdesk.gui.pages.client_file_reading import SignedText, TimelineItem
from wellbeingdesk.gui.pages.client_file_signed import AddendumText, AnswersText, late_line, signed_line
from wellbeingdesk.gui.pages.consent_words import ConsentWords, state_tone
from wellbeingdesk.gui.pages.decision_words import STATE_TONES, DecisionWords
from wellbeingdesk.gui.widgets.aside import WithAside
from wellbeingdesk.gui.widgets.buttons import LinkButton
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.chip import Chip, Tone
from wellbeingdesk.gui.widgets.field import caption_row
from wellbeingdesk.gui.widgets.flow import FlowBox
from wellbeingdesk.gui.widgets.text import Caption, Glyph, LongText, Text
from wellbeingdesk.usecases import notes
from wellbeingdesk.usecases.rows import DecisionLine

DECISION_FORMS = "decision-"
EXCERPT = 240
"""So many characters at most stand in an entry of the timeline."""

_STEPS = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}


class TimelineCard(Card):
    """One thing that happened; Enter does what `opens` says. `stepped` carries 1 for the next card, -1 for the last."""

    stepped = Signal(int)

    def __init__(self, context: PageContext, item: TimelineItem, today: date, title: str, icon: str) -> None:
        super().__init__(context.theme)
        self.context = context
        self.item = item
        self.opens: Callable[[], None] | None = None
        said = ClientWords(context.words)
        wall = item.entry.event_time.wall
        self._heading = FlowBox(context.theme.scaled(8))
        self._heading.add(Text(title, "section", wrap=False))
        self.title_row.addWidget(Glyph(context.theme, icon, "accent"))
        self.title_row.addWidget(self._heading, 1)
        self.title_row.addWidget(Caption(said.moment_alone(wall, today), wrap=False))
        self.column.addLayout(self.title_row)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(context.words("clients.timeline.card", title=title, when=said.dates.moment(wall)))
        self.setAccessibleDescription(item.entry.excerpt)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens what the card is about; up and down go on before the page scrolls."""
        step = _STEPS.get(event.key())
        if step is not None and self.hasFocus():
            self.stepped.emit(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.opens is not None:
            self.opens()
        else:
            super().keyPressEvent(event)

    def state(self, word: str, tone: Tone = "plain") -> None:
        """A word beside the title."""
        self._heading.add(Chip(word, tone))
        self.setAccessibleName(f"{self.accessibleName()}, {word}")

    def beside(self, text: str, key: str, act: Callable[[], None]) -> None:
        """A text, and at its end the one thing that can be done."""
        theme = self.context.theme
        self.add(WithAside(Text(text), self.link(key, act), theme.scaled(8), theme.scaled(260)))

    def foot(self, line: QWidget, links: list[LinkButton]) -> None:
        """A quiet line, and at its end what can be done."""
        theme = self.context.theme
        done = FlowBox(theme.scaled(8))
        for link in links:
            done.add(link)
        self.add(WithAside(line, done, theme.scaled(8), theme.scaled(240)))

    def link(self, key: str, act: Callable[[], None]) -> LinkButton:
        """Something to do, by the key of its words."""
        link = LinkButton(self.context.theme, self.context.words(key))
        link.setAccessibleDescription(self.accessibleName())
        link.clicked.connect(lambda _checked=False: act())
        return link


class NoteCard(TimelineCard):
    """A signed note: its beginning, or all of it, with the addenda."""

    def __init__(self, context: PageContext, item: TimelineItem, signed: SignedText, today: date) -> None:
        super().__init__(context, item, today, form_title(context, signed.form.id), "notebook-pen")
        self._signed = signed
        self._whole: QWidget | None = None
        fits = _fits(signed)
        cut = context.words("notes.shortened", text=item.entry.excerpt)
        self._short: QWidget = AnswersText(context, signed) if fits else Text(cut)
        self.add(self._short)
        if signed.late:
            self.state(context.words("notes.late"))
            self.add(caption_row(context.theme, "clock", late_line(context, signed)))
        self._all = self.link("notes.show-all", self._turn)
        links = [self.link("notes.read", self._open), self.link("notes.addendum.add", self._add_to_it)]
        self.foot(caption_row(context.theme, "lock", signed_line(context, signed)), [self._all, *links])
        self._all.setVisible(not fits)
        for addendum in item.addenda:
            self.add(AddendumText(context, addendum))
        self.opens = self._open

    def _turn(self) -> None:
        if self._whole is None:
            self._whole = AnswersText(self.context, self._signed)
            self._whole.setVisible(False)
            self.column.insertWidget(self.column.indexOf(self._short), self._whole)
        whole = self._whole.isHidden()
        self._whole.setVisible(whole)
        self._short.setVisible(not whole)
        self._all.setText(self.context.words("notes.show-less" if whole else "notes.show-all"))

    def _open(self) -> None:
        self.context.navigate("clients.note", record_id=self._signed.id)

    def _add_to_it(self) -> None:
        begin = self.context.runner.change(notes.begin_addendum, record_id=self._signed.id)
        begin.start(self, lambda draft: self.context.navigate("clients.note", draft_id=draft.id))


class DraftCard(TimelineCard):
    """Something begun and not signed."""

    def __init__(self, context: PageContext, item: TimelineItem, today: date) -> None:
        super().__init__(context, item, today, form_title(context, item.entry.form_id), "pen-line")
        self.state(context.words("notes.draft"), "info")
        # A consent's answers hold what must not be shared beside what may: never quoted without their questions.
        excerpt = "" if item.entry.form_id == CONSENT_FORM else shortened(context, item.entry.excerpt)
        self.setAccessibleDescription(excerpt)
        self.beside(excerpt, "notes.go-on", self._open)
        self.opens = self._open

    def _open(self) -> None:
        entry = self.item.entry
        page = "clients.note"
        if entry.form_id == CONSENT_FORM:
            page = "consent.edit"
        elif entry.form_id.startswith(DECISION_FORMS):
            page = "decisions.edit"
        self.context.navigate(page, draft_id=entry.id)


class ConsentCard(TimelineCard):
    """Who may be told, and whether that stands. Never the answers: they hold what must not be shared, too."""

    def __init__(self, context: PageContext, item: TimelineItem, consent: Consent, now: Instant) -> None:
        title = context.words("clients.timeline.consent")
        super().__init__(context, item, now.wall.date(), title, "handshake")
        said = ConsentWords(context.words)
        self.setAccessibleDescription(said.recipient(consent))
        self.state(said.state(consent, now), state_tone(consent, now))
        self.beside(said.recipient(consent), "clients.timeline.open", self._open)
        self.opens = self._open

    def _open(self) -> None:
        self.context.navigate("consent.view", consent_id=self.item.entry.id)


class DecisionCard(TimelineCard):
    """Where a decision stands, and its beginning."""

    def __init__(self, context: PageContext, item: TimelineItem, line: DecisionLine, today: date) -> None:
        super().__init__(context, item, today, context.words("clients.timeline.decision"), "git-branch")
        self.state(DecisionWords(context.words).state(line.decision), STATE_TONES[line.decision.state])
        self.beside(shortened(context, item.entry.excerpt), "clients.timeline.open", self._open)
        self.opens = self._open

    def _open(self) -> None:
        self.context.navigate("decisions.view", decision_id=self.item.entry.id)


class AppointmentCard(TimelineCard):
    """An appointment and what became of it."""

    def __init__(self, context: PageContext, item: TimelineItem, today: date) -> None:
        super().__init__(context, item, today, context.words("clients.timeline.appointment"), "calendar-days")
        if item.appointment is None:
            return
        said, kept = AppointmentWords(context.words), item.appointment.appointment
        if kept.outcome is not None:
            self.state(said.outcome(kept.outcome), outcome_tone(kept.outcome))
        facts = DOT.join(part for part in (said.facts(kept), said.beside_outcome(kept)) if part)
        self._heading.add(LongText(facts, "caption"))


def form_title(context: PageContext, form_id: str) -> str:
    """What a form is called among cards."""
    if form_id == CONSENT_FORM:
        return context.words("clients.timeline.consent")
    if form_id.startswith(DECISION_FORMS):
        return context.words("clients.timeline.decision")
    return context.words("notes.addendum.title" if form_id == ADDENDUM_FORM else f"notes.template.{form_id}")


def card_for(context: PageContext, item: TimelineItem, now: Instant) -> TimelineCard:
    """The card of an entry's kind."""
    today = now.wall.date()
    if item.signed is not None:
        return NoteCard(context, item, item.signed, today)
    if item.consent is not None:
        return ConsentCard(context, item, item.consent, now)
    if item.decision is not None:
        return DecisionCard(context, item, item.decision, today)
    if item.entry.kind == "appointment":
        return AppointmentCard(context, item, today)
    return DraftCard(context, item, today)


def shortened(context: PageContext, excerpt: str) -> str:
    """An excerpt that says when it is not all."""
    return context.words("notes.shortened", text=excerpt) if len(excerpt) >= EXCERPT else excerpt


def _fits(signed: SignedText) -> bool:
    """Whether the whole note is short enough to be shown at once."""
    given = [str(value) for value in signed.answers.values() if answered(value)]
    return sum(len(text) + 60 * text.count("\n") for text in given) <= EXCERPT
