"""A word in a pill; the word says the state, the colour only repeats it."""

from typing import Literal

from PySide6.QtWidgets import QSizePolicy

from wellbeingdesk.gui.widgets.surface import restyle
from wellbeingdesk.gui.widgets.text import Text

Tone = Literal["plain", "info", "warn", "danger", "ok"]


class Chip(Text):
    """At least 24 px high; the stylesheet's radius stays under half of that, else Qt draws it square."""

    def __init__(self, text: str, tone: Tone = "plain") -> None:
        super().__init__(text, "chip", wrap=False)
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, tone: Tone) -> None:
        """Another word and its colour."""
        self.setText(text)
        restyle(self, "tone", tone)
