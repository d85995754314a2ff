"""Backups of an open desk: made when due, audited before and after, checked by opening, tried as a restore."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.helpers.backups import TurnedClock, audited, backups_in, facts, on_long, real_desk, signs_note, turned_clock
from tests.helpers.desks import PASSPHRASE, ask, on_bench, on_store, weak_house
from wellbeingdesk.app.desk import OpenDesk
from wellbeingdesk.domain.backup import BackupDamaged, BackupStep
from wellbeingdesk.domain.backup_plan import (
    BackupFolderIsNeeded,
    BackupFolderIsTheDesk,
    CopyFolderAway,
    Every,
    NothingToTry,
    Place,
)
from wellbeingdesk.domain.record import RecordKind
from wellbeingdesk.domain.reminder import ReminderKind
from wellbeingdesk.domain.worldly import DiskFull
from wellbeingdesk.machine import facts as machine_facts
from wellbeingdesk.machine.facts import ThisMachine
from wellbeingdesk.store import backup
from wellbeingdesk.usecases import drafts
from wellbeingdesk.usecases.backup_views import backup_notices, look_at_folder
from wellbeingdesk.usecases.backups import (
    back_up_if_due,
    back_up_now,
    check_backup,
    choose_backups,
    choose_interval,
    try_a_restore,
)


@pytest.fixture
def clock() -> TurnedClock:
    return turned_clock()


@pytest.fixture
def desk(tmp_path: Path, clock: TurnedClock) -> Iterator[OpenDesk]:
    opened = real_desk(weak_house(tmp_path / "laptop", clock), "derby-wellbeing")
    yield opened
    opened.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def planned(desk: OpenDesk, stick: Path) -> OpenDesk:
    """A desk with a note in it, whose backups go to the stick once a day."""
    signs_note(desk, "by the river")
    on_bench(desk, choose_backups, folder=str(stick), every=Every.DAILY)
    return desk


def due(desk: OpenDesk) -> bool:
    """Whether a quiet moment brought a backup."""
    return on_long(desk, back_up_if_due).value is not None


def notices(desk: OpenDesk) -> list[str]:
    return [notice.key for notice in ask(desk, backup_notices)]


def test_a_backup_is_audited_before_and_after_and_known_afterwards(planned: OpenDesk, stick: Path) -> None:
    steps: list[BackupStep] = []
    made = on_long(planned, back_up_now, progress=steps.append).value
    (file,) = backups_in(stick)
    assert made.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert steps == [BackupStep.COPYING, BackupStep.CHECKING, BackupStep.PACKING, BackupStep.READING_BACK]
    told = [line for line in audited(planned) if line[0].startswith("backup-")]
    assert [action for action, _, _ in told] == ["backup-planned", "backup-intended", "backup-done"]
    assert {entity for _, entity, _ in told[1:]} == {"backup"}
    assert made.manifest.head.seq == len(audited(planned)) - 1, "the intent is in the copy, the outcome is not"
    last = facts(planned).last
    assert last is not None
    assert (last.name, last.folder, last.size) == (file.name, str(stick), file.stat().st_size)
    assert facts(planned).failed is None


def test_without_a_folder_or_in_the_desks_own_nothing_is_made(desk: OpenDesk) -> None:
    with pytest.raises(BackupFolderIsNeeded):
        on_long(desk, back_up_now)
    inside = desk.store.folder / "copies"
    inside.mkdir()
    for folder in (desk.store.folder, inside):
        with pytest.raises(BackupFolderIsTheDesk):
            on_bench(desk, choose_backups, folder=str(folder), every=Every.DAILY)
    assert facts(desk).plan.folder == ""


def test_once_a_day_and_only_when_something_changed(planned: OpenDesk, clock: TurnedClock, stick: Path) -> None:
    assert due(planned)
    assert not due(planned)
    clock.on(days=1)
    assert not due(planned), "nothing changed since"
    signs_note(planned, "on the hill", "Noor Haddad")
    assert due(planned)
    signs_note(planned, "at home", "Tom Byrne")
    assert not due(planned), "one a day is enough"
    clock.on(days=1)
    assert due(planned)
    assert len(backups_in(stick)) == 3


def test_a_draft_that_grew_is_a_change(planned: OpenDesk, clock: TurnedClock) -> None:
    client_id = ask(planned, lambda ports: ports.views.client_lines("", 0, 1))[0].id
    draft = on_store(
        planned, drafts.begin_draft, kind=RecordKind.NOTE, client_id=client_id, form_id="note-narrative"
    ).value
    assert due(planned)
    clock.on(days=1)
    on_store(planned, drafts.save_draft, draft=replace(draft, answers={"narrative": "begun"}))
    assert due(planned)


@pytest.mark.parametrize(("every", "days"), [(Every.WEEKLY, 7), (Every.BY_HAND, 0)])
def test_weekly_and_by_hand(planned: OpenDesk, clock: TurnedClock, every: Every, days: int) -> None:
    on_store(planned, choose_interval, every=every)
    if every is Every.WEEKLY:
        assert due(planned)
        signs_note(planned, "later", "Noor Haddad")
        clock.on(days=days - 1)
        assert not due(planned)
        clock.on(days=1)
        assert due(planned)
    else:
        assert not due(planned)
        on_long(planned, back_up_now)


def test_a_stick_that_is_not_plugged_in_is_noted_once_a_day_and_tried_again(
    planned: OpenDesk, clock: TurnedClock, stick: Path
) -> None:
    stick.rename(stick.with_name("in a drawer"))
    for _ in range(3):
        assert not due(planned)
        clock.on(minutes=11)
    failed = facts(planned).failed
    assert failed is not None
    assert failed.code == "world.CopyFolderAway"
    assert [line[0] for line in audited(planned)].count("backup-failed") == 1
    with pytest.raises(CopyFolderAway):
        on_long(planned, back_up_now)
    stick.with_name("in a drawer").rename(stick)
    assert due(planned)
    assert facts(planned).failed is None


def test_what_fails_on_the_way_is_audited_kept_and_tried_again_later(
    planned: OpenDesk, clock: TurnedClock, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(backup, "_pack", full)
        with pytest.raises(DiskFull):
            on_long(planned, back_up_now)
        since = facts(planned).failed
        assert since is not None
        clock.on(minutes=5)
        assert not due(planned), "not at once again"
        clock.on(minutes=6)
        assert not due(planned)
    again = facts(planned).failed
    assert again is not None
    assert (again.code, again.since) == ("world.DiskFull", since.since)
    assert again.at > since.at
    assert [line[0] for line in audited(planned)].count("backup-intended") == 2
    assert [line[0] for line in audited(planned)].count("backup-failed") == 2
    assert backups_in(stick) == []
    clock.on(minutes=11)
    assert due(planned)


def test_old_backups_are_thinned_out_after_a_good_one(planned: OpenDesk, clock: TurnedClock, stick: Path) -> None:
    for number in range(10):
        signs_note(planned, "again", f"Client {number}")
        assert due(planned)
        clock.on(days=1)
    look = on_bench(planned, look_at_folder, folder=str(stick)).value
    assert 7 <= len(look.backups) < 10
    newest = facts(planned).last
    assert newest is not None
    assert look.backups[0].name == newest.name
    assert look.backups[0].size == newest.size


def test_a_backup_is_checked_by_opening_it(planned: OpenDesk, stick: Path) -> None:
    made = on_long(planned, back_up_now).value
    (file,) = backups_in(stick)
    assert on_long(planned, check_backup, name=file.name).value == made.manifest
    content = bytearray(file.read_bytes())
    content[50_000] ^= 1
    file.write_bytes(content)
    with pytest.raises(BackupDamaged):
        on_long(planned, check_backup, name=file.name)
    assert [line[0] for line in audited(planned)][-2:] == ["backup-checked", "backup-check-failed"]


def test_a_check_never_leaves_the_folder(planned: OpenDesk, stick: Path) -> None:
    on_long(planned, back_up_now)
    (file,) = backups_in(stick)
    assert on_long(planned, check_backup, name=f"../{file.name}").value.desk_id == planned.ports.session.desk_id


def test_a_restore_is_tried_read_through_and_put_away(planned: OpenDesk, clock: TurnedClock, stick: Path) -> None:
    with pytest.raises(NothingToTry):
        on_long(planned, try_a_restore)
    on_long(planned, back_up_now)
    before = {path.name for path in planned.store.folder.iterdir()}
    tried = on_long(planned, try_a_restore).value
    assert (tried.clients, tried.records, tried.wrong, tried.same_ways) == (1, 1, 0, True)
    assert facts(planned).tried == tried
    assert {path.name for path in planned.store.folder.iterdir()} == before
    on_bench(planned, lambda ports: ports.vault.change_passphrase(PASSPHRASE, "another made-up passphrase"))
    assert not on_long(planned, try_a_restore).value.same_ways, "the backup still opens with the old passphrase"


def test_a_restore_that_finds_a_damaged_backup_says_so(planned: OpenDesk, stick: Path) -> None:
    on_long(planned, back_up_now)
    (file,) = backups_in(stick)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(BackupDamaged):
        on_long(planned, try_a_restore)
    assert facts(planned).tried is None
    assert [line[0] for line in audited(planned)][-1] == "backup-restore-failed"


def test_a_drill_is_due_a_week_after_the_first_backup_and_then_each_month(
    planned: OpenDesk, clock: TurnedClock
) -> None:
    def drills(days: int) -> int:
        until = clock.now().wall.date() + timedelta(days=days)
        found = ask(planned, lambda ports: ports.views.reminders(until))
        return [line.reminder.kind for line in found].count(ReminderKind.RESTORE_DRILL)

    on_long(planned, back_up_now)
    assert (drills(6), drills(7)) == (0, 1)
    clock.on(days=2)
    on_long(planned, back_up_now)
    assert drills(5) == 1, "another backup does not put the drill off"
    on_long(planned, try_a_restore)
    assert (drills(29), drills(30)) == (0, 1)


def test_today_tells_of_a_desk_that_was_never_backed_up_and_of_one_long_ago(
    desk: OpenDesk, clock: TurnedClock, stick: Path
) -> None:
    assert notices(desk) == [], "there is nothing to lose yet"
    signs_note(desk, "by the river")
    assert notices(desk) == ["backup-never"]
    on_bench(desk, choose_backups, folder=str(stick), every=Every.DAILY)
    on_long(desk, back_up_now)
    assert notices(desk) == []
    clock.on(days=3)
    assert notices(desk) == [], "nothing changed since, so nothing could be lost"
    signs_note(desk, "and then", "Noor Haddad")
    (notice,) = ask(desk, backup_notices)
    assert (notice.key, notice.facts, notice.page) == ("backup-overdue", {"days": 3}, "settings.backups")
    on_store(desk, choose_interval, every=Every.WEEKLY)
    assert notices(desk) == []
    clock.on(days=12)
    assert notices(desk) == ["backup-overdue"]


def test_what_a_folder_lies_on(desk: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beside = str(desk.store.folder)
    machine = ThisMachine(tmp_path)
    plain = machine.place(str(tmp_path), beside)
    assert (plain.there, plain.same_disk, plain.cloud, plain.network, plain.inside) == (True, True, "", False, False)
    assert plain.free_megabytes > 0
    synced = tmp_path / "OneDrive - Northbrook"
    synced.mkdir()
    assert machine.place(str(synced), beside).cloud == "OneDrive"
    assert machine.place(str(tmp_path / "nowhere"), beside) == Place(there=False)
    monkeypatch.setattr(machine_facts, "file_system_of", lambda _folder: "cifs")
    share = machine.place(str(tmp_path), beside)
    assert (share.network, share.same_disk) == (True, False)
