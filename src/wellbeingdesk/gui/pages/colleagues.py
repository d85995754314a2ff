"""Colleagues: one's own card with the digits to read out, the cards received, and which were checked in person."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.colleague import Colleague, ContactCard
from wellbeingdesk.domain.events import Noun
from wellbeingdesk.domain.permit import Permit
from wellbeingdesk.gui.changes import StalePage
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.receive import receive
from wellbeingdesk.gui.dialogs.receive_names import neutral_name
from wellbeingdesk.gui.pages.colleague_cards import ColleagueCard, OwnCard
from wellbeingdesk.gui.pages.decision_layout import TwoColumns
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.buttons import PrimaryButton
from wellbeingdesk.gui.widgets.empty import EmptyState
from wellbeingdesk.gui.widgets.surface import Scroller, column, empty, row
from wellbeingdesk.gui.widgets.text import Caption, Heading
from wellbeingdesk.usecases import colleagues
from wellbeingdesk.usecases.ports import Ports

CARD_KIND = "colleagues.files.card"


def _cards(ports: Ports) -> tuple[ContactCard, tuple[Colleague, ...]]:
    return colleagues.own_card(ports), ports.views.colleagues()


class ColleaguesPage(StalePage):
    """One's own card stays in sight while the list of the others scrolls."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._wanted = ""
        theme, words = context.theme, context.words
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = row(theme.scaled(8))
        titles = column(theme.scaled(2))
        titles.addWidget(Heading(words("colleagues.title")))
        titles.addWidget(Caption(words("colleagues.hint")))
        head.addLayout(titles, 1)
        add = PrimaryButton(theme, words("colleagues.add"), "user-plus")
        add.clicked.connect(lambda _checked=False: receive(context, self))
        head.addWidget(add, 0, Qt.AlignmentFlag.AlignTop)
        self.list = Scroller(theme.scaled(12))
        self.list.column.setContentsMargins(0, 0, theme.scaled(8), theme.scaled(8))
        self.own = Scroller(theme.scaled(12))
        self.own.column.setContentsMargins(0, 0, theme.scaled(8), 0)
        self.columns = TwoColumns(
            theme, (words("colleagues.part.list"), self.list), (words("colleagues.part.own"), self.own), side=380
        )
        page = column(theme.scaled(12), theme.scaled(24))
        page.addLayout(head)
        page.addWidget(BannerBar(theme))
        page.addWidget(self.columns, 1)
        self.setLayout(page)
        self.concerns(context.changes, Noun.COLLEAGUE, Noun.DESK)

    def arrive(self, colleague_id: str = "") -> None:
        """Show the list, and this colleague in it."""
        self._wanted = colleague_id
        self.freshness.touch()

    def ask_again(self) -> None:
        """Cards are small and few."""
        self._context.runner.ask(_cards).start(self, self._show)

    def _show(self, found: tuple[ContactCard, tuple[Colleague, ...]]) -> None:
        own, others = found
        self._show_own(own)
        empty(self.list.column)
        words = self._context.words
        if not others:
            text = words("colleagues.empty-text")
            self.list.column.addWidget(EmptyState(self._context.theme, "users", words("colleagues.empty"), text), 1)
            return
        seen: QWidget | None = None
        for one in sorted(others, key=lambda other: other.card.practitioner.name.casefold()):
            card = ColleagueCard(self._context, one)
            self.list.column.addWidget(card)
            seen = card if one.id == self._wanted else seen
        self.list.column.addStretch(1)
        if seen is not None:
            self.columns.turn_to(0)
            self.list.column.activate()
            self.list.reveal(seen)

    def _show_own(self, own: ContactCard) -> None:
        empty(self.own.column)
        card = OwnCard(self._context, own)
        card.save.clicked.connect(self._ask_where)
        self.own.column.addWidget(card)
        self.own.column.addStretch(1)

    def _ask_where(self) -> None:
        self._context.asking.save_file(self, neutral_name("card"), CARD_KIND, self._save)

    def _save(self, path: str | None) -> None:
        if path:
            self._context.runner.work(colleagues.write_own_card, path=path).start(self, self._saved)

    def _saved(self, _permit: Permit) -> None:
        self._context.toast(self._context.words("colleagues.own.saved"))
