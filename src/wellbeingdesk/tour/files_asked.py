"""Answers questions for a file with paths given beforehand; every other question stays the person's, on the screen."""

from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from wellbeingdesk.gui.asking import Asking, UnexpectedQuestion
from wellbeingdesk.gui.theme import Theme


class FilesAsked(Asking):
    """A file dialog belongs to the system and differs on each; all else that is asked is ours and is walked through."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._paths: deque[Path] = deque()
        self.suggested: list[str] = []
        """File names that were offered; none may hold anything about a client."""

    def answer_with(self, *paths: Path) -> None:
        """The answers to the next questions for a file, in order."""
        self._paths.extend(paths)

    def save_file(self, parent: QWidget, suggestion: str, kinds_key: str, done: Callable[[str | None], None]) -> None:
        """Save to the next path."""
        self.suggested.append(suggestion)
        self._answer(parent, kinds_key, done)

    def open_file(self, parent: QWidget, kinds_key: str, done: Callable[[str | None], None]) -> None:
        """Open the next path."""
        self._answer(parent, kinds_key, done)

    def choose_folder(self, parent: QWidget, key: str, done: Callable[[str | None], None]) -> None:
        """The next path, a folder."""
        self._answer(parent, key, done)

    def _answer(self, parent: QWidget, key: str, done: Callable[[str | None], None]) -> None:
        if not self._paths:
            raise UnexpectedQuestion(key)
        path = str(self._paths.popleft())
        self.asked.append(key)
        # A dialog answers after the click that opened it has ended, so this does as well.
        QTimer.singleShot(0, parent, lambda: done(path))
