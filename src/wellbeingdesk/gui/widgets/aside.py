"""Something with its buttons at the right, or below it where there is not room for both."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget

from wellbeingdesk.gui.widgets.items import ItemLayout


class AsideLayout(ItemLayout):
    """Two items: the first takes what room is left, the second what it likes; `least` is the first's share."""

    def __init__(self, gap: int, least: int) -> None:
        super().__init__()
        self._gap = gap
        self._least = least
        self.setContentsMargins(0, 0, 0, 0)

    def expandingDirections(self) -> Qt.Orientation:
        """As wide as there is room."""
        return Qt.Orientation.Horizontal

    def heightForWidth(self, width: int) -> int:
        """Of both as they stand at this width."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Called by Qt when there is another width."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:
        """Side by side."""
        sizes = [item.sizeHint() for item in self.shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """One above the other."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _lay(self, rect: QRect, *, move: bool) -> int:
        shown = self.shown()
        if len(shown) < 2:
            return _place(shown[0], rect, move=move) if shown else 0
        first, second = shown
        aside = second.sizeHint()
        left = rect.width() - aside.width() - self._gap
        if left >= self._least:
            tall = max(_height(first, left), aside.height())
            if move:
                first.setGeometry(QRect(rect.x(), rect.y(), left, tall))
                down = (tall - aside.height()) // 2
                second.setGeometry(QRect(rect.x() + left + self._gap, rect.y() + down, aside.width(), aside.height()))
            return tall
        above = _place(first, rect, move=move)
        below = QRect(rect.x(), rect.y() + above + self._gap, min(rect.width(), aside.width()), 0)
        return above + self._gap + _place(second, below, move=move)


class WithAside(QWidget):
    """A widget that holds such a pair."""

    def __init__(self, main: QWidget, aside: QWidget, gap: int, least: int) -> None:
        super().__init__()
        layout = AsideLayout(gap, least)
        layout.addWidget(main)
        layout.addWidget(aside)
        self.setLayout(layout)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def _place(item: QLayoutItem, rect: QRect, *, move: bool) -> int:
    tall = _height(item, rect.width())
    if move:
        item.setGeometry(QRect(rect.x(), rect.y(), rect.width(), tall))
    return tall
