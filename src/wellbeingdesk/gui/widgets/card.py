"""A raised card: a title row with room for a chip and an aside, and a column for what it holds."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.flow import Flow
from wellbeingdesk.gui.widgets.surface import column, row
from wellbeingdesk.gui.widgets.text import Caption, Glyph, LongText, Text


class Card(QFrame):
    """`card.column` holds the content; without a title it has no title row."""

    def __init__(self, theme: Theme, title: str = "", icon: str = "", aside: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.column = column(theme.scaled(8))
        margin = theme.scaled(16)
        self.column.setContentsMargins(margin, theme.scaled(12), margin, theme.scaled(12))
        self.setLayout(self.column)
        self.title_row = row(theme.scaled(8))
        if not title:
            return
        if icon:
            self.title_row.addWidget(Glyph(theme, icon, "accent"))
        self.title = Text(title, "section")
        self.title_row.addWidget(self.title, 1)
        if aside:
            self.title_row.addWidget(Caption(aside, wrap=False))
        self.column.addLayout(self.title_row)

    def add(self, widget: QWidget) -> None:
        """Put something under the title."""
        self.column.addWidget(widget)

    def add_to_title(self, widget: QWidget) -> None:
        """Put a chip or a button at the end of the title row."""
        self.title_row.addWidget(widget)


class Strip(QFrame):
    """A quiet bar of short facts side by side, such as the contact rules under a client's name; it wraps."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "strip")
        self._theme = theme
        self.flow = Flow(theme.scaled(16))
        self.flow.setContentsMargins(theme.scaled(14), theme.scaled(6), theme.scaled(8), theme.scaled(6))
        self.setLayout(self.flow)

    def add(self, widget: QWidget) -> None:
        """A button at the end."""
        self.flow.addWidget(widget)


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
