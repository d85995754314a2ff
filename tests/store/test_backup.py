"""Backups: one sealed file made while people work, opened again before it counts, and never believed unseen."""

import random
import shutil
import stat
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.store.made_up import DESK_ID, KEYS, OTHER_KEYS, Desk, at, head_file, lanes
from wellbeingdesk.domain.backup import (
    BackupDamaged,
    BackupMade,
    BackupManifest,
    BackupOfOtherKeys,
    BackupStep,
    Rotation,
)
from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.permit import Outlet, Permit, Route
from wellbeingdesk.domain.worldly import (
    CannotRead,
    CannotWrite,
    DiskFull,
    FileFromNewerVersion,
    FileNotOurs,
    StoreDamaged,
    StoreFromNewerVersion,
)
from wellbeingdesk.store import backup, backup_file
from wellbeingdesk.store.bugs import PermitIsForAnother, SqlOnWrongThread
from wellbeingdesk.store.restore import restore_backup
from wellbeingdesk.store.sealed_lines import purpose_key
from wellbeingdesk.usecases.ways import DeskKeys

KEY_FILES = {"store.keys": b"a key file\n", "store.keys.bak": b"its twin\n"}


def back_up(desk: Desk, to: Path, key_files: dict[str, bytes] | None = None) -> BackupMade:
    target = to / backup.backup_name(DESK_ID, desk.clock.now())
    return desk.on_read(lambda: desk.store.back_up(target, KEY_FILES if key_files is None else key_files))


def verify(path: Path, work: Path, keys: DeskKeys = KEYS) -> BackupManifest:
    return backup.verify_backup(path, keys, work)


@pytest.fixture
def sticks(tmp_path: Path) -> Path:
    """Where backups go, which is not where the desk lies."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def made(desk: Desk, sticks: Path) -> Path:
    ash = desk.add_client("Ash Quillfeather")
    for number in range(3):
        desk.sign_note(ash.id, f"by the river {number} " * 60, at(number))
    return Path(back_up(desk, sticks).path)


def test_a_backup_says_what_it_holds_and_is_opened_again(desk: Desk, made: Path, tmp_path: Path) -> None:
    manifest = verify(made, tmp_path)
    assert (manifest.desk_id, manifest.instance, manifest.made_up) == (DESK_ID, 1, True)
    assert manifest.made_at == at()
    assert manifest.head == desk.on_write(desk.store.audit_head)
    counts = dict(manifest.counts)
    assert (counts["client"], counts["sealed_record"], counts["audit"]) == (1, 3, 5)
    assert backup.manifest_in(made) == manifest
    assert backup.key_files_in(made) == KEY_FILES
    assert made.name == "wellbeingdesk-5b4b7a0e-20261121T090000Z.wbdbackup"


def test_only_the_backup_is_left_and_for_its_owner_alone(desk: Desk, made: Path, tmp_path: Path) -> None:
    assert [path.name for path in made.parent.iterdir()] == [made.name]
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    verify(made, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"stick", "store.db", "store.db-wal", "store.db-shm"}
    content = made.read_bytes()
    assert b"SQLite format 3" not in content
    assert b"uill" not in content


def test_anybodys_unzip_opens_it(made: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(made) as pack:
        assert pack.testzip() is None
        assert sorted(pack.namelist()) == [
            "keys/store.keys", "keys/store.keys.bak", "manifest.json", "store.db", "store.disposed"
        ]  # fmt: skip
        assert all(info.compress_type == zipfile.ZIP_STORED for info in pack.infolist())


def test_writing_goes_on_meanwhile_and_the_backup_is_of_one_moment(desk: Desk, sticks: Path, tmp_path: Path) -> None:
    ash = desk.add_client()
    for number in range(20):
        desk.sign_note(ash.id, f"river {number} " * 400, at(number))
    steps: list[BackupStep] = []

    def write_on(step: BackupStep) -> None:
        steps.append(step)
        desk.sign_note(ash.id, "written meanwhile", at(100 + len(steps)))

    made = desk.on_read(lambda: desk.store.back_up(sticks / "x.wbdbackup", KEY_FILES, write_on))
    assert steps == [BackupStep.COPYING, BackupStep.CHECKING, BackupStep.PACKING, BackupStep.READING_BACK]
    manifest = verify(Path(made.path), tmp_path)
    assert dict(manifest.counts)["sealed_record"] == 21
    assert len(desk.timeline(ash.id)) == 24


def test_it_runs_on_the_long_thread_or_the_reading_one(desk: Desk, sticks: Path) -> None:
    for place in (desk.on_write, lambda work: work()):
        with pytest.raises(SqlOnWrongThread):
            place(lambda: desk.store.back_up(sticks / "x.wbdbackup", {}))
    assert list(sticks.iterdir()) == []


def test_other_keys_open_no_backup(made: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupOfOtherKeys):
        verify(made, tmp_path, OTHER_KEYS)
    mixed = DeskKeys(store=OTHER_KEYS.store, audit=KEYS.audit, anchor=KEYS.anchor)
    with pytest.raises(BackupDamaged) as caught:
        verify(made, tmp_path, mixed)
    assert caught.value.facts == {"part": "store"}


def test_no_flipped_bit_is_accepted(made: Path, tmp_path: Path) -> None:
    """Everywhere in the small parts, and at random in the store's copy, which its own seals would tell as well."""
    whole, lot = made.read_bytes(), random.Random(3)
    with zipfile.ZipFile(made) as pack:
        store = pack.getinfo("store.db")
        start = store.header_offset + 30 + len("store.db")
    places = [*range(start), *range(start + store.file_size, len(whole))]
    places = lot.sample(places, 250) + lot.sample(range(start, start + store.file_size), 50)
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1 << lot.randrange(8)
        made.write_bytes(changed)
        with pytest.raises((BackupDamaged, BackupOfOtherKeys, FileNotOurs, FileFromNewerVersion)):
            verify(made, tmp_path)
    made.write_bytes(whole)
    verify(made, tmp_path)


