"""All appointments of one client: what is to come, then what was, and how often each outcome happened."""

from wellbeingdesk.domain.appointment import Appointment, AttendanceCount, Outcome, count_outcomes
from wellbeingdesk.domain.events import Noun
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.gui.changes import StalePage
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.appointment_new import AppointmentDialog
from wellbeingdesk.gui.pages.appointments_counts import Counts
from wellbeingdesk.gui.pages.appointments_list import AppointmentList
from wellbeingdesk.gui.pages.appointments_reading import AppointmentsPage, appointments_of
from wellbeingdesk.gui.widgets.empty import EmptyState
from wellbeingdesk.gui.widgets.surface import Scroller, column


class Appointments(StalePage):
    """A tab of the client's file."""

    def __init__(self, context: PageContext, client_id: str) -> None:
        super().__init__()
        self._context = context
        self._client_id = client_id
        theme, words = context.theme, context.words
        self._scroller = Scroller(theme.scaled(12))
        self._scroller.column.setContentsMargins(0, 0, theme.scaled(12), theme.scaled(16))
        self._counts = Counts(context, words("appointments.log"), self._to_log)
        self._list = AppointmentList(context, named=False)
        self._nothing = EmptyState(
            theme,
            "calendar-days",
            words("appointments.none"),
            words("appointments.none-text"),
            (words("clients.do.appointment"), self._make),
        )
        for part in (self._counts, self._list, self._nothing):
            part.setVisible(False)
            self._scroller.column.addWidget(part)
        self._scroller.column.addStretch(1)
        inside = column(0)
        inside.addWidget(self._scroller)
        self.setLayout(inside)
        self.concerns(context.changes, Noun.APPOINTMENT, Noun.NOTE, client_id=client_id)
        self._list.begun.connect(self.freshness.touch)

    def ask_again(self) -> None:
        """All of them: one client has tens, not thousands."""
        self._context.runner.ask(appointments_of, self._client_id).start(self, self._show)

    def _show(self, page: AppointmentsPage) -> None:
        ahead = [one for one in page.shown if _ahead(one.line.appointment, page.now)]
        past = [one for one in page.shown if not _ahead(one.line.appointment, page.now)]
        words = self._context.words
        parts = (
            (words("appointments.ahead").upper(), list(reversed(ahead))),
            (words("appointments.past").upper(), past),
        )
        self._list.show_parts(parts, page.now)
        self._counts.show_counts(_counted(page))
        self._counts.setVisible(bool(past))
        self._list.setVisible(bool(page.shown))
        self._nothing.setVisible(not page.shown)

    def _make(self) -> None:
        AppointmentDialog.ask(self._context, self, self._client_id)

    def _to_log(self) -> None:
        self._context.navigate("clients.missed", client_id=self._client_id)


def _ahead(kept: Appointment, now: Instant) -> bool:
    """What was cancelled does not come."""
    return kept.outcome is None and not kept.begun_at(now)


def _counted(page: AppointmentsPage) -> AttendanceCount:
    outcomes: list[Outcome] = [
        one.line.appointment.outcome for one in page.shown if one.line.appointment.outcome is not None
    ]
    return count_outcomes(outcomes)
