"""Opens the window: hands it desks as they are unlocked, and closes them when they are locked."""

import signal
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from wellbeingdesk.app.desk import OpenDesk, create_desk, desks_on_laptop, unlock_desk
from wellbeingdesk.app.house import House
from wellbeingdesk.app.looks import load_look
from wellbeingdesk.app.pages import PAGES
from wellbeingdesk.app.try_out import make_try_out_desk, try_out_passphrase
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.gui.asking import Answer, Asking
from wellbeingdesk.gui.changes import Changes
from wellbeingdesk.gui.main_window import MainWindow
from wellbeingdesk.gui.pages.setup import DoorContext, SetUpPages
from wellbeingdesk.gui.runner import Door, Runner
from wellbeingdesk.gui.shown_desk import ShownDesk
from wellbeingdesk.gui.telling import Telling
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.usecases.packages import MOST_BYTES
from wellbeingdesk.usecases.service_pack import ServicePack, read_service_pack

_IDLE_MINUTES = 10


class Front(QObject):
    """One window and the desk that is open in it; several can stand in one process, each with its own house."""

    def __init__(self, house: House, theme: Theme, answers: deque[Answer] | None = None) -> None:
        super().__init__()
        self._house = house
        self._theme = theme
        self._bench = ThreadPoolExecutor(1, thread_name_prefix="bench-door")
        self.telling = Telling(theme)
        self.asking = Asking(theme, answers)
        self.door = Door(self._bench, self.telling)
        self.runner: Runner | None = None
        self._desk: OpenDesk | None = None
        self._chosen = ""
        self.window = MainWindow(theme)
        self.window.unlock_asked.connect(self._unlock)
        self.window.new_desk_asked.connect(self._set_up)
        self.window.try_out_asked.connect(self._try_out)
        self.window.locked.connect(self._locked)
        self.window.closing.connect(self.close)

    def open(self) -> MainWindow:
        """Show the window, locked."""
        self._show_lock()
        self.window.show()
        return self.window

    def settled(self) -> bool:
        """Whether nothing that was begun is still to be answered."""
        return self.door.settled() and (self.runner is None or self.runner.settled())

    def close(self) -> None:
        """Wait for what runs, and shut the desk; called again it does nothing."""
        self._shut()
        self.door.close()
        self._bench.shutdown(wait=True)

    def _show_lock(self) -> None:
        self.window.show_lock(desks_on_laptop(self._house), self._chosen)

    def _unlock(self, desk_id: str, passphrase: str) -> None:
        self._chosen = desk_id
        if self.window.lock_page is not None:
            self.window.lock_page.busy(True)
        self.door.work(unlock_desk, self._house, desk_id, passphrase).start(self.window, self._enter, self._not_opened)

    def _not_opened(self, told: Told) -> None:
        if self.window.lock_page is not None:
            self.window.lock_page.show_error(self.telling.sentence(told))

    def _enter(self, desk: OpenDesk) -> None:
        ports, changes = desk.ports, Changes()
        self._desk = desk
        self._chosen = ports.session.desk_id
        self.runner = Runner(desk.threads, ports, changes, self.telling)
        minutes = ports.session.setup.choices.get("idle_minutes")
        self.window.enter(
            ShownDesk(
                runner=self.runner,
                changes=changes,
                asking=self.asking,
                telling=self.telling,
                pages=PAGES,
                practitioner=ports.session.practitioner.name,
                made_up=ports.session.made_up,
                idle_minutes=minutes if isinstance(minutes, int) else _IDLE_MINUTES,
            )
        )

    def _set_up(self) -> None:
        context = DoorContext(
            theme=self._theme,
            words=self._theme.words,
            asking=self.asking,
            telling=self.telling,
            door=self.door,
            policies=self._house.catalogue.policies(),
            read_pack=self._read_pack,
            create=partial(create_desk, self._house),
        )
        pages = SetUpPages(context)
        pages.made.connect(self._enter)
        pages.cancelled.connect(self._show_lock)
        self.window.show_alone(pages)

    def _read_pack(self, path: str) -> ServicePack:
        untrusted = self._house.files.read(path, MOST_BYTES)
        return read_service_pack(self._house.catalogue, self._house.signer, untrusted)

    def _try_out(self) -> None:
        if self.window.lock_page is not None:
            self.window.lock_page.setEnabled(False)
        self.door.work(make_try_out_desk, self._house).start(self.window, self._enter_try_out, self._not_made)

    def _not_made(self, told: Told) -> None:
        self._show_lock()
        self.telling.tell(told, self.window)

    def _enter_try_out(self, desk: OpenDesk) -> None:
        self._enter(desk)
        if self.window.desk is not None:
            self.window.desk.context.toast(self._theme.words("tryout.opened", passphrase=try_out_passphrase()))

    def _locked(self) -> None:
        desk = self._stop()
        if desk is None:
            self._show_lock()
            return
        self.door.work(desk.close).start(self.window, lambda _closed: self._show_lock())

    def _stop(self) -> OpenDesk | None:
        if self.runner is not None:
            self.runner.close()
            self.runner = None
        desk, self._desk = self._desk, None
        return desk

    def _shut(self) -> None:
        desk = self._stop()
        if desk is not None:
            desk.close()


def dress(app: QApplication, house: House) -> Theme:
    """Fonts, palette and style for the whole application."""
    app.setApplicationName("WellbeingDesk")
    app.setQuitOnLastWindowClosed(True)
    theme = Theme(load_look(house))
    theme.apply(app)
    return theme


def open_window(house: House) -> int:
    """Run the program until its window is closed."""
    app = QApplication(sys.argv[:1])
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    front = Front(house, dress(app, house))
    front.open()
    return int(QApplication.exec())
