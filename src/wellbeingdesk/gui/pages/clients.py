"""The list of clients: names, references and appointments, searched and paged by the store; no score, flag or badge."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.events import Noun
from wellbeingdesk.gui.changes import StalePage
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.client_new import NewClientDialog
from wellbeingdesk.gui.dialogs.client_words import ClientWords
from wellbeingdesk.gui.newest import Newest
from wellbeingdesk.gui.shortcuts import NEW_CLIENT, on_keys
from wellbeingdesk.gui.widgets.aside import WithAside
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.buttons import Button, PrimaryButton
from wellbeingdesk.gui.widgets.chip import Chip
from wellbeingdesk.gui.widgets.empty import EmptyState
from wellbeingdesk.gui.widgets.rows import Deliver, Row, RowList, initials
from wellbeingdesk.gui.widgets.search import SearchBox
from wellbeingdesk.gui.widgets.surface import column, row
from wellbeingdesk.gui.widgets.text import Heading
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import ClientLine
from wellbeingdesk.usecases.wanted import NoLongerWanted, Wanted


@dataclass(frozen=True, slots=True)
class Found:
    """How many clients match, of how many, and the day on which they are looked at."""

    count: int
    of: int
    today: date


def found(ports: Ports, words: str, wanted: Wanted) -> Found:
    """The head of the list. Raises NoLongerWanted."""
    if not wanted():
        raise NoLongerWanted
    everyone = ports.views.client_count("")
    count = ports.views.client_count(words) if words else everyone
    return Found(count, everyone, ports.clock.now().wall.date())


def client_lines(ports: Ports, words: str, offset: int, limit: int) -> tuple[ClientLine, ...]:
    """Rows of the list, by name."""
    return ports.views.client_lines(words, offset, limit)


class ClientsPage(StalePage):
    """A file that is opened takes the place of this list."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        theme, words = context.theme, context.words
        self._said = ClientWords(words)
        self._today = date.min
        self._searched = ""
        self._newest = Newest()
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        page = column(theme.scaled(12), theme.scaled(24))
        page.addWidget(self._heading())
        page.addWidget(BannerBar(theme))
        self.search = SearchBox(theme, words("clients.search"))
        self.search.setMaximumWidth(theme.scaled(360))
        self.search.searched.connect(self._search)
        page.addWidget(self.search)
        self.list = RowList(theme, words("clients.title"))
        self.list.opened.connect(self._open)
        page.addWidget(self.list, 1)
        self._none = self._empty("users", "clients.none", "clients.new.open", self._new)
        self._no_match = self._empty("search", "clients.no-match", "clients.clear", self._clear)
        for part in (self._none, self._no_match):
            part.setVisible(False)
            page.addWidget(part, 1)
        self.setLayout(page)
        on_keys(self, NEW_CLIENT, self._new)
        self.concerns(context.changes, Noun.CLIENT, Noun.APPOINTMENT)

    def arrive(self) -> None:
        """Coming back, the list is as it was left, and fresh."""
        self.freshness.touch()

    def ask_again(self) -> None:
        """Count first; the rows come as they are scrolled to."""
        searched = self._searched
        ask = self._context.runner.ask(found, searched, self._newest.asked())
        ask.start(self, lambda answer: self._show(searched, answer))

    def _empty(self, icon: str, key: str, action: str, act: Callable[[], None]) -> EmptyState:
        words = self._context.words
        return EmptyState(self._context.theme, icon, words(key), words(f"{key}-text"), (words(action), act))

    def _heading(self) -> QWidget:
        theme, words = self._context.theme, self._context.words
        title = QWidget()
        line = row(theme.scaled(10))
        line.addWidget(Heading(words("clients.title"), wrap=False))
        self._count = Chip("")
        self._count.setVisible(False)
        line.addWidget(self._count)
        line.addStretch(1)
        title.setLayout(line)
        buttons = QWidget()
        actions = row(theme.scaled(8))
        missed = Button(theme, words("appointments.log"), "calendar-x")
        missed.clicked.connect(self._missed)
        new = PrimaryButton(theme, words("clients.new.open"), "plus")
        new.clicked.connect(self._new)
        actions.addWidget(missed)
        actions.addWidget(new)
        buttons.setLayout(actions)
        return WithAside(title, buttons, theme.scaled(8), theme.scaled(180))

    def _show(self, searched: str, answer: Found) -> None:
        if searched != self._searched:
            return  # another search is on its way
        self._today = answer.today
        words = self._context.words
        told = words("clients.count-of", count=answer.count, of=answer.of) if searched else str(answer.of)
        self._count.setText(told)
        self._count.setAccessibleDescription(words("clients.counted", count=answer.count))
        self._count.setVisible(answer.of > 0)
        self.list.setVisible(answer.count > 0)
        self.search.setVisible(answer.of > 0)
        self._none.setVisible(answer.of == 0)
        self._no_match.setVisible(answer.of > 0 and answer.count == 0)
        self.list.show_rows(answer.count, self._fetch)

    def _fetch(self, offset: int, limit: int, deliver: Deliver) -> None:
        ask = self._context.runner.ask(client_lines, self._searched, offset, limit)
        ask.start(self, lambda lines: deliver([self._row(line) for line in lines]))

    def _row(self, line: ClientLine) -> Row:
        aside = ""
        for wall, key in ((line.next_wall, "clients.next"), (line.last_wall, "clients.last")):
            if wall and not aside:
                aside = self._context.words(key, when=self._said.near_moment(datetime.fromisoformat(wall), self._today))
        return Row(line.id, line.name_used, line.reference, initials(line.name_used), aside=aside)

    def _search(self, text: str) -> None:
        self._searched = text
        self.ask_again()

    def _clear(self) -> None:
        self.search.clear()
        self.search.setFocus()

    def _new(self) -> None:
        NewClientDialog(self._context, self.window(), self._open).open()

    def _open(self, client_id: str) -> None:
        self._context.navigate("clients.file", client_id=client_id)

    def _missed(self) -> None:
        self._context.navigate("clients.missed")
