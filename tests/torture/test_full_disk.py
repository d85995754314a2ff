"""A disk that fills up in the middle of a save, at whichever write; room given back from inside; a stick pulled out."""

import json
import sys
from pathlib import Path

import pytest

from tests.store.made_up import client, open_desk
from tests.torture.child import SMALL_BALLAST
from tests.torture.disk import compiled, run_watched

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(sys.platform != "linux", reason="the disk is put in front of Linux's C library"),
]
WRITES = 200


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with one client."""
    desk_folder = tmp_path / "desk"
    desk_folder.mkdir()
    with open_desk(desk_folder, anchored=True) as desk:
        desk.do(lambda uow: uow.clients.add(client("Ash", id="ash")))
    return desk_folder


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compiled(tmp_path_factory.mktemp("shim"))


def test_full_at_any_of_the_first_writes_of_a_save(library: Path, folder: Path) -> None:
    found = json.loads(run_watched(library, folder, None, "full", str(WRITES)))
    assert found == {
        "told": {"world.DiskFull": WRITES},
        "unlike": [],
        "saved": True,
        "whole": True,
        "standing": "AsAnchored(newer=0)",
    }


def test_full_in_the_middle_of_a_change_of_keys(library: Path, folder: Path) -> None:
    """SQLCipher answers that all went well; the store has the keys of before, and can be given the new ones later."""
    found = json.loads(run_watched(library, folder, None, "rekey", "330", "11"))
    assert found["wrong"] == []
    assert found["told"]["world.DiskFull"] > 20
    assert found["told"].keys() <= {"world.DiskFull", "done"}


def test_the_ballast_makes_room_for_the_text_on_the_screen(library: Path, folder: Path) -> None:
    found = json.loads(run_watched(library, folder, None, "ballast"))
    assert 2 < found.pop("saved") < 49
    assert found == {
        "removing": "world.DiskFull",
        "same": True,
        "freed": SMALL_BALLAST,
        "afterwards": "",
        "refilling": "world.DiskFull",
        "left": [],
        "again": True,
    }


def test_a_stick_that_is_pulled_out_is_told_as_that_and_saving_goes_on_once_it_is_back(
    library: Path, folder: Path
) -> None:
    assert json.loads(run_watched(library, folder, None, "pull-out")) == {
        "told": ["world.StoreOutOfReach"] * 3,
        "afterwards": "",
        "there": True,
        "whole": True,
        "standing": "AsAnchored(newer=0)",
    }
