"""A forgotten passphrase: what is on paper, typed group by group; then a new passphrase, and the desk opens."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.recovery import SlotKind
from wellbeingdesk.gui.look import Words
from wellbeingdesk.gui.pages.decision_layout import Room
from wellbeingdesk.gui.pages.forgotten_steps import NewPassphraseStep, TypeStep, WayStep
from wellbeingdesk.gui.runner import Door
from wellbeingdesk.gui.telling import Telling
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.buttons import Button, PrimaryButton
from wellbeingdesk.gui.widgets.surface import Rule, column, row
from wellbeingdesk.gui.widgets.text import Caption, Heading
from wellbeingdesk.gui.widgets.working import Working
from wellbeingdesk.usecases.recovering import WayBack

_WIDEST = 780
_WAY, _TYPE, _PASSPHRASE = range(3)


@dataclass(frozen=True, slots=True, repr=False)
class ForgottenContext:
    """What these pages are handed by app. `try_way` opens with what was typed; what it gives back takes the new
    passphrase and opens the desk for good.
    """

    theme: Theme
    words: Words
    telling: Telling
    door: Door
    try_way: Callable[[WayBack], Callable[[str], object]]
    known: tuple[str, ...] = ()
    """Names that make no passphrase stronger."""


class ForgottenPages(QWidget):
    """`made` carries the open desk as `recover` gave it; `cancelled` leads back to the lock page."""

    made = Signal(object)
    cancelled = Signal()

    def __init__(self, context: ForgottenContext) -> None:
        super().__init__()
        self._context = context
        theme, words = context.theme, context.words
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._at = _WAY
        self._busy = False
        self._recover: Callable[[str], object] | None = None
        self._place = Caption("")
        self._title = Heading("")
        self.banners = BannerBar(theme)
        self.way = WayStep(theme)
        self.passphrase = NewPassphraseStep(theme, lambda: context.known)
        self.typing = TypeStep(theme, SlotKind.RECOVERY)
        self._stack = QStackedWidget()
        for step in (self.way, self.typing, self.passphrase):
            self._stack.addWidget(step)
        self.passphrase.entered.connect(self._go_on)
        self.typing.entered.connect(self._go_on)
        self._working = Working(theme, words("forgotten.trying"))
        self.cancel = Button(theme, words("shell.cancel"))
        self.back = Button(theme, words("shell.back"), "arrow-left")
        self.next = PrimaryButton(theme, words("shell.next"))
        self.cancel.clicked.connect(self.cancelled)
        self.back.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)
        self._lay_out()
        theme.changed.connect(self._rescale)
        self._rescale()
        self._go_to(_WAY)

    def _lay_out(self) -> None:
        theme = self._context.theme
        foot = row(theme.scaled(8))
        foot.addWidget(self.cancel)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        self._column = QWidget()
        inside = column(theme.scaled(12))
        for part in (self._place, self._title, self.banners):
            inside.addWidget(part)
        inside.addWidget(Room(self._stack), 1)
        inside.addWidget(Rule())
        inside.addWidget(self._working)
        inside.addLayout(foot)
        self._column.setLayout(inside)
        outer = row(0, theme.scaled(24))
        outer.addStretch(1)
        outer.addWidget(self._column, 100)
        outer.addStretch(1)
        self.setLayout(outer)

    def _rescale(self) -> None:
        self._column.setMaximumWidth(self._context.theme.scaled(_WIDEST))

    def _go_to(self, at: int) -> None:
        words = self._context.words
        self._at = at
        self.banners.clear()
        self._stack.setCurrentIndex(at)
        self._place.setText(words("forgotten.place", at=at + 1, count=_PASSPHRASE + 1))
        titles = ("forgotten.title", f"forgotten.type.title-{self.typing.kind.value}", "forgotten.passphrase.title")
        self._title.setText(words(titles[at]))
        self.back.setVisible(at == _TYPE)
        self.next.setText(words(("shell.next", "forgotten.try", "forgotten.open")[at]))
        (self.way, self.typing, self.passphrase)[at].setFocus()

    def _go_back(self) -> None:
        self._go_to(_WAY)

    def _go_on(self) -> None:
        if self._busy:
            return
        self.banners.clear()
        match self._at:
            case 0:
                self._leave_way()
            case 1:
                back = self.typing.way_back()
                if back is not None:
                    self._show_busy(True, "forgotten.trying")
                    self._context.door.work(self._context.try_way, back).start(self, self._opened, self._told)
            case _:
                if self.passphrase.is_right() and self._recover is not None:
                    self._show_busy(True, "forgotten.opening")
                    job = self._context.door.work(self._recover, self.passphrase.text())
                    job.start(self, self._recovered, self._told)

    def _leave_way(self) -> None:
        kind = self.way.chosen()
        if kind is None:
            self.banners.add("warn", self._context.words("forgotten.choose"))
            return
        if kind is not self.typing.kind:
            self._stack.removeWidget(self.typing)
            self.typing.deleteLater()
            self.typing = TypeStep(self._context.theme, kind)
            self.typing.entered.connect(self._go_on)
            self._stack.insertWidget(_TYPE, self.typing)
        self._go_to(_TYPE)

    def _opened(self, recover: Callable[[str], object]) -> None:
        self._show_busy(False)
        self._recover = recover
        self.typing.clear()
        self._go_to(_PASSPHRASE)

    def _recovered(self, desk: object) -> None:
        self._show_busy(False)
        self._recover = None
        self.passphrase.clear()
        self.made.emit(desk)

    def _told(self, told: Told) -> None:
        self._show_busy(False)
        self._context.telling.tell(told, self)

    def _show_busy(self, busy: bool, doing: str = "") -> None:
        self._busy = busy
        self._working.run(busy, self._context.words(doing) if doing else "")
        for widget in (self.back, self.next, self.cancel, self._stack):
            widget.setEnabled(not busy)
