"""A house that is built when it is first needed, so that the window can be seen before everything is loaded."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from wellbeingdesk.app.resources import resources_folder
from wellbeingdesk.catalogue.wording import SOURCE_LANGUAGE, load_wording
from wellbeingdesk.machine.folders import data_folder

if TYPE_CHECKING:
    from wellbeingdesk.app.house import House

Words = Callable[..., str]


class HouseSource(Protocol):
    """A house, or the promise of one: what the first window needs is there at once."""

    @property
    def data(self) -> Path:
        """The data folder."""
        ...

    @property
    def words(self) -> Words:
        """Sentences by key."""
        ...

    def ready(self) -> "House":
        """The whole house; slow the first time: never on the window's thread."""
        ...


class HouseToCome:
    """Reads the wording now and builds the rest once, on whichever thread asks first."""

    def __init__(self, data: Path | None = None) -> None:
        self.data = data or data_folder()
        self.words = load_words()
        self._lock = Lock()
        self._house: House | None = None

    def ready(self) -> "House":
        """The whole house. Raises DefinitionFaulty."""
        with self._lock:
            if self._house is None:
                from wellbeingdesk.app.house import build_house

                self._house = build_house(self.data)
            return self._house


def load_words() -> Words:
    """The wording file's sentences by key."""
    wording = load_wording(resources_folder() / "wording", SOURCE_LANGUAGE)

    def words(key: str, /, **facts: str | int) -> str:
        return wording.say(key, facts)

    return words
