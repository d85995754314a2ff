"""A lost laptop: the desk comes back on an empty one from a backup and the recovery sheet alone, and is itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.helpers.backups import audited, backups_in, on_long, signs_note
from tests.helpers.desks import PASSPHRASE, ask, introduce, make_desk, on_bench, weak_house
from tests.helpers.exchanges import answered, sealed_for, sent, signed
from tests.journeys.conftest import Seat, SitDown
from wellbeingdesk.app.desk import OpenDesk, unlock_desk
from wellbeingdesk.app.house import House
from wellbeingdesk.app.restoring import look_at_backup, restore_desk, try_way
from wellbeingdesk.domain.backup import BackupDamaged
from wellbeingdesk.domain.backup_plan import Every, RestoredFrom
from wellbeingdesk.domain.decision import DecisionState
from wellbeingdesk.domain.recovery import RecoveryCode, Share
from wellbeingdesk.domain.restoring import DeskIsHereAlready
from wellbeingdesk.domain.worldly import StoreInUse, WrongPassphrase
from wellbeingdesk.usecases import receiving
from wellbeingdesk.usecases.backup_views import backup_facts
from wellbeingdesk.usecases.backups import back_up_now, choose_backups

NEW = "another made-up passphrase"
NOTE = "She slept badly after the argument."
pytestmark = pytest.mark.journey


@dataclass(frozen=True)
class Lost:
    """What is left of a laptop: a backup on a stick, a sheet, three shares; and what the desk was."""

    backup: Path
    code: RecoveryCode
    shares: tuple[Share, Share, Share]
    desk_id: str
    house: House


def back_up(desk: OpenDesk, stick: Path) -> Path:
    """The newest backup on the stick."""
    stick.mkdir(exist_ok=True)
    on_bench(desk, choose_backups, folder=str(stick), every=Every.BY_HAND)
    on_long(desk, back_up_now)
    return backups_in(stick)[-1]


@pytest.fixture
def colleague(tmp_path: Path) -> Iterator[OpenDesk]:
    desk = make_desk(weak_house(tmp_path / "colleague"), "Robin Sample", "000002", "derby-wellbeing")
    yield desk
    desk.close()


@pytest.fixture
def lost(tmp_path: Path, colleague: OpenDesk) -> Lost:
    house = weak_house(tmp_path / "lost laptop")
    desk = make_desk(house, policy_id="derby-wellbeing")
    introduce(desk, colleague)
    signs_note(desk, NOTE)
    code = on_bench(desk, lambda ports: ports.vault.add_recovery(PASSPHRASE))
    shares = on_bench(desk, lambda ports: ports.vault.add_shares(PASSPHRASE))
    made = back_up(desk, tmp_path / "stick")
    desk.close()
    return Lost(made, code, shares, desk.ports.session.desk_id, house)


@pytest.fixture
def new_laptop(tmp_path: Path) -> House:
    return weak_house(tmp_path / "new laptop")


def everything_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} if folder.exists() else set()


def begins(seat: Seat, backup: Path) -> None:
    """From the lock page to the way in."""
    seat.asking.answer_with(backup)
    seat.person.press(seat.words("shell.restore.ask"))
    seat.person.press(seat.words("restore.file.choose"))
    seat.person.sees(seat.words("restore.file.unproven"))


def test_a_desk_comes_back_from_backup_and_sheet_and_signs_and_exchanges(
    lost: Lost, new_laptop: House, colleague: OpenDesk, sit_down: SitDown, tmp_path: Path
) -> None:
    seat = sit_down(new_laptop)
    person, words = seat.person, seat.words
    begins(seat, lost.backup)
    person.sees("Clients: 1. Signed records: 1.")
    person.press(words("shell.next"))
    person.press(words("restore.way.recovery"))
    person.types(words("restore.way.code"), " ".join(lost.code.groups[:-1]))
    person.press(words("shell.next"))
    person.sees("40 letters")
    person.types(words("restore.way.code"), " ".join(lost.code.groups).lower(), instead=True)
    person.press(words("shell.next"))
    person.sees(words("restore.new.text"))
    person.types(words("setup.passphrase.first"), NEW)
    person.types(words("setup.passphrase.second"), NEW)
    person.press(words("restore.do"))
    person.sees(words("notice.restored.title"))
    seat.opens_client("Elif Yıldız")
    person.sees(NOTE)
    person.goes_to(words("shell.nav.today"))
    person.press(words("notice.restored.do"))
    person.sees("It is now copy number 2 of the desk.")
    person.sees(words("backups.restored.missing-unknown"))
    person.press(words("backups.restored.read"))
    person.no_longer_sees("It is now copy number 2 of the desk.")
    assert seat.knows(backup_facts).restored is None
    person.presses_keys("Ctrl+L")
    person.sees("Sam Example")
    seat.unlocks(NEW)
    person.sees(words("today.reminders"))
    seat.window.close()

    with pytest.raises(WrongPassphrase):
        unlock_desk(new_laptop, lost.desk_id, PASSPHRASE)
    desk = unlock_desk(new_laptop, lost.desk_id, NEW)
    on_bench(desk, lambda ports: ports.vault.change_passphrase(NEW, PASSPHRASE))
    decision_id = signed(desk, "Robin Sample")
    there = sealed_for(colleague, sent(desk, decision_id), tmp_path / "there.age")
    review = on_bench(colleague, receiving.receive_file, path=there).value
    assert review.pages_compared
    back = sealed_for(desk, answered(colleague, review.id), tmp_path / "back.age")
    assert on_bench(desk, receiving.receive_file, path=back).value.state == DecisionState.COUNTERSIGNED
    desk.close()
    assert not (new_laptop.data / "restoring").exists()


def test_the_passphrase_of_that_time_opens_it_too(lost: Lost, new_laptop: House, sit_down: SitDown) -> None:
    seat = sit_down(new_laptop)
    person, words = seat.person, seat.words
    begins(seat, lost.backup)
    person.press(words("shell.next"))
    person.types(words("restore.way.passphrase-label"), "not the passphrase at all")
    person.press(words("restore.do"))
    person.sees("This passphrase does not open the desk.")
    assert everything_in(new_laptop.data) == set()
    person.types(words("restore.way.passphrase-label"), PASSPHRASE)
    person.press(words("restore.do"))
    person.sees(words("notice.restored.title"))
    assert seat.knows(lambda ports: ports.store.instance) == 2


def test_two_shares_open_it_as_well(lost: Lost, new_laptop: House) -> None:
    pair = (lost.shares[0], lost.shares[2])
    try_way(new_laptop, str(lost.backup), pair, "")
    desk = restore_desk(new_laptop, str(lost.backup), pair, NEW)
    assert [line.name_used for line in ask(desk, lambda ports: ports.views.client_lines("", 0, 9))] == ["Elif Yıldız"]
    assert ("desk-restored", "desk") in {(action, entity) for action, entity, _ in audited(desk)}
    desk.close()


def test_what_a_file_says_of_itself_is_read_without_leaving_anything(lost: Lost, new_laptop: House) -> None:
    offer = look_at_backup(new_laptop, str(lost.backup))
    assert (offer.manifest.desk_id, offer.here) == (lost.desk_id, None)
    assert {way.kind.value for way in offer.ways} == {"passphrase", "recovery", "shares"}
    assert everything_in(new_laptop.data) == set()
    known = look_at_backup(lost.house, str(lost.backup)).here
    assert known is not None
    assert known.practitioner_name == "Sam Example"


def test_a_restore_that_fails_half_way_leaves_nothing(lost: Lost, new_laptop: House) -> None:
    content = bytearray(lost.backup.read_bytes())
    content[len(content) // 2] ^= 1
    broken = lost.backup.with_name("broken.wbdbackup")
    broken.write_bytes(content)
    with pytest.raises(BackupDamaged):
        restore_desk(new_laptop, str(broken), lost.code, NEW)
    with pytest.raises(WrongPassphrase):
        restore_desk(new_laptop, str(lost.backup), None, NEW)
    assert everything_in(new_laptop.data) == set()
    assert new_laptop.folders.listed() == ()


def test_a_desk_that_is_here_is_never_written_over(lost: Lost) -> None:
    before = {name: (lost.house.data / name).read_bytes() for name in everything_in(lost.house.data)}
    with pytest.raises(DeskIsHereAlready):
        restore_desk(lost.house, str(lost.backup), lost.code, NEW)
    desk = unlock_desk(lost.house, lost.desk_id, PASSPHRASE)
    with pytest.raises(StoreInUse):
        restore_desk(lost.house, str(lost.backup), lost.code, NEW, set_aside=True)
    desk.close()
    assert before.keys() <= everything_in(lost.house.data)
    unlock_desk(lost.house, lost.desk_id, PASSPHRASE).close()


def test_the_desk_that_is_here_steps_aside_and_what_it_knew_is_told(lost: Lost, sit_down: SitDown) -> None:
    desk = unlock_desk(lost.house, lost.desk_id, PASSPHRASE)
    signs_note(desk, "after the backup", "Noor Haddad")
    desk.close()
    seat = sit_down(lost.house)
    person, words = seat.person, seat.words
    begins(seat, lost.backup)
    person.press(words("shell.next"))
    person.sees(words("restore.here.needed"))
    person.ticks(words("restore.here.agree"))
    person.press(words("shell.next"))
    person.types(words("restore.way.passphrase-label"), PASSPHRASE)
    person.press(words("restore.do"))
    person.sees(words("notice.restored.title"))
    told = seat.knows(backup_facts).restored
    assert told is not None
    assert told.missing >= 3, "a client, a draft and a note at least"
    seat.window.close()
    folders = sorted(path.name for path in (lost.house.data / "desks").iterdir())
    assert folders == [lost.desk_id, f"{lost.desk_id}-set-aside"]
    assert [one.id for one in lost.house.folders.listed()] == [lost.desk_id]
    aside = lost.house.data / "desks" / f"{lost.desk_id}-set-aside"
    here = aside.with_name(lost.desk_id)
    here.rename(here.with_name("elsewhere"))
    aside.rename(here)
    (here.with_name("elsewhere") / "desk.json").unlink()
    old = unlock_desk(lost.house, lost.desk_id, PASSPHRASE)
    names = [line.name_used for line in ask(old, lambda ports: ports.views.client_lines("", 0, 9))]
    old.close()
    assert set(names) == {"Elif Yıldız", "Noor Haddad"}, "what was set aside opens as it was"


def test_each_restore_counts_on_from_every_copy_that_can_be_found(lost: Lost, new_laptop: House) -> None:
    first = restore_desk(new_laptop, str(lost.backup), None, PASSPHRASE)
    newer = back_up(first, lost.backup.parent)
    first.close()
    second = restore_desk(new_laptop, str(newer), None, PASSPHRASE, set_aside=True)
    assert second.ports.store.instance == 3
    second.close()
    third = restore_desk(new_laptop, str(lost.backup), None, PASSPHRASE, set_aside=True)
    assert third.ports.store.instance == 4, "the copy that was set aside was number 3"
    facts = ask(third, backup_facts).restored
    third.close()
    assert isinstance(facts, RestoredFrom)
    assert facts.missing > 0
