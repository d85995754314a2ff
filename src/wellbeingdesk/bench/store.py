"""The store against bare SQLCipher: opening it, a client's page, a search, one signed note."""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from wellbeingdesk.app.desk import OpenDesk, unlock_desk
from wellbeingdesk.bench.answers import RARE, made_up_note
from wellbeingdesk.bench.made_up import NOTES_OF_ONE, PASSPHRASE, MadeUpDesk, begin_note, on_store
from wellbeingdesk.bench.measures import Measure, Settings, side_by_side, timed
from wellbeingdesk.usecases import notes
from wellbeingdesk.usecases.rows import Views

PRAGMAS: tuple[tuple[str, str | int], ...] = (
    ("foreign_keys", "ON"),
    ("journal_mode", "WAL"),
    ("synchronous", "FULL"),
    ("secure_delete", "ON"),
    ("temp_store", "MEMORY"),
    ("cache_size", -16000),
    ("busy_timeout", 5000),
    ("trusted_schema", "OFF"),
    ("recursive_triggers", "ON"),
    ("cell_size_check", "ON"),
    ("fullfsync", "ON"),
    ("checkpoint_fullfsync", "ON"),
    ("wal_autocheckpoint", 1000),
)
"""The store's own settings, so that both sides do the same work; a test compares them."""

_MOST_HITS = 20
_FOUND = (
    "SELECT rowid, snippet(search, 0, '', '', '…', 40) FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?"
)


def bare(path: Path, key: bytes, *, make: bool = False) -> Any:
    """A connection of the driver alone."""
    connection = driver.connect(f"{path.as_uri()}?mode={'rwc' if make else 'rw'}", uri=True, isolation_level=None)
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    for name, value in PRAGMAS:
        connection.execute(f"PRAGMA {name}={value}").fetchall()
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return connection


def measure_unlock(made: MadeUpDesk, settings: Settings) -> Measure:
    """The desk must be closed."""

    def ours() -> float:
        opened: list[OpenDesk] = []
        taken = timed(lambda: opened.append(unlock_desk(made.quick_house, made.desk_id, PASSPHRASE)))
        opened[0].close()
        return taken

    def alone() -> float:
        opened: list[Any] = []
        taken = timed(lambda: opened.append(bare(made.store, made.keys.store)))
        opened[0].close()
        return taken

    return side_by_side("unlock", ours, alone, settings.runs)


def measure_client(made: MadeUpDesk, desk: OpenDesk, settings: Settings) -> Measure:
    """A client's file and its fifty newest notes."""
    views, reader = desk.ports.views, desk.threads.reader
    connection = bare(made.store, made.keys.store)
    (number,) = connection.execute("SELECT no FROM client WHERE id = ?", (made.client_id,)).fetchone()

    def open_page() -> None:
        views.client_file(made.client_id)
        if len(views.timeline(made.client_id, 0, NOTES_OF_ONE)) != NOTES_OF_ONE:
            raise AssertionError("not every note came back")

    def read_rows() -> None:
        connection.execute("SELECT * FROM client WHERE no = ?", (number,)).fetchall()
        newest = "SELECT * FROM sealed_record WHERE client_no = ? ORDER BY row DESC LIMIT ?"
        connection.execute(newest, (number, NOTES_OF_ONE)).fetchall()

    try:
        return side_by_side(
            "client", lambda: timed(lambda: reader.submit(open_page).result()), lambda: timed(read_rows), settings.runs
        )
    finally:
        connection.close()


def measure_search(made: MadeUpDesk, desk: OpenDesk, settings: Settings) -> Measure:
    """The twenty newest places where a word stands."""
    views, reader = desk.ports.views, desk.threads.reader
    connection = bare(made.store, made.keys.store)

    def search() -> None:
        if not views.search(RARE, "", 0, _MOST_HITS):
            raise AssertionError("nothing was found")

    try:
        return side_by_side(
            "search",
            lambda: timed(lambda: reader.submit(search).result()),
            lambda: timed(lambda: connection.execute(_FOUND, (f'"{RARE}"*', _MOST_HITS)).fetchall()),
            settings.runs,
        )
    finally:
        connection.close()


def measure_note(made: MadeUpDesk, desk: OpenDesk, settings: Settings) -> Measure:
    """A note signed, sealed, indexed, audited and on the disk, against its bytes in a file of one table."""
    connection = bare(made.store.with_name("bare.db"), made.keys.store, make=True)
    connection.execute("CREATE TABLE note (no INTEGER PRIMARY KEY, document BLOB, words TEXT) STRICT")
    document = desk.threads.reader.submit(lambda: _some_document(desk.ports.views, made.client_id)).result()
    words = made_up_note(7)

    def ours() -> float:
        draft = on_store(desk, lambda ports: begin_note(ports, made.client_id, 7))
        return timed(
            lambda: on_store(desk, lambda ports: notes.sign_note(ports, draft_id=draft.id, version=draft.version))
        )

    def insert() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO note (document, words) VALUES (?, ?)", (document, words))
        connection.execute("COMMIT")

    try:
        return side_by_side("note", ours, lambda: timed(insert), settings.runs)
    finally:
        connection.close()


def _some_document(views: Views, client_id: str) -> bytes:
    """The newest signed note as it is kept."""
    newest = next(one for one in views.timeline(client_id, 0, NOTES_OF_ONE) if one.signed and one.kind == "note")
    return views.record(newest.id).record.document
