"""From the first key to the day of absence: set at the window, sealed by locking it, opened with `age` by another."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.helpers.cover_stage import ServiceKey, make_key, text_of
from tests.journeys.conftest import Seat, SitDown
from wellbeingdesk.app.house import House
from wellbeingdesk.tour.driver import until

NAME = "Amara Okafor"


@pytest.fixture
def key(tmp_path: Path) -> ServiceKey:
    return make_key(tmp_path)


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder of the service."""
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture
def seat(closed_house: House, sit_down: SitDown, key: ServiceKey, shared: Path) -> Seat:
    """Unlocked, the service's key and folder set at the window."""
    seat = sit_down(closed_house)
    person, words = seat.person, seat.words
    seat.unlocks()
    person.press("Settings")
    person.press(words("settings.lead.cover.do"))
    person.press(words("cover.keys.add"))
    person.types(words("cover.add.holder"), "Duty manager")
    person.types(words("cover.add.key"), key.recipient)
    person.press(words("cover.add.do"))
    seat.asking.answer_with(shared)
    person.press(words("cover.place.other"))
    person.sees(words("cover.place.kept"))
    return seat


def adds_client(seat: Seat, name: str) -> None:
    seat.person.goes_to(seat.words("shell.nav.clients"))
    seat.person.press(seat.words("clients.new.open"), within=seat.words("clients.none"))
    seat.person.types(seat.words("clients.name.used"), name)
    seat.person.press(seat.words("clients.new.add"))
    seat.person.sees(name)


def locks(seat: Seat) -> None:
    """The page with the passphrase comes once the sheet is made and the desk is shut."""
    seat.person.presses_keys("Ctrl+L")
    seat.person.sees(seat.words("shell.lock.passphrase"))
    assert until(lambda: seat.window.desk is None and seat.front.settled())


def test_locking_leaves_a_sheet_that_a_duty_manager_opens(seat: Seat, key: ServiceKey, shared: Path) -> None:
    adds_client(seat, NAME)
    locks(seat)
    (sealed,) = shared.iterdir()
    text = text_of(key.opens(sealed))
    assert NAME in text
    assert "It holds no notes." in text
    made = sealed.stat().st_mtime_ns
    seat.unlocks()
    seat.person.sees(seat.words("shell.nav.clients"))
    locks(seat)
    assert sealed.stat().st_mtime_ns == made  # nothing changed, nothing is written


def test_a_share_that_is_gone_is_told_over_the_locked_window_and_on_today(seat: Seat, shared: Path) -> None:
    shutil.rmtree(shared)
    adds_client(seat, NAME)
    seat.person.presses_keys("Ctrl+L")
    seat.person.sees(seat.words("world.CoverFolderAway.what"))
    seat.person.press(seat.words("shell.close"))
    seat.unlocks()
    seat.person.sees("The cover sheet could not be renewed on")
