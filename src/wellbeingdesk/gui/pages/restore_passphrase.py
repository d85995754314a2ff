"""The last step of a restore by paper: the passphrase that opens the desk from now on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellbeingdesk.gui.dialogs.passphrase_new import NewPassphrase
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.surface import Scroller, column
from wellbeingdesk.gui.widgets.text import Text


class NewPassphraseStep(QWidget):
    """`entered` comes with Enter in the second line."""

    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._new = NewPassphrase(theme)
        self._new.entered.connect(self.entered)
        scroller = Scroller(theme.scaled(14))
        scroller.column.setContentsMargins(4, 4, theme.scaled(10), theme.scaled(8))
        scroller.column.addWidget(Text(theme.words("restore.new.text"), "body2"))
        scroller.column.addWidget(self._new)
        scroller.column.addStretch(1)
        inside = column(0)
        inside.addWidget(scroller)
        self.setLayout(inside)
        self.setFocusProxy(self._new)

    def text(self) -> str:
        """What was typed."""
        return self._new.text()

    def is_right(self) -> bool:
        """Whether it may be used; if not, it says why."""
        return self._new.is_right()

    def clear(self) -> None:
        """Forget it."""
        self._new.clear()
