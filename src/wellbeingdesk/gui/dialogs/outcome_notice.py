"""When a client cancelled, and at once whether that was in time, by the clock on the wall (P7)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.appointment import outcome_of_cancellation
from wellbeingdesk.domain.form import FieldKind
from wellbeingdesk.domain.times import Instant, Planned
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.appointment_words import AppointmentWords
from wellbeingdesk.gui.dialogs.client_fields import line_of, moment_of, question, show_faults
from wellbeingdesk.gui.widgets.announce import say
from wellbeingdesk.gui.widgets.buttons import LinkButton
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.text import Text


class CancellationTime(QWidget):
    """The client's moment, which may lie before the typing; nothing stands there at first. `grew` by the result."""

    grew = Signal()

    def __init__(self, context: PageContext, planned: Planned, now: Instant, notice_hours: int) -> None:
        super().__init__()
        self._context = context
        self._planned = planned
        self._now = now
        self._hours = notice_hours
        self.when = question(context, FieldKind.MOMENT, "appointments.record.told-us", needed=True)
        just_now = LinkButton(context.theme, context.words("appointments.record.just-now"), "clock")
        just_now.clicked.connect(self._just_now)
        self.result = Text("", "section")
        self.result.setVisible(False)
        inside = column(context.theme.scaled(6))
        inside.addWidget(self.when)
        inside.addWidget(just_now, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.result)
        self.setLayout(inside)
        line_of(self.when).textChanged.connect(self._compute)

    def moment(self) -> Instant | None:
        """When the client said so, if a moment was typed."""
        wall = moment_of(self.when)
        return None if wall is None else Planned(wall, self._planned.zone).instant()

    def right(self) -> bool:
        """Whether it can be kept; what cannot is marked. Nobody cancels later than now."""
        if show_faults(self._context, self.when):
            return False
        moment = self.moment()
        later = moment is not None and moment.utc > self._now.utc
        self.when.labelled.show_finding(self._context.words("appointments.record.later-than-now") if later else "")
        return not later

    def _just_now(self) -> None:
        self.when.editor.set_value(self._now.wall.isoformat(timespec="minutes"))
        self.when.labelled.show_finding()

    def _compute(self) -> None:
        moment = self.moment()
        self.result.setVisible(moment is not None)
        if moment is None:
            return
        said = AppointmentWords(self._context.words)
        outcome = outcome_of_cancellation(self._planned, moment, self._hours)
        self.result.setText(
            self._context.words(
                "appointments.record.computed",
                outcome=said.outcome(outcome),
                notice=said.notice(self._planned, moment),
                count=self._hours,
            )
        )
        say(self, self.result.text())
        self.grew.emit()
