"""Opens the window: hands it desks as they are unlocked, and closes them when they are locked."""

import signal
import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from wellbeingdesk.app.attempted import Got, attempted
from wellbeingdesk.app.desk_list import desks_on_laptop
from wellbeingdesk.app.looks import load_look
from wellbeingdesk.app.rooms import Rooms
from wellbeingdesk.app.shown import shown_desk
from wellbeingdesk.app.to_come import HouseSource
from wellbeingdesk.domain.events import Done
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.policy import Policy
from wellbeingdesk.gui.asking import Answer, Asking
from wellbeingdesk.gui.changes import Changes
from wellbeingdesk.gui.lock_refused import show_refused
from wellbeingdesk.gui.main_window import MainWindow
from wellbeingdesk.gui.runner import Door, Runner
from wellbeingdesk.gui.telling import Telling
from wellbeingdesk.gui.theme import SCHEMES, Scheme, Theme
from wellbeingdesk.gui.unsaved import Again, Outcome, page_of, save_held
from wellbeingdesk.gui.upkeep import Upkeep
from wellbeingdesk.gui.widgets.slices import all_done
from wellbeingdesk.usecases.appearance import Appearance
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.recovery_views import Arrival, arrival

if TYPE_CHECKING:
    from wellbeingdesk.app.desk import OpenDesk
    from wellbeingdesk.gui.pages.forgotten import ForgottenPages
    from wellbeingdesk.gui.pages.restore import RestorePages
    from wellbeingdesk.gui.pages.setup import SetUpPages

P = ParamSpec("P")
T = TypeVar("T")


