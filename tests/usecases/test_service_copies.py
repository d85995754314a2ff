"""Where a policy wants records on the service's servers, a sealed copy goes there at each lock; failures are told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.backups import TurnedClock, audited, backups_in, facts, on_long, real_desk, signs_note, turned_clock
from tests.helpers.desks import PASSPHRASE, ask, on_bench, on_store, weak_house
from wellbeingdesk.app.desk import OpenDesk, create_desk, unlock_desk
from wellbeingdesk.app.house import House
from wellbeingdesk.app.self_test import made_up_set_up
from wellbeingdesk.domain.backup_plan import Meets, ServiceCopyNotLeft, WordsAreNeeded
from wellbeingdesk.domain.worldly import StoreOnNetworkFolder
from wellbeingdesk.machine import mounts
from wellbeingdesk.store import backup
from wellbeingdesk.usecases.backup_views import backup_notices
from wellbeingdesk.usecases.service_copies import (
    choose_service_folder,
    record_what_the_service_said,
    send_service_copy,
)


@pytest.fixture
def clock() -> TurnedClock:
    return turned_clock()


@pytest.fixture
def laptop(tmp_path: Path, clock: TurnedClock) -> House:
    return weak_house(tmp_path / "laptop", clock)


@pytest.fixture
def desk(laptop: House) -> Iterator[OpenDesk]:
    opened = real_desk(laptop, "herts-wellbeing")
    yield opened
    opened.close()


@pytest.fixture
def server(tmp_path: Path) -> Path:
    folder = tmp_path / "the service's server"
    folder.mkdir()
    return folder


def notices(desk: OpenDesk) -> list[str]:
    return [notice.key for notice in ask(desk, backup_notices)]


def unlocked(laptop: House, desk: OpenDesk) -> OpenDesk:
    return unlock_desk(laptop, desk.ports.session.desk_id, PASSPHRASE)


@pytest.mark.rule("H9")
def test_a_lock_leaves_a_sealed_and_checked_copy_on_the_services_server(
    desk: OpenDesk, laptop: House, server: Path, clock: TurnedClock, tmp_path: Path
) -> None:
    assert facts(desk).service.demanded
    on_bench(desk, choose_service_folder, folder=str(server))
    signs_note(desk, "by the river")
    assert desk.part() == ()
    (copy,) = backups_in(server)
    last = facts(desk).service.last
    assert last is not None
    assert (last.name, last.folder, last.at) == (copy.name, str(server), clock.now())
    assert dict(backup.manifest_in(copy).counts)["sealed_record"] == 1
    assert on_long(desk, lambda ports: ports.store.verify_backup(copy)) == backup.manifest_in(copy)
    assert b"river" not in copy.read_bytes()
    assert [line[:2] for line in audited(desk) if line[0].startswith("backup-")][-2:] == [
        ("backup-intended", "service-copy"),
        ("backup-done", "service-copy"),
    ]
    assert facts(desk).last is None, "it is no backup of the practitioner's own"
    assert notices(desk) == []
    assert str(desk.store.folder).startswith(str(laptop.data)), "the desk itself stays on this computer"


@pytest.mark.rule("H9")
def test_a_policy_that_wants_it_and_a_folder_that_is_missing_are_told(
    desk: OpenDesk, server: Path, clock: TurnedClock
) -> None:
    signs_note(desk, "by the river")
    assert "service-copy-nowhere" in notices(desk)
    on_bench(desk, choose_service_folder, folder=str(server))
    server.rename(server.with_name("not connected"))
    (told,) = desk.part()
    assert isinstance(told, ServiceCopyNotLeft)
    failed = facts(desk).service.failed
    assert failed is not None
    assert failed.code == "world.CopyFolderAway"
    assert "service-copy-failed" in notices(desk)
    assert desk.part() == (), "once a day is enough; the page goes on saying it"
    clock.on(days=1)
    assert len(desk.part()) == 1
    server.with_name("not connected").rename(server)
    assert desk.part() == ()
    assert (facts(desk).service.failed, len(backups_in(server))) == (None, 1)
    assert "service-copy-failed" not in notices(desk)


@pytest.mark.rule("H9")
def test_a_desk_itself_is_never_made_on_a_server(laptop: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mounts, "file_system_of", lambda _folder: "cifs")
    policy = next(one for one in laptop.catalogue.policies() if one.id == "herts-wellbeing")
    with pytest.raises(StoreOnNetworkFolder):
        create_desk(laptop, made_up_set_up(policy, "Sam Example", "000001"), PASSPHRASE)
    assert laptop.folders.listed() == ()


def test_a_lock_without_a_change_leaves_nothing_new(desk: OpenDesk, server: Path, clock: TurnedClock) -> None:
    on_bench(desk, choose_service_folder, folder=str(server))
    signs_note(desk, "by the river")
    desk.part()
    clock.on(hours=1)
    desk.part()
    assert len(backups_in(server)) == 1
    signs_note(desk, "on the hill", "Noor Haddad")
    desk.part()
    (newest,) = backups_in(server)
    assert dict(backup.manifest_in(newest).counts)["sealed_record"] == 2, "of one day the newest stays"


def test_a_desk_that_was_only_opened_and_locked_again_leaves_nothing_new(laptop: House, server: Path) -> None:
    desk = real_desk(laptop, "herts-wellbeing")
    on_bench(desk, choose_service_folder, folder=str(server))
    signs_note(desk, "by the river")
    desk.part()
    (copy,) = backups_in(server)
    desk.close()
    again = unlocked(laptop, desk)
    assert again.part() == (), "what the lock itself wrote is no change"
    again.close()
    assert backups_in(server) == [copy]


def test_without_a_folder_a_lock_leaves_nothing_anywhere(desk: OpenDesk, server: Path) -> None:
    signs_note(desk, "by the river")
    assert desk.part() == ()
    assert facts(desk).service.last is None
    on_bench(desk, choose_service_folder, folder=str(server))
    on_long(desk, send_service_copy)
    on_bench(desk, choose_service_folder, folder="")
    signs_note(desk, "on the hill", "Noor Haddad")
    assert desk.part() == ()
    assert len(backups_in(server)) == 1, "what is there stays"


@pytest.mark.rule("H9")
def test_whether_it_meets_the_policy_is_what_the_service_said(desk: OpenDesk, clock: TurnedClock) -> None:
    assert facts(desk).service.said is None
    for meets, who, words in ((Meets.YES, "", "Yes"), (Meets.YES, "Kim Reed", " "), (Meets.NOT_YET_SAID, "K", "w")):
        with pytest.raises(WordsAreNeeded):
            on_store(desk, record_what_the_service_said, meets=meets, said_by=who, words=words)
    on_store(desk, record_what_the_service_said, meets=Meets.NO, said_by="Kim Reed", words=" Not yet, ask again. ")
    said = facts(desk).service.said
    assert said is not None
    assert (said.meets, said.said_by, said.words) == (Meets.NO, "Kim Reed", "Not yet, ask again.")
    assert (said.at, said.recorded_by) == (clock.now(), "Sam Example")
    assert audited(desk)[-1] == ("backup-service-choice-recorded", "desk", "no")


def test_other_policies_do_not_demand_it(tmp_path: Path) -> None:
    other = real_desk(weak_house(tmp_path / "other"), "derby-wellbeing")
    signs_note(other, "by the river")
    demanded, told = facts(other).service.demanded, notices(other)
    other.close()
    assert not demanded
    assert told == ["backup-never"]
