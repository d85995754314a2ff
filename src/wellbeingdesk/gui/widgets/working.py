"""A line that says what takes a while, with a bar that moves only while something runs."""

from PySide6.QtWidgets import QProgressBar, QWidget

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.text import Caption


class Working(QWidget):
    """Hidden until `run` says otherwise."""

    def __init__(self, theme: Theme, sentence: str) -> None:
        super().__init__()
        self._caption = Caption(sentence)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(sentence)
        inside = column(theme.scaled(6))
        inside.addWidget(self._caption)
        inside.addWidget(self._bar)
        self.setLayout(inside)
        self.run(False)

    def run(self, on: bool, sentence: str = "") -> None:
        """Show or hide it; a bar at rest is given an end, so that nothing ticks behind it."""
        if sentence:
            self._caption.setText(sentence)
            self._bar.setAccessibleName(sentence)
        self._bar.setRange(0, 0 if on else 1)
        self.setVisible(on)
