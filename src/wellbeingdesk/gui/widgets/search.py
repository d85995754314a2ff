"""The search box: tells what was typed once the person pauses, and at once on Enter."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.buttons import IconButton

PAUSE_MS = 120


class SearchBox(QLineEdit):
    """`searched` carries the text, trimmed, 120 ms after the last key. Escape empties it."""

    searched = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self._clear = IconButton(theme, "circle-x", theme.words("shell.clear-search"))
        self._clear.setParent(self)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        # The keyboard has Escape for it; one Tab stop is enough for a search.
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.clicked.connect(self.empty)
        self._clear.setVisible(False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self._told = ""
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self._tell)
        theme.changed.connect(self._place)
        self._place()

    def empty(self) -> None:
        """Clear the box and tell of it at once."""
        self.clear()
        self._tell()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties a filled box and otherwise is left to the page."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.empty()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the button at the end."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Adds the glass."""
        super().paintEvent(event)
        side = self._theme.scaled(16)
        at = QPoint(self._theme.scaled(9), (self.height() - side) // 2)
        QPainter(self).drawPixmap(at, self._theme.picture("search", "text3", side, self.devicePixelRatioF()))

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._pause.start()

    def _tell(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._told:
            self._told = text
            self.searched.emit(text)

    def _place(self) -> None:
        side = self._theme.scaled(26)
        self.setTextMargins(self._theme.scaled(22), 0, side, 0)
        self._clear.resize(side, side)
        self._clear.move(self.width() - side - 3, (self.height() - side) // 2)
