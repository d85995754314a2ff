"""A text of many pages to read: in a box that scrolls, and laid out in pieces, so that nobody waits for it."""

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextOption

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.text_box import TextBox

_BOX = 440
_PIECE = 2_000
"""Characters. Qt lays out a paragraph in one go, which takes it a millisecond for a thousand of them."""

_ENDS = re.compile("\r\n|[\n\r\N{PARAGRAPH SEPARATOR}]")
"""Where Qt ends a paragraph."""

_GOES_ON = 1
"""Marks a paragraph on the screen that is the text's own paragraph going on."""


class LongReading(TextBox):
    """A label would take seconds to find its height. A paragraph too long to be laid out at once begins a new line at a
    blank now and then; what is copied is the text as it was written.
    """

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(theme.words("notes.long"))
        pieces = [piece for paragraph in _ENDS.split(text) for piece in _pieces(paragraph)]
        self.setPlainText("\n".join(piece for piece, _ in pieces))
        block = self.document().begin()
        for _, goes_on in pieces:
            block.setUserState(_GOES_ON if goes_on else 0)
            block = block.next()
        self.setFixedHeight(theme.scaled(_BOX))

    def marked(self) -> str:
        """Without the line ends that are only on the screen."""
        return "".join(self._selected())

    def _selected(self) -> Iterator[str]:
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        block: QTextBlock = self.document().findBlock(start)
        while block.isValid() and block.position() < end:
            if block.position() > start and block.userState() != _GOES_ON:
                yield "\n"
            yield block.text()[max(0, start - block.position()) : end - block.position()]
            block = block.next()
        if block.isValid() and block.position() == end > start and block.userState() != _GOES_ON:
            yield "\n"


def _pieces(paragraph: str) -> Iterator[tuple[str, bool]]:
    """The paragraph in pieces that end with a blank where there is one, and whether each goes on from the last."""
    at = 0
    while True:
        end = at + _PIECE
        if end < len(paragraph):
            end = paragraph.rfind(" ", at, end) + 1 or end
        yield paragraph[at:end], at > 0
        at = end
        if at >= len(paragraph):
            return
