"""A desk from a backup: the file, a way in, a new passphrase where that was paper; then the desk is made anew."""

from collections.abc import Callable
from dataclasses import dataclass

from wellbeingdesk.domain.backup import BackupStep
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.restoring import BackupOffer, DeskIsHereAlready
from wellbeingdesk.gui.asking import Asking
from wellbeingdesk.gui.look import Words
from wellbeingdesk.gui.pages.passphrase_step import PassphraseStep
from wellbeingdesk.gui.pages.restore_file import FileStep
from wellbeingdesk.gui.pages.restore_way import WayStep
from wellbeingdesk.gui.pages.step_pages import StepPages
from wellbeingdesk.gui.runner import Door
from wellbeingdesk.gui.telling import Telling
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.steps import StepLine
from wellbeingdesk.usecases.recovering import WayBack

FILE_KIND = "restore.files.backup"
_FILE, _WAY, _NEW = range(3)
_STEPS = ("file", "way", "new")

Progress = Callable[[BackupStep], None]


@dataclass(frozen=True, slots=True, repr=False)
class RestoreContext:
    """What these pages are handed by app. `restore` gets the file, the way, the passphrase that is to open the desk,
    whether the desk that is here steps aside, and whom to tell how far it is. Without a way back it is the passphrase
    of the backup.
    """

    theme: Theme
    words: Words
    asking: Asking
    telling: Telling
    door: Door
    look: Callable[[str], BackupOffer]
    try_way: Callable[[str, WayBack | None, str], None]
    restore: Callable[[str, WayBack | None, str, bool, Progress], object]


class RestorePages(StepPages):
    """`made` carries the open desk as `restore` gave it; `cancelled` leads back to the lock page."""

    def __init__(self, context: RestoreContext) -> None:
        self._context = context
        theme, words = context.theme, context.words
        self._at = _FILE
        self._busy = False
        self.file, self.way = FileStep(theme), WayStep(theme)
        self.new = PassphraseStep(theme, words("restore.new.text"), tuple)
        self._steps = StepLine(theme, len(BackupStep))
        super().__init__(theme, (self.file, self.way, self.new), self._steps)
        self.file.file_asked.connect(self._ask_for_file)
        self.way.entered.connect(self._go_on)
        self.way.turned.connect(self._follow)
        self.new.entered.connect(self._go_on)
        self.cancel.clicked.connect(self._cancel)
        self.back.clicked.connect(lambda _checked=False: self._go_to(self._at - 1))
        self.next.clicked.connect(self._go_on)
        self._go_to(_FILE)

    def _go_to(self, at: int) -> None:
        words = self._context.words
        self._at = at
        place = words("restore.place", at=at + 1, count=len(_STEPS))
        self.show_step(at, place, words(f"restore.{_STEPS[at]}.title"))
        self.back.setVisible(at > _FILE)
        self._follow()
        (self.file, self.way, self.new)[at].setFocus()

    def _follow(self) -> None:
        """A passphrase leads straight to the desk; a paper leads to a new passphrase first."""
        last = self._at == _NEW or (self._at == _WAY and self.way.is_passphrase())
        self.next.setText(self._context.words("restore.do" if last else "shell.next"))

    def _cancel(self) -> None:
        self.way.clear()
        self.new.clear()
        self.cancelled.emit()

    def _go_on(self) -> None:
        if self._busy:
            return
        self.banners.clear()
        if self._at == _FILE:
            missing = self.file.missing()
            if missing:
                self.banners.add("warn", missing)
            else:
                self._go_to(_WAY)
        elif self._at == _WAY:
            self._try_way()
        elif self.new.is_right():
            self._restore(self.new.text())

    def _ask_for_file(self) -> None:
        self._context.asking.open_file(self, FILE_KIND, self._look)

    def _look(self, path: str | None) -> None:
        if path:
            self.banners.clear()
            self._show_busy(True)
            self._context.door.work(self._context.look, path).start(self, self._looked, self._refused)

    def _looked(self, offer: BackupOffer) -> None:
        self._show_busy(False)
        self.file.show_offer(offer)
        self.way.offer(offer.ways)

    def _try_way(self) -> None:
        offer = self.file.offer
        if offer is None or not self.way.is_complete():
            return
        way = self.way.way()
        self._show_busy(True)
        self._steps.show_step(self._context.words("restore.trying"))
        job = self._context.door.work(self._context.try_way, offer.path, way, self.way.passphrase.text())
        job.start(self, lambda _none: self._opens(), self._does_not_open)

    def _opens(self) -> None:
        self._show_busy(False)
        if self.way.is_passphrase():
            self._restore(self.way.passphrase.text())
        else:
            self._go_to(_NEW)

    def _does_not_open(self, told: Told) -> None:
        self._show_busy(False)
        self.way.refused(self._context.telling.sentence(told))

    def _restore(self, passphrase: str) -> None:
        offer = self.file.offer
        if offer is None:
            return
        self._show_busy(True)
        door, hear = self._context.door, self._context.door.hears(self, self._hear)
        job = door.work(self._context.restore, offer.path, self.way.way(), passphrase, self.file.set_aside(), hear)
        job.start(self, self._made, self._refused)

    def _hear(self, step: BackupStep) -> None:
        self._steps.show_step(self._context.words(f"restore.step.{step.value}"))

    def _made(self, desk: object) -> None:
        self._show_busy(False)
        self.way.clear()
        self.new.clear()
        self.made.emit(desk)

    def _refused(self, told: Told) -> None:
        self._show_busy(False)
        if isinstance(told, DeskIsHereAlready):
            self._go_to(_FILE)
        self._context.telling.tell(told, self)

    def _show_busy(self, busy: bool) -> None:
        self._busy = busy
        if not busy:
            self._steps.end()
        self.hold(busy)
