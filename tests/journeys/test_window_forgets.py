"""Locking by each of its ways: keys and signing identity are let go, and nothing typed can be brought back."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from tests.helpers.desks import PASSPHRASE
from tests.journeys.conftest import Seat, SitDown
from tests.journeys.test_window_lock import NAME, NOTE, begin_note_about_a_client, everything_held
from wellbeingdesk.app.house import House
from wellbeingdesk.gui.main_window import MainWindow
from wellbeingdesk.tour.driver import until
from wellbeingdesk.usecases.ports import Identity, Ports
from wellbeingdesk.usecases.ways import DeskKeys

IDLE_MINUTES = 24
"""What the made-up service chose at set-up."""


def idle(window: MainWindow) -> None:
    """Nobody touched it for the minutes that the service chose."""
    wall = window.idle._wall
    window.idle._wall = lambda: wall() + timedelta(minutes=IDLE_MINUTES, seconds=1).total_seconds()
    window.idle.check()


WAYS: dict[str, Callable[[Seat], None]] = {
    "key": lambda seat: seat.person.presses_keys("Ctrl+L"),
    "button": lambda seat: seat.person.press(seat.words("shell.nav.lock")),
    "idle": lambda seat: idle(seat.window),
    "suspend": lambda seat: seat.window.system.on_sleep(True),
    "session-locked": lambda seat: seat.window.system.on_lock(),
    "screen-locked": lambda seat: seat.window.system.on_screen(True),
}


BEFORE: list[object] = []
"""What other tests' files hold for good, such as made-up keys."""


def alive(*kinds: type) -> list[str]:
    """Objects of these kinds that something in this process holds and did not hold before the desk was opened."""
    gc.collect()
    known = {id(one) for one in BEFORE}
    return [type(one).__name__ for one in gc.get_objects() if isinstance(one, kinds) and id(one) not in known]


@pytest.fixture
def seat(closed_house: House, sit_down: SitDown) -> Iterator[Seat]:
    gc.collect()
    BEFORE[:] = [one for one in gc.get_objects() if isinstance(one, DeskKeys | Identity | Ports)]
    made = sit_down(closed_house)
    made.unlocks()
    made.person.sees(made.words("today.reminders"))
    yield made
    BEFORE.clear()


@pytest.mark.rule("U11")
@pytest.mark.rule("C9")
@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_leaving_locks_and_lets_the_keys_go(seat: Seat, way: str) -> None:
    assert {"DeskKeys", "Identity"} <= set(alive(DeskKeys, Identity))
    begin_note_about_a_client(seat)
    if way in {"key", "button"}:
        WAYS[way](seat)
    else:  # what the system or a timer says comes from the event loop
        QTimer.singleShot(0, seat.window, lambda: WAYS[way](seat))
    seat.person.sees(seat.words("shell.lock.title"))
    assert seat.window.desk is None
    assert not [text for text in everything_held() if NAME in text or NOTE in text]
    assert alive(DeskKeys, Identity, Ports) == []
    seat.unlocks()
    seat.person.sees(seat.words("today.reminders"))


def test_a_desk_that_nobody_leaves_stays_open(seat: Seat) -> None:
    begin_note_about_a_client(seat)
    seat.window.idle.check()
    seat.window.system.on_sleep(False)
    seat.window.system.on_screen(False)
    seat.person.waits()
    assert seat.window.desk is not None


@pytest.mark.rule("U11")
@pytest.mark.rule("C9")
@pytest.mark.rule("P6")
def test_nobody_elses_passphrase_opens_a_desk_and_no_second_one_can_be_added(closed_house: House, seat: Seat) -> None:
    """One desk, one person: a colleague with a desk on the same computer opens their own alone."""
    seat.person.presses_keys("Ctrl+L")
    seat.person.sees(seat.words("shell.lock.title"))
    seat.unlocks("a colleague’s own passphrase")
    seat.person.sees(seat.words("world.WrongPassphrase.what"))
    assert seat.window.desk is None
    seat.unlocks(PASSPHRASE)
    seat.person.sees(seat.words("today.reminders"))
    assert seat.front.runner is not None
    kinds: list[str] = []
    ask = seat.front.runner.ask(lambda ports: [slot.kind for slot in ports.vault.slots()])
    ask.start(seat.window, kinds.extend)
    assert until(lambda: kinds == ["passphrase"])


def test_nothing_typed_can_be_brought_back(seat: Seat) -> None:
    begin_note_about_a_client(seat)
    seat.person.presses_keys("Ctrl+A")
    seat.person.presses_keys("Ctrl+C")
    seat.person.presses_keys("Ctrl+L")
    seat.person.sees(seat.words("shell.lock.title"))
    QApplication.sendPostedEvents()
    gc.collect()
    editors = [one for one in QApplication.allWidgets() if isinstance(one, QPlainTextEdit)]
    assert [one for one in editors if one.document().isUndoAvailable()] == []
    assert QApplication.clipboard().text() == ""
