"""The steps of a forgotten passphrase: which paper somebody has, and its letters typed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from wellbeingdesk.domain.recovery import SlotKind
from wellbeingdesk.gui.pages.typed_paper import TypedPaper
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.surface import Scroller, column
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.gui.widgets.ticks import Radio
from wellbeingdesk.usecases.recovering import WayBack

WAYS = (SlotKind.RECOVERY, SlotKind.SHARES, SlotKind.ESCROW)


class WayStep(QWidget):
    """Nothing is chosen beforehand."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        words = theme.words
        scroller = _scroller(theme)
        scroller.column.addWidget(Text(words("forgotten.text"), "body2"))
        self._group = QButtonGroup(self)
        for at, kind in enumerate(WAYS):
            radio = Radio(theme, words(f"forgotten.way.{kind.value}"))
            about = words(f"forgotten.way.{kind.value}-text")
            radio.setAccessibleDescription(about)
            self._group.addButton(radio, at)
            card = Card(theme)
            card.add(radio)
            below = column(0)
            below.setContentsMargins(theme.scaled(32), 0, 0, 0)
            below.addWidget(Text(about, "body2"))
            card.column.addLayout(below)
            scroller.column.addWidget(card)
        scroller.column.addStretch(1)
        _fill(self, scroller)
        self.setFocusProxy(self._group.buttons()[0])

    def chosen(self) -> SlotKind | None:
        """What somebody has, if they said so."""
        at = self._group.checkedId()
        return WAYS[at] if at >= 0 else None


class TypeStep(QWidget):
    """The letters of a sheet, or of two shares; with a service's shares, also the names of the two people."""

    entered = Signal()

    def __init__(self, theme: Theme, kind: SlotKind) -> None:
        super().__init__()
        self.kind = kind
        scroller = _scroller(theme)
        self.paper = TypedPaper(theme, kind, scroller.reveal)
        self.paper.entered.connect(self.entered)
        scroller.column.addWidget(self.paper)
        scroller.column.addStretch(1)
        _fill(self, scroller)
        self.setFocusProxy(self.paper)

    def way_back(self) -> WayBack | None:
        """What was typed, where all of it is right; else it says what is wrong and puts the cursor there."""
        return self.paper.way_back()

    def clear(self) -> None:
        """Forget what was typed."""
        self.paper.clear()


def _scroller(theme: Theme) -> Scroller:
    scroller = Scroller(theme.scaled(12))
    scroller.column.setContentsMargins(4, 4, theme.scaled(10), theme.scaled(8))
    return scroller


def _fill(step: QWidget, scroller: Scroller) -> None:
    inside = column(0)
    inside.addWidget(scroller)
    step.setLayout(inside)
