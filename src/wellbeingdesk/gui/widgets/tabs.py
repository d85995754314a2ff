"""Tabs over a stack of parts; where their words do not fit in a row, a combo box takes their place."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabBar, QWidget

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.pickers import Picker
from wellbeingdesk.gui.widgets.surface import Rule, column


class Tabs(QWidget):
    """`add` each part with a factory, called when its tab is first opened. `turned` carries the key of the part."""

    turned = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.bar = QTabBar()
        self.bar.setUsesScrollButtons(False)
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setAccessibleName(name)
        # Without this the bar would keep the page as wide as all its words, and never give way to the combo box.
        self.bar.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.picker = Picker(theme)
        self.picker.setAccessibleName(name)
        self.picker.setVisible(False)
        self._stack = QStackedWidget()
        self._keys: list[str] = []
        self._make: dict[str, Callable[[], QWidget]] = {}
        self._made: dict[str, QWidget] = {}
        inside = column(0)
        inside.addWidget(self.bar)
        inside.addWidget(self.picker)
        inside.addWidget(Rule())
        inside.addSpacing(theme.scaled(12))
        inside.addWidget(self._stack, 1)
        self.setLayout(inside)
        self.bar.currentChanged.connect(self._turn)
        self.picker.activated.connect(self.bar.setCurrentIndex)
        theme.changed.connect(self._fit)

    def add(self, key: str, label: str, make: Callable[[], QWidget]) -> None:
        """One more part; the first added is shown first."""
        self._keys.append(key)
        self._make[key] = make
        self.picker.addItem(label, key)
        self.bar.addTab(label)

    def turn_to(self, key: str) -> None:
        """Show a part by its key."""
        self.bar.setCurrentIndex(self._keys.index(key))

    def shown(self) -> str:
        """The key of the part that is shown."""
        at = self.bar.currentIndex()
        return self._keys[at] if at >= 0 else ""

    def part(self, key: str) -> QWidget | None:
        """The part if it was ever opened."""
        return self._made.get(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chooses between the row of tabs and the combo box."""
        super().resizeEvent(event)
        self._fit()

    def _turn(self, at: int) -> None:
        if at < 0:
            return
        key = self._keys[at]
        if key not in self._made:
            self._made[key] = self._make[key]()
            self._stack.addWidget(self._made[key])
        self._stack.setCurrentWidget(self._made[key])
        self.picker.setCurrentIndex(at)
        self.turned.emit(key)

    def _fit(self) -> None:
        needed = sum(self.bar.tabSizeHint(at).width() for at in range(self.bar.count()))
        fits = needed <= self.width()
        self.bar.setVisible(fits)
        self.picker.setVisible(not fits)
