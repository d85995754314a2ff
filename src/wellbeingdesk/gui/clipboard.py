"""The clipboard: takes what a permit lets out, marks it as a secret for clipboard histories, and forgets it in time."""

from hashlib import sha256

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from wellbeingdesk.domain.permit import Outlet, Permit
from wellbeingdesk.gui.runner import Runner
from wellbeingdesk.gui.widgets.text_box import OWN_TEXT
from wellbeingdesk.usecases import gate

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
        self._runner: Runner | None = None
        self._offering = False
        clipboard = QGuiApplication.clipboard()
        clipboard.dataChanged.connect(self._changed)
        clipboard.selectionChanged.connect(self._marked)

    def serve(self, runner: Runner) -> None:
        """A desk is open: what a person copies in it goes out with a permit and an audit entry."""
        self._runner = runner

    def _changed(self) -> None:
        """A widget of ours put its marked text there: taken back at once, and put out when the permit is there."""
        if self._offering or self._runner is None or not _owns(QClipboard.Mode.Clipboard):
            return
        text = _copied() if self._is_ours(QApplication.focusWidget()) else ""
        if not text:
            return
        self._put(QMimeData())
        self._runner.change(gate.let_copy, text=text).start(self, lambda permit: self._let_out(permit, text))

    def _is_ours(self, widget: QWidget | None) -> bool:
        """Whether it stands in this window or in a dialog of it: each window of the process has its own desk."""
        while widget is not None and widget is not self.parent():
            widget = widget.parentWidget()
        return widget is not None

    def _let_out(self, permit: Permit, text: str) -> None:
        self.offer(permit, text)
        if self._runner is not None:
            self._runner.change(gate.copied, permit=permit).start(self, lambda _none: None)

    def _marked(self) -> None:
        """X11 hands what is only marked to whoever presses the middle button; here nothing leaves by being marked."""
        if self._runner is not None and not self._offering and _owns(QClipboard.Mode.Selection):
            self._offering = True
            QGuiApplication.clipboard().clear(QClipboard.Mode.Selection)
            self._offering = False

    def _put(self, data: QMimeData) -> None:
        self._offering = True
        QGuiApplication.clipboard().setMimeData(data)
        self._offering = False

    def offer(self, permit: Permit, text: str) -> None:
        """Put out exactly what the permit is for. Raises ValueError for anything else: a fault of the program."""
        if permit.outlet is not Outlet.CLIPBOARD or permit.payload_sha256 != sha256(text.encode()).hexdigest():
            raise ValueError
        data = QMimeData()
        data.setText(text)
        for kind, mark in _SECRET_MARKS:
            data.setData(kind, mark)
        self._put(data)
        self._timer.start()

    def forget(self) -> None:
        """Clear what came from here, by `offer` or by a person's own Ctrl+C."""
        self._timer.stop()
        for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
            if _owns(mode):
                self._offering = True
                QGuiApplication.clipboard().clear(mode)
                self._offering = False

    def leave(self) -> None:
        """The desk is locked."""
        self._runner = None
        self.forget()


def _owns(mode: QClipboard.Mode) -> bool:
    clipboard = QGuiApplication.clipboard()
    if mode is QClipboard.Mode.Selection:
        return clipboard.supportsSelection() and clipboard.ownsSelection()
    return QGuiApplication.platformName() in _PRIVATE_PLATFORMS or clipboard.ownsClipboard()


def _copied() -> str:
    """The text there, where it is what is marked in the widget that has the cursor; empty where it came otherwise."""
    data: QMimeData | None = QGuiApplication.clipboard().mimeData()  # nothing at all just after it was emptied
    if data is None:
        return ""
    if data.hasFormat(OWN_TEXT):
        return bytes(data.data(OWN_TEXT).data()).decode()
    widget = QApplication.focusWidget()
    marked = ""
    if isinstance(widget, QLineEdit | QLabel):
        marked = widget.selectedText()
    elif isinstance(widget, QPlainTextEdit):
        marked = widget.textCursor().selectedText()
    return data.text() if marked and _plain(marked) == _plain(data.text()) else ""


def _plain(text: str) -> str:
    """Qt's own line and space signs as what is copied has them."""
    return text.replace("\u2029", "\n").replace("\u2028", "\n").replace("\u00a0", " ")
