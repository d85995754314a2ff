"""A real window on a real encrypted store, and a person who sits before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers.desks import PASSPHRASE, make_desk, weak_house
from wellbeingdesk.app.house import House
from wellbeingdesk.app.looks import load_look
from wellbeingdesk.app.window import Front
from wellbeingdesk.gui.look import Words
from wellbeingdesk.gui.main_window import MainWindow
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.tour.driver import Person, until
from wellbeingdesk.tour.files_asked import FilesAsked
from wellbeingdesk.usecases.ports import Ports

T = TypeVar("T")


@dataclass(frozen=True)
class Seat:
    """A place before a window; the desk behind it is opened and closed by what the person does."""

    front: Front
    window: MainWindow
    person: Person
    asking: FilesAsked
    words: Words

    def unlocks(self, passphrase: str = PASSPHRASE) -> None:
        """Type the passphrase and press Unlock."""
        self.person.types(self.words("shell.lock.passphrase"), passphrase, instead=True)
        self.person.press(self.words("shell.lock.unlock"))

    def knows(self, view: Callable[[Ports], T]) -> T:
        """What the store holds now, asked for as a page asks."""
        found: list[T] = []
        assert self.front.runner is not None
        self.front.runner.ask(view).start(self.window, found.append)
        assert until(lambda: bool(found))
        return found[0]

    def opens_client(self, name: str) -> None:
        """From anywhere to this client's file."""
        self.person.goes_to(self.words("shell.nav.clients"))
        self.person.opens(name)
        self.person.sees(self.words("clients.tab.timeline"))


SitDown = Callable[[House], Seat]


@pytest.fixture(scope="session")
def worn(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Theme:
    """The program's own look, from its real resources."""
    return Theme(load_look(weak_house(tmp_path_factory.mktemp("look"))))


@pytest.fixture
def theme(worn: Theme, qapp: QApplication) -> Iterator[Theme]:
    """The light look at 100 %, whatever the test before did."""
    worn.apply(qapp, "light")
    yield worn
    if (worn.in_force, worn.text_scale) != ("light", 1.0):
        worn.apply(qapp, "light")


@pytest.fixture
def sit_down(theme: Theme) -> Iterator[SitDown]:
    """Opens the program's window on a house with its desks, locked; waits for all its threads at the end."""
    fronts: list[Front] = []

    def sit(house: House) -> Seat:
        front = Front(house, theme)
        fronts.append(front)
        front.asking = FilesAsked(theme)
        window = front.open()
        return Seat(front, window, Person(window, front.settled), front.asking, theme.words)

    yield sit
    for front in fronts:
        front.window.close_for_good()
        front.close()
        front.window.deleteLater()
        front.deleteLater()


@pytest.fixture
def closed_house(tmp_path: Path) -> House:
    """A computer with one desk on it, closed."""
    made = weak_house(tmp_path / "laptop")
    make_desk(made, policy_id="derby-wellbeing").close()
    return made
