"""A box of plain text whose words leave it only by way of the clipboard's permit, never by being dragged away."""

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QPlainTextEdit

OWN_TEXT = "application/x-wellbeingdesk-text"
"""Within this program alone; no other program takes it."""


class TextBox(QPlainTextEdit):
    """What is copied or dragged stands in a form of our own until a permit lets it out (gui/clipboard.py)."""

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected text, for this program alone."""
        data = QMimeData()
        data.setData(OWN_TEXT, self.marked().encode())
        return data

    def marked(self) -> str:
        """The selected text as it was written."""
        return self.textCursor().selectedText().replace("\u2029", "\n")

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text of any program, and our own."""
        return source.hasFormat(OWN_TEXT) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put it in where the cursor is, as plain text."""
        if source.hasFormat(OWN_TEXT):
            self.textCursor().insertText(bytes(source.data(OWN_TEXT).data()).decode())
        else:
            super().insertFromMimeData(source)
