"""Damage done to a closed desk, as a failing disk or somebody with the folder would do it."""

import shutil
from pathlib import Path

from wellbeingdesk.app.desk import OpenDesk
from wellbeingdesk.store.desk_store import FILE_NAME

PAGE = 4096
KEPT = ("store.db", "store.head", "store.head.bak")


def pages_of(desk: OpenDesk, table: str) -> list[int]:
    """Numbers of the pages that hold a table's rows, while the desk is open (the first is the root)."""

    def root() -> list[int]:
        with desk.store._writer.connect() as connection, connection.begin():
            sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
            return [int(connection.exec_driver_sql(sql, (table,)).scalar() or 0)]

    return desk.threads.store.submit(root).result()


def spoil(folder: Path, page: int) -> None:
    """Turn one bit of a page, from 1; the desk must be closed."""
    with (folder / FILE_NAME).open("r+b") as file:
        file.seek((page - 1) * PAGE + 100)
        byte = file.read(1)[0]
        file.seek(-1, 1)
        file.write(bytes([byte ^ 1]))


def put_by(folder: Path, beside: Path, names: tuple[str, ...] = KEPT) -> None:
    """Copy files of a closed desk away, as somebody would who means to put them back."""
    beside.mkdir()
    for name in names:
        if (folder / name).exists():
            shutil.copy2(folder / name, beside / name)


def put_back(beside: Path, folder: Path, *names: str) -> None:
    """Put older files in the place of those that are there; all that were put by where none is named."""
    for path in sorted(beside.iterdir()):
        if not names or path.name in names:
            shutil.copy2(path, folder / path.name)
