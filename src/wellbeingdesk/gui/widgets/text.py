"""Lines of text in the sizes of the type scale; always plain text, so that a name with a `<` in it reads as typed."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from wellbeingdesk.gui.theme import Theme

Level = Literal["h1", "h2", "section"]


class Text(QLabel):
    """A label of plain text that wraps; `kind` chooses its size and colour in the stylesheet."""

    def __init__(self, text: str = "", kind: str = "body", *, wrap: bool = True) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)


class Heading(Text):
    """A heading: h1 for the page, h2 for a part, section for a group."""

    def __init__(self, text: str = "", level: Level = "h1", *, wrap: bool = True) -> None:
        super().__init__(text, level, wrap=wrap)


class Caption(Text):
    """A line that explains, smaller and quieter."""

    def __init__(self, text: str = "", *, wrap: bool = True) -> None:
        super().__init__(text, "caption", wrap=wrap)


class Selectable(Text):
    """Text to copy from, reached by Tab and read by arrow keys: digits, references, a signed answer."""

    def __init__(self, text: str = "", kind: str = "answer") -> None:
        super().__init__(text, kind)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._was_marked = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What is marked already is not dragged away: the clipboard is the one way out, and asks for a permit."""
        self._was_marked = self.hasSelectedText()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Marks further text, and begins no drag."""
        if not self._was_marked:
            super().mouseMoveEvent(event)


class Glyph(QWidget):
    """An icon beside a word; assistive tools skip it, the word says it."""

    def __init__(self, theme: Theme, name: str, role: str = "text2", side: int = 18) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._role = role
        self._side = side
        self._resize()
        theme.changed.connect(self._resize)

    def show_icon(self, name: str, role: str) -> None:
        """Another icon or colour in the same place."""
        self._name, self._role = name, role
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws in the colours of the present scheme."""
        painter = QPainter(self)
        side = self.width()
        painter.drawPixmap(0, 0, self._theme.picture(self._name, self._role, side, self.devicePixelRatioF()))

    def _resize(self) -> None:
        side = self._theme.scaled(self._side)
        self.setFixedSize(side, side)
        self.update()
