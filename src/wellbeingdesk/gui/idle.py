"""Tells when nobody has touched the window for the minutes that the service chose; sleep counts as idle."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

CHECK_MS = 5_000

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class IdleLock(QObject):
    """`idle` comes once when the time is up; `start` again after the next unlock.

    It listens on windows of the system and not on the application: a filter there runs for every event of every
    widget. Two clocks are looked at, because the steady one stands still on some systems while they sleep.
    """

    idle = Signal()

    def __init__(
        self,
        parent: QObject,
        steady: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._steady = steady
        self._wall = wall
        self._seconds = 0.0
        self._touched = (0.0, 0.0)
        self._watched: list[QWindow] = []
        self._timer = QTimer(self)
        self._timer.setInterval(CHECK_MS)
        self._timer.timeout.connect(self.check)

    def start(self, minutes: int) -> None:
        """Begin to watch every window that gets the focus."""
        self._seconds = minutes * 60.0
        self.touch()
        for window in QGuiApplication.topLevelWindows():
            self._watch(window)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer."""
        if not self._timer.isActive():
            return
        self._timer.stop()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.disconnect(self._watch)
        self._watched.clear()

    def touch(self) -> None:
        """Somebody is here."""
        self._touched = (self._steady(), self._wall())

    def rested(self) -> float:
        """Seconds since somebody was here, by the clock that says more."""
        steady, wall = self._touched
        return max(self._steady() - steady, self._wall() - wall)

    def check(self) -> None:
        """Look at both clocks; called by the timer."""
        if self._timer.isActive() and self.rested() >= self._seconds:
            self.stop()
            self.idle.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Sees input on its way to a window; never keeps it."""
        if event.type() in _TOUCHES:
            self.touch()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None and window not in self._watched:
            self._watched.append(window)
            window.installEventFilter(self)
