"""Things side by side that go on in the next line where there is no more room, as words do."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.surface import row
from wellbeingdesk.gui.widgets.text import Glyph, Text


class FlowLayout(QLayout):
    """Lays items out from left to right and then in further lines; each item is as wide as it would like to be."""

    def __init__(self, across: int, down: int) -> None:
        super().__init__()
        self._across = across
        self._down = down
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Called by Qt."""
        self._items.append(item)

    def count(self) -> int:
        """Called by Qt."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # Qt asks for None past the end
        """Called by Qt."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # Qt asks for None past the end
        """Called by Qt."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It grows in neither direction by itself."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Of all lines at this width."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Called by Qt when there is another width."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:
        """All items in one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._across * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """The widest item still fits."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            tall = max(self._size(item, rect.width()).height() for item in line)
            x = rect.x()
            for item in line:
                size = self._size(item, rect.width())
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (tall - size.height()) // 2), size))
                x += size.width() + self._across
            y += tall + self._down
        return max(0, y - rect.y() - self._down)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        room = 0
        for item in self._shown():
            needed = self._size(item, width).width()
            if not lines or needed > room:
                lines.append([])
                room = width
            lines[-1].append(item)
            room -= needed + self._across
        return lines

    @staticmethod
    def _size(item: QLayoutItem, width: int) -> QSize:
        size = item.sizeHint()
        if size.width() <= width:
            return size
        tall = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
        return QSize(width, tall)


class Flow(QWidget):
    """A widget that holds such a line: `flow.add(widget)`."""

    def __init__(self, across: int, down: int) -> None:
        super().__init__()
        self._layout = FlowLayout(across, down)
        self.setLayout(self._layout)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """At the end."""
        self._layout.addWidget(widget)

    def clear(self) -> None:
        """Take everything out."""
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


class LongText(Text):
    """Text that would like to stand in one line, and wraps only where there is not room for it."""

    def sizeHint(self) -> QSize:
        """Qt's own would fold a line of middling length into a block."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, max(metrics.height(), super().minimumSizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        """The longest word still fits."""
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(longest + 2, metrics.height())


class Fact(QWidget):
    """An icon and a few words that may become many."""

    def __init__(self, theme: Theme, icon: str, text: str, kind: str = "body") -> None:
        super().__init__()
        line = row(theme.scaled(8))
        line.addWidget(Glyph(theme, icon, "text2", 16))
        self.text = LongText(text, kind)
        line.addWidget(self.text, 1)
        self.setLayout(line)
