"""Connections to the encrypted file: keyed, set and checked before anybody may use them, each on its own thread."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from wellbeingdesk.store.bugs import KeyIsNotAKey, SqlOnWrongThread
from wellbeingdesk.store.troubles import listen_for_troubles, troubles_told
from wellbeingdesk.store.words import answers_hold

APPLICATION_ID = 0x57424431
"""`WBD1` in the file's header: a store of ours, first file format."""

_HEX_KEY = re.compile(r"[0-9a-f]{64}")

_SETTINGS: tuple[tuple[str, str | int, str | int | None], ...] = (
    # name, value, the reply that must stand when it is asked for (None: this system may not know it)
    ("foreign_keys", "ON", 1),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("cache_size", -16000, -16000),
    ("busy_timeout", 5000, 5000),
    ("trusted_schema", "OFF", 0),
    ("recursive_triggers", "ON", 1),
    ("cell_size_check", "ON", 1),
    ("fullfsync", "ON", None),
    ("checkpoint_fullfsync", "ON", None),
    ("wal_autocheckpoint", 1000, 1000),
)
"""The order counts; the reasons and the measurements stand in the decision on the store."""


class Role(StrEnum):
    """What a connection is for, which is also how the name of its thread begins."""

    WRITES = "store-write"
    READS = "store-read"


def key_pragma(key_hex: str) -> str:
    """The first statement on every connection: a raw 256-bit key, or nothing at all."""
    if not _HEX_KEY.fullmatch(key_hex):
        raise KeyIsNotAKey(len(key_hex))
    return f"PRAGMA key=\"x'{key_hex}'\""


def connect(path: Path, key: bytes, role: Role) -> Any:
    """An open, keyed and checked driver connection; the file must be there."""
    unlock = key_pragma(key.hex())
    connection = driver.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(unlock)
        _demand(connection, "cipher_version", None)
        for name, value, reply in _SETTINGS:
            connection.execute(f"PRAGMA {name}={value}").fetchall()
            if reply is not None:
                _demand(connection, name, reply)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if role is Role.READS:
            connection.create_function("answers_hold", 2, answers_hold)
            connection.execute("PRAGMA query_only=ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _demand(connection: Any, name: str, reply: str | int | None) -> None:
    """A setting that did not take would lose or leak notes in silence."""
    row = connection.execute(f"PRAGMA {name}").fetchone()
    if row is None or (reply is not None and row[0] != reply):
        raise RuntimeError(f"the store's driver did not take {name}")


def make_engine(path: Path, key: bytes, role: Role) -> Engine:
    """An engine of one connection. Statements and their values never appear in its errors."""
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: connect(path, key, role),
        module=driver,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=0,
        hide_parameters=True,
    )
    begin = "BEGIN IMMEDIATE" if role is Role.WRITES else "BEGIN"

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # The driver begins nothing by itself. A writer asks for the lock at once: a late one is refused at once.
        connection.exec_driver_sql(begin)

    @event.listens_for(engine, "before_cursor_execute")
    def _only_here(*_: object) -> None:
        demand_thread(role)

    @event.listens_for(engine, "checkin")
    def _nothing_left(connection: Any, _: object) -> None:
        # A commit that the database refuses leaves the transaction running, and the pool believes it over.
        if connection is not None and connection.in_transaction:
            connection.rollback()

    listen_for_troubles(engine)
    return engine


def demand_thread(role: Role) -> None:
    """Raises SqlOnWrongThread."""
    name = threading.current_thread().name
    if not name.startswith(role):
        raise SqlOnWrongThread(name, role.value)


@contextmanager
def outside_transactions(engine: Engine, role: Role) -> Iterator[Any]:
    """The engine's one driver connection, for statements that no transaction may surround."""
    demand_thread(role)
    with engine.connect() as connection, troubles_told():
        yield connection.connection.driver_connection
