"""The file that can be given back: whole or not there, private, and no smaller than it says."""

import stat
from pathlib import Path

import pytest

from wellbeingdesk.domain.worldly import CannotWrite
from wellbeingdesk.store.ballast import NAME, SIZE, Ballast


def test_it_is_filled_once_and_given_back_once(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path)
    assert not ballast.is_whole()
    assert (ballast.refill(), ballast.refill()) == (True, False)
    path = tmp_path / NAME
    told = path.stat()
    assert (told.st_size, stat.S_IMODE(told.st_mode)) == (SIZE, 0o600)
    assert told.st_blocks * 512 >= SIZE
    assert not path.read_bytes().startswith(b"SQLite format 3")
    assert (ballast.free(), ballast.free()) == (SIZE, 0)
    assert list(tmp_path.iterdir()) == []


def test_a_short_one_is_filled_anew(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path, 5000)
    (tmp_path / NAME).write_bytes(b"short")
    (tmp_path / (NAME + ".part")).write_bytes(b"what a crash left")
    assert not ballast.is_whole()
    assert ballast.refill()
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    assert (tmp_path / NAME).stat().st_size == 5000


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        Ballast(tmp_path / "nowhere", 10).refill()
    assert Ballast(tmp_path / "nowhere", 10).free() == 0
