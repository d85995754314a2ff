"""The clipboard: takes what a permit lets out, marks it as a secret for clipboard histories, and forgets it in time."""

from hashlib import sha256

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

from wellbeingdesk.domain.permit import Outlet, Permit

_SECRET_MARKS = (
    ("x-kde-passwordManagerHint", b"secret"),
    ("application/x-nspasteboard-concealed-type", b"1"),
    ("ExcludeClipboardContentFromMonitorProcessing", b"1"),
)
"""What KDE, macOS and Windows look for before they keep a copy."""

_PRIVATE_PLATFORMS = frozenset({"offscreen", "minimal"})
"""Where the clipboard is this process's own, and Qt cannot say so."""


class Clipboard(QObject):
    """One for the window. What another program put there is never touched."""

    def __init__(self, parent: QObject, keep_seconds: int = 60) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(keep_seconds * 1000)
        self._timer.timeout.connect(self.forget)

    def offer(self, permit: Permit, text: str) -> None:
        """Put out exactly what the permit is for. Raises ValueError for anything else: a fault of the program."""
        if permit.outlet is not Outlet.CLIPBOARD or permit.payload_sha256 != sha256(text.encode()).hexdigest():
            raise ValueError
        data = QMimeData()
        data.setText(text)
        for kind, mark in _SECRET_MARKS:
            data.setData(kind, mark)
        QGuiApplication.clipboard().setMimeData(data)
        self._timer.start()

    def forget(self) -> None:
        """Clear what came from here, by `offer` or by a person's own Ctrl+C."""
        self._timer.stop()
        clipboard = QGuiApplication.clipboard()
        private = QGuiApplication.platformName() in _PRIVATE_PLATFORMS
        for mode, ours in (
            (QClipboard.Mode.Clipboard, private or clipboard.ownsClipboard()),
            (QClipboard.Mode.Selection, clipboard.supportsSelection() and clipboard.ownsSelection()),
        ):
            if ours:
                clipboard.clear(mode)
