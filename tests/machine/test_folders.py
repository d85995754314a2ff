"""Where desks lie, and the label on each."""

import json
import stat
from pathlib import Path

import pytest

from wellbeingdesk.domain.worldly import CannotWrite
from wellbeingdesk.machine.folders import (
    DeskFolder,
    DeskFolders,
    DeskLabel,
    data_folder,
    read_label,
    write_label,
)

ONE = "6f1c2f0e-9d0a-4b43-8a55-0d7f5a9b1c11"
TWO = "0b6e3a52-51f7-4a57-9f0e-6a4f0c1d2e22"
LABEL = DeskLabel(ONE, "Rowan Ashgrove", "Northbrook College Wellbeing", made_up=True)


def test_the_data_folder_is_the_systems_or_the_one_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WELLBEINGDESK_DATA", raising=False)
    assert data_folder().name == "WellbeingDesk"
    assert data_folder().is_absolute()
    monkeypatch.setenv("WELLBEINGDESK_DATA", str(tmp_path / "elsewhere"))
    assert data_folder() == tmp_path / "elsewhere"


def test_a_new_desk_lies_in_a_private_folder_of_its_own(tmp_path: Path) -> None:
    folders = DeskFolders(tmp_path / "data")
    assert folders.listed() == ()
    desk = folders.create(ONE)
    assert desk == DeskFolder(ONE, tmp_path / "data" / "desks" / ONE)
    for folder in (desk.path, desk.path.parent, desk.path.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_only_a_folder_with_something_in_it_is_a_desk(tmp_path: Path) -> None:
    folders = DeskFolders(tmp_path)
    desk = folders.create(ONE)
    folders.create(TWO)
    (tmp_path / "desks" / "stray file").touch()
    assert folders.listed() == ()
    write_label(desk, LABEL)
    assert folders.listed() == (desk,)
    assert read_label(desk.path) == LABEL


def test_a_desk_is_never_made_twice(tmp_path: Path) -> None:
    folders = DeskFolders(tmp_path)
    folders.create(ONE)
    with pytest.raises(CannotWrite) as told:
        folders.create(ONE)
    assert told.value.facts == {"reason": "exists"}


@pytest.mark.parametrize("desk_id", ["", "..", "../x", "a/b", "a b", "x" * 65])
def test_an_id_that_is_no_folder_name_is_a_bug_of_ours(tmp_path: Path, desk_id: str) -> None:
    with pytest.raises(ValueError, match="out of bounds"):
        DeskFolders(tmp_path).create(desk_id)


def test_a_desk_whose_label_is_lost_is_still_listed(tmp_path: Path) -> None:
    folders = DeskFolders(tmp_path)
    desk = folders.create(ONE)
    (desk.path / "store.keys").touch()
    assert folders.listed() == (desk,)
    assert read_label(desk.path) is None


def test_a_renamed_folder_is_the_same_desk(tmp_path: Path) -> None:
    folders = DeskFolders(tmp_path)
    desk = folders.create(ONE)
    write_label(desk, LABEL)
    moved = desk.path.rename(desk.path.with_name("Rowan's desk (old)"))
    assert folders.listed() == (DeskFolder(ONE, moved),)


def _damaged(**change: object) -> bytes:
    value = {
        "desk_id": ONE,
        "format": "wellbeingdesk-desk",
        "made_up": False,
        "practitioner": "A",
        "service": "B",
        "version": 1,
    }
    return json.dumps(value | change).encode()


BAD = [
    b"",
    b"{",
    b"[]",
    b"\xff",
    b"[" * 9000,
    b"x" * 20_000,
    _damaged(version=2),
    _damaged(format="other"),
    _damaged(made_up="no"),
    _damaged(practitioner=7),
    _damaged(practitioner="two\nlines"),
    _damaged(service="x" * 201),
    _damaged(desk_id="../.."),
    _damaged(desk_id=None),
    _damaged(client="Somebody"),
]


@pytest.mark.parametrize("bad", BAD)
def test_a_damaged_label_gives_way_to_the_last_good_one(tmp_path: Path, bad: bytes) -> None:
    desk = DeskFolders(tmp_path).create(ONE)
    write_label(desk, LABEL)
    write_label(desk, LABEL)
    (desk.path / "desk.json").write_bytes(bad)
    assert read_label(desk.path) == LABEL
    (desk.path / "desk.json.previous").write_bytes(bad)
    assert read_label(desk.path) is None


@pytest.mark.parametrize("name", ["رُوان", "می‌خواهم", "罗文", "Rowan 👩🏽‍⚕️", "Zoë", "אַשׁגרוֹב"])
def test_a_name_in_any_script_comes_back_as_it_was(tmp_path: Path, name: str) -> None:
    desk = DeskFolders(tmp_path).create(ONE)
    write_label(desk, DeskLabel(ONE, name, "Service", made_up=False))
    assert read_label(desk.path) == DeskLabel(ONE, name, "Service", made_up=False)


def test_a_name_that_would_not_be_read_back_is_written_as_one_line(tmp_path: Path) -> None:
    desk = DeskFolders(tmp_path).create(ONE)
    write_label(desk, DeskLabel(ONE, "Rowan\nAshgrove\ud83d", "x" * 500, made_up=False))
    assert read_label(desk.path) == DeskLabel(ONE, "Rowan Ashgrove ", "x" * 200, made_up=False)


def test_the_label_says_nothing_but_whose_desk_it_is(tmp_path: Path) -> None:
    desk = DeskFolders(tmp_path).create(ONE)
    write_label(desk, LABEL)
    written = json.loads((desk.path / "desk.json").read_bytes())
    assert set(written) == {"desk_id", "format", "made_up", "practitioner", "service", "version"}


def test_a_desk_that_is_being_restored_is_listed_only_once_it_is_settled(tmp_path: Path) -> None:
    folders = DeskFolders(tmp_path)
    (folders.begin_restoring(ONE).path / "store.keys").write_bytes(b"of an earlier try")
    restoring = folders.begin_restoring(ONE)
    assert list(restoring.path.iterdir()) == []
    assert stat.S_IMODE(restoring.path.stat().st_mode) == 0o700
    (restoring.path / "store.db").write_bytes(b"x")
    assert folders.listed() == ()
    settled = folders.settle(restoring)
    assert folders.listed() == (settled,)
    assert not (tmp_path / "restoring").exists()
    folders.stop_restoring(restoring)
    assert (settled.path / "store.db").exists()


def test_nothing_is_settled_over_a_desk_and_what_was_set_aside_is_kept_under_another_name(tmp_path: Path) -> None:
    folders = DeskFolders(tmp_path)
    for number in range(3):
        restoring = folders.begin_restoring(ONE)
        (restoring.path / "store.db").write_bytes(bytes([number]))
        if number:
            with pytest.raises(CannotWrite):
                folders.settle(restoring)
            folders.set_aside(folders.listed()[0])
        folders.settle(restoring)
    (here,) = folders.listed()
    aside = folders.kept_aside(ONE)
    assert (here.path / "store.db").read_bytes() == b"\2"
    assert [path.name for path in aside] == [f"{ONE}-set-aside", f"{ONE}-set-aside-2"]
    assert [(path / "store.db").read_bytes() for path in aside] == [b"\0", b"\1"]
    assert folders.kept_aside(TWO) == ()
