"""Says by the title whether what was typed is kept: Saving, Saved 14:32, Not saved and why."""

from PySide6.QtWidgets import QWidget

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.surface import row
from wellbeingdesk.gui.widgets.text import Caption, Glyph


class SavedState(QWidget):
    """An icon and a few words; the label's own text is its accessible name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words = theme.words
        line = row(6)
        self._glyph = Glyph(theme, "circle-check", "ok", 16)
        self.label = Caption("", wrap=False)
        line.addWidget(self._glyph)
        line.addWidget(self.label)
        self.setLayout(line)
        self.setVisible(False)

    def saving(self) -> None:
        """A save is on its way."""
        self._show("clock", "text3", self._words("shell.saving"))

    def saved(self, clock: str) -> None:
        """Kept at this time of day, `14:32`."""
        self._show("circle-check", "ok", self._words("shell.saved", time=clock))

    def not_saved(self, reason: str) -> None:
        """Not kept; the reason in a few words."""
        self._show("triangle-alert", "danger", self._words("shell.not-saved", reason=reason))

    def _show(self, icon: str, role: str, words: str) -> None:
        self._glyph.show_icon(icon, role)
        self.label.setText(words)
        self.setVisible(True)
