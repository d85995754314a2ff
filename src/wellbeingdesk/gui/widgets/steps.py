"""How far something slow is: its present step in words, and a bar that moves from step to step."""

from PySide6.QtWidgets import QProgressBar, QWidget

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.announce import say
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.text import Caption


class StepLine(QWidget):
    """Hidden until the first step; nothing in it ticks by itself."""

    def __init__(self, theme: Theme, count: int) -> None:
        super().__init__()
        self._count = count
        self._caption = Caption("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        inside = column(theme.scaled(6))
        inside.addWidget(self._caption)
        inside.addWidget(self._bar)
        self.setLayout(inside)
        self.end()

    def show_step(self, sentence: str) -> None:
        """The next step begins."""
        value = min(self._bar.value() + 1, self._count)
        self._bar.setRange(0, self._count + 1)
        self._bar.setValue(max(1, value))
        self._bar.setAccessibleName(sentence)
        self._caption.setText(sentence)
        self.setVisible(True)
        say(self, sentence)

    def end(self) -> None:
        """Nothing is under way."""
        self._bar.setRange(0, self._count + 1)
        self._bar.setValue(0)
        self._bar.setAccessibleName(self._caption.text())
        self.setVisible(False)
