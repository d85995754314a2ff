"""Facts side by side, each an icon and words, that go on in the next line where there is no more room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.flow import Flow
from wellbeingdesk.gui.widgets.surface import row
from wellbeingdesk.gui.widgets.text import Glyph, Text


class FlowBox(QWidget):
    """A widget around a flow, which can be emptied."""

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self._flow = Flow(spacing)
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


class LongText(Text):
    """Text that would like to stand in one line, and wraps only where there is not room for it."""

    def sizeHint(self) -> QSize:
        """Qt's own would fold a line of middling length into a block."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, self.heightForWidth(1 << 20))

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
        line.setContentsMargins(0, 0, theme.scaled(10), 0)
        line.addWidget(Glyph(theme, icon, "text2", 16), 0, Qt.AlignmentFlag.AlignTop)
        self.text = LongText(text, kind)
        line.addWidget(self.text, 1)
        self.setLayout(line)
