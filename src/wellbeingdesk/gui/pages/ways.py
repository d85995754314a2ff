"""The ways into this desk: what opens it, sheets and shares, and the passphrase; one card for each topic."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from wellbeingdesk.domain.events import Noun
from wellbeingdesk.gui.changes import StalePage
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.pages.decision_layout import PageHead, Room
from wellbeingdesk.gui.pages.ways_keyring import KeyringCard
from wellbeingdesk.gui.pages.ways_list import OpeningsCard, WaysCard, WaysListCard
from wellbeingdesk.gui.pages.ways_papers import SharesCard, SheetsCard
from wellbeingdesk.gui.pages.ways_passphrase import PassphraseCard
from wellbeingdesk.gui.pages.ways_rekey import RekeyCard
from wellbeingdesk.gui.pages.ways_service import ServiceAccessCard
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.surface import Scroller, column
from wellbeingdesk.usecases.recovery_views import WaysIn, ways_in

_WIDEST = 760

CARDS: tuple[Callable[[PageContext], WaysCard], ...] = (
    WaysListCard,
    SheetsCard,
    SharesCard,
    ServiceAccessCard,
    KeyringCard,
    PassphraseCard,
    RekeyCard,
    OpeningsCard,
)
"""In their order; each is told what there is by `show_ways`."""


class WaysPage(StalePage):
    """Reached from the settings, and from a reminder."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        theme, words = context.theme, context.words
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._drill = ""
        self._scroller = Scroller(theme.scaled(14))
        self._scroller.column.setContentsMargins(0, 0, theme.scaled(8), theme.scaled(16))
        self.cards = [make(context) for make in CARDS]
        for card in self.cards:
            self._scroller.column.addWidget(card)
        self._scroller.column.addStretch(1)
        head = PageHead(theme, words("ways.back"), lambda: context.navigate("settings"))
        head.show_words(words("ways.title"), "")
        page = column(theme.scaled(12), theme.scaled(24))
        page.addWidget(head)
        page.addWidget(BannerBar(theme))
        page.addWidget(Room(self._scroller), 1)
        self.setLayout(page)
        theme.changed.connect(self._rescale)
        self._rescale()
        self.concerns(context.changes, Noun.DESK)

    def arrive(self, drill: str = "") -> None:
        """`drill` is the paper to try at once, as a reminder asks for it."""
        self._drill = drill
        self.freshness.touch()

    def ask_again(self) -> None:
        """What the key file and the store hold."""
        self._context.runner.ask(ways_in).start(self, self._show)

    def _show(self, ways: WaysIn) -> None:
        for card in self.cards:
            card.show_ways(ways)
        drill, self._drill = self._drill, ""
        for card in self.cards:
            if drill:
                card.begin_drill(drill)

    def _rescale(self) -> None:
        self._scroller.inside.setMaximumWidth(self._context.theme.scaled(_WIDEST))
