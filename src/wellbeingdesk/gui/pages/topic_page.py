"""What the pages behind the settings share: a way back, and cards one below the other, as wide as is easy to read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from wellbeingdesk.domain.events import Noun
from wellbeingdesk.gui.changes import StalePage
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.pages.decision_layout import PageHead, Room
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.surface import Scroller, column

_WIDEST = 760


class TopicPage(StalePage):
    """`<topic>.title` is its name in the wording; `nouns` are what makes it ask again, besides each arrival."""

    def __init__(self, context: PageContext, topic: str, *nouns: Noun) -> None:
        super().__init__()
        self._context = context
        theme, words = context.theme, context.words
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = PageHead(theme, words("settings.back"), lambda: context.navigate("settings"))
        head.show_words(words(f"{topic}.title"), "")
        self._scroller = Scroller(theme.scaled(14))
        self._scroller.column.setContentsMargins(0, 0, theme.scaled(8), theme.scaled(16))
        self._scroller.column.addStretch(1)
        page = column(theme.scaled(12), theme.scaled(24))
        page.addWidget(head)
        page.addWidget(BannerBar(theme))
        page.addWidget(Room(self._scroller), 1)
        self.setLayout(page)
        theme.changed.connect(self._rescale)
        self._rescale()
        self.concerns(context.changes, Noun.DESK, *nouns)

    def put(self, *parts: QWidget | QLayout) -> None:
        """Below what is there already."""
        for part in parts:
            at = self._scroller.column.count() - 1
            if isinstance(part, QWidget):
                self._scroller.column.insertWidget(at, part)
            else:
                self._scroller.column.insertLayout(at, part)

    def arrive(self) -> None:
        """Folders, sticks and files change without an event."""
        self.freshness.touch()

    def _rescale(self) -> None:
        self._scroller.inside.setMaximumWidth(self._context.theme.scaled(_WIDEST))
