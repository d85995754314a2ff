"""A column of appointment cards that is filled anew at each answer and keeps the keyboard where it was."""

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from wellbeingdesk.domain.times import Instant
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.pages.appointments_reading import ShownAppointment
from wellbeingdesk.gui.pages.appointments_row import AppointmentRow
from wellbeingdesk.gui.widgets.surface import column, empty
from wellbeingdesk.gui.widgets.text import Text

_FAR = 24 * 60 * 60
"""Seconds. What begins later is asked for again before that, and a timer counts no further than some weeks."""


class AppointmentList(QWidget):
    """`show_parts` with a heading for each part (or none) and its appointments.
    `begun` comes when one of them begins, for then something else can be done about it.
    """

    begun = Signal()

    def __init__(self, context: PageContext, *, named: bool) -> None:
        super().__init__()
        self._context = context
        self._named = named
        self._column = column(context.theme.scaled(8))
        self.setLayout(self._column)
        self._rows: list[AppointmentRow] = []
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.begun)

    def show_parts(self, parts: Iterable[tuple[str, Iterable[ShownAppointment]]], now: Instant) -> None:
        """Another answer of the store."""
        at = self._with_focus()
        empty(self._column)
        self._rows = []
        for heading, appointments in parts:
            rows = [AppointmentRow(self._context, one, now, named=self._named) for one in appointments]
            if heading and rows:
                self._column.addWidget(Text(heading, "over"))
            for row in rows:
                self._column.addWidget(row)
            self._rows.extend(rows)
        self._wait(now)
        for row in self._rows:
            if row.kept.id == at:
                row.focus_action()

    def rows(self) -> list[AppointmentRow]:
        """What is shown, in order."""
        return list(self._rows)

    def _wait(self, now: Instant) -> None:
        self._clock.stop()
        left = [(row.kept.planned.instant().utc - now.utc).total_seconds() for row in self._rows]
        soon = min((seconds for seconds in left if 0 < seconds <= _FAR), default=None)
        if soon is not None:
            self._clock.start(int(soon * 1000) + 1)

    def _with_focus(self) -> str:
        focus = QApplication.focusWidget()
        return next((row.kept.id for row in self._rows if focus is not None and row.isAncestorOf(focus)), "")
