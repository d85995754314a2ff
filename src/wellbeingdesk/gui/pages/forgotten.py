"""A forgotten passphrase: what is on paper, typed group by group; then a new passphrase, and the desk opens."""

from collections.abc import Callable
from dataclasses import dataclass

from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.recovery import SlotKind
from wellbeingdesk.gui.look import Words
from wellbeingdesk.gui.pages.forgotten_steps import TypeStep, WayStep
from wellbeingdesk.gui.pages.passphrase_step import PassphraseStep
from wellbeingdesk.gui.pages.step_pages import StepPages
from wellbeingdesk.gui.runner import Door
from wellbeingdesk.gui.telling import Telling
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.working import Working
from wellbeingdesk.usecases.recovering import WayBack

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


class ForgottenPages(StepPages):
    """`made` carries the open desk as `recover` gave it; `cancelled` leads back to the lock page."""

    def __init__(self, context: ForgottenContext) -> None:
        self._context = context
        theme, words = context.theme, context.words
        self._at = _WAY
        self._busy = False
        self._recover: Callable[[str], object] | None = None
        self.way = WayStep(theme)
        self.typing = TypeStep(theme, SlotKind.RECOVERY)
        after = words("forgotten.passphrase.after"), words("forgotten.passphrase.after-text")
        notice = Banner(theme, "info", *after, icon="key")
        self.passphrase = PassphraseStep(theme, words("forgotten.passphrase.text"), lambda: context.known, notice)
        self._working = Working(theme, words("forgotten.trying"))
        super().__init__(theme, (self.way, self.typing, self.passphrase), self._working)
        self.passphrase.entered.connect(self._go_on)
        self.typing.entered.connect(self._go_on)
        self.cancel.clicked.connect(self.cancelled)
        self.back.clicked.connect(lambda _checked=False: self._go_to(_WAY))
        self.next.clicked.connect(self._go_on)
        self._go_to(_WAY)

    def _go_to(self, at: int) -> None:
        words = self._context.words
        self._at = at
        titles = ("forgotten.title", f"forgotten.type.title-{self.typing.kind.value}", "forgotten.passphrase.title")
        self.show_step(at, words("forgotten.place", at=at + 1, count=_PASSPHRASE + 1), words(titles[at]))
        self.back.setVisible(at == _TYPE)
        self.next.setText(words(("shell.next", "forgotten.try", "forgotten.open")[at]))
        (self.way, self.typing, self.passphrase)[at].setFocus()

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
        self.hold(busy)
