"""The one door for questions to the person: yes or no, where to save, what to open; never with a nested event loop."""

from collections import deque
from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from wellbeingdesk.domain.failures import Fact
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.buttons import Button, DangerButton, PrimaryButton
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.text import Text

Answer = bool | str | None
"""To a yes or no, True or False; to a question for a file, its path, or None for 'cancelled'."""


class UnexpectedQuestion(AssertionError):
    """A question came while answers are given beforehand, and there was none left for it."""


class Asking:
    """Asks the person; or, where `answers` is a queue (tests, the tour), takes the next answer from it instead."""

    def __init__(self, theme: Theme, answers: deque[Answer] | None = None, *, native_files: bool = True) -> None:
        self._theme = theme
        self._words = theme.words
        self._answers = answers
        self._native = native_files
        self.asked: list[str] = []
        """Keys of the questions that were answered from the queue, in order."""

    def answer_next(self, *answers: Answer) -> None:
        """Queue answers; from now on no question is shown, and one without an answer raises UnexpectedQuestion."""
        if self._answers is None:
            self._answers = deque()
        self._answers.extend(answers)

    def confirm(
        self,
        parent: QWidget,
        key: str,
        facts: Mapping[str, Fact],
        done: Callable[[bool], None],
        *,
        dangerous: bool = False,
    ) -> None:
        """Ask `key.question` with `key.explain` below it; the yes-button reads `key.do`.

        Enter means no where it is dangerous.
        """
        if self._answers is not None:
            self._from_queue(parent, key, lambda answer: done(answer is True))
            return
        sheet = Sheet(self._theme, parent, self._words(f"{key}.question", **facts), width=440)
        sheet.add(Text(self._words(f"{key}.explain", **facts), "body2"))
        no = sheet.add_button(Button(self._theme, self._words("shell.cancel")), default=dangerous)
        kind = DangerButton if dangerous else PrimaryButton
        yes = sheet.add_button(kind(self._theme, self._words(f"{key}.do", **facts)), default=not dangerous)
        (no if dangerous else yes).setFocus()
        no.clicked.connect(sheet.reject)
        yes.clicked.connect(sheet.accept)
        sheet.finished.connect(lambda result: done(result == QDialog.DialogCode.Accepted.value))
        sheet.open()

    def save_file(self, parent: QWidget, suggestion: str, kinds_key: str, done: Callable[[str | None], None]) -> None:
        """Ask where to save.

        `suggestion` is a file name without client data; `kinds_key` words the filter, `PDF (*.pdf)`.
        """
        if self._answers is not None:
            self._from_queue(parent, kinds_key, lambda answer: done(_path(answer)))
            return
        dialog = self._files(parent, kinds_key, done)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(suggestion.rpartition(".")[2])
        dialog.selectFile(suggestion)
        dialog.open()

    def open_file(self, parent: QWidget, kinds_key: str, done: Callable[[str | None], None]) -> None:
        """Ask for a file that is there."""
        if self._answers is not None:
            self._from_queue(parent, kinds_key, lambda answer: done(_path(answer)))
            return
        dialog = self._files(parent, kinds_key, done)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.open()

    def choose_folder(self, parent: QWidget, key: str, done: Callable[[str | None], None]) -> None:
        """Ask for a folder that is there; `key` words what for."""
        if self._answers is not None:
            self._from_queue(parent, key, lambda answer: done(_path(answer)))
            return
        dialog = QFileDialog(parent, self._words("shell.app"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog, not self._native)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self._words(key))
        self._when_chosen(dialog, done)
        dialog.open()

    def _files(self, parent: QWidget, kinds_key: str, done: Callable[[str | None], None]) -> QFileDialog:
        dialog = QFileDialog(parent, self._words("shell.app"))
        dialog.setNameFilter(self._words(kinds_key))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog, not self._native)
        self._when_chosen(dialog, done)
        return dialog

    def _when_chosen(self, dialog: QFileDialog, done: Callable[[str | None], None]) -> None:
        dialog.finished.connect(lambda result: done(dialog.selectedFiles()[0] if result else None))
        dialog.finished.connect(dialog.deleteLater)

    def _from_queue(self, parent: QWidget, key: str, done: Callable[[Answer], None]) -> None:
        if not self._answers:
            raise UnexpectedQuestion(key)
        answer = self._answers.popleft()
        self.asked.append(key)
        # A dialog answers after the click that opened it has ended, so an answer from the queue does as well.
        QTimer.singleShot(0, parent, lambda: done(answer))


def _path(answer: Answer) -> str | None:
    return answer if isinstance(answer, str) else None
