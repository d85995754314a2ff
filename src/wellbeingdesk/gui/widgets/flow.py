"""A layout that sets things side by side and goes on in the next line where there is no more room."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget

from wellbeingdesk.gui.widgets.items import ItemLayout


class Flow(ItemLayout):
    """Left to right, then down; each thing in its own size, never wider than the line.

    With `on_top` the things of a line begin at one height; else their middles do.
    """

    def __init__(self, spacing: int = 8, margin: int = 0, *, on_top: bool = False) -> None:
        super().__init__()
        self._on_top = on_top
        self.setSpacing(spacing)
        self.setContentsMargins(margin, margin, margin, margin)

    def add(self, *widgets: QWidget) -> None:
        """Several widgets at once."""
        for widget in widgets:
            self.addWidget(widget)

    def expandingDirections(self) -> Qt.Orientation:
        """It grows only as its lines do."""
        return Qt.Orientation(0)

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at this width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Puts everything in its place."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        sizes = [item.sizeHint() for item in self.shown()]
        wide = sum(size.width() for size in sizes) + self.spacing() * max(0, len(sizes) - 1)
        return QSize(wide, max((size.height() for size in sizes), default=0)) + self._around()

    def minimumSize(self) -> QSize:
        """The widest thing still fits."""
        least = QSize(0, 0)
        for item in self.shown():
            least = least.expandedTo(item.minimumSize())
        return least + self._around()

    def _around(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _place(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        at, bottom = inner.topLeft(), inner.y()
        for line in self._lines(inner.width()):
            tall = max(size.height() for _, size in line)
            for item, size in line:
                if move:
                    down = 0 if self._on_top else (tall - size.height()) // 2
                    item.setGeometry(QRect(QPoint(at.x(), at.y() + down), size))
                at += QPoint(size.width() + self.spacing(), 0)
            bottom = at.y() + tall
            at = QPoint(inner.x(), bottom + self.spacing())
        return bottom - rect.y() + margins.bottom()

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        left = -1
        for item in self.shown():
            size = item.sizeHint()
            if size.width() > width:
                tall = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
                size = QSize(width, tall)
            if left < size.width():
                lines.append([])
                left = width
            lines[-1].append((item, size))
            left -= size.width() + self.spacing()
        return lines


class FlowBox(QWidget):
    """A widget around a flow, which can be emptied."""

    def __init__(self, spacing: int, *, on_top: bool = False) -> None:
        super().__init__()
        self._flow = Flow(spacing, on_top=on_top)
        self.setLayout(self._flow)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """At the end."""
        self._flow.addWidget(widget)

    def clear(self) -> None:
        """Take everything out."""
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
