"""A desk's encrypted store: made whole or not at all, opened only if it reads right, closed without a trace."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

from wellbeingdesk.domain.anchor import AuditHead, Standing
from wellbeingdesk.domain.disposal import DisposalOrder
from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.policy import ServiceSetup
from wellbeingdesk.domain.practitioner import Practitioner
from wellbeingdesk.domain.store_check import Examination, RecordTold
from wellbeingdesk.domain.worldly import StoreDamaged, StoreMissing
from wellbeingdesk.store import audit, backup, desk, disposal, migrating
from wellbeingdesk.store.audit import AuditWalk
from wellbeingdesk.store.backing_up import BEFORE_MIGRATION, BacksUp
from wellbeingdesk.store.bugs import StoreIsClosed
from wellbeingdesk.store.cleaning import clean, tidy
from wellbeingdesk.store.desk import DeskFacts
from wellbeingdesk.store.disposal_register import Register
from wellbeingdesk.store.engine import APPLICATION_ID, Role, demand_thread, make_engine, outside_transactions, reading
from wellbeingdesk.store.examination import Progress, examine_store, missing_records
from wellbeingdesk.store.lost import records_told
from wellbeingdesk.store.making import fill, whole_or_nothing
from wellbeingdesk.store.outside import Outside
from wellbeingdesk.store.restore import replay
from wellbeingdesk.store.unit_of_work import StoredUnitOfWork
from wellbeingdesk.store.views import StoredViews
from wellbeingdesk.usecases.ports import Anchor, Clock, Identity
from wellbeingdesk.usecases.rows import UnitOfWork, Views
from wellbeingdesk.usecases.ways import DeskKeys

FILE_NAME = "store.db"


class DeskStore(BacksUp):
    """Made, opened and closed on a thread named `store-write…`; views are read on one named `store-read…`."""

    def __init__(
        self,
        folder: Path,
        keys: DeskKeys,
        clock: Clock,
        anchor: Anchor | None = None,
        key_files: Mapping[str, bytes] | None = None,
    ) -> None:
        """`key_files` by name go into the copy that is kept of a store before it is migrated."""
        self._folder = folder
        self._keys = keys
        self._clock = clock
        self._path = folder / FILE_NAME
        for name in backup.HALF_MADE:
            backup.remove(folder / name)
        self._writer = make_engine(self._path, keys.store, Role.WRITES)
        self._reader = make_engine(self._path, keys.store, Role.READS)
        self._closed = False
        try:
            self._migrated = self._read_right(key_files or {})
            with reading(self._writer) as connection:
                self._facts = desk.find_facts(connection)
                self._outside = Outside(anchor, Register(folder, keys.anchor, self.desk_id), clock)
                self._outside.look(connection, self.desk_id)
        except BaseException:
            self._writer.dispose()
            raise
        if not self._migrated:
            _forget_copies_before_migration(folder)

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
        anchor: Anchor | None = None,
    ) -> Self:
        """A new store in this folder, which must hold none. Raises DiskFull, CannotWrite; then nothing is left."""
        if (folder / FILE_NAME).exists():
            raise FileExistsError(FILE_NAME)
        with whole_or_nothing(folder, FILE_NAME) as unfinished:
            head = fill(unfinished, keys, clock, practitioner, setup, DeskFacts(desk_id, made_up, identity), anchor)
            if anchor is not None:
                anchor.write(head)
        return cls(folder, keys, clock, anchor)

    @classmethod
    def open(
        cls,
        folder: Path,
        keys: DeskKeys,
        clock: Clock,
        anchor: Anchor | None = None,
        key_files: Mapping[str, bytes] | None = None,
    ) -> Self:
        """Raises StoreMissing, StoreDamaged, StoreFromNewerVersion, DiskFull, CannotWrite."""
        path = folder / FILE_NAME
        if not path.exists():
            raise StoreMissing
        if path.stat().st_size == 0:
            # SQLite would take it for a fresh store and let people write into nothing.
            raise StoreDamaged(part="empty")
        return cls(folder, keys, clock, anchor, key_files)

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self._folder

    @property
    def size(self) -> int:
        """Bytes on the disk, the log beside the file among them; never opened for that."""
        paths = (self._path, self._path.with_name(f"{FILE_NAME}-wal"))
        return sum(path.stat().st_size for path in paths if path.exists())

    @property
    def desk_id(self) -> str:
        """The desk's random id."""
        return self._facts.desk_id

    @property
    def made_up(self) -> bool:
        """Whether its clients are made up, to try the program out."""
        return self._facts.made_up

    @property
    def instance(self) -> int:
        """Which copy of this desk it is: 1, and one more with each restore."""
        return self._facts.instance

    @property
    def migrated(self) -> bool:
        """Whether it was brought up to date when it was opened; a copy from before is kept until the next opening."""
        return self._migrated

    @property
    def standing(self) -> Standing | None:
        """Whether this is the store that was closed last; None where no anchor is kept."""
        return self._outside.standing

    @property
    def came_back(self) -> tuple[DisposalOrder, ...]:
        """Orders that the register beside the store knows and the store does not: disposed clients are back in it."""
        return self._outside.came_back

    @property
    def register_damaged(self) -> bool:
        """Whether the register of disposals beside the store could not be read; it was written anew from the store."""
        return self._outside.register_damaged

    @property
    def cleaning_due(self) -> bool:
        """Whether a disposal was not followed by `finish_disposals`, as after a crash."""
        return self._outside.cleaning_due

    def identity(self) -> Identity:
        """The practitioner's signing identity, read when the desk was opened."""
        return self._facts.identity

    def uow(self) -> UnitOfWork:
        """A new unit of work."""
        return self.writing()

    def writing(self) -> StoredUnitOfWork:
        """The same with what only the store's own jobs ask for (disposal)."""
        self._demand_open()
        actor = self._facts.identity.practitioner.id
        return StoredUnitOfWork(self._writer, self._keys.audit, self._clock, actor, self._outside.keeper.told)

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
        with reading(self._reader) as connection:
            return audit.walk(connection, self._keys.audit, after)

    def anchor_now(self) -> bool:
        """Remember the audit's head outside, on the writing thread; False where that failed or is held back."""
        return self._outside.keeper.keep(self.audit_head())

    def anchor_if_behind(self) -> bool:
        """As `anchor_now`, and nothing at all where no line was written since; on the writing thread."""
        return not self._outside.keeper.behind or self.anchor_now()

    def accept_standing(self) -> None:
        """A person was told and goes on with this store: audited, and the anchor follows it from here."""
        entry = self._outside.acceptance(self.desk_id)
        if entry is None:
            return
        with self.writing() as uow:
            uow.audit(entry)
            uow.commit()
        self._outside.accept()
        self.anchor_now()

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

    def examine_all(self, progress: Progress | None = None) -> Examination:
        """Everything that can be wrong and what can still be read, on the long thread or the reading one."""
        self._demand_open()
        demand_thread(Role.LONG)
        return examine_store(self._path, self._keys, progress)

    def deep_check(self) -> tuple[str, ...]:
        """Ids of records that the audit tells of and that are gone or are others; on the reading thread."""
        self._demand_open()
        with reading(self._reader) as connection:
            return missing_records(connection)

    def records_told(self, ids: Iterable[str]) -> tuple[RecordTold, ...]:
        """What the audit knows of records that cannot be read; on the reading thread."""
        self._demand_open()
        return records_told(self._reader, ids)

    def finish_disposals(self) -> bool:
        """After disposals, on the writing thread; takes seconds. False where a reader was in the way: call again.

        The register beside the store is brought up to date, and index, statistics, free pages and log are emptied of
        what was deleted. Raises DiskFull, CannotWrite.
        """
        self._demand_open()
        with self._writer.connect() as connection, connection.begin():
            self._outside.register.add(disposal.orders(connection))
        done = clean(self._writer)
        self._outside.cleaning_due = not done
        return done

    def dispose_again(self, orders: Iterable[DisposalOrder]) -> tuple[str, ...]:
        """Carry out orders that this store does not know yet, and clean up; gives back their ids."""
        self._demand_open()
        again = replay(self._writer, self._keys, self._clock, self._facts.identity.practitioner.id, orders)
        self.finish_disposals()
        self._outside.no_longer_back(again)
        self.anchor_now()
        return again

    def close(self) -> None:
        """Nothing is left beside the file and no descriptor is open on it; twice is once. Raises StoreDamaged then."""
        if self._closed:
            return
        demand_thread(Role.WRITES)
        head: AuditHead | None = None
        with suppress(WorldError):
            head = self.audit_head()
        self._closed = True
        self._reader.dispose()
        try:
            tidy(self._writer)
        finally:
            self._writer.dispose()
            if head is not None:
                self._outside.keeper.keep(head)

    def _demand_open(self) -> None:
        if self._closed:
            raise StoreIsClosed

    def _read_right(self, key_files: Mapping[str, bytes]) -> bool:
        """A key that fits is not enough: it must be a store of ours. Gives back whether it was migrated."""
        with self._writer.connect() as connection, connection.begin():
            if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
                raise StoreDamaged(part="kind")
        return migrating.bring_up_to_date(self._writer, self._copy_before_migration(key_files))


def _forget_copies_before_migration(folder: Path) -> None:
    """This is the first good opening after the migration, or a later one."""
    with suppress(OSError):
        for path in folder.glob(f"{BEFORE_MIGRATION}*{backup.SUFFIX}"):
            path.unlink(missing_ok=True)
