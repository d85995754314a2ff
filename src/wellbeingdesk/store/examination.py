"""Looks through a whole store: every page, the structure, the index, every signed record and file, the audit."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, text

from wellbeingdesk.domain.store_check import (
    CheckProgress,
    Examination,
    Fault,
    FaultFound,
    Part,
    StillReadable,
)
from wellbeingdesk.domain.worldly import StoreDamaged
from wellbeingdesk.store import audit
from wellbeingdesk.store.engine import Role, allowed_to_write, connect_to_copy, make_engine, outside_transactions
from wellbeingdesk.store.examination_rows import FileCheck, RecordCheck, readable_rows
from wellbeingdesk.usecases.ways import DeskKeys

Progress = Callable[[CheckProgress], None]
_PAGE_NUMBER = re.compile(r"\bpage (\d+)")
_COMPARED_AT_ONCE = 5000
"""Comparing the index word by word holds up whoever writes: 40 microseconds a note, so at most 0.2 seconds."""


def examine_store(path: Path, keys: DeskKeys, progress: Progress | None = None) -> Examination:
    """On a connection of its own, on the long thread or the reading one; a desk may be open meanwhile.

    Never raises because of damage: that is what it is for. Raises DiskFull, CannotWrite.
    """
    return _Examiner(path, keys, progress or _nobody).run()


def missing_records(connection: Connection) -> tuple[str, ...]:
    """Ids of records that the audit tells of and that are not here, or are others: an older page was put back."""
    told = audit.signed_digests(connection)
    lines = connection.execute(text("SELECT id, statement_sha256, row FROM sealed_record")).all()
    here: dict[str, str] = {line.id: line.statement_sha256 for line in lines}
    documents = set(connection.execute(text("SELECT row FROM sealed_document")).scalars())
    wrong = {record_id for record_id, digest in told.items() if here.get(record_id) != digest}
    return tuple(sorted(wrong | {line.id for line in lines if line.row not in documents}))


def _nobody(_: CheckProgress) -> None:
    """Nobody is listening."""


class _Examiner:
    """One look through one store; collects what it finds."""

    def __init__(self, path: Path, keys: DeskKeys, progress: Progress) -> None:
        self._path = path
        self._keys = keys
        self._tell = progress
        self._faults: list[FaultFound] = []
        self._readable: list[StillReadable] = []
        self._lines = 0

    def run(self) -> Examination:
        engine = make_engine(self._path, self._keys.store, Role.LONG)
        try:
            self._look(engine)
        finally:
            engine.dispose()
        return Examination(tuple(self._faults), tuple(self._readable), self._lines)

    def _look(self, engine: Engine) -> None:
        try:
            with engine.connect() as connection, connection.begin():
                connection.exec_driver_sql("SELECT desk_id FROM meta").all()
        except StoreDamaged:
            if not self._opens(engine):
                self._found(Fault.CANNOT_BE_OPENED, pages=_pages_of_closed(self._path, self._keys.store))
                return
        self._begin(Part.PAGES)
        self._pages(engine)
        self._begin(Part.STRUCTURE)
        self._structure(engine)
        self._begin(Part.SEARCH)
        self._search(engine)
        self._records(engine)
        self._files(engine)
        self._begin(Part.ROWS)
        self._readable += readable_rows(engine, singly=bool(self._faults))
        if any(one.unreadable or not one.complete for one in self._readable[2:]):
            self._found(Fault.ROWS_UNREADABLE)
        self._audit(engine)

    def _opens(self, engine: Engine) -> bool:
        """Something beside the first rows can still be read."""
        try:
            with engine.connect() as connection, connection.begin():
                return connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() is not None
        except StoreDamaged:
            return False

    def _found(self, fault: Fault, ids: tuple[str, ...] = (), pages: tuple[int, ...] = (), at: int = 0) -> None:
        self._faults.append(FaultFound(fault, ids, pages, at))

    def _begin(self, part: Part) -> None:
        self._tell(CheckProgress(part, 0, 0))

    @contextmanager
    def _or(self, fault: Fault) -> Iterator[None]:
        try:
            yield
        except StoreDamaged:
            self._found(fault)

    def _pages(self, engine: Engine) -> None:
        """Twice where something shows: a page that was being written just then is whole the second time."""
        with self._or(Fault.PAGE_DAMAGED):
            damaged = _damaged_pages(engine)
            if damaged is not None:
                damaged = _damaged_pages(engine)
            if damaged is not None:
                self._found(Fault.PAGE_DAMAGED, pages=damaged)

    def _structure(self, engine: Engine) -> None:
        said = ["ok"]
        with self._or(Fault.STRUCTURE_DAMAGED), outside_transactions(engine, Role.LONG) as connection:
            said = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(100)").fetchall()]
        if said == ["ok"]:
            return
        # The check went on behind a bad page; its connection would fail at everything else.
        engine.dispose()
        of_index = [line for line in said if "search" in line or "fts5" in line]
        if of_index:
            self._found(Fault.SEARCH_INDEX_WRONG)
        if len(of_index) < len(said):
            self._found(Fault.STRUCTURE_DAMAGED)

    def _search(self, engine: Engine) -> None:
        if any(found.fault is Fault.SEARCH_INDEX_WRONG for found in self._faults):
            return
        with self._or(Fault.SEARCH_INDEX_WRONG), engine.connect() as connection:
            with connection.begin():
                wrong = _unevenly_indexed(connection)
                count = connection.exec_driver_sql("SELECT count(*) FROM sealed_document").scalar() or 0
            if not wrong and count <= _COMPARED_AT_ONCE:
                _compare_index(connection)
            if wrong:
                self._found(Fault.SEARCH_INDEX_WRONG)

    def _records(self, engine: Engine) -> None:
        check = RecordCheck(engine, lambda done, total: self._tell(CheckProgress(Part.RECORDS, done, total)))
        check.run()
        for fault, ids in (
            (Fault.RECORD_UNREADABLE, check.unreadable),
            (Fault.RECORD_CHANGED, check.changed),
            (Fault.RECORD_GONE, check.gone),
        ):
            if ids:
                self._found(fault, ids=tuple(ids))
        self._readable.append(
            StillReadable("sealed_record", check.readable, tuple(check.unreadable), complete=check.complete)
        )

    def _files(self, engine: Engine) -> None:
        check = FileCheck(engine, lambda done, total: self._tell(CheckProgress(Part.FILES, done, total)))
        check.run()
        for fault, ids in ((Fault.FILE_UNREADABLE, check.unreadable), (Fault.FILE_CHANGED, check.changed)):
            if ids:
                self._found(fault, ids=tuple(ids))
        self._readable.append(
            StillReadable("record_file", check.readable, tuple(check.unreadable), complete=check.complete)
        )

    def _audit(self, engine: Engine) -> None:
        self._begin(Part.AUDIT)
        try:
            with engine.connect() as connection, connection.begin():
                total = connection.exec_driver_sql("SELECT coalesce(max(seq), 0) FROM audit").scalar() or 0
                walked = audit.walk(
                    connection,
                    self._keys.audit,
                    pulse=lambda done: self._tell(CheckProgress(Part.AUDIT, done, int(total))),
                )
        except StoreDamaged:
            self._found(Fault.AUDIT_BROKEN)
            return
        self._lines = walked.lines
        if walked.broken_at:
            self._found(Fault.AUDIT_BROKEN, at=walked.broken_at)


def _damaged_pages(engine: Engine) -> tuple[int, ...] | None:
    """None where every page of the file bears its seal. The cipher's check reads the file and not the log beside it,
    so the log is written back first; while this reads, nobody can write the file.
    """
    with outside_transactions(engine, Role.LONG) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute("BEGIN")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            said: list[Any] = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        finally:
            connection.execute("ROLLBACK")
    return _numbers(said) if said else None


def _pages_of_closed(path: Path, key: bytes) -> tuple[int, ...]:
    """The same where not even the list of tables can be read; all pages, where it is the key that does not fit."""
    with suppress(driver.Error, MemoryError):
        connection = connect_to_copy(path, key, readable=False)
        try:
            return _numbers(connection.execute("PRAGMA cipher_integrity_check").fetchall())
        finally:
            connection.close()
    return ()


def _numbers(said: list[Any]) -> tuple[int, ...]:
    return tuple(sorted({int(found[1]) for row in said if (found := _PAGE_NUMBER.search(str(row[0])))}))


def _unevenly_indexed(connection: Connection) -> bool:
    """Whether the index knows other texts than those that are there."""
    indexed, kept = "SELECT id FROM search_docsize", "SELECT row FROM sealed_document"
    differences = (f"{indexed} EXCEPT {kept} LIMIT 1", f"{kept} EXCEPT {indexed} LIMIT 1")
    return any(connection.exec_driver_sql(difference).first() is not None for difference in differences)


def _compare_index(connection: Connection) -> None:
    with allowed_to_write(connection.connection.driver_connection), connection.begin():
        connection.exec_driver_sql("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
