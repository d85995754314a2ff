"""Connections to the encrypted file: keyed, set and checked before anybody may use them, each on its own thread."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from wellbeingdesk.domain.worldly import StoreDamaged
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
    LONG = "store-long"
    """Backup and check, which take seconds: on a thread of their own, or on the one that reads."""


class StoreConnection(driver.Connection):  # type: ignore[misc]  # the driver publishes no types
    """A driver connection that notices zeros in what it reads."""

    suspect = False

    def text(self, raw: bytes) -> str:
        """Text as it is kept; half a letter before the zeros is no reason to fail otherwise than by `demand_sound`."""
        if b"\0" not in raw:
            return raw.decode()
        self.suspect = True
        return raw.decode(errors="replace")

    def answers_hold(self, answers: str, terms: str) -> bool:
        """For the search; what is raised in here would reach people as a fault of the program."""
        try:
            return answers_hold(answers, terms)
        except StoreDamaged:
            self.suspect = True
            return False


def key_pragma(key_hex: str) -> str:
    """The first statement on every connection: a raw 256-bit key, or nothing at all."""
    if not _HEX_KEY.fullmatch(key_hex):
        raise KeyIsNotAKey(len(key_hex))
    return f"PRAGMA key=\"x'{key_hex}'\""


def connect(path: Path, key: bytes, role: Role) -> Any:
    """An open, keyed and checked driver connection; the file must be there."""
    unlock = key_pragma(key.hex())
    connection = driver.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        factory=StoreConnection,
    )
    connection.text_factory = connection.text
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(unlock)
        _demand(connection, "cipher_version", None)
        for name, value, reply in _SETTINGS:
            connection.execute(f"PRAGMA {name}={value}").fetchall()
            if reply is not None:
                _demand(connection, name, reply)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if role is not Role.WRITES:
            connection.create_function("answers_hold", 2, connection.answers_hold)
            connection.execute("PRAGMA query_only=ON")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_copy(path: Path, key: bytes, *, readable: bool = True) -> Any:
    """A driver connection to a store that nobody else has open, as in a backup; not a byte of it is changed.

    With `readable` off it is given even where nothing in it can be read, to ask the cipher about its pages.
    """
    unlock = key_pragma(key.hex())
    connection = driver.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(unlock)
        _demand(connection, "cipher_version", None)
        for setting in ("temp_store=MEMORY", "trusted_schema=OFF", "cell_size_check=ON", "query_only=ON"):
            connection.execute(f"PRAGMA {setting}").fetchall()
        if readable:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
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

    listen_for_troubles(engine, path.parent)
    return engine


def demand_thread(role: Role) -> None:
    """Raises SqlOnWrongThread."""
    name = threading.current_thread().name
    allowed = (role, Role.READS) if role is Role.LONG else (role,)
    if not name.startswith(allowed):
        raise SqlOnWrongThread(name, role.value)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that only reads. Raises StoreDamaged also where what was read is not what was written."""
    with engine.connect() as connection, connection.begin():
        try:
            yield connection
        except Exception:
            demand_sound(connection)
            raise
        demand_sound(connection)


def demand_sound(connection: Connection, *, suspect: bool = False) -> None:
    """Raises StoreDamaged where a text that was read held the zeros of a damaged page, or something else is suspect.

    SQLCipher gives the end of a long value as zeros when its last page does not check out, and goes on answering from
    memory; only a page that it has to fetch makes it fail. A text may hold zeros by right, so it is asked for one.
    """
    if connection.invalidated:
        return
    kept: Any = connection.connection.driver_connection
    if not (suspect or kept.suspect):
        return
    kept.suspect = False
    try:
        with troubles_told():
            kept.execute("PRAGMA shrink_memory")
            kept.execute("SELECT no FROM meta").fetchone()
    except StoreDamaged:
        connection.invalidate()
        raise


@contextmanager
def outside_transactions(engine: Engine, role: Role) -> Iterator[Any]:
    """The engine's one driver connection, for statements that no transaction may surround."""
    demand_thread(role)
    with engine.connect() as connection:
        try:
            with troubles_told():
                yield connection.connection.driver_connection
        except StoreDamaged:
            # After a page that does not check out the connection answers everything else wrongly.
            connection.invalidate()
            raise


@contextmanager
def allowed_to_write(driver_connection: Any) -> Iterator[None]:
    """For statements that SQLite counts as writing although the store's rows stay as they are."""
    driver_connection.execute("PRAGMA query_only=OFF")
    try:
        yield
    finally:
        with suppress(driver.Error, MemoryError):  # after damage the connection is thrown away anyhow
            driver_connection.execute("PRAGMA query_only=ON")
