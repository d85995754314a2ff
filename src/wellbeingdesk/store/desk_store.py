"""A desk's encrypted store: made whole or not at all, opened only if it reads right, closed without a trace."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from sqlalchemy import Engine

from wellbeingdesk.domain.policy import ServiceSetup
from wellbeingdesk.domain.practitioner import Practitioner
from wellbeingdesk.domain.worldly import CannotWrite, DiskFull, StoreDamaged, StoreMissing
from wellbeingdesk.store import audit, desk, migrating
from wellbeingdesk.store.audit import AuditHead, AuditWalk
from wellbeingdesk.store.bugs import StoreIsClosed
from wellbeingdesk.store.desk import DeskFacts
from wellbeingdesk.store.engine import APPLICATION_ID, Role, demand_thread, make_engine, outside_transactions
from wellbeingdesk.store.transaction import Transaction
from wellbeingdesk.store.unit_of_work import StoredUnitOfWork
from wellbeingdesk.store.views import StoredViews
from wellbeingdesk.usecases.ports import Clock, DeskKeys, Identity
from wellbeingdesk.usecases.rows import AuditEntry, UnitOfWork, Views

FILE_NAME = "store.db"
_UNFINISHED = "store.db.new"
_BESIDE = ("", "-wal", "-shm", "-journal")


class DeskStore:
    """Made, opened and closed on a thread named `store-write…`; views are read on one named `store-read…`."""

    def __init__(self, folder: Path, keys: DeskKeys, clock: Clock) -> None:
        self._keys = keys
        self._clock = clock
        path = folder / FILE_NAME
        self._writer = make_engine(path, keys.store, Role.WRITES)
        self._reader = make_engine(path, keys.store, Role.READS)
        self._closed = False
        try:
            self._facts = _read_right(self._writer)
        except BaseException:
            self._writer.dispose()
            raise

    @classmethod
    def create(
        cls,
        folder: Path,
        keys: DeskKeys,
        clock: Clock,
        practitioner: Practitioner,
        setup: ServiceSetup,
        identity: Identity,
        desk_id: str,
        made_up: bool,
    ) -> Self:
        """A new store in this folder, which must hold none. Raises DiskFull, CannotWrite; then nothing is left."""
        if (folder / FILE_NAME).exists():
            raise FileExistsError(FILE_NAME)
        with _whole_or_nothing(folder) as unfinished:
            _fill(unfinished, keys, clock, practitioner, setup, DeskFacts(desk_id, made_up, identity))
        return cls(folder, keys, clock)

    @classmethod
    def open(cls, folder: Path, keys: DeskKeys, clock: Clock) -> Self:
        """Raises StoreMissing, StoreDamaged, StoreFromNewerVersion, DiskFull, CannotWrite."""
        path = folder / FILE_NAME
        if not path.exists():
            raise StoreMissing
        if path.stat().st_size == 0:
            # SQLite would take it for a fresh store and let people write into nothing.
            raise StoreDamaged(part="empty")
        return cls(folder, keys, clock)

    @property
    def desk_id(self) -> str:
        """The desk's random id."""
        return self._facts.desk_id

    @property
    def made_up(self) -> bool:
        """Whether its clients are made up, to try the program out."""
        return self._facts.made_up

    def identity(self) -> Identity:
        """The practitioner's signing identity, read when the desk was opened."""
        return self._facts.identity

    def uow(self) -> UnitOfWork:
        """A new unit of work."""
        self._demand_open()
        actor = self._facts.identity.practitioner.id
        return StoredUnitOfWork(self._writer, self._keys.audit, self._clock, actor)

    def views(self) -> Views:
        """What is only read."""
        self._demand_open()
        return StoredViews(self._reader, self._clock)

    def audit_head(self) -> AuditHead:
        """The audit's last line, for an anchor outside; on the writing thread."""
        self._demand_open()
        with self._writer.connect() as connection, connection.begin():
            return audit.head(connection)

    def verify_audit(self, after: AuditHead | None = None) -> AuditWalk:
        """Walk the audit's chain, from its beginning or from a head that was verified before; on the reading thread."""
        self._demand_open()
        with self._reader.connect() as connection, connection.begin():
            return audit.walk(connection, self._keys.audit, after)

    def examine(self) -> None:
        """Read every page and the search index, on the writing thread; takes seconds. Raises StoreDamaged."""
        self._demand_open()
        with outside_transactions(self._writer, Role.WRITES) as driver:
            # The cipher's check reads the file and not the log beside it.
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            if driver.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
                raise StoreDamaged(part="page")
            if driver.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise StoreDamaged(part="structure")
            driver.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")

    def close(self) -> None:
        """Nothing is left beside the file and no descriptor is open on it; twice is once."""
        if self._closed:
            return
        demand_thread(Role.WRITES)
        self._closed = True
        self._reader.dispose()
        try:
            _tidy(self._writer)
        finally:
            self._writer.dispose()

    def _demand_open(self) -> None:
        if self._closed:
            raise StoreIsClosed


def _read_right(writer: Engine) -> DeskFacts:
    """A key that fits is not enough: it must be a store of ours with its first rows."""
    with writer.connect() as connection, connection.begin():
        if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
            raise StoreDamaged(part="kind")
    migrating.bring_up_to_date(writer)
    with writer.connect() as connection, connection.begin():
        return desk.find_facts(connection)


def _fill(
    path: Path,
    keys: DeskKeys,
    clock: Clock,
    practitioner: Practitioner,
    setup: ServiceSetup,
    facts: DeskFacts,
) -> None:
    engine = make_engine(path, keys.store, Role.WRITES)
    try:
        with engine.connect() as connection, connection.begin():
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            migrating.upgrade(connection)
            now, transaction = clock.now(), Transaction(connection)
            desk.write_first_rows(transaction, now, practitioner, setup, facts)
            made = AuditEntry("desk-created", "desk", facts.desk_id)
            audit.append(transaction, keys.audit, now, practitioner.id, made)
        _tidy(engine)
    finally:
        engine.dispose()


def _tidy(engine: Engine) -> None:
    """A full disk here loses nothing: what was committed stands in the log and is read from there."""
    for statement in ("PRAGMA optimize", "PRAGMA wal_checkpoint(TRUNCATE)"):
        with suppress(DiskFull, CannotWrite), outside_transactions(engine, Role.WRITES) as driver:
            driver.execute(statement).fetchall()


@contextmanager
def _whole_or_nothing(folder: Path) -> Iterator[Path]:
    """A file beside the store's place, which takes that place once it is complete."""
    unfinished = folder / _UNFINISHED
    try:
        _remove(unfinished)
        _make_private_file(unfinished)
        yield unfinished
        unfinished.replace(folder / FILE_NAME)
        _sync_folder(folder)
    except BaseException as error:
        with suppress(OSError):
            _remove(unfinished)
        if isinstance(error, OSError):
            full = error.errno in {errno.ENOSPC, errno.EDQUOT}
            raise (DiskFull() if full else CannotWrite(reason="not-allowed")) from error
        raise


def _make_private_file(path: Path) -> None:
    """SQLite gives the files beside it the same rights."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _remove(path: Path) -> None:
    for suffix in _BESIDE:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            with suppress(OSError):  # some file systems keep no order of their own to flush
                os.fsync(handle)
        finally:
            os.close(handle)
