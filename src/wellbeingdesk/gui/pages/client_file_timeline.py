"""What happened with one client, newest first by month: notes, appointments, consents, decisions, drafts as cards."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.events import Noun
from wellbeingdesk.gui.changes import StalePage
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.client_words import ClientWords
from wellbeingdesk.gui.pages import client_file_reading as reading
from wellbeingdesk.gui.pages.client_file_cards import TimelineCard, card_for
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.empty import EmptyState
from wellbeingdesk.gui.widgets.surface import Scroller, column, empty
from wellbeingdesk.gui.widgets.text import Caption, Text

AT_FIRST, AT_ONCE = 5, 2
"""Cards made in the first turn of the event loop, which fill the window, and in each after it; one takes some 4 ms."""


class Timeline(StalePage):
    """Cards that arrow keys go through and Enter opens. `without` is a draft that is being written beside it."""

    def __init__(self, context: PageContext, client_id: str, *, without: str = "") -> None:
        super().__init__()
        self._context = context
        self._client_id = client_id
        self._without = without
        self._said = ClientWords(context.words)
        self._cards: list[TimelineCard] = []
        self._month = ""
        self._turn = 0
        theme = context.theme
        self._scroller = Scroller(theme.scaled(10))
        self._scroller.column.setContentsMargins(0, 0, theme.scaled(12), theme.scaled(16))
        self._scroller.setAccessibleName(context.words("clients.tab.timeline"))
        self._list = column(theme.scaled(10))
        self._scroller.column.addLayout(self._list)
        self._more = Button(theme, context.words("clients.timeline.more"), "chevron-down")
        self._more.setVisible(False)
        self._more.clicked.connect(self._ask_more)
        self._scroller.column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignHCenter)
        self._scroller.column.addStretch(1)
        inside = column(0)
        inside.addWidget(self._scroller)
        self.setLayout(inside)
        self._next: int | None = None
        self._waiting: list[reading.TimelineItem] = []
        self._kept_at: int | None = None
        self._first_new = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._add_some)
        nouns = (Noun.NOTE, Noun.APPOINTMENT, Noun.CONSENT, Noun.DECISION, Noun.EXCHANGE)
        self.concerns(context.changes, *nouns, client_id=client_id)

    def ask_again(self) -> None:
        """From the top, as far down as was shown."""
        self._turn += 1
        turn = self._turn
        ask = self._context.runner.ask(reading.timeline, self._client_id, 0)
        ask.start(self, lambda page: self._show(page, turn, afresh=True))

    def cards(self) -> list[TimelineCard]:
        """What is shown, newest first."""
        return list(self._cards)

    def _ask_more(self) -> None:
        if self._next is not None:
            turn = self._turn
            ask = self._context.runner.ask(reading.timeline, self._client_id, self._next)
            ask.start(self, lambda page: self._show(page, turn, afresh=False))

    def _show(self, page: reading.TimelinePage, turn: int, *, afresh: bool) -> None:
        if turn != self._turn:
            return  # a later question is on its way
        self._kept_at = self._scroller.verticalScrollBar().value() if afresh else None
        if afresh:
            self._clear()
        self._first_new = len(self._cards)
        self._waiting = [item for item in page.items if item.entry.id != self._without]
        self._page = page
        self._next = page.go_on_at
        self._more.setVisible(False)
        self._add_some()

    def _add_some(self) -> None:
        """A few cards at a time, so that the window goes on answering while a long file is shown."""
        some = AT_ONCE if len(self._cards) > self._first_new else AT_FIRST
        for item in self._waiting[:some]:
            self._add(item)
        self._waiting = self._waiting[some:]
        if self._waiting:
            self._timer.start()
        else:
            self._all_added()

    def _all_added(self) -> None:
        self._more.setVisible(self._next is not None)
        if not self._cards:
            self._list.addWidget(self._nothing())
        elif self._kept_at is not None:
            self._scroller.verticalScrollBar().setValue(self._kept_at)
        elif self._first_new < len(self._cards):
            self._cards[self._first_new].setFocus(Qt.FocusReason.TabFocusReason)

    def _clear(self) -> None:
        self._timer.stop()
        empty(self._list)
        self._cards = []
        self._month = ""

    def _add(self, item: reading.TimelineItem) -> None:
        month = self._said.month(item.entry.event_time.wall.date())
        if month != self._month:
            self._month = month
            self._list.addWidget(Text(month.upper(), "over"))
        card = card_for(self._context, item, self._page.now)
        card.stepped.connect(partial(self._step, card))
        self._cards.append(card)
        self._list.addWidget(card)

    def _step(self, card: TimelineCard, step: int) -> None:
        at = self._cards.index(card) + step
        if 0 <= at < len(self._cards):
            self._cards[at].setFocus(Qt.FocusReason.TabFocusReason)
            self._scroller.reveal(self._cards[at])

    def _nothing(self) -> QWidget:
        words = self._context.words
        if self._without:
            return Caption(words("clients.timeline.nothing-else"))
        return EmptyState(
            self._context.theme,
            "notebook-pen",
            words("clients.timeline.empty"),
            words("clients.timeline.empty-text"),
        )
