"""Hears from a Linux desktop that the computer goes to sleep or its screen was locked; without a bus, nothing."""

from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

_LOGIN = "org.freedesktop.login1"
_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
)


class SystemWatch(QObject):
    """`leaving`: the person turns away, lock now."""

    leaving = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.heard_from: tuple[str, ...] = (*self._login(), *self._savers())
        """What could be connected to, for the settings page and doctor."""

    @Slot(bool)
    def on_sleep(self, begins: bool) -> None:
        """logind: the computer is about to sleep, or woke."""
        if begins:
            self.leaving.emit()

    @Slot(bool)
    def on_screen(self, active: bool) -> None:
        """The screen saver came on."""
        if active:
            self.leaving.emit()

    @Slot()
    def on_lock(self) -> None:
        """logind: the session was locked."""
        self.leaving.emit()

    def _login(self) -> list[str]:
        bus = QDBusConnection.systemBus()
        if not bus.isConnected():
            return []
        path, manager = "/org/freedesktop/login1", f"{_LOGIN}.Manager"
        sleep = bus.connect(_LOGIN, path, manager, "PrepareForSleep", self, _slot("on_sleep(bool)"))
        lock = bus.connect(_LOGIN, "", f"{_LOGIN}.Session", "Lock", self, _slot("on_lock()"))
        return [_LOGIN] if sleep or lock else []

    def _savers(self) -> list[str]:
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return []
        slot = _slot("on_screen(bool)")
        return [name for name, path in _SAVERS if bus.connect(name, path, name, "ActiveChanged", self, slot)]


def _slot(signature: str) -> Any:
    """Qt's name of a slot: its stubs ask for bytes here, and Qt itself refuses anything but text."""
    return str(SLOT(signature))
