"""Lines of text in the sizes of the type scale; always plain text, so that a name with a `<` in it reads as typed."""

import re
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from wellbeingdesk.gui.theme import Theme

Level = Literal["h1", "h2", "section"]

_REFERENCE = re.compile(r"\bWD-(?=[0-9A-Z]{4}\b)")
_UNBROKEN = "WD\N{NON-BREAKING HYPHEN}"


class Text(QLabel):
    """A label of plain text that wraps; `kind` chooses its size and colour in the stylesheet.

    A client's reference stays in one line. It is drawn so: assistive tools and `text` give the hyphen as typed.
    """

    def __init__(self, text: str = "", kind: str = "body", *, wrap: bool = True) -> None:
        super().__init__()
        self._plain = ""
        self.setText(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def text(self) -> str:
        """As it was given."""
        return self._plain

    def setText(self, text: str) -> None:
        """Show this."""
        drawn, before = self._drawn(text), self._plain
        self._plain = text
        if drawn != text:
            self.setAccessibleName(text)
        elif before and self.accessibleName() == before:
            self.setAccessibleName("")
        super().setText(drawn)

    def clear(self) -> None:
        """Show nothing."""
        self.setText("")

    def _drawn(self, text: str) -> str:
        return _REFERENCE.sub(_UNBROKEN, text)


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

    def _drawn(self, text: str) -> str:
        """As it is: what is copied from here is searched for."""
        return text


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
