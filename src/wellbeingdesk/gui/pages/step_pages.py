"""What stands before an open desk, in steps: where one is, the step, what is under way, and the buttons below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from wellbeingdesk.gui.pages.decision_layout import Room
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.buttons import Button, PrimaryButton
from wellbeingdesk.gui.widgets.surface import Rule, column, row
from wellbeingdesk.gui.widgets.text import Caption, Heading

_WIDEST = 780


class StepPages(QWidget):
    """`made` carries the open desk; `cancelled` leads back to where it was begun. Whoever derives from it says what the
    buttons do, and shows each step by `show_step`.
    """

    made = Signal(object)
    cancelled = Signal()

    def __init__(self, theme: Theme, steps: Sequence[QWidget], under_way: QWidget) -> None:
        """`under_way` stands above the buttons and hides itself while nothing runs."""
        super().__init__()
        self._theme = theme
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._place, self._title = Caption(""), Heading("")
        self.banners = BannerBar(theme)
        self._stack = QStackedWidget()
        for step in steps:
            self._stack.addWidget(step)
        self.cancel = Button(theme, theme.words("shell.cancel"))
        self.back = Button(theme, theme.words("shell.back"), "arrow-left")
        self.next = PrimaryButton(theme, theme.words("shell.next"))
        self._column = self._laid_out(under_way)
        outer = row(0, theme.scaled(24))
        outer.addStretch(1)
        outer.addWidget(self._column, 100)
        outer.addStretch(1)
        self.setLayout(outer)
        theme.changed.connect(self._rescale)
        self._rescale()

    def show_step(self, at: int, place: str, title: str) -> None:
        """The step of this number, and where one is in words."""
        self.banners.clear()
        self._stack.setCurrentIndex(at)
        self._place.setText(place)
        self._title.setText(title)

    def hold(self, held: bool) -> None:
        """While something runs nothing can be pressed or typed."""
        for widget in (self.back, self.next, self.cancel, self._stack):
            widget.setEnabled(not held)

    def _laid_out(self, under_way: QWidget) -> QWidget:
        theme = self._theme
        foot = row(theme.scaled(8))
        foot.addWidget(self.cancel)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        inside = column(theme.scaled(12))
        for part in (self._place, self._title, self.banners):
            inside.addWidget(part)
        inside.addWidget(Room(self._stack), 1)
        inside.addWidget(Rule())
        inside.addWidget(under_way)
        inside.addLayout(foot)
        whole = QWidget()
        whole.setLayout(inside)
        return whole

    def _rescale(self) -> None:
        self._column.setMaximumWidth(self._theme.scaled(_WIDEST))
