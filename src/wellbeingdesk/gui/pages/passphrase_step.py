"""The step in which the passphrase is chosen that opens the desk from then on."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellbeingdesk.gui.dialogs.passphrase_new import NewPassphrase
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.surface import Scroller, column
from wellbeingdesk.gui.widgets.text import Text


class PassphraseStep(QWidget):
    """A new one, its strength in words, below a sentence and above what there is to know. `entered` comes with Enter in
    the second line.
    """

    entered = Signal()

    def __init__(
        self, theme: Theme, text: str, known: Callable[[], tuple[str, ...]], notice: Banner | None = None
    ) -> None:
        """`known` gives names that make no passphrase stronger."""
        super().__init__()
        self._new = NewPassphrase(theme, known)
        self._new.entered.connect(self.entered)
        scroller = Scroller(theme.scaled(14))
        scroller.column.setContentsMargins(4, 4, theme.scaled(10), theme.scaled(8))
        scroller.column.addWidget(Text(text, "body2"))
        scroller.column.addWidget(self._new)
        if notice is not None:
            scroller.column.addWidget(notice)
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
