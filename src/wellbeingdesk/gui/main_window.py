"""The one window: locked it holds the lock screen and nothing else, unlocked the desk; its title never changes."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QMainWindow, QWidget

from wellbeingdesk.domain.desk import DeskOnLaptop
from wellbeingdesk.gui import shortcuts
from wellbeingdesk.gui.clipboard import Clipboard
from wellbeingdesk.gui.desk_view import DeskView
from wellbeingdesk.gui.idle import IdleLock
from wellbeingdesk.gui.lock_screen import LockPage
from wellbeingdesk.gui.nav import SECTIONS
from wellbeingdesk.gui.shown_desk import ShownDesk
from wellbeingdesk.gui.system_watch import SystemWatch
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.surface import Panel
from wellbeingdesk.gui.widgets.text import Caption

_FIRST_SIZE, _LEAST_SIZE = QSize(1280, 800), QSize(640, 480)


class MainWindow(QMainWindow):
    """app listens to its signals: it opens desks and closes them, the window only shows them.

    `unlock_asked(desk id, passphrase)` and the other `…_asked` come from the lock screen, `rekey_asked(passphrase)`
    from an open desk;
    `locked` after every page is gone: close the runner and the store, then call `show_lock`; `closing` likewise
    before the window goes.
    """

    unlock_asked = Signal(str, str)
    new_desk_asked = Signal()
    try_out_asked = Signal()
    forgotten_asked = Signal(str)
    rekey_asked = Signal(str)
    restore_asked = Signal()
    locked = Signal()
    closing = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._for_good = self._before = False
        self.may_close: Callable[[], bool] = lambda: True
        """Asked before the window goes; where app says no, it calls `close_for_good` when it may."""
        self.lock_page: LockPage | None = None
        self.desk: DeskView | None = None
        self.setWindowTitle(theme.words("shell.app"))
        self.setMinimumSize(_LEAST_SIZE)
        self.resize(_FIRST_SIZE)
        self.copied = Clipboard(self)
        self.idle = IdleLock(self)
        self.idle.idle.connect(self.lock)
        self.system = SystemWatch(self)
        self.system.leaving.connect(self.lock)
        self._keys()

    def show_lock(self, desks: Sequence[DeskOnLaptop], chosen: str = "", unsaved: int = 0) -> LockPage:
        """The lock screen with the desks of this computer; `unsaved` texts wait in memory for the next unlocking."""
        page = LockPage(self._theme, desks, chosen, unsaved)
        page.unlock_asked.connect(self.unlock_asked)
        page.new_desk_asked.connect(self.new_desk_asked)
        page.try_out_asked.connect(self.try_out_asked)
        page.forgotten_asked.connect(self.forgotten_asked)
        page.restore_asked.connect(self.restore_asked)
        self.show_alone(page)
        self.lock_page = page
        page.take_focus()
        return page

    def show_alone(self, widget: QWidget) -> None:
        """A page without a desk around it, such as set-up, in place of what was there."""
        self.lock_page = None
        self._replace(widget)

    def show_before(self, widget: QWidget, idle_minutes: int) -> None:
        """A page that stands before a desk that is open already; it locks as the desk does."""
        self.show_alone(widget)
        self._before = True
        widget.setFocus()
        self.idle.start(idle_minutes)

    def enter(self, desk: ShownDesk) -> DeskView:
        """The desk was unlocked: show its first page."""
        view = DeskView(self._theme, desk)
        view.lock_asked.connect(self.lock)
        view.rekey_asked.connect(self.rekey_asked)
        self.lock_page = None
        self._before = False
        self._replace(view)
        self.desk = view
        view.navigate(desk.first_page)
        view.nav.setFocus()
        self.idle.start(desk.idle_minutes)
        self.copied.serve(desk.runner)
        return view

    def lock(self) -> None:
        """Save what was typed, destroy every page, forget the clipboard, and tell app."""
        if self.desk is None and not self._before:
            return
        self.leave()
        self.locked.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """As locking, and then goes."""
        if not self._for_good and not self.may_close():
            event.ignore()
            return
        self.leave()
        self.closing.emit()
        super().closeEvent(event)

    def close_for_good(self) -> None:
        """Close without asking app again."""
        self._for_good = True
        self.close()

    def leave(self) -> None:
        """Begin to save what was typed, destroy every page, and cover the screen before anything is waited for."""
        self.idle.stop()
        self._before = False
        if self.desk is not None:
            self.desk.flush()
            self.desk = None
        for dialog in self.findChildren(QDialog):
            dialog.hide()
            dialog.setParent(None)
            dialog.deleteLater()
        self._cover()
        self.lock_page = None
        self.copied.leave()

    def _cover(self) -> None:
        blank = Panel("sidebar")
        blank.column.addWidget(Caption(self._theme.words("shell.lock.locking")), 0, Qt.AlignmentFlag.AlignCenter)
        self._replace(blank)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        # What stood there is on the screen until something is painted over it; the event loop may be long in coming.
        blank.repaint()

    def _replace(self, widget: QWidget) -> None:
        # Taken out of the tree at once, so that no assistive tool reads it; deleted when its own click has ended.
        old = self.takeCentralWidget()
        if old is not None:
            # A save-timer of a page must not ring between now and then, when its desk is closed already.
            for timer in old.findChildren(QTimer):
                timer.stop()
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self.setCentralWidget(widget)
        # A layout shows what it takes only after a turn of the event loop; what follows here counts on it now.
        widget.show()

    def _keys(self) -> None:
        for keys in shortcuts.LOCK:
            QShortcut(QKeySequence(keys), self).activated.connect(self.lock)
        self._on(shortcuts.SEARCH, DeskView.search)
        self._on(shortcuts.SETTINGS, lambda desk: desk.navigate("settings"))
        for number in range(len(SECTIONS)):
            self._on((f"Ctrl+{number + 1}",), partial(_go_to, number))
        for keys in shortcuts.HELP:
            QShortcut(QKeySequence(keys), self).activated.connect(self._show_keys)

    def _on(self, sequences: tuple[str, ...], act: Callable[[DeskView], None]) -> None:
        for keys in sequences:
            QShortcut(QKeySequence(keys), self).activated.connect(lambda: self._at_desk(act))

    def _at_desk(self, act: Callable[[DeskView], None]) -> None:
        if self.desk is not None:
            act(self.desk)

    def _show_keys(self) -> None:
        shortcuts.ShortcutSheet(self._theme, self).open()


def _go_to(at: int, desk: DeskView) -> None:
    desk.go_to_section(at)
