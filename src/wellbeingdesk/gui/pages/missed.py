"""The log of missed sessions, of one client or of all: when, with how much notice, and how often."""

from dataclasses import dataclass

from PySide6.QtCore import Qt

from wellbeingdesk.domain.appointment import AttendanceCount, Outcome, count_outcomes
from wellbeingdesk.domain.client import Client
from wellbeingdesk.domain.events import Noun
from wellbeingdesk.gui.changes import StalePage
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.appointment_words import AppointmentWords
from wellbeingdesk.gui.dialogs.client_words import DOT, ClientWords
from wellbeingdesk.gui.pages.appointments_counts import Counts
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.buttons import LinkButton
from wellbeingdesk.gui.widgets.empty import EmptyState
from wellbeingdesk.gui.widgets.rows import Deliver, Row, RowList, initials
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.text import Caption, Heading
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AppointmentLine


@dataclass(frozen=True, slots=True)
class Log:
    """How many rows there are, whose they are, and the counts."""

    client: Client | None
    rows: int
    counts: AttendanceCount


def log(ports: Ports, client_id: str) -> Log:
    """The head of the log."""
    outcomes = ports.views.outcomes(client_id)
    client = ports.views.client_file(client_id).client if client_id else None
    return Log(client, _logged(outcomes), count_outcomes(outcomes))


def missed(ports: Ports, client_id: str, offset: int, limit: int) -> tuple[AppointmentLine, ...]:
    """Rows of the log, newest first."""
    return ports.views.missed(client_id, offset, limit)


class MissedPage(StalePage):
    """A row opens the client's file."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._client_id = ""
        theme, words = context.theme, context.words
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._appointments = AppointmentWords(words)
        self._clients = ClientWords(words)
        page = column(theme.scaled(12), theme.scaled(24))
        self._back = LinkButton(theme, "", "arrow-left")
        self._back.clicked.connect(self._go_back)
        page.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        page.addWidget(Heading(words("appointments.log")))
        self._whose = Caption("")
        page.addWidget(self._whose)
        page.addWidget(BannerBar(theme))
        self._counts = Counts(context)
        page.addWidget(self._counts)
        self._list = RowList(theme, words("appointments.log"))
        self._list.opened.connect(self._open)
        self._nothing = EmptyState(theme, "calendar-check", words("appointments.log-empty"))
        page.addWidget(self._list, 1)
        page.addWidget(self._nothing, 1)
        self.setLayout(page)
        self._of: dict[str, str] = {}
        self.concerns(context.changes, Noun.APPOINTMENT, Noun.CLIENT)

    def arrive(self, client_id: str = "") -> None:
        """Of one client, or of all."""
        self._client_id = client_id
        self._list.set_rows(())
        self._whose.setText("")
        self._back.setText(self._context.words("clients.back-to-file" if client_id else "clients.all"))
        self.freshness.client_id = client_id
        self.freshness.touch()

    def ask_again(self) -> None:
        """Head first; the rows come as they are scrolled to."""
        client_id = self._client_id
        self._context.runner.ask(log, client_id).start(self, lambda found: self._show(client_id, found))

    def _show(self, client_id: str, found: Log) -> None:
        if client_id != self._client_id:
            return
        words = self._context.words
        whose = words("appointments.log-of-all")
        if found.client is not None:
            whose = f"{found.client.name_used}{DOT}{found.client.reference}"
        self._whose.setText(whose)
        self._counts.show_counts(found.counts, only_missed=found.client is None)
        self._list.setVisible(found.rows > 0)
        self._nothing.setVisible(found.rows == 0)
        self._list.show_rows(found.rows, self._fetch)

    def _fetch(self, offset: int, limit: int, deliver: Deliver) -> None:
        ask = self._context.runner.ask(missed, self._client_id, offset, limit)
        ask.start(self, lambda lines: deliver([self._row(line) for line in lines]))

    def _row(self, line: AppointmentLine) -> Row:
        kept = line.appointment
        self._of[kept.id] = kept.client_id
        day = self._clients.dates.moment(kept.planned.wall)
        told = self._appointments.told(kept)
        if self._client_id:
            return Row(kept.id, day, told, icon="calendar-x")
        caption = f"{line.client_reference}{DOT}{told}"
        return Row(kept.id, line.client_name, caption, initials(line.client_name), aside=day)

    def _open(self, appointment_id: str) -> None:
        self._context.navigate("clients.file", client_id=self._of[appointment_id])

    def _go_back(self) -> None:
        if self._client_id:
            self._context.navigate("clients.file", client_id=self._client_id)
        else:
            self._context.navigate("clients")


def _logged(outcomes: tuple[Outcome, ...]) -> int:
    return sum(outcome.logged for outcome in outcomes)
