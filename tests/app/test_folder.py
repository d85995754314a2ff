"""The folder of a desk at work: for its owner alone, nothing in clear, nothing half made."""

from __future__ import annotations

import stat
from pathlib import Path

from tests.helpers.desks import make_desk, on_store
from wellbeingdesk.app.house import House
from wellbeingdesk.usecases import clients

NAME = "Amara Okafor"


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def look(folder: Path) -> dict[str, bytes]:
    """Every file by its name; the lock's own note is no secret."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "store.lock"}


def test_nothing_in_the_folder_is_in_clear_or_for_others(house: House) -> None:
    desk = make_desk(house)
    on_store(desk, clients.add_client, name_used=NAME)
    folder = desk.store.folder
    while_open = sorted(path.name for path in folder.iterdir())
    assert {"store.db", "store.db-wal", "store.keys", "store.head", "ballast", "store.lock"} <= set(while_open)
    assert {name: rights(folder / name) for name in while_open} == dict.fromkeys(while_open, 0o600)
    assert rights(folder) == 0o700
    desk.close()
    for name, content in look(folder).items():
        assert not content.startswith(b"SQLite format 3"), name
        assert NAME.encode() not in content, name
        assert not name.endswith((".part", ".new", "-wal", "-shm")), name
