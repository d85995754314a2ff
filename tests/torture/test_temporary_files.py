"""Whatever SQLite has to sort, it sorts in memory: no note ever lies in a temporary file."""

import sys
from pathlib import Path

import pytest

from tests.store.made_up import open_desk
from tests.torture.disk import compiled, run_watched
from tests.torture.replay import read_log

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(sys.platform != "linux", reason="the disk is put in front of Linux's C library"),
]


@pytest.mark.parametrize(("where", "made"), [("memory", False), ("file", True)])
def test_twenty_megabytes_are_sorted(tmp_path: Path, where: str, made: bool) -> None:
    """With the setting turned round a file is made, so that this test can see."""
    folder, temporary = tmp_path / "desk", tmp_path / "temporary"
    folder.mkdir()
    temporary.mkdir()
    with open_desk(folder, anchored=True):
        pass
    run_watched(compiled(tmp_path), folder, tmp_path / "log", "sort", where, temporary=temporary)
    log = tmp_path / "log"
    created = [event for event in read_log(log) if event.what == "C"]
    assert bool(created) is made
    assert list(temporary.iterdir()) == []
