"""The search box: tells what was typed once the person pauses, and at once on Enter."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, Qt
from PySide6.QtWidgets import QLineEdit

from wellbeingdesk.gui.theme import Theme

PAUSE_MS = 120


class SearchBox(QLineEdit):
    """`searched` carries the text, trimmed, 120 ms after the last key. Escape empties it."""

    searched = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self._glass = QAction(theme.icon("search", "text3"), "", self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction(theme.icon("circle-x", "text2"), theme.words("shell.clear-search"), self)
        self._clear.triggered.connect(self.clear)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self._told = ""
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self._tell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties a filled box and otherwise is left to the page."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._tell()
            return
        super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._pause.start()

    def _tell(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._told:
            self._told = text
            self.searched.emit(text)
