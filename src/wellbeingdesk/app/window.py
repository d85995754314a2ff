"""Opens the window: hands it desks as they are unlocked, and closes them when they are locked."""

import signal
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from wellbeingdesk.app.desk_list import desks_on_laptop
from wellbeingdesk.app.looks import load_look
from wellbeingdesk.app.to_come import HouseSource
from wellbeingdesk.domain.desk import SetUp
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.policy import Policy
from wellbeingdesk.gui.asking import Answer, Asking
from wellbeingdesk.gui.changes import Changes
from wellbeingdesk.gui.main_window import MainWindow
from wellbeingdesk.gui.runner import Door, Runner
from wellbeingdesk.gui.shown_desk import ShownDesk
from wellbeingdesk.gui.telling import Telling
from wellbeingdesk.gui.theme import Theme

if TYPE_CHECKING:
    from wellbeingdesk.app.desk import OpenDesk
    from wellbeingdesk.gui.context import Pages
    from wellbeingdesk.usecases.service_pack import ServicePack

_IDLE_MINUTES = 10


class Front(QObject):
    """One window and the desk that is open in it; several can stand in one process, each with its own house."""

    def __init__(self, house: HouseSource, theme: Theme, answers: deque[Answer] | None = None) -> None:
        super().__init__()
        self._rooms = _Rooms(house)
        self._data = house.data
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
        self.window.new_desk_asked.connect(self._ask_policies)
        self.window.try_out_asked.connect(self._try_out)
        self.window.locked.connect(self._locked)
        self.window.closing.connect(self.close)

    def open(self) -> MainWindow:
        """Show the window, locked; what a desk needs is loaded while the person types."""
        self._show_lock()
        self.window.show()
        QTimer.singleShot(0, self.window, self._warm)
        return self.window

    def settled(self) -> bool:
        """Whether nothing that was begun is still to be answered."""
        return self.door.settled() and (self.runner is None or self.runner.settled())

    def close(self) -> None:
        """Wait for what runs, and shut the desk; called again it does nothing."""
        desk = self._stop()
        if desk is not None:
            desk.close()
        self.door.close()
        self._bench.shutdown(wait=True)

    def _warm(self) -> None:
        self.door.work(self._rooms.policies).start(self.window, lambda _policies: None)

    def _show_lock(self) -> None:
        self.window.show_lock(desks_on_laptop(self._data), self._chosen)

    def _unlock(self, desk_id: str, passphrase: str) -> None:
        self._chosen = desk_id
        if self.window.lock_page is not None:
            self.window.lock_page.busy(True)
        self.door.work(self._rooms.unlock, desk_id, passphrase).start(self.window, self._enter, self._not_opened)

    def _not_opened(self, told: Told) -> None:
        if self.window.lock_page is not None:
            self.window.lock_page.show_error(self.telling.sentence(told))

    def _enter(self, desk: "OpenDesk") -> None:
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
                pages=self._rooms.pages(),
                practitioner=ports.session.practitioner.name,
                made_up=ports.session.made_up,
                idle_minutes=minutes if isinstance(minutes, int) else _IDLE_MINUTES,
            )
        )

    def _ask_policies(self) -> None:
        self.door.work(self._rooms.policies).start(self.window, self._set_up)

    def _set_up(self, policies: tuple[Policy, ...]) -> None:
        from wellbeingdesk.gui.pages.setup import DoorContext, SetUpPages

        context = DoorContext(
            theme=self._theme,
            words=self._theme.words,
            asking=self.asking,
            telling=self.telling,
            door=self.door,
            policies=policies,
            read_pack=self._rooms.read_pack,
            create=self._rooms.create,
        )
        pages = SetUpPages(context)
        pages.made.connect(self._enter)
        pages.cancelled.connect(self._show_lock)
        self.window.show_alone(pages)

    def _try_out(self) -> None:
        if self.window.lock_page is not None:
            self.window.lock_page.setEnabled(False)
        self.door.work(self._rooms.try_out).start(self.window, self._enter_try_out, self._not_made)

    def _not_made(self, told: Told) -> None:
        self._show_lock()
        self.telling.tell(told, self.window)

    def _enter_try_out(self, made: "tuple[OpenDesk, str]") -> None:
        desk, passphrase = made
        self._enter(desk)
        if self.window.desk is not None:
            self.window.desk.context.toast(self._theme.words("tryout.opened", passphrase=passphrase))

    def _locked(self) -> None:
        desk = self._stop()
        if desk is None:
            self._show_lock()
            return
        self.door.work(desk.close).start(self.window, lambda _closed: self._show_lock())

    def _stop(self) -> "OpenDesk | None":
        if self.runner is not None:
            self.runner.close()
            self.runner = None
        desk, self._desk = self._desk, None
        return desk


class _Rooms:
    """Errands for the bench: each loads what it needs there, so that nothing heavy is read on the window's thread."""

    def __init__(self, house: HouseSource) -> None:
        self._house = house

    def policies(self) -> tuple[Policy, ...]:
        """The newest policies; with them everything that a desk needs is loaded."""
        from wellbeingdesk.app import errands

        errands.load_set_up()
        return self._house.ready().catalogue.policies()

    def unlock(self, desk_id: str, passphrase: str) -> "OpenDesk":
        """Open a desk."""
        from wellbeingdesk.app import errands

        return errands.unlock_desk(self._house.ready(), desk_id, passphrase)

    def create(self, set_up: SetUp, passphrase: str) -> "OpenDesk":
        """Make a desk and open it."""
        from wellbeingdesk.app import errands

        return errands.create_desk(self._house.ready(), set_up, passphrase)

    def try_out(self) -> "tuple[OpenDesk, str]":
        """A desk of made-up clients and its passphrase, which is no secret."""
        from wellbeingdesk.app import errands

        return errands.make_try_out_desk(self._house.ready()), errands.try_out_passphrase()

    def read_pack(self, path: str) -> "ServicePack":
        """A service pack from a file."""
        from wellbeingdesk.app import errands

        return errands.open_pack(self._house.ready(), path)

    def pages(self) -> "Pages":
        """The pages of an open desk; loaded by the errand that opened it."""
        from wellbeingdesk.app import errands

        return errands.PAGES


def dress(app: QApplication, house: HouseSource) -> Theme:
    """Fonts, palette and style for the whole application."""
    app.setApplicationName("WellbeingDesk")
    app.setQuitOnLastWindowClosed(True)
    theme = Theme(load_look(house))
    theme.apply(app)
    return theme


def open_window(house: HouseSource) -> int:
    """Run the program until its window is closed."""
    app = QApplication(sys.argv[:1])
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    front = Front(house, dress(app, house))
    front.open()
    return int(QApplication.exec())
