"""What became of an appointment: nothing is chosen beforehand, and who came along can be put right at the same time."""

from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QWidget

from wellbeingdesk.domain.appointment import Outcome
from wellbeingdesk.domain.form import FieldKind
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.appointment_companions import CompanionRows
from wellbeingdesk.gui.dialogs.appointment_words import AppointmentWords
from wellbeingdesk.gui.dialogs.client_fields import question, show_faults, text_of
from wellbeingdesk.gui.dialogs.client_words import ClientWords
from wellbeingdesk.gui.dialogs.outcome_back import RecordedBefore, tell_recorded
from wellbeingdesk.gui.dialogs.outcome_notice import CancellationTime
from wellbeingdesk.gui.forms.choice_editors import ChoiceEditor
from wellbeingdesk.gui.forms.row import FieldRow
from wellbeingdesk.gui.widgets.buttons import PrimaryButton
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.text import Caption, Text
from wellbeingdesk.usecases import appointments
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AppointmentLine

CANCELLED = "cancelled"
"""A cancellation by the client: in time or late is computed, never chosen."""

CHOICES = (
    Outcome.ATTENDED.value,
    Outcome.LATE.value,
    CANCELLED,
    Outcome.DID_NOT_ATTEND.value,
    Outcome.CANCELLED_BY_US.value,
)
_ONCE_BEGUN = {Outcome.ATTENDED.value, Outcome.LATE.value, Outcome.DID_NOT_ATTEND.value}
_PRESENT = {Outcome.ATTENDED.value, Outcome.LATE.value}


@dataclass(frozen=True, slots=True)
class OutcomeFacts:
    """What the dialog needs to know."""

    line: AppointmentLine
    now: Instant
    notice_hours: int


def outcome_facts(ports: Ports, appointment_id: str) -> OutcomeFacts:
    """The appointment, this moment, and how many hours of notice the service asks for."""
    hours = ports.session.setup.choices.get("notice_hours")
    if not isinstance(hours, int):
        raise TypeError("notice_hours")
    return OutcomeFacts(ports.views.appointment(appointment_id), ports.clock.now(), hours)


class OutcomeDialog(Sheet):
    """Five things can have happened; the questions below follow what is chosen."""

    def __init__(self, context: PageContext, parent: QWidget, facts: OutcomeFacts) -> None:
        words, kept = context.words, facts.line.appointment
        super().__init__(context.theme, parent, words("appointments.record.title", name=facts.line.client_name))
        self._context = context
        self._kept = kept
        self._window = parent
        said, dates = AppointmentWords(words), ClientWords(words).dates
        self.add(Text(f"{dates.moment(kept.planned.wall)}  ·  {said.facts(kept)}", "body2"))
        if kept.outcome is not None:
            self.add(RecordedBefore(context, kept, self.accept))
        self.what = self._what(facts)
        self.add(self.what)
        self.cancelled = CancellationTime(context, kept.planned, facts.now, facts.notice_hours)
        self.companions = CompanionRows(context, kept.accompanied_by)
        self.reason = question(context, FieldKind.LINE, "appointments.record.reason")
        self.reason.editor.set_value(kept.reason)
        for part in (self.cancelled, self.companions, self.reason):
            self.add(part)
        self.add_cancel()
        save = self.add_button(PrimaryButton(context.theme, words("appointments.record.do")), default=True)
        save.clicked.connect(self._save)
        self.what.editor.changed.connect(self._follow)
        self.cancelled.grew.connect(self._fit_soon)
        self.companions.grew.connect(self._fit_soon)
        self._follow()

    @classmethod
    def ask(cls, context: PageContext, owner: QWidget, appointment_id: str) -> None:
        """Show it for this appointment."""

        def show(facts: OutcomeFacts) -> None:
            cls(context, owner.window(), facts).open()

        context.runner.ask(outcome_facts, appointment_id).start(owner, show)

    def _what(self, facts: OutcomeFacts) -> FieldRow:
        words = self._context.words
        options = [(ident, words(f"appointments.record.{ident}")) for ident in CHOICES]
        what = question(self._context, FieldKind.CHOICE, "appointments.record.what", needed=True, options=options)
        begun = facts.line.appointment.begun_at(facts.now)
        if not begun:
            for button, ident in zip(_radios(what), CHOICES, strict=True):
                button.setEnabled(ident not in _ONCE_BEGUN)
            self.add(Caption(words("appointments.record.not-begun")))
        return what

    def _follow(self) -> None:
        chosen = text_of(self.what)
        self.cancelled.setVisible(chosen == CANCELLED)
        self.companions.setVisible(chosen in _PRESENT)
        self.reason.setVisible(bool(chosen) and chosen not in _PRESENT)
        self._fit_soon()

    def _fit_soon(self) -> None:
        # What was shown or hidden gets its place in the next turn of the event loop.
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        self.body.activate()
        if self.isVisible():
            self.resize(self._fitting())

    def _save(self) -> None:
        chosen = text_of(self.what)
        companions = self.companions.companions()
        if show_faults(self._context, self.what) or companions is None:
            return
        if chosen == CANCELLED and not self.cancelled.right():
            return
        change = self._context.runner.change(
            appointments.record_outcome,
            appointment_id=self._kept.id,
            outcome=None if chosen == CANCELLED else Outcome(chosen),
            cancelled_at=self.cancelled.moment() if chosen == CANCELLED else None,
            reason="" if self.reason.isHidden() else text_of(self.reason),
            accompanied_by=companions,
        )
        change.start(self, self._recorded)

    def _recorded(self, outcome: Outcome) -> None:
        self.accept()
        tell_recorded(self._context, self._window, self._kept, outcome)


def _radios(row: FieldRow) -> list[QAbstractButton]:
    editor = row.editor
    return list(editor.group.buttons()) if isinstance(editor, ChoiceEditor) else []
