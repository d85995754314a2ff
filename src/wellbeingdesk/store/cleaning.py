"""Leaves nothing of what was deleted: in the search index, in SQLite's statistics, in free pages, in the log."""

from contextlib import suppress

from sqlalchemy import Engine, delete

from wellbeingdesk.domain.worldly import CannotWrite, DiskFull, StoreDamaged
from wellbeingdesk.store.disposal import CLEANING_DUE
from wellbeingdesk.store.engine import Role, outside_transactions
from wellbeingdesk.store.schema import setting

_STATISTICS = ("sqlite_stat1", "sqlite_stat4")


def tidy(engine: Engine) -> None:
    """A full disk here loses nothing: what was committed stands in the log and is read from there.

    Raises StoreDamaged, after everything else was done.
    """
    damage: list[StoreDamaged] = []
    for statement in ("PRAGMA optimize", "PRAGMA wal_checkpoint(TRUNCATE)"):
        try:
            with suppress(DiskFull, CannotWrite), outside_transactions(engine, Role.WRITES) as driver:
                driver.execute(statement).fetchall()
        except StoreDamaged as found:
            damage.append(found)
    if damage:
        raise damage[0]


def clean(engine: Engine) -> bool:
    """After a disposal, on the writing thread; takes seconds. False where a reader still holds the log: call again.

    The index keeps the words of deleted texts until its parts are merged. The statistics keep samples of names and
    references. The log keeps the pages as they were. Raises DiskFull.
    """
    with engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("INSERT INTO search (search) VALUES ('optimize')")
        for table in _STATISTICS:
            if connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).first():
                connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - fixed names
        connection.execute(delete(setting).where(setting.c.key == CLEANING_DUE))
    with outside_transactions(engine, Role.WRITES) as driver:
        busy = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not busy
