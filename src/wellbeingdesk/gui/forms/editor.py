"""What every editor of an answer can do; unanswered is None, and stays None until somebody answers."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.form import Field, Value, Words
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.look import Words as Say
from wellbeingdesk.gui.theme import Theme


def in_language(words: Words, language: str) -> str:
    """A form's sentence in this language, else in English, else in the first it has."""
    return words.get(language) or words.get("en") or next(iter(words.values()), "")


@dataclass(frozen=True, slots=True)
class Ground:
    """What editors are made with."""

    theme: Theme
    words: Say
    language: str
    dates: Dates

    def label(self, words: Words) -> str:
        """A form's sentence in the language of this editor."""
        return in_language(words, self.language)


class Editor(QWidget):
    """One answer. `changed` comes at each change by the person, not when a value is set."""

    changed = Signal()

    def __init__(self, field: Field, ground: Ground) -> None:
        super().__init__()
        self.field = field
        self.ground = ground

    def value(self) -> Value:
        """The answer; what cannot be read as its kind comes as typed, for the check to find."""
        raise NotImplementedError

    def set_value(self, value: Value) -> None:
        """Show an answer."""
        raise NotImplementedError
