"""What every page is handed when it is made, and the little that the window may ask of a page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from wellbeingdesk.gui.asking import Asking
from wellbeingdesk.gui.changes import Changes
from wellbeingdesk.gui.look import Words
from wellbeingdesk.gui.runner import Runner
from wellbeingdesk.gui.telling import Telling
from wellbeingdesk.gui.theme import Theme


class Navigate(Protocol):
    """`navigate("client", client_id=...)`: show a page by its name and let it arrive."""

    def __call__(self, name: str, **args: str) -> None: ...


class Toasts(Protocol):
    """`toast(sentence, undo)`: say what was just done, with a way back."""

    def __call__(self, sentence: str, undo: Callable[[], None] | None = None) -> None: ...


def _nothing(_passphrase: str) -> None:
    """Where the window is not there to do it."""


@dataclass(frozen=True, slots=True, repr=False)
class PageContext:
    """The kit in one hand: everything a page needs and nothing that outlives the open desk."""

    runner: Runner
    theme: Theme
    asking: Asking
    telling: Telling
    changes: Changes
    words: Words
    navigate: Navigate
    toast: Toasts
    has_page: Callable[[str], bool]
    """Whether this desk has a page of this name to lead to."""
    rekey: Callable[[str], None] = _nothing
    """`rekey(passphrase)`: have the window shut this desk, give it new keys, and open it again."""


PageFactory = Callable[[PageContext], QWidget]
Pages = Mapping[str, PageFactory]
"""Pages by name. A dotted name (`clients.file`) lights up the section before its dot."""


@runtime_checkable
class Arrives(Protocol):
    """A page that is told what it should show each time somebody comes to it."""

    def arrive(self, **args: str) -> None:
        """The arguments of `navigate`."""
        ...


@runtime_checkable
class Flushes(Protocol):
    """A page with something typed that is not saved yet."""

    def flush(self) -> None:
        """Start its save job now; the desk is about to be locked or closed, and waits for the job."""
        ...
