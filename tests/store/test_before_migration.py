"""Before a store is migrated a checked copy is made, and it is kept until the desk was opened well once more."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.store.made_up import KEYS, Desk
from tests.store.test_migrations import NEXT, _package
from wellbeingdesk.domain.worldly import DiskFull
from wellbeingdesk.store import backup, migrating
from wellbeingdesk.store.desk_store import DeskStore

KEY_FILES = {"store.keys": b"a key file"}


@pytest.fixture
def later(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A later program, with one more revision, and a closed store of this one with a note in it."""
    desk.sign_note(desk.add_client("Ash").id, "by the river")
    desk.on_write(desk.store.close)
    folder = tmp_path / "migrations"
    shutil.copytree(_package() / "store" / "migrations", folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrating, "_LOCATION", str(folder))
    monkeypatch.setattr(migrating, "HEAD", "0003")
    return folder / "versions" / "0003_next.py"


def copies(desk: Desk) -> list[Path]:
    return list(desk.folder.glob("*" + backup.SUFFIX))


def reopen(desk: Desk) -> None:
    desk.on_write(desk.store.close)
    desk.store = desk.on_write(lambda: DeskStore.open(desk.folder, KEYS, desk.clock, None, KEY_FILES))


def test_it_is_kept_until_the_first_good_opening_after(desk: Desk, later: Path, tmp_path: Path) -> None:
    later.write_text(NEXT.format(then="pass"), encoding="utf-8")
    reopen(desk)
    assert desk.store.migrated
    (copy,) = copies(desk)
    assert copy.name == "before-migration-0002.wbdbackup"
    manifest = backup.verify_backup(copy, KEYS, tmp_path)
    assert (manifest.revision, dict(manifest.counts)["sealed_record"]) == ("0002", 1)
    assert backup.key_files_in(copy) == KEY_FILES
    reopen(desk)
    assert (desk.store.migrated, copies(desk)) == (False, [])


def test_a_migration_that_fails_leaves_the_store_and_its_copy(desk: Desk, later: Path, tmp_path: Path) -> None:
    later.write_text(NEXT.format(then="raise ZeroDivisionError"), encoding="utf-8")
    before = (desk.folder / "store.db").read_bytes()
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            reopen(desk)
    assert (desk.folder / "store.db").read_bytes() == before
    (copy,) = copies(desk)
    assert backup.verify_backup(copy, KEYS, tmp_path).revision == "0002"
    later.write_text(NEXT.format(then="pass"), encoding="utf-8")
    reopen(desk)
    assert copies(desk) == [copy]
    assert len(desk.ask(lambda views: views.search("river", "", 0, 9))) == 1


def test_without_room_for_the_copy_nothing_is_migrated(
    desk: Desk, later: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later.write_text(NEXT.format(then="pass"), encoding="utf-8")
    before = (desk.folder / "store.db").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**9, 10**9, 0))
        with pytest.raises(DiskFull):
            reopen(desk)
    assert (desk.folder / "store.db").read_bytes() == before
    reopen(desk)
    assert desk.store.migrated


def test_the_copy_of_another_failed_try_is_not_taken_for_this_one(desk: Desk, later: Path, tmp_path: Path) -> None:
    """What was written between two tries is in the copy that counts."""
    later.write_text(NEXT.format(then="raise ZeroDivisionError"), encoding="utf-8")
    with pytest.raises(ZeroDivisionError):
        reopen(desk)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrating, "HEAD", "0002")
        later.rename(later.with_suffix(".away"))
        desk.store = desk.on_write(lambda: DeskStore.open(desk.folder, KEYS, desk.clock))
        assert copies(desk) == []  # a good opening by the program of before
        desk.sign_note(desk.client_lines()[0].id, "written between", replace(desk.clock.now()))
        desk.on_write(desk.store.close)
    later.with_suffix(".away").rename(later)
    with pytest.raises(ZeroDivisionError):
        reopen(desk)
    (copy,) = copies(desk)
    assert dict(backup.verify_backup(copy, KEYS, tmp_path).counts)["sealed_record"] == 2
    later.write_text(NEXT.format(then="pass"), encoding="utf-8")
    reopen(desk)
