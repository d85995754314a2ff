"""A new passphrase, typed twice, with its strength in words while it is typed."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.passphrase import LEAST_CHARACTERS, Strength, judge, normalised
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.passphrase import PassphraseField
from wellbeingdesk.gui.widgets.surface import column, row
from wellbeingdesk.gui.widgets.text import Glyph, Text

_LOOKS = {
    Strength.TOO_SHORT: ("info", "text2"),
    Strength.WEAK: ("triangle-alert", "warn"),
    Strength.FAIR: ("circle-check", "info"),
    Strength.STRONG: ("circle-check", "ok"),
}


class NewPassphrase(QWidget):
    """`entered` comes with Enter in the second line. `known` names what counts for nothing, such as one's own name."""

    entered = Signal()

    def __init__(self, theme: Theme, known: Callable[[], tuple[str, ...]] = tuple) -> None:
        super().__init__()
        self._words = theme.words
        self._known = known
        hint = theme.words("setup.passphrase.hint", least=LEAST_CHARACTERS)
        self.first = PassphraseField(theme, theme.words("setup.passphrase.first"), hint)
        self.second = PassphraseField(theme, theme.words("setup.passphrase.second"))
        strength = row(theme.scaled(6))
        self._glyph = Glyph(theme, "info", "text2", 16)
        self.strength = Text("", "caption")
        strength.addWidget(self._glyph)
        strength.addWidget(self.strength, 1)
        inside = column(theme.scaled(10))
        inside.addWidget(self.first)
        inside.addLayout(strength)
        inside.addWidget(self.second)
        self.setLayout(inside)
        self.setFocusProxy(self.first)
        self.first.edited.connect(self.judge)
        self.first.entered.connect(self.second.line.setFocus)
        self.second.entered.connect(self.entered)
        self.judge()

    def judge(self) -> None:
        """Say how hard the first line is to guess."""
        strength = judge(self.first.text(), self._known())
        self.strength.setText(self._words(f"setup.strength.{strength.value}", least=LEAST_CHARACTERS))
        self._glyph.show_icon(*_LOOKS[strength])

    def text(self) -> str:
        """What was typed first."""
        return self.first.text()

    def is_right(self) -> bool:
        """Whether it may be used; if not, what is wrong stands beside its line and has the focus."""
        text = self.first.text()
        if judge(text) is Strength.TOO_SHORT:
            found = len(normalised(text))
            self.first.show_finding(self._words("refusal.PassphraseTooShort", least=LEAST_CHARACTERS, found=found))
            self.first.line.setFocus()
            return False
        if text != self.second.text():
            self.second.show_finding(self._words("setup.passphrase.differ"))
            self.second.line.setFocus()
            return False
        return True

    def clear(self) -> None:
        """Forget both."""
        self.first.clear()
        self.second.clear()
        self.judge()