@pytest.mark.parametrize("keep", [0, 3, 100, 5000, -1, -76, -200])
def test_a_backup_cut_short_is_told(made: Path, tmp_path: Path, keep: int) -> None:
    made.write_bytes(made.read_bytes()[:keep])
    with pytest.raises((BackupDamaged, FileNotOurs)):
        verify(made, tmp_path)
    with pytest.raises((BackupDamaged, FileNotOurs)):
        backup.key_files_in(made)


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06" + bytes(18), b"%PDF-1.7", b"\0" * 5000])
def test_a_file_of_another_kind_is_no_backup(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.wbdbackup"
    path.write_bytes(content)
    with pytest.raises((FileNotOurs, BackupDamaged)):
        verify(path, tmp_path)
    with pytest.raises(CannotRead):
        verify(tmp_path / "none.wbdbackup", tmp_path)


def _packed(path: Path, files: dict[str, bytes], how: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", how) as pack:
        for name, content in files.items():
            pack.writestr(name, content)
    return path


def test_a_pack_of_somebody_elses_making_is_refused(made: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(made) as pack:
        files = {name: pack.read(name) for name in pack.namelist()}
    other = tmp_path / "other.wbdbackup"
    refused = (BackupDamaged, BackupOfOtherKeys, FileNotOurs, FileFromNewerVersion)
    manifest = files["manifest.json"]
    spoilt: list[dict[str, bytes]] = [
        files,  # the same again, without its seal
        files | {"../../up": b"x"},
        files | {"keys/../up": b"x"},
        files | {"keys/more": b"not in the manifest"},
        {name: content for name, content in files.items() if name != "store.disposed"},
        files | {"manifest.json": b"[]"},
        files | {"manifest.json": b"{"},
        files | {"manifest.json": manifest.replace(b'"version":1', b'"version":2')},
        files | {"manifest.json": manifest.replace(b'"desk":', b'"desc":')},
        files | {"manifest.json": manifest.replace(b'"instance":1', b'"instance":[]')},
        files | {"store.db": files["store.db"][:-4096]},
    ]
    for change in spoilt:
        with pytest.raises(refused):
            verify(_packed(other, change), tmp_path)
    with pytest.raises(BackupDamaged):
        verify(_packed(other, files, zipfile.ZIP_DEFLATED), tmp_path)
    with pytest.raises(FileFromNewerVersion):
        backup.manifest_in(_packed(other, files | {"manifest.json": manifest.replace(b'"version":1', b'"version":2')}))


def _resealed(made: Path, change: Callable[[bytes], bytes]) -> None:
    """As a bug of ours would make it: whole, sealed with the right key, and wrong."""
    with zipfile.ZipFile(made) as pack:
        files = {name: pack.read(name) for name in pack.namelist()}
    files["manifest.json"] = change(files["manifest.json"])
    with made.open("w+b") as file:
        with zipfile.ZipFile(file, "w") as pack:
            for name, content in files.items():
                pack.writestr(name, content)
            pack.comment = b"hmac-sha256 " + b"0" * 64
        backup_file.write_seal(file, purpose_key(KEYS.anchor, "backup"))


def test_a_manifest_that_does_not_fit_its_store_is_told(made: Path, tmp_path: Path) -> None:
    _resealed(made, lambda manifest: manifest)
    verify(made, tmp_path)
    _resealed(made, lambda manifest: manifest.replace(b'"sealed_record":3', b'"sealed_record":4'))
    with pytest.raises(BackupDamaged) as caught:
        verify(made, tmp_path)
    assert caught.value.facts == {"part": "manifest"}
    _resealed(made, lambda manifest: manifest.replace(b'"revision":"0002"', b'"revision":"9999"'))
    with pytest.raises(StoreFromNewerVersion):
        verify(made, tmp_path)


def test_a_damaged_store_makes_no_backup_and_takes_no_old_one_away(desk: Desk, made: Path) -> None:
    before = made.read_bytes()
    desk.on_write(desk.store.close)
    content = bytearray((desk.folder / "store.db").read_bytes())
    content[len(content) - 2000] ^= 1
    (desk.folder / "store.db").write_bytes(content)
    desk.open(KEYS)
    with pytest.raises(StoreDamaged):
        back_up(desk, made.parent)
    assert made.read_bytes() == before
    assert {path.name for path in made.parent.iterdir()} == {made.name}
    assert not (desk.folder / "store.db.copy").exists()


def test_what_a_crash_left_is_cleared(desk: Desk, sticks: Path) -> None:
    (sticks / "wellbeingdesk-x.wbdbackup.part").write_bytes(b"half")
    for name in backup.HALF_MADE:
        (desk.folder / name).write_bytes(b"half")
    desk.reopen()
    assert not any((desk.folder / name).exists() for name in backup.HALF_MADE)
    (desk.folder / "store.db.copy").write_bytes(b"half")
    back_up(desk, sticks)
    assert [path.suffix for path in sticks.iterdir()] == [".wbdbackup"]


def test_a_place_that_cannot_be_written_and_a_full_one_are_told(
    desk: Desk, sticks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CannotWrite):
        back_up(desk, sticks / "nowhere")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9 - 9, 9))
    with pytest.raises(DiskFull):
        back_up(desk, sticks)
    assert list(sticks.iterdir()) == []


def test_old_ones_are_thinned_out_and_nothing_else_is_touched(desk: Desk, sticks: Path) -> None:
    names = [f"wellbeingdesk-5b4b7a0e-202611{day:02}T090000Z.wbdbackup" for day in range(1, 21)]
    others = ["wellbeingdesk-ffffffff-20251101T090000Z.wbdbackup", "letter.txt", "wellbeingdesk-5b4b7a0e.wbdbackup"]
    for name in (*names, *others):
        (sticks / name).write_bytes(b"x")
    made = Path(back_up(desk, sticks).path).name
    gone = backup.rotate(sticks, DESK_ID, Rotation(3, 2, 1))
    left = {path.name for path in sticks.iterdir()}
    assert left == {made, *names[-3:], names[14], *others}, "what cannot be read is thinned out by itself"
    assert set(gone) == set(names) - left


def test_a_restored_desk_does_not_thin_out_what_the_one_before_left(desk: Desk, sticks: Path) -> None:
    before = Path(back_up(desk, sticks).path)
    desk.clock.minutes = 30
    folder = sticks.parent / "restored"
    folder.mkdir()
    desk.on_write(lambda: restore_backup(before, folder, KEYS, desk.clock))
    with lanes() as (writing, reading):
        other = Desk(folder, desk.store, desk.clock, writing, reading, anchored=True)
        other.open(KEYS)
        desk.clock.minutes = 60
        after = Path(back_up(other, sticks).path)
        assert other.on_write(lambda: other.store.thin_out(sticks)) == ()
        desk.clock.minutes = 90
        later = Path(back_up(other, sticks).path)
        assert other.on_write(lambda: other.store.thin_out(sticks)) == (after.name,)
        other.on_write(other.store.close)
    assert {path.name for path in sticks.iterdir()} == {before.name, later.name}


def test_nothing_leaves_without_the_gates_leave_for_this_very_desk(desk: Desk, sticks: Path) -> None:
    good = Permit("p", Outlet.SEALED_COPY, Route.BACKUP, DESK_ID, "")
    for permit in (replace(good, outlet=Outlet.FILE), replace(good, subject_id="another desk")):
        with pytest.raises(PermitIsForAnother):
            desk.on_read(lambda permit=permit: desk.store.back_up_into(permit, sticks, KEY_FILES))  # type: ignore[misc]  # a default binds the loop's value
    assert list(sticks.iterdir()) == []
    made = desk.on_read(lambda: desk.store.back_up_into(good, sticks, KEY_FILES))
    assert [path.name for path in sticks.iterdir()] == [Path(made.path).name]


def test_every_way_it_fails_is_told() -> None:
    for kind in (BackupDamaged, BackupOfOtherKeys):
        assert issubclass(kind, WorldError)


def test_nobody_else_needs_the_desk_open_to_check_one(made: Path, tmp_path: Path) -> None:
    """A drill on another computer: no thread of the store's own, no desk."""
    other = tmp_path / "elsewhere"
    other.mkdir()
    assert verify(made, other).desk_id == DESK_ID
    assert list(other.iterdir()) == []
    with lanes():
        assert head_file(other).read().head is None
