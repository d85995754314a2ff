"""The last step of set-up: the passphrase that alone opens the desk, and what it means to forget it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellbeingdesk.gui.dialogs.passphrase_new import NewPassphrase
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.surface import Scroller, column
from wellbeingdesk.gui.widgets.text import Text


class PassphraseStep(QWidget):
    """`entered` comes with Enter in the second line."""

    entered = Signal()

    def __init__(self, theme: Theme, known: Callable[[], tuple[str, ...]]) -> None:
        super().__init__()
        words = theme.words
        self._new = NewPassphrase(theme, known)
        scroller = Scroller(theme.scaled(14))
        scroller.column.setContentsMargins(4, 4, theme.scaled(10), theme.scaled(8))
        scroller.column.addWidget(Text(words("setup.passphrase.text"), "body2"))
        scroller.column.addWidget(self._new)
        warning = Banner(
            theme, "warn", words("setup.passphrase.warning"), words("setup.passphrase.warning-text"), icon="key"
        )
        scroller.column.addWidget(warning)
        scroller.column.addStretch(1)
        inside = column(0)
        inside.addWidget(scroller)
        self.setLayout(inside)
        self.setFocusProxy(self._new)
        self._new.entered.connect(self.entered)

    def text(self) -> str:
        """What was typed."""
        return self._new.text()

    def is_right(self) -> bool:
        """Whether it may be used; if not, it says why."""
        return self._new.is_right()

    def clear(self) -> None:
        """Forget it."""
        self._new.clear()
