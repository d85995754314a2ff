"""New keys for a desk, a keyring that is gone, and a service's pack with a key, at the real window."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.desks import PASSPHRASE, make_desk, on_bench, on_store, weak_house
from tests.helpers.log import audited
from tests.helpers.recovery_stage import makes_sheet, tries
from tests.helpers.ways import Computer, house_on, pack_with_key
from tests.journeys.conftest import Seat, SitDown
from wellbeingdesk.app.house import House
from wellbeingdesk.domain.recovery import SlotKind
from wellbeingdesk.domain.worldly import DiskFull
from wellbeingdesk.store import rekeying as store_rekeying
from wellbeingdesk.tour.driver import until
from wellbeingdesk.usecases import clients, keyring
from wellbeingdesk.usecases.service_access import service_access

NEW = "another made-up passphrase"


def with_a_sheet(house: House, *, made_up: bool = True) -> list[str]:
    """A closed desk with a client and a tried recovery sheet, whose groups are given back."""
    desk = make_desk(house, made_up=made_up)
    on_store(desk, clients.add_client, name_used="Made-up Client")
    sheet = makes_sheet(desk)
    tries(desk, sheet)
    desk.close()
    return list(sheet.codes[0])


def lines(seat: Seat) -> list[str]:
    assert seat.front._desk is not None
    return [action for action, _ in audited(seat.front._desk)]


def gives_new_keys(seat: Seat, passphrase: str = PASSPHRASE) -> None:
    """From the page of the ways in."""
    person, words = seat.person, seat.words
    assert seat.window.desk is not None
    seat.window.desk.navigate("settings.ways")
    person.waits()
    person.press(words("rekey.open"))
    person.sees(words("rekey.ends.recovery"))
    person.types(words("decision.passphrase.label"), passphrase)
    person.press(words("rekey.do"))


@pytest.mark.journey
def test_a_desk_gets_new_keys_and_leads_to_a_new_way_back(sit_down: SitDown, tmp_path: Path) -> None:
    house = weak_house(tmp_path / "laptop")
    with_a_sheet(house, made_up=False)
    seat = sit_down(house)
    seat.unlocks()
    seat.person.sees(seat.words("today.reminders"))
    gives_new_keys(seat, "not the passphrase")
    seat.person.sees(seat.words("world.WrongPassphrase.what"))
    assert seat.window.desk is not None
    seat.person.types(seat.words("decision.passphrase.label"), PASSPHRASE, instead=True)
    seat.person.press(seat.words("rekey.do"))
    # The sheet has ended with the old keys, so the desk asks for a way back before its first page.
    seat.person.sees(seat.words("recovery.step.title"))
    assert [one for one in lines(seat) if one in {"keys-renewed", "way-in-ended", "keys-in-force"}] == [
        "keys-renewed",
        "way-in-ended",
        "keys-in-force",
    ]


def test_what_ended_is_told_on_today_until_it_is_put_aside(sit_down: SitDown, tmp_path: Path) -> None:
    house = weak_house(tmp_path / "laptop")
    with_a_sheet(house)
    seat = sit_down(house)
    seat.unlocks()
    seat.person.sees(seat.words("today.reminders"))
    gives_new_keys(seat)
    seat.person.sees(seat.words("rekey.done"))
    seat.person.sees(seat.words("notice.ways-ended.title"))
    seat.person.presses_keys("Ctrl+L")
    seat.unlocks()
    seat.person.sees(seat.words("notice.ways-ended.title"))


def test_a_full_disk_keeps_the_old_keys_and_says_so(
    sit_down: SitDown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = weak_house(tmp_path / "laptop")
    with_a_sheet(house)
    seat = sit_down(house)
    seat.unlocks()
    seat.person.sees(seat.words("today.reminders"))

    def full(*_given: object) -> None:
        raise DiskFull

    monkeypatch.setattr(store_rekeying, "_rekey", full)
    gives_new_keys(seat)
    seat.person.sees(seat.words("world.DiskFull.what"))
    seat.person.press(seat.words("shell.close"))
    seat.unlocks()
    seat.person.sees(seat.words("today.reminders"))
    assert "keys-in-force" not in lines(seat)


def test_a_keyring_that_is_gone_is_told_where_the_desk_is_locked_and_the_sheet_opens_it(
    sit_down: SitDown, tmp_path: Path
) -> None:
    computer = Computer()
    house = house_on(computer, tmp_path / "laptop")
    desk = make_desk(house)
    sheet = makes_sheet(desk)
    tries(desk, sheet)
    on_store(desk, keyring.say_whose_account, shared=False)
    on_bench(desk, keyring.strengthen, passphrase=PASSPHRASE)
    on_bench(desk, keyring.end_passphrase_alone, passphrase=PASSPHRASE)
    desk.close()
    computer.shelf.kept.clear()
    seat = sit_down(house)
    person, words = seat.person, seat.words
    seat.unlocks()
    for part in ("what", "safe", "do"):
        person.sees(words(f"world.DeviceSecretMissing.{part}"))
    person.press(words("shell.lock.forgotten"))
    person.press(words("forgotten.way.recovery"))
    person.press(words("shell.next"))
    person.types(words("recovery.group", number=1), " ".join(sheet.codes[0]))
    person.press(words("forgotten.try"))
    person.sees(words("forgotten.passphrase.title"))
    person.types(words("setup.passphrase.first"), NEW)
    person.types(words("setup.passphrase.second"), NEW)
    person.press(words("forgotten.open"))
    assert until(lambda: seat.window.desk is not None)
    assert seat.front._desk is not None
    kinds = [slot.kind for slot in seat.front._desk.ports.vault.slots()]
    assert kinds == [SlotKind.PASSPHRASE, SlotKind.RECOVERY]


@pytest.mark.journey
def test_a_desk_is_set_up_from_a_pack_that_brings_a_key(sit_down: SitDown, tmp_path: Path) -> None:
    file, new = pack_with_key(tmp_path)
    seat = sit_down(weak_house(tmp_path / "laptop"))
    person, words = seat.person, seat.words
    person.press(words("shell.lock.new-desk"))
    seat.asking.answer_with(file)
    person.press(words("setup.pack.open"))
    person.sees(words("setup.pack.compare"))
    person.press(words("shell.next"))
    person.sees(words("setup.access.title"))
    person.press(words("shell.next"))
    person.sees(words("service-access.question.needed"))
    person.press(words("service-access.question.visiting"))
    person.press(words("shell.next"))
    person.sees(words("service-access.question.name-needed"))
    person.press(words("service-access.question.employed"))
    person.press(words("shell.next"))
    person.types(words("setup.person.name"), "Robin Sample")
    person.types(words("setup.person.role"), "Counsellor")
    person.press(words("shell.next"))
    person.types(words("setup.passphrase.first"), PASSPHRASE)
    person.types(words("setup.passphrase.second"), PASSPHRASE)
    person.press(words("setup.make"))
    person.sees(words("recovery.step.title"))
    found = seat.knows(service_access)
    assert found.said is not None
    assert found.said.opened
    assert seat.front._desk is not None
    assert seat.front._desk.ports.vault.open_with_escrow(new.shares[0], new.shares[1]).store
