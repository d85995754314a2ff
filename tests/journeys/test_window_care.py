"""What the window does for the store: room on a full disk, damage that leads to its page, upkeep by itself."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.helpers import spoilt
from tests.helpers.desks import PASSPHRASE, SMALL_RESERVE, make_desk, on_store, weak_house
from tests.journeys.conftest import SitDown
from tests.journeys.test_window_notes import BEGUN, begin_note, look
from wellbeingdesk.app.desk import folder_of, unlock_desk
from wellbeingdesk.app.desk_list import desks_on_laptop
from wellbeingdesk.app.house import House
from wellbeingdesk.domain.disposal import DisposalOrder
from wellbeingdesk.domain.worldly import StoreDamaged
from wellbeingdesk.gui.upkeep import QUIET_SECONDS, Upkeep
from wellbeingdesk.store.anchor import NAMES
from wellbeingdesk.tour.driver import until
from wellbeingdesk.usecases import clients, store_care

NAME = "Elif Yıldız"


def desk_folder(house: House) -> Path:
    return folder_of(house, desks_on_laptop(house.data)[0].id)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes that can be filled; only the system's owner may make one."""
    place = tmp_path / "disk"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only the owner of the computer may make a small disk")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "none", str(place)], capture_output=True, check=False, timeout=30
    )
    if done.returncode:
        pytest.skip("this computer makes no small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True, timeout=30)


def fill(disk: Path) -> None:
    """With somebody's pictures, to the last page."""
    with (disk / "pictures").open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))


def test_on_a_full_disk_the_desk_makes_room_and_saves(small_disk: Path, sit_down: SitDown) -> None:
    house = weak_house(small_disk)
    desk = make_desk(house)
    on_store(desk, clients.add_client, name_used=NAME)
    desk.close()
    seat = sit_down(house)
    seat.unlocks()
    seat.opens_client(NAME)
    label = begin_note(seat)
    seat.person.types(label, BEGUN)
    seat.person.presses_keys("Ctrl+S")
    seat.person.sees(seat.words("shell.saved", time=""))
    fill(small_disk)
    long = "Sleep, and the move. " * 1500
    seat.person.pastes(label, long)
    seat.person.sees(seat.words("world.DiskFull.what"))
    seat.person.press(seat.words("store.make-room"))
    seat.person.sees(seat.words("shell.saved", time=""))
    seat.person.goes_to(seat.words("shell.nav.today"))
    seat.person.sees(seat.words("notice.reserve-used.title"))
    seat.person.presses_keys("Ctrl+L")
    seat.person.sees(seat.words("shell.lock.title"))
    (draft,), signed = look(house)
    assert long.strip() in draft
    assert signed == []


def test_a_damaged_page_met_at_work_leads_to_the_check(closed_house: House, sit_down: SitDown) -> None:
    folder = desk_folder(closed_house)
    desk = unlock_desk(closed_house, folder.name, PASSPHRASE)
    (page,) = spoilt.pages_of(desk, "colleague")
    desk.close()
    spoilt.spoil(folder, page)
    seat = sit_down(closed_house)
    seat.unlocks()
    seat.person.goes_to(seat.words("shell.nav.colleagues"))
    seat.person.press(seat.words("store.look-through"))
    seat.person.press(seat.words("store.check.do"))
    seat.person.sees(seat.words("store.damaged"))
    seat.person.presses_keys("Ctrl+L")
    seat.person.sees(seat.words("world.StoreDamaged.what", part="page"))


def heads(folder: Path) -> list[bytes]:
    return [(folder / name).read_bytes() for name in NAMES]


def test_the_head_is_remembered_while_the_desk_is_open_and_nothing_is_done_when_idle(
    closed_house: House, sit_down: SitDown
) -> None:
    folder = desk_folder(closed_house)
    seat = sit_down(closed_house)
    seat.unlocks()
    seat.person.sees(seat.words("today.reminders"))
    (upkeep,) = seat.window.findChildren(Upkeep)
    assert seat.front.runner is not None
    upkeep.turn()
    seat.person.waits()
    before, stamps = heads(folder), [(folder / name).stat().st_mtime_ns for name in NAMES]
    upkeep.turn()
    seat.person.waits()
    assert [(folder / name).stat().st_mtime_ns for name in NAMES] == stamps
    seat.front.runner.change(clients.add_client, name_used=NAME).start(seat.window, lambda _id: None)
    seat.person.waits()
    assert heads(folder) == before
    upkeep.turn()
    seat.person.waits()
    assert heads(folder) != before


def test_a_disposal_is_finished_by_itself_once_nobody_types(closed_house: House, sit_down: SitDown) -> None:
    desk = unlock_desk(closed_house, desk_folder(closed_house).name, PASSPHRASE)
    client_id = on_store(desk, clients.add_client, name_used=NAME).value

    def dispose() -> None:
        with desk.store.writing() as uow:
            uow.dispose_client(DisposalOrder("order-1", client_id, "person", "retention", desk.ports.clock.now()))
            uow.commit()

    desk.threads.store.submit(dispose).result()
    desk.close()
    seat = sit_down(closed_house)
    seat.unlocks()
    seat.person.sees(seat.words("notice.cleaning-due.title"))
    (upkeep,) = seat.window.findChildren(Upkeep)
    upkeep.turn()
    seat.person.waits()
    seat.person.sees(seat.words("notice.cleaning-due.title"))
    steady = seat.window.idle._steady
    seat.window.idle._steady = lambda: steady() + QUIET_SECONDS
    upkeep.turn()
    seat.person.no_longer_sees(seat.words("notice.cleaning-due.title"))


def test_a_reserve_that_is_missing_is_taken_at_the_next_unlocking(closed_house: House, sit_down: SitDown) -> None:
    folder = desk_folder(closed_house)
    (folder / "ballast").unlink()
    seat = sit_down(closed_house)
    seat.unlocks()
    seat.person.sees(seat.words("today.reminders"))
    assert until(lambda: (folder / "ballast").exists() and (folder / "ballast").stat().st_size == SMALL_RESERVE)


def test_locking_calls_off_a_check(closed_house: House, sit_down: SitDown) -> None:
    seat = sit_down(closed_house)
    seat.unlocks()
    assert seat.window.desk is not None
    seat.window.desk.navigate(store_care.PAGE)
    seat.person.press(seat.words("store.check.do"))
    seat.person.presses_keys("Ctrl+L")
    seat.person.sees(seat.words("shell.lock.title"))
    assert seat.front.runner is None


def test_closing_a_damaged_store_still_lets_it_go(closed_house: House) -> None:
    folder = desk_folder(closed_house)
    desk = unlock_desk(closed_house, folder.name, PASSPHRASE)
    (page,) = spoilt.pages_of(desk, "appointment")
    desk.close()
    spoilt.spoil(folder, page)
    for _ in range(2):
        desk = unlock_desk(closed_house, folder.name, PASSPHRASE)
        with pytest.raises(StoreDamaged):
            desk.close()
