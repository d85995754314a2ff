"""Makes a desk's store anew from a backup: checked, numbered as a new instance, without what was destroyed since."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine

from wellbeingdesk.domain.anchor import AuditHead
from wellbeingdesk.domain.backup import BackupManifest, BackupOfOtherKeys, Restored
from wellbeingdesk.domain.disposal import DisposalOrder, union
from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.worldly import CannotWrite
from wellbeingdesk.store import audit, backup, desk, disposal, migrating
from wellbeingdesk.store.anchor import HeadFile
from wellbeingdesk.store.backup_file import REGISTER, opened
from wellbeingdesk.store.cleaning import clean, tidy
from wellbeingdesk.store.disposal_register import MOST_BYTES, NAMES, Register, register_from
from wellbeingdesk.store.engine import Role, connect_to_copy, demand_thread, make_engine
from wellbeingdesk.store.private_files import read_private, sync_folder, write_private, writing_failed
from wellbeingdesk.store.sealed_lines import canonical, purpose_key
from wellbeingdesk.store.transaction import Transaction
from wellbeingdesk.store.troubles import troubles_told
from wellbeingdesk.store.unit_of_work import StoredUnitOfWork
from wellbeingdesk.usecases.ports import Anchor, Clock
from wellbeingdesk.usecases.rows import AuditEntry
from wellbeingdesk.usecases.ways import DeskKeys

_STORE, _RESTORING = "store.db", "store.db.restoring"
_LARGEST = 2**31
_IN_THE_WAY = (_STORE, "store.db-wal", "store.db-journal", *NAMES)


def lay_out_key_files(untrusted: Path, folder: Path) -> None:
    """The first step on an empty laptop: put the backup's key files where the vault looks for them.

    Raises CannotRead, FileNotOurs, BackupDamaged, CannotWrite (also where a file of that name is there), DiskFull.
    """
    files = backup.key_files_in(untrusted)
    _demand_empty(folder, tuple(files))
    for name, payload in files.items():
        write_private(folder / name, payload)


def backup_takes(untrusted: Path, keys: DeskKeys) -> bool:
    """Whether the backup was sealed with these keys. Raises CannotRead, FileNotOurs, BackupDamaged."""
    with opened(untrusted) as pack:
        try:
            pack.demand_sealed(purpose_key(keys.anchor, "backup"))
        except BackupOfOtherKeys:
            return False
    return True


def highest_instance(folder: Path, desk_id: str) -> int:
    """As the backups of this desk in a folder say of themselves; 0 where there is none. A lie only costs a number."""
    found = 0
    with suppress(OSError):
        for kept in backup.listed(folder, desk_id):
            with suppress(WorldError):
                manifest = backup.manifest_in(folder / kept.name)
                found = max(found, manifest.instance if manifest.desk_id == desk_id else 0)
    return min(found, _LARGEST)


def what_lies_in(folder: Path, keys: DeskKeys, desk_id: str) -> tuple[int, AuditHead | None]:
    """The instance of a desk that was set aside, 0 where it cannot be read, and the last head that it anchored."""
    head = None
    with suppress(WorldError):
        head = HeadFile(folder, keys.anchor, desk_id).read().head
    with suppress(WorldError), troubles_told():
        connection = connect_to_copy(folder / _STORE, keys.store)
        try:
            row = connection.execute('SELECT value FROM setting WHERE "key" = ?', (desk.INSTANCE,)).fetchone()
            return (1 if row is None else int(row[0])), head
        finally:
            connection.close()
    return 0, head


def restore_backup(
    untrusted: Path,
    folder: Path,
    keys: DeskKeys,
    clock: Clock,
    *,
    anchor: Anchor | None = None,
    registers: Iterable[bytes] = (),
    known_instance: int = 0,
    progress: backup.Progress | None = None,
) -> Restored:
    """A new store in a folder that holds none; on the writing thread. Nothing is there unless all of it succeeded.

    `registers`: every register of disposals that was found (see `registers_in`); each is judged by itself.
    `known_instance`: the highest instance number of this desk that anybody knows of.
    Raises as `verify_backup`, and CannotWrite(reason="exists") where there is a store already.
    """
    demand_thread(Role.WRITES)
    _demand_empty(folder, _IN_THE_WAY)
    unfinished = folder / _RESTORING
    try:
        manifest = backup.unpack(untrusted, keys, unfinished, progress)
        known = [register_from(one, keys.anchor, manifest.desk_id) for one in (*_own(untrusted), *registers)]
        orders = union(*(one for one in known if one is not None))
        instance = max(manifest.instance, known_instance) + 1
        again = _made_whole(unfinished, keys, clock, manifest, instance, orders)
        Register(folder, keys.anchor, manifest.desk_id).add(orders)
        _anchor(unfinished, folder, keys, manifest.desk_id, anchor)
        unfinished.replace(folder / _STORE)
        sync_folder(folder)
    except OSError as error:
        raise writing_failed(error) from error
    finally:
        backup.remove(unfinished)
    return Restored(manifest, instance, again, sum(one is None for one in known))


def registers_in(folder: Path, desk_id: str = "") -> tuple[bytes, ...]:
    """Every register of disposals beside a store or inside the backups of this folder, untrusted; with `desk_id`,
    without those of backups that say they are another desk's.
    """
    found = []
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            with suppress(WorldError):
                untrusted = _register_of(path, desk_id)
                if untrusted:
                    found.append(untrusted)
    return tuple(found)


def _register_of(path: Path, desk_id: str) -> bytes | None:
    if path.name in NAMES:
        return read_private(path, MOST_BYTES)
    if path.suffix != backup.SUFFIX or desk_id not in {"", backup.manifest_in(path).desk_id}:
        return None
    return _own(path)[0]


def _own(untrusted: Path) -> tuple[bytes, ...]:
    with opened(untrusted) as pack:
        return (pack.small(REGISTER, MOST_BYTES),)


def _demand_empty(folder: Path, names: Iterable[str]) -> None:
    if any((folder / name).exists() for name in names):
        raise CannotWrite(reason="exists")


def _made_whole(
    unfinished: Path,
    keys: DeskKeys,
    clock: Clock,
    manifest: BackupManifest,
    instance: int,
    orders: tuple[DisposalOrder, ...],
) -> tuple[str, ...]:
    """Bring the copy up to date, number it, say so in its audit, and destroy again what was destroyed."""
    engine = make_engine(unfinished, keys.store, Role.WRITES)
    try:
        migrating.bring_up_to_date(engine)
        _number(engine, keys, clock, manifest, instance)
        with engine.connect() as connection, connection.begin():
            actor = desk.find_practitioner(connection).id
        again = replay(engine, keys, clock, actor, orders)
        if again:
            clean(engine)
        tidy(engine)
    finally:
        engine.dispose()
    return again


def _number(engine: Engine, keys: DeskKeys, clock: Clock, manifest: BackupManifest, instance: int) -> None:
    told = {"backup_instance": manifest.instance, "backup_made": manifest.made_at.iso(), "instance": instance}
    entry = AuditEntry("desk-restored", "desk", manifest.desk_id, detail=canonical(told).decode())
    with engine.connect() as connection, connection.begin():
        transaction = Transaction(connection)
        desk.StoredDesk(transaction).save_setting(desk.INSTANCE, str(instance))
        actor = desk.find_practitioner(connection).id
        audit.append(transaction, keys.audit, clock.now(), actor, entry)


def replay(
    engine: Engine, keys: DeskKeys, clock: Clock, actor: str, orders: Iterable[DisposalOrder]
) -> tuple[str, ...]:
    """Carry out the orders that this store does not know, each in a transaction of its own; gives back their ids."""
    with engine.connect() as connection, connection.begin():
        known = {order.id for order in disposal.orders(connection)}
    again = [order for order in union(orders) if order.id not in known]
    for order in again:
        with StoredUnitOfWork(engine, keys.audit, clock, actor) as uow:
            uow.dispose_client(order)
            uow.commit()
    return tuple(order.id for order in again)


def _anchor(unfinished: Path, folder: Path, keys: DeskKeys, desk_id: str, anchor: Anchor | None) -> None:
    engine = make_engine(unfinished, keys.store, Role.WRITES)
    try:
        with engine.connect() as connection, connection.begin():
            head = audit.head(connection)
        (anchor or HeadFile(folder, keys.anchor, desk_id)).write(head)
        tidy(engine)
    finally:
        engine.dispose()