class Front(QObject):
    """One window and the desk that is open in it; several can stand in one process, each with its own house."""

    def __init__(self, house: HouseSource, theme: Theme, answers: deque[Answer] | None = None) -> None:
        super().__init__()
        self._rooms = Rooms(house)
        self._data = house.data
        self._theme = theme
        self._bench = ThreadPoolExecutor(1, thread_name_prefix="bench-door")
        self.telling = Telling(theme)
        self.asking = Asking(theme, answers)
        self.door = Door(self._bench, self.telling)
        self.runner: Runner | None = None
        self._desk: OpenDesk | None = None
        self._held: dict[str, dict[str, Again]] = {}
        self._shutting = self._close_asked = self._asks = False
        self._chosen = ""
        self._worn = Appearance(theme.scheme, round(theme.text_scale * 100))
        self.window = MainWindow(theme)
        self.window.unlock_asked.connect(self._unlock)
        self.window.new_desk_asked.connect(self._ask_policies)
        self.window.try_out_asked.connect(self._try_out)
        self.window.forgotten_asked.connect(self._ask_forgotten)
        self.window.rekey_asked.connect(self._rekey)
        self.window.restore_asked.connect(self._ask_restore)
        self.window.locked.connect(self._locked)
        self.window.closing.connect(self.close)
        self.window.may_close = self._may_close

    def open(self) -> MainWindow:
        """Show the window, locked; what a desk needs is loaded while the person types."""
        self._show_lock()
        self.window.show()
        QTimer.singleShot(0, self.window, self._warm)
        return self.window

    def settled(self) -> bool:
        """Whether nothing that was begun is still to be answered or to be shown."""
        answered = self.door.settled() and (self.runner is None or self.runner.settled())
        return answered and all_done(self.window)

    def close(self) -> None:
        """Wait for what runs, and shut the desk; called again it does nothing."""
        runner, desk = self._take()
        try:
            if runner is not None and desk is not None:
                _shut(runner, desk)
        finally:
            self.door.close()
            self._bench.shutdown(wait=True)
            self._rooms.close()

    def _warm(self) -> None:
        self.door.work(self._rooms.policies).start(self.window, lambda _policies: None)

    def _show_lock(self) -> None:
        """Never over a desk that is open."""
        if self._desk is None:
            self.window.show_lock(desks_on_laptop(self._data), self._chosen, self._unsaved())

    def _unlock(self, desk_id: str, passphrase: str) -> None:
        self._chosen = desk_id
        self._attempt(self._enter, self._not_opened, self._rooms.unlock, desk_id, passphrase)

    def _attempt(
        self, done: Callable[[T], None], failed: Callable[[Exception], None], call: Callable[P, T],
        *args: P.args, **kwargs: P.kwargs,
    ) -> None:  # fmt: skip
        """On the bench, the lock screen waiting; `failed` gets our own faults too, so that it never waits for ever."""
        if self.window.lock_page is not None:
            self.window.lock_page.busy(True)

        def answer(got: "Got[T]") -> None:
            if got.error is not None:
                failed(got.error)
            else:
                done(got.value[0])

        self.door.work(lambda: attempted(lambda: call(*args, **kwargs))).start(self.window, answer)

    def _not_opened(self, error: Exception) -> None:
        page = self.window.lock_page
        if page is not None and isinstance(error, Told):
            show_refused(page, self.telling, error)
            return
        self._not_made(error)

    def _not_made(self, error: Exception) -> None:
        self._show_lock()
        self._tell(error)

    def _tell(self, error: Exception) -> None:
        owner = self.window if self.window.isVisible() else None
        if isinstance(error, Told):
            self.telling.tell(error, owner)
        else:
            self.telling.bug(error, owner)

    def _enter(self, desk: "OpenDesk", said: str = "") -> None:
        self._with_none_open(lambda: self._let_in(desk, said))

    def _let_in(self, desk: "OpenDesk", said: str) -> None:
        """It is shown as it likes to look: dressing a window full of pages anew would hold it up. Set-up does not end
        before a way back is settled: where it is not, that page comes first.
        """
        self._rooms.arrived(desk)
        self._desk = desk
        self._chosen = desk.ports.session.desk_id
        changes = Changes()
        self.runner = runner = Runner(desk.threads, desk.ports, changes, self.telling)
        for key, again in self._held.pop(self._chosen, {}).items():
            runner.unsaved.put(key, again)
        shown = shown_desk(desk.ports.session, runner, changes, self.asking, self.telling, self._rooms.pages())

        def enter(say: str) -> None:
            Upkeep(self.window.enter(shown), runner, self.window.idle)
            if say and self.window.desk is not None:
                self.window.desk.context.toast(say)
            self._save_held(runner)

        def show(found: Arrival) -> None:
            self._dress(found.appearance)
            if found.recovery_settled:
                enter(said)
                return
            from wellbeingdesk.app.last_step import recovery_step

            by_service = found.service_opens
            step = recovery_step(self._theme, shown, self.window.lock, enter, service_opens=by_service)
            self.window.show_before(step, shown.idle_minutes)

        runner.ask(arrival).start(self.window, show, lambda _told: show(Arrival(Appearance(), True)))

    def _dress(self, chosen: Appearance) -> None:
        """In what was chosen at this desk; a desk at which nobody chose looks as the window did before any desk."""
        wanted = self._worn if chosen == Appearance() else chosen
        scheme: Scheme = next((one for one in SCHEMES if one == wanted.scheme), "system")
        app = QApplication.instance()
        worn = (self._theme.scheme, round(self._theme.text_scale * 100))
        if isinstance(app, QApplication) and worn != (scheme, wanted.text_percent):
            self._theme.apply(app, scheme, wanted.text_percent / 100)

    def _rekey(self, passphrase: str) -> None:
        """New keys want the store shut; the lock page says so as long as it lasts."""
        desk_id, said = self._chosen, self._theme.words("rekey.done")

        def begin() -> None:
            self._show_lock()
            self._attempt(lambda desk: self._enter(desk, said), self._not_made, self._rooms.rekey, desk_id, passphrase)
            if self.window.lock_page is not None:
                self.window.lock_page.busy(True, "rekey.working")

        self._with_none_open(begin)

    def _ask_policies(self) -> None:
        self._attempt(self._set_up, self._not_made, self._rooms.policies)

    def _set_up(self, policies: tuple[Policy, ...]) -> None:
        self._with_none_open(lambda: self._show_set_up(policies))

    def _show_set_up(self, policies: tuple[Policy, ...]) -> None:
        from wellbeingdesk.app.doors import set_up_pages

        self._show_pages(set_up_pages(self._rooms, self._theme, self.asking, self.telling, self.door, policies))

    def _ask_forgotten(self, desk_id: str) -> None:
        self._chosen = desk_id
        self._attempt(lambda _none: self._forgotten(desk_id), self._not_made, self._rooms.load_forgotten)

    def _forgotten(self, desk_id: str) -> None:
        from wellbeingdesk.app.doors import forgotten_pages

        desk = next((one for one in desks_on_laptop(self._data) if one.id == desk_id), None)
        if desk is None:
            self._show_lock()
            return
        self._show_pages(forgotten_pages(self._rooms, self._theme, self.telling, self.door, desk))

    def _ask_restore(self) -> None:
        self._attempt(lambda _none: self._with_none_open(self._show_restore), self._not_made, self._rooms.load_restore)

    def _show_restore(self) -> None:
        from wellbeingdesk.app.doors import restore_pages

        self._show_pages(restore_pages(self._rooms, self._theme, self.asking, self.telling, self.door))

    def _show_pages(self, pages: "SetUpPages | ForgottenPages | RestorePages") -> None:
        """Pages without a desk around them: what they make is entered."""
        pages.made.connect(self._enter)
        pages.cancelled.connect(self._show_lock)
        self.window.show_alone(pages)

    def _try_out(self) -> None:
        self._attempt(self._enter_try_out, self._not_made, self._rooms.try_out)

    def _enter_try_out(self, made: "tuple[OpenDesk, str]") -> None:
        desk, passphrase = made
        self._enter(desk, self._theme.words("tryout.opened", passphrase=passphrase))

    def _locked(self) -> None:
        self._asks = False  # locking took the question along
        self._shut(self._show_lock)

    def _with_none_open(self, then: Callable[[], None]) -> None:
        """One desk at a time: what is open is saved and shut first."""
        if self._desk is not None:
            self.window.leave()
        self._shut(then)

    def _shut(self, then: Callable[[], None]) -> None:
        """Shut what is open, on the bench, and go on; the window waits for nothing."""
        runner, desk = self._take()
        if runner is None or desk is None:
            then()
            return
        self._shutting = True

        def done(got: "Got[tuple[Told, ...]]") -> None:
            self._shutting = False
            held = runner.unsaved.held()
            if held:
                self._held[desk.ports.session.desk_id] = held
            then()
            for error in (got.error,) if got.error is not None else got.value[0]:
                self._tell(error)
            if self._close_asked:
                self._close_asked = False
                self.window.close()

        self.door.work(lambda: attempted(lambda: _shut(runner, desk))).start(self.window, done)

    def _take(self) -> "tuple[Runner | None, OpenDesk | None]":
        runner, desk = self.runner, self._desk
        self.runner = self._desk = None
        if runner is not None:
            runner.stop()
        return runner, desk

    def _unsaved(self) -> int:
        open_ones = self.runner.unsaved.held() if self.runner is not None else {}
        return len(open_ones) + sum(len(held) for held in self._held.values())

    def _save_held(self, runner: Runner) -> None:
        if runner.unsaved.held():
            runner.change(save_held, runner.unsaved).start(self.window, self._saved_held)

    def _saved_held(self, outcome: Outcome) -> None:
        view = self.window.desk
        if view is None:
            return
        if outcome.saved:
            view.context.toast(self._theme.words("draft.saved-again", count=outcome.saved))
        if outcome.told is not None:
            self._tell(outcome.told)
        for one in outcome.beside[:1]:
            if one.draft is not None:
                view.navigate(page_of(one.draft), draft_id=one.draft.id, kept_id=one.kept_id)

    def _may_close(self) -> bool:
        """Not while something typed is in memory alone: it is saved first, or the person says that it may go."""
        if self._shutting:
            self._close_asked = True
            return False
        if self.runner is not None and self.window.desk is not None:
            self.window.desk.flush()
            if not self.runner.settled():
                # The store's thread answers in turn: when this comes back, so has every save before it.
                self.runner.change(_nothing).start(self.window, lambda _none: self._close_when_saved())
                return False
        return self._nothing_to_lose()

    def _close_when_saved(self) -> None:
        if self._nothing_to_lose():
            self._close_for_good(True)

    def _nothing_to_lose(self) -> bool:
        count = self._unsaved()
        if count and not self._asks:
            self._asks = True
            facts = {"count": count}
            self.asking.confirm(self.window, "shell.close-unsaved", facts, self._close_for_good, dangerous=True)
        return not count

    def _close_for_good(self, sure: bool) -> None:
        self._asks = False
        if sure:
            self.window.leave()
            self._shut(self.window.close_for_good)


def _shut(runner: Runner, desk: "OpenDesk") -> tuple[Told, ...]:
    """What the desk could not leave behind is told; the desk is shut whatever happens."""
    try:
        runner.close()
        return desk.part()
    finally:
        desk.close()


def _nothing(_ports: Ports) -> Done[None]:
    return Done(None)


def dress(app: QApplication, house: HouseSource) -> Theme:
    """Fonts, palette and style for the whole application."""
    app.setApplicationName("WellbeingDesk")
    app.setQuitOnLastWindowClosed(True)
    theme = Theme(load_look(house))
    theme.apply(app)
    return theme


def hear_faults(telling: Telling) -> None:
    """Our own faults in answer to a click or a key are told like any other: no value of a client goes anywhere."""

    def tell(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        with suppress(Exception):
            telling.bug(error, None)

    sys.excepthook = tell


def open_window(house: HouseSource) -> int:
    """Run the program until its window is closed."""
    app = QApplication(sys.argv[:1])
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    front = Front(house, dress(app, house))
    hear_faults(front.telling)
    front.open()
    return int(QApplication.exec())
