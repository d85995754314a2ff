"""Pages of which one is seen, and whose room is the room of that one."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class PageStack(QStackedWidget):
    """Asks for what the page that is seen needs at the least; a large page that is not seen makes nobody scroll."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self._ask_anew)

    def sizeHint(self) -> QSize:
        """As the page would like it."""
        page = self.currentWidget()
        return page.sizeHint() if page is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As the page must have it."""
        page = self.currentWidget()
        if page is None:
            return super().minimumSizeHint()
        return page.minimumSizeHint().expandedTo(page.minimumSize())

    def heightForWidth(self, width: int) -> int:
        """The least height at which the page has room for its words; what scrolls by itself takes what is left."""
        page = self.currentWidget()
        layout = page.layout() if page is not None else None
        if layout is None or not layout.hasHeightForWidth():
            return -1
        return layout.totalMinimumHeightForWidth(width)

    def _ask_anew(self, _at: int) -> None:
        layout = self.layout()
        if layout is not None:
            layout.update()
