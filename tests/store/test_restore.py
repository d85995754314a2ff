"""A desk made anew from a backup: on an empty laptop, as a new instance, and without whom it destroyed since."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.full_client import add_full_client, clear_text, found_in
from tests.store.made_up import DESK_ID, KEYS, OTHER_KEYS, Desk, head_file, lanes
from tests.store.test_backup import KEY_FILES, back_up
from tests.store.test_disposal import dispose, order
from wellbeingdesk.domain.anchor import AsAnchored
from wellbeingdesk.domain.backup import BackupDamaged, BackupOfOtherKeys, Restored
from wellbeingdesk.domain.worldly import CannotWrite
from wellbeingdesk.store.disposal_register import NAMES, Register, register_bytes
from wellbeingdesk.store.restore import lay_out_key_files, registers_in, restore_backup
from wellbeingdesk.usecases.ways import DeskKeys


@pytest.fixture
def laptop(tmp_path: Path) -> Path:
    """A new one, with an empty folder for the desk."""
    folder = tmp_path / "new laptop"
    folder.mkdir()
    return folder


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def restore(desk: Desk, backup: Path, folder: Path, keys: DeskKeys = KEYS, **more: object) -> Restored:
    return desk.on_write(lambda: restore_backup(backup, folder, keys, desk.clock, **more))  # type: ignore[arg-type]  # handed on by name


@pytest.fixture
def restored(desk: Desk, laptop: Path) -> Iterator[Desk]:
    """A desk object for the new laptop, not yet open."""
    with lanes() as (writing, reading):
        other = Desk(laptop, desk.store, desk.clock, writing, reading, anchored=True)
        yield other
        if other.store is not desk.store:
            other.on_write(other.store.close)


def test_an_empty_laptop_gets_everything_back(desk: Desk, restored: Desk, stick: Path, laptop: Path) -> None:
    ash = desk.add_client("Ash")
    notes = [desk.sign_note(ash.id, f"by the river {number}") for number in range(5)]
    made = Path(back_up(desk, stick).path)
    desk.sign_note(ash.id, "after the backup")
    lay_out_key_files(made, laptop)
    assert {path.name: path.read_bytes() for path in laptop.iterdir()} == KEY_FILES
    desk.clock.minutes = 600
    done = restore(desk, made, laptop)
    assert (done.instance, done.disposed_again, done.registers_refused) == (2, (), 0)
    assert {path.name for path in laptop.iterdir()} == {*KEY_FILES, "store.db", "store.head", "store.head.bak"}
    restored.open(KEYS)
    assert (restored.store.desk_id, restored.store.instance) == (DESK_ID, 2)
    assert restored.store.standing == AsAnchored(0)
    for note in notes:
        assert restored.record(note.record.draft.record_id) == note
    assert len(restored.search("river")) == 5
    assert restored.on_read(restored.store.examine_all).whole
    action, detail = restored.sql("SELECT action, detail FROM audit ORDER BY seq DESC LIMIT 1")[0]
    assert action == "desk-restored"
    assert detail == '{"backup_instance":1,"backup_made":"2026-11-21T09:00:00.000Z","instance":2}'
    restored.sign_note(ash.id, "written here")
    restored.reopen()
    assert restored.store.instance == 2


def test_each_restore_is_another_instance(desk: Desk, restored: Desk, stick: Path, laptop: Path) -> None:
    made = Path(back_up(desk, stick).path)
    assert restore(desk, made, laptop, known_instance=6).instance == 7
    restored.open(KEYS)
    again = Path(back_up(restored, laptop).path)
    third = stick / "third"
    third.mkdir()
    assert restore(desk, again, third).instance == 8


@pytest.mark.parametrize("there", ["store.db", "store.db-wal", "store.db-journal", *NAMES])
def test_nothing_is_ever_overwritten(desk: Desk, stick: Path, laptop: Path, there: str) -> None:
    made = Path(back_up(desk, stick).path)
    (laptop / there).write_bytes(b"somebody's")
    with pytest.raises(CannotWrite) as caught:
        restore(desk, made, laptop)
    assert caught.value.facts == {"reason": "exists"}
    assert {path.name: path.read_bytes() for path in laptop.iterdir()} == {there: b"somebody's"}


def test_key_files_are_not_overwritten_either(desk: Desk, stick: Path, laptop: Path) -> None:
    made = Path(back_up(desk, stick).path)
    (laptop / "store.keys.bak").write_bytes(b"another")
    with pytest.raises(CannotWrite):
        lay_out_key_files(made, laptop)
    assert {path.name for path in laptop.iterdir()} == {"store.keys.bak"}


def test_a_backup_that_does_not_check_leaves_nothing(desk: Desk, stick: Path, laptop: Path) -> None:
    made = Path(back_up(desk, stick).path)
    with pytest.raises(BackupOfOtherKeys):
        restore(desk, made, laptop, OTHER_KEYS)
    content = bytearray(made.read_bytes())
    content[40_000] ^= 1
    made.write_bytes(content)
    with pytest.raises(BackupDamaged):
        restore(desk, made, laptop)
    with pytest.raises(BackupDamaged):
        lay_out_key_files(made, laptop)
    assert list(laptop.iterdir()) == []


def test_whom_the_desk_destroyed_since_does_not_come_back(
    desk: Desk, restored: Desk, stick: Path, laptop: Path
) -> None:
    ash, _ = add_full_client(desk, "z")
    kim, _ = add_full_client(desk, "k")
    old = Path(back_up(desk, stick).path)
    dispose(desk, order(ash.id))
    desk.on_write(desk.store.finish_disposals)
    desk.clock.minutes = 60
    newer = Path(back_up(desk, stick, {}).path)
    assert old != newer
    registers = registers_in(stick)
    assert len(registers) == 2
    done = restore(desk, old, laptop, registers=registers)
    assert (done.disposed_again, done.registers_refused) == (("o-1",), 0)
    assert found_in(clear_text(laptop, KEYS.store), "z") == set()
    restored.open(KEYS)
    assert [line.id for line in restored.client_lines()] == [kim.id]
    assert restored.on_read(restored.store.examine_all).whole
    assert Register(laptop, KEYS.anchor, DESK_ID).read() == (order(ash.id),)
    assert restored.store.standing == AsAnchored(0)


def test_every_register_counts_and_a_forged_one_is_refused_by_itself(
    desk: Desk, restored: Desk, stick: Path, laptop: Path
) -> None:
    ash, kim = desk.add_client("Ash"), desk.add_client("Kim")
    lee, moe = desk.add_client("Lee"), desk.add_client("Moe")
    made = Path(back_up(desk, stick).path)
    one = register_bytes([order(ash.id, "o-1")], KEYS.anchor, DESK_ID)
    two = register_bytes([order(ash.id, "o-1"), order(kim.id, "o-2"), order("gone", "o-9")], KEYS.anchor, DESK_ID)
    forged = one.replace(ash.id.encode(), moe.id.encode())
    elsewhere = register_bytes([order(lee.id, "o-3")], OTHER_KEYS.anchor, DESK_ID)
    done = restore(desk, made, laptop, registers=(one, forged, two, elsewhere, b""))
    assert done.disposed_again == ("o-1", "o-2", "o-9")
    assert done.registers_refused == 3
    restored.open(KEYS)
    assert {line.id for line in restored.client_lines()} == {lee.id, moe.id}


def test_the_register_beside_a_store_is_found(desk: Desk, stick: Path) -> None:
    assert registers_in(desk.folder) == ()
    dispose(desk, order(desk.add_client().id))
    desk.on_write(desk.store.finish_disposals)
    assert len(registers_in(desk.folder)) == 2
    (stick / "x.wbdbackup").write_bytes(b"no backup")
    assert registers_in(stick) == ()
    assert registers_in(stick / "nowhere") == ()
    assert head_file(stick).read().head is None
