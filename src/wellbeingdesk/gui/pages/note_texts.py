"""The text boxes of a note: undo and redo for the one that was written in, and room to grow."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from wellbeingdesk.gui.forms.form_editor import FormEditor
from wellbeingdesk.gui.forms.text_editors import TextEditor
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.buttons import IconButton
from wellbeingdesk.gui.widgets.surface import Scroller

_LEAST = 96
"""A text box is never lower than this, at 100 %."""


class UndoButtons(QObject):
    """Undo and redo, for the text that had the focus last; clicking them leaves it there."""

    def __init__(self, theme: Theme, form: FormEditor) -> None:
        super().__init__(form)
        self._form = form
        self._last: QWidget | None = None
        self.undo = IconButton(theme, "undo-2", theme.words("notes.undo"), "Ctrl+Z")
        self.redo = IconButton(theme, "redo-2", theme.words("notes.redo"), "Ctrl+Shift+Z")
        self.undo.clicked.connect(self._undo)
        self.redo.clicked.connect(self._redo)
        for box in form.findChildren(QPlainTextEdit):
            box.undoAvailable.connect(self._follow)
            box.redoAvailable.connect(self._follow)
        for line in form.findChildren(QLineEdit):
            line.textChanged.connect(self._follow)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self._follow()

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, QPlainTextEdit | QLineEdit) and self._form.isAncestorOf(now):
            self._last = now
            self._follow()

    def _follow(self, *_changed: object) -> None:
        undo, redo = _can(self._last)
        self.undo.setEnabled(undo)
        self.redo.setEnabled(redo)

    def _undo(self) -> None:
        if isinstance(self._last, QPlainTextEdit | QLineEdit):
            self._last.undo()
            self._last.setFocus()

    def _redo(self) -> None:
        if isinstance(self._last, QPlainTextEdit | QLineEdit):
            self._last.redo()
            self._last.setFocus()


class Growing(QObject):
    """Gives the text boxes the height that is left, and a box with much in it more; beyond that the box scrolls."""

    def __init__(self, theme: Theme, form: FormEditor) -> None:
        super().__init__(form)
        self._theme = theme
        self._boxes = [editor.box for editor in form.findChildren(TextEditor)]
        self._scroller = form.findChild(Scroller)
        if self._scroller is not None:
            self._scroller.viewport().installEventFilter(self)
        for box in self._boxes:
            box.document().documentLayout().documentSizeChanged.connect(self.share)
        theme.changed.connect(self.share)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The window has another height."""
        if event.type() == QEvent.Type.Resize:
            self.share()
        return False

    def share(self) -> None:
        """Share what is left."""
        if self._scroller is None or not self._boxes:
            return
        room = self._scroller.viewport().height()
        wanted = [self._wanted(box, room) for box in self._boxes]
        spare = max(0, room - self._around() - sum(wanted)) // len(self._boxes)
        for box, height in zip(self._boxes, wanted, strict=True):
            if box.minimumHeight() != height + spare or box.maximumHeight() != height + spare:
                box.setFixedHeight(height + spare)

    def _wanted(self, box: QPlainTextEdit, room: int) -> int:
        """Enough for its lines, but for half the room at most. A plain text's document counts its height in lines."""
        lines = int(box.document().size().height()) * box.fontMetrics().lineSpacing() + self._theme.scaled(24)
        return max(self._theme.scaled(_LEAST), min(lines, room // 2))

    def _around(self) -> int:
        """What labels and hints take."""
        if self._scroller is None:
            return 0
        inside, width = self._scroller.column, self._scroller.viewport().width()
        inside.activate()
        return inside.totalHeightForWidth(width) - sum(_taken(box) for box in self._boxes)


def _taken(box: QPlainTextEdit) -> int:
    return min(max(box.minimumHeight(), box.sizeHint().height()), box.maximumHeight())


def _can(box: QWidget | None) -> tuple[bool, bool]:
    if isinstance(box, QPlainTextEdit):
        return box.document().isUndoAvailable(), box.document().isRedoAvailable()
    if isinstance(box, QLineEdit):
        return box.isUndoAvailable(), box.isRedoAvailable()
    return False, False
