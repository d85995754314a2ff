"""What was just done, with Undo; it stays until it is put aside (WCAG 2.2.1), in the layout and not over it."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.announce import say
from wellbeingdesk.gui.widgets.buttons import Button, IconButton
from wellbeingdesk.gui.widgets.surface import column, row
from wellbeingdesk.gui.widgets.text import Glyph, Text


class Toast(QWidget):
    """One bar with a margin around it; a new message takes the place of the last."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        bar = QFrame()
        bar.setProperty("kind", "toast")
        line = row(theme.scaled(12))
        line.setContentsMargins(theme.scaled(14), theme.scaled(6), theme.scaled(8), theme.scaled(6))
        self.label = Text("")
        self._undo_button = Button(theme, theme.words("shell.undo"), "undo-2")
        self._close = IconButton(theme, "x", theme.words("shell.dismiss"))
        line.addWidget(Glyph(theme, "circle-check", "ok"))
        line.addWidget(self.label, 1)
        line.addWidget(self._undo_button)
        line.addWidget(self._close)
        bar.setLayout(line)
        around = column(0, theme.scaled(12))
        around.addWidget(bar)
        self.setLayout(around)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._undo: Callable[[], None] | None = None
        self._undo_button.clicked.connect(self._undone)
        self._close.clicked.connect(self.put_aside)
        self.setVisible(False)

    def tell(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        """Show the sentence; with `undo` a button takes it back."""
        self._undo = undo
        self.label.setText(sentence)
        self._undo_button.setVisible(undo is not None)
        self.setVisible(True)
        say(self, sentence)

    def move_on(self) -> None:
        """The person went elsewhere: a plain message has been read, one that can be undone stays."""
        if self._undo is None:
            self.put_aside()

    def put_aside(self) -> None:
        """Take it away, and forget what Undo would have done."""
        self._undo = None
        self.label.clear()
        self.setVisible(False)

    def _undone(self) -> None:
        undo = self._undo
        self.put_aside()
        if undo is not None:
            undo()
