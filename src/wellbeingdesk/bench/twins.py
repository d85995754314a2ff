"""One store twice: as the program keeps it, and as plain SQLite with the same schema, indexes and rows."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from wellbeingdesk.bench.bulk import Pattern, fill, outside_id
from wellbeingdesk.bench.made_up import MadeUpDesk, make_desk
from wellbeingdesk.bench.measures import Settings
from wellbeingdesk.bench.store import PRAGMAS
from wellbeingdesk.store.engine import APPLICATION_ID
from wellbeingdesk.store.words import answers_hold
from wellbeingdesk.usecases.rows import SealedRow

FIRST_CLIENT = 1000
"""The first inside number that the bulk uses; the pattern's client stands below."""
CLIENT, NUMBER = outside_id("client", 0), FIRST_CLIENT


@dataclass(frozen=True, slots=True, repr=False)
class Twins:
    """Both are closed; `pattern` is where the audit stood before the bulk."""

    made: MadeUpDesk
    plain: Path
    pattern: Pattern
    sealed: SealedRow
    notes: int

    @property
    def store(self) -> Path:
        """The encrypted one."""
        return self.made.store


def make_twins(folder: Path, notes: int) -> Twins:
    """Plain SQLite is filled, and copied into the cipher page by page: so both hold the same rows in the same order."""
    data = folder / "data"
    data.mkdir()
    made, desk = make_desk(data, Settings(clients=1, runs=0))
    try:
        entry = desk.threads.reader.submit(lambda: desk.ports.views.timeline(made.client_id, 0, 50)).result()
        newest = next(one.id for one in entry if one.signed and one.kind == "note")
        sealed = desk.threads.reader.submit(lambda: desk.ports.views.record(newest)).result()
        actor = desk.ports.session.practitioner.id
    finally:
        desk.close()
    plain = folder / "plain.db"
    _copy(made.store, made.keys.store, plain, None)
    connection = plain_connection(plain)
    try:
        pattern = _pattern(connection, made.keys.audit, actor, sealed.record.draft.record_id, sealed.record.document)
        for setting in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-256000"):  # nothing here need survive
            connection.execute(f"PRAGMA {setting}").fetchall()
        fill(connection, pattern, notes, FIRST_CLIENT)
        connection.execute("PRAGMA journal_mode=WAL").fetchall()
        connection.execute("ANALYZE")
    finally:
        connection.close()
    _remove(made.store)
    _copy(plain, None, made.store, made.keys.store)
    return Twins(made, plain, pattern, sealed, notes)


def plain_connection(path: Path) -> sqlite3.Connection:
    """The standard library's own, set as the store is; older versions of it let no trigger touch the search index where
    the schema is not trusted.
    """
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for name, value in PRAGMAS:
        connection.execute(f"PRAGMA {name}={value}").fetchall()
    connection.execute("PRAGMA trusted_schema=ON")
    connection.create_function("answers_hold", 2, answers_hold)
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return connection


def _pattern(connection: Any, audit_key: bytes, actor: str, record_id: str, document: bytes) -> Pattern:
    rows = connection.execute("SELECT * FROM sealed_record WHERE id = ?", (record_id,))
    line = dict(zip([column[0] for column in rows.description], rows.fetchone(), strict=True))
    seq, last = connection.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    return Pattern(document, line, audit_key, actor, datetime(2026, 11, 20, 17, tzinfo=UTC), seq, last)


def _copy(source: Path, key: bytes | None, target: Path, target_key: bytes | None) -> None:
    """Everything, with indexes, triggers and the search index; SQLCipher's own way between keyed and plain."""
    connection = driver.connect(str(source), isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        if key is not None:
            connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        connection.execute("PRAGMA temp_store=MEMORY")
        unlock = "" if target_key is None else f"x'{target_key.hex()}'"
        connection.execute("ATTACH DATABASE ? AS twin KEY ?", (str(target), unlock))
        connection.execute("SELECT sqlcipher_export('twin')").fetchall()
        connection.execute(f"PRAGMA twin.application_id={APPLICATION_ID}")
        connection.execute("DETACH DATABASE twin")
    finally:
        connection.close()


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
