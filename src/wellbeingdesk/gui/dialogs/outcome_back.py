"""The way back from an outcome that was recorded by a slip: Undo at once, or a line in the dialog later on."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.appointment import Appointment, Outcome
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.appointment_words import AppointmentWords
from wellbeingdesk.gui.dialogs.client_words import ClientWords
from wellbeingdesk.gui.widgets.buttons import LinkButton
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.usecases import appointments


def tell_recorded(context: PageContext, window: QWidget, before: Appointment, outcome: Outcome) -> None:
    """Say what is recorded now; where nothing was before, Undo takes it back."""

    def undo() -> None:
        context.runner.change(appointments.take_back_outcome, appointment_id=before.id).start(window, _done)

    said = AppointmentWords(context.words).outcome(outcome)
    context.toast(context.words("appointments.record.done", outcome=said), undo if before.outcome is None else None)


class RecordedBefore(QWidget):
    """What stands there now, and the link that takes it back; `done` is called when it was taken back."""

    def __init__(self, context: PageContext, kept: Appointment, done: Callable[[], None]) -> None:
        super().__init__()
        self._context = context
        self._kept = kept
        self._done = done
        words = context.words
        inside = column(context.theme.scaled(2))
        inside.addWidget(Text(self._sentence(), "section"))
        back = LinkButton(context.theme, words("appointments.record.take-back"), "undo-2")
        back.clicked.connect(lambda _checked=False: self._take_back())
        inside.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(inside)

    def _sentence(self) -> str:
        words, kept = self._context.words, self._kept
        at = "" if kept.recorded_at is None else ClientWords(words).dates.moment(kept.recorded_at.wall)
        return words("appointments.record.before", outcome=AppointmentWords(words).told(kept), when=at)

    def _take_back(self) -> None:
        job = self._context.runner.change(appointments.take_back_outcome, appointment_id=self._kept.id)
        job.start(self, lambda _none: self._taken_back())

    def _taken_back(self) -> None:
        self._context.toast(self._context.words("appointments.record.taken-back"))
        self._done()


def _done(_none: None) -> None:
    """The pages hear of it by themselves."""
