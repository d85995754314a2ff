"""A lost laptop: the desk comes back on an empty one from a backup and the recovery sheet alone, and is itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.helpers.backups import audited, backups_in, on_long, signs_note
from tests.helpers.desks import PASSPHRASE, WEAK, ask, introduce, make_desk, on_bench, weak_house
from tests.helpers.exchanges import answered, sealed_for, sent, signed
from tests.helpers.log import audited as lines_of_audit
from tests.journeys.conftest import Seat, SitDown
from tests.journeys.test_recovery import fills
from wellbeingdesk.app.desk import OpenDesk, unlock_desk
from wellbeingdesk.app.house import House
from wellbeingdesk.app.restoring import look_at_backup, restore_desk, try_way
from wellbeingdesk.domain.backup import BackupDamaged
from wellbeingdesk.domain.backup_plan import Every, RestoredFrom
from wellbeingdesk.domain.decision import DecisionState
from wellbeingdesk.domain.recovery import RecoveryCode, Share, SlotKind
from wellbeingdesk.domain.recovery_paper import TwoPeopleAreNeeded
from wellbeingdesk.domain.restoring import DeskIsHereAlready
from wellbeingdesk.domain.worldly import StoreInUse, WrongPassphrase
from wellbeingdesk.keys.service_key import make_service_key
from wellbeingdesk.usecases import receiving
from wellbeingdesk.usecases.backup_views import backup_facts
from wellbeingdesk.usecases.backups import back_up_now, choose_backups
from wellbeingdesk.usecases.recovering import WayBack
from wellbeingdesk.usecases.recovery_views import kept_recovery

NEW = "another made-up passphrase"
NOTE = "She slept badly after the argument."
pytestmark = pytest.mark.journey


@dataclass(frozen=True)
class Lost:
    """What is left of a laptop: a backup on a stick, a sheet, three shares; and what the desk was."""

    backup: Path
    code: RecoveryCode
    shares: tuple[Share, Share, Share]
    of_the_service: tuple[Share, Share, Share]
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
    recipient, of_the_service = make_service_key("Example University Wellbeing", WEAK)
    on_bench(desk, lambda ports: ports.vault.add_escrow(PASSPHRASE, recipient))
    made = back_up(desk, tmp_path / "stick")
    desk.close()
    return Lost(made, code, shares, of_the_service, desk.ports.session.desk_id, house)


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
    fills(seat, "forgotten.type.code", " ".join(lost.code.groups[:-1]))
    person.press(words("shell.next"))
    person.sees(words("forgotten.type.missing", count=1))
    fills(seat, "forgotten.type.code", " ".join(lost.code.groups).lower())
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
    pair = WayBack((lost.shares[0], lost.shares[2]))
    try_way(new_laptop, str(lost.backup), pair, "")
    desk = restore_desk(new_laptop, str(lost.backup), pair, NEW)
    assert [line.name_used for line in ask(desk, lambda ports: ports.views.client_lines("", 0, 9))] == ["Elif Yıldız"]
    assert ("desk-restored", "desk") in {(action, entity) for action, entity, _ in audited(desk)}
    assert {("desk-restore-noted", "shares -1"), ("opened-with-recovery", "shares")} <= set(lines_of_audit(desk))
    desk.close()


def test_a_restore_by_passphrase_says_so_in_the_audit(lost: Lost, new_laptop: House) -> None:
    desk = restore_desk(new_laptop, str(lost.backup), None, PASSPHRASE)
    lines = [line for line in lines_of_audit(desk) if line[0] in {"desk-restore-noted", "opened-with-recovery"}]
    desk.close()
    assert lines == [("desk-restore-noted", "passphrase -1")]


@pytest.mark.rule("D2")
def test_two_people_of_the_service_restore_it_by_name(lost: Lost, new_laptop: House, sit_down: SitDown) -> None:
    seat = sit_down(new_laptop)
    person, words = seat.person, seat.words
    begins(seat, lost.backup)
    person.press(words("shell.next"))
    person.press(words("restore.way.escrow"))
    fills(seat, "forgotten.type.first", "".join(lost.shares[0].groups))
    person.press(words("shell.next"))
    person.sees(words("forgotten.type.missing", count=9))
    fills(seat, "forgotten.type.second", "".join(lost.shares[1].groups))
    person.press(words("shell.next"))
    person.sees(words("forgotten.type.wrong-kind-desk"))
    for at, name in enumerate(("first", "second")):
        fills(seat, f"forgotten.type.{name}", "".join(lost.of_the_service[at].groups))
    person.press(words("shell.next"))
    person.sees(words("forgotten.people.needed"))
    person.types(words("forgotten.people.one"), "Lee Lead")
    person.types(words("forgotten.people.other"), "Kim Cover")
    person.press(words("shell.next"))
    person.types(words("setup.passphrase.first"), NEW)
    person.types(words("setup.passphrase.second"), NEW)
    person.press(words("restore.do"))
    person.sees("Lee Lead and Kim Cover did it")
    (opening,) = seat.knows(kept_recovery).openings
    assert (opening.kind, opening.people) == (SlotKind.ESCROW, ("Lee Lead", "Kim Cover"))
    with pytest.raises(TwoPeopleAreNeeded):
        restore_desk(new_laptop, str(lost.backup), WayBack(lost.of_the_service[:2]), NEW, set_aside=True)


def test_what_a_file_says_of_itself_is_read_without_leaving_anything(lost: Lost, new_laptop: House) -> None:
    offer = look_at_backup(new_laptop, str(lost.backup))
    assert (offer.manifest.desk_id, offer.here) == (lost.desk_id, None)
    assert {way.kind.value for way in offer.ways} == {"passphrase", "recovery", "shares", "escrow"}
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
        restore_desk(new_laptop, str(broken), WayBack(lost.code), NEW)
    with pytest.raises(WrongPassphrase):
        restore_desk(new_laptop, str(lost.backup), None, NEW)
    assert everything_in(new_laptop.data) == set()
    assert new_laptop.folders.listed() == ()


def test_a_desk_that_is_here_is_never_written_over(lost: Lost) -> None:
    before = {name: (lost.house.data / name).read_bytes() for name in everything_in(lost.house.data)}
    with pytest.raises(DeskIsHereAlready):
        restore_desk(lost.house, str(lost.backup), WayBack(lost.code), NEW)
    desk = unlock_desk(lost.house, lost.desk_id, PASSPHRASE)
    with pytest.raises(StoreInUse):
        restore_desk(lost.house, str(lost.backup), WayBack(lost.code), NEW, set_aside=True)
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
