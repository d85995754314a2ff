"""The text boxes of a note: undo and redo for the one that was written in, room to grow, and two texts put into one."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from wellbeingdesk.domain.form import Answers
from wellbeingdesk.gui.forms.form_editor import FormEditor
from wellbeingdesk.gui.forms.text_editors import TextEditor
from wellbeingdesk.gui.look import Words
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


def grow(form: FormEditor, theme: Theme) -> None:
    """Share the height that is left among the text boxes, so that a note has room to be written in."""
    boxes = [editor.box for editor in form.findChildren(TextEditor)]
    scrollers = form.findChildren(Scroller)
    if not boxes or not scrollers:
        return
    scroller = scrollers[0]
    least = theme.scaled(_LEAST)
    for box in boxes:
        box.setMinimumHeight(least)
    scroller.column.activate()
    used = scroller.column.totalHeightForWidth(scroller.viewport().width())
    spare = max(0, scroller.viewport().height() - used)
    for box in boxes:
        box.setMinimumHeight(least + spare // len(boxes))


def put_together(form: FormEditor, theirs: Answers, words: Words) -> None:
    """Add to each text what the other one has and this one lacks; it can be undone like anything typed."""
    for editor in form.findChildren(TextEditor):
        mine, other = editor.box.toPlainText(), theirs.get(editor.field.id)
        if not isinstance(other, str) or not other.strip() or other.strip() in mine:
            continue
        cursor = QTextCursor(editor.box.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        gap = "\n\n" if mine.strip() else ""
        cursor.insertText(f"{gap}{words('notes.other-text')}\n{other}")


def _can(box: QWidget | None) -> tuple[bool, bool]:
    if isinstance(box, QPlainTextEdit):
        return box.document().isUndoAvailable(), box.document().isRedoAvailable()
    if isinstance(box, QLineEdit):
        return box.isUndoAvailable(), box.isRedoAvailable()
    return False, False
