"""The page of this desk's store: where it lies, what was found when it opened, and the check of all of it."""

from PySide6.QtCore import Qt

from wellbeingdesk.domain.events import Noun
from wellbeingdesk.gui.changes import StalePage
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.pages.decision_layout import PageHead, Room
from wellbeingdesk.gui.pages.settings_store_check import CheckCard
from wellbeingdesk.gui.pages.settings_store_found import found_cards
from wellbeingdesk.gui.pages.settings_store_place import PlaceCard
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.surface import Scroller, column, empty
from wellbeingdesk.usecases.store_views import StoreFacts, store_facts

_WIDEST = 760


class StorePage(StalePage):
    """What needs to be seen to stands first."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        theme, words = context.theme, context.words
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = PageHead(theme, words("shell.back"), lambda: context.navigate("settings"))
        head.show_words(words("store.title"), "")
        self._scroller = Scroller(theme.scaled(14))
        self._scroller.column.setContentsMargins(0, 0, theme.scaled(8), theme.scaled(16))
        self._found = column(theme.scaled(14))
        self._check = CheckCard(context)
        self._place = PlaceCard(context)
        self._scroller.column.addLayout(self._found)
        self._scroller.column.addWidget(self._check)
        self._scroller.column.addWidget(self._place)
        self._scroller.column.addStretch(1)
        self._scroller.inside.setMaximumWidth(theme.scaled(_WIDEST))
        page = column(theme.scaled(12), theme.scaled(24))
        page.addWidget(head)
        page.addWidget(BannerBar(theme))
        page.addWidget(Room(self._scroller), 1)
        self.setLayout(page)
        theme.changed.connect(self._rescale)
        self.concerns(context.changes, Noun.DESK)

    def arrive(self) -> None:
        """Room on the disk, and the size of the store, change without an event."""
        self.freshness.touch()

    def ask_again(self) -> None:
        """The facts of the store."""
        self._context.runner.ask(store_facts).start(self, self._show)

    def _rescale(self) -> None:
        self._scroller.inside.setMaximumWidth(self._context.theme.scaled(_WIDEST))

    def _show(self, facts: StoreFacts) -> None:
        empty(self._found)
        for card in found_cards(self._context, facts):
            self._found.addWidget(card)
        self._check.show_last(facts.checked)
        self._place.show_facts(facts)
