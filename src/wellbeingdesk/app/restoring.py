"""Makes a desk anew on this laptop from a backup and a way in, in a folder that is listed only once it is whole."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from wellbeingdesk.app.anchors import two_places
from wellbeingdesk.app.desk import OpenDesk, folder_of, open_desk
from wellbeingdesk.app.desk_list import desks_on_laptop
from wellbeingdesk.app.house import House
from wellbeingdesk.app.threads import DeskThreads
from wellbeingdesk.domain.backup import BackupDamaged, BackupManifest, BackupStep, Restored
from wellbeingdesk.domain.backup_plan import RestoredFrom
from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.recovery import SlotKind
from wellbeingdesk.domain.restoring import BackupOffer, DeskIsHereAlready
from wellbeingdesk.machine.folders import DeskFolder, DeskLabel, write_label
from wellbeingdesk.machine.lock import DeskLock
from wellbeingdesk.machine.mounts import require_local
from wellbeingdesk.store.anchor import HeadFile
from wellbeingdesk.store.backup import manifest_in
from wellbeingdesk.store.restore import (
    backup_takes,
    highest_instance,
    lay_out_key_files,
    registers_in,
    restore_backup,
    what_lies_in,
)
from wellbeingdesk.usecases.backups import note_restored
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.recovering import WayBack, audit_new_passphrase, tell_opening
from wellbeingdesk.usecases.ways import DeskKeys, Vault

Progress = Callable[[BackupStep], None]


def look_at_backup(house: House, path: str) -> BackupOffer:
    """What a file says of itself. Raises CannotRead, FileNotOurs, FileFromNewerVersion, BackupDamaged, DiskFull,
    CannotWrite, StoreOnNetworkFolder.
    """
    untrusted = Path(path)
    manifest = manifest_in(untrusted)
    with _laid_out(house, untrusted, manifest) as (_, vault):
        ways = vault.slots()
    here = next((one for one in desks_on_laptop(house.data) if one.id == manifest.desk_id), None)
    return BackupOffer(path, manifest, ways, here)


def try_way(house: House, path: str, way: WayBack | None, passphrase: str) -> None:
    """Whether this way opens the backup. Slow: keys are derived. Raises TwoPeopleAreNeeded, what the way says,
    and BackupOfOtherKeys.
    """
    if way is not None:
        way.demand()
    untrusted = Path(path)
    with _laid_out(house, untrusted, manifest_in(untrusted)) as (_, vault):
        _opened(vault, way, passphrase)


def restore_desk(
    house: House,
    path: str,
    way: WayBack | None,
    passphrase: str,
    *,
    set_aside: bool = False,
    progress: Progress | None = None,
) -> OpenDesk:
    """The desk of a backup, made anew and open. `passphrase`: the one of the backup, or with another way a new one.

    `set_aside`: the desk of this id on this laptop keeps its folder under another name. Slow. Raises
    DeskIsHereAlready, TwoPeopleAreNeeded, what the way says, what reading a backup raises, DiskFull, CannotWrite,
    StoreOnNetworkFolder; then nothing was changed.
    """
    if way is not None:
        way.demand()
    untrusted = Path(path)
    manifest = manifest_in(untrusted)
    old = _here(house, manifest.desk_id)
    if old is not None and not set_aside:
        raise DeskIsHereAlready
    with _laid_out(house, untrusted, manifest) as (restoring, vault):
        keys = vault.unlock(passphrase) if way is None else vault.reset_passphrase(way.way, passphrase)
        restored, missing = _restored(house, untrusted, restoring, keys, old, progress)
        _settled(house, restoring, old)
    _anchored(house, manifest.desk_id, keys)
    desk = open_desk(house, manifest.desk_id, lambda opened: opened.unlock(passphrase))
    _label(desk)
    told = RestoredFrom(
        restored.manifest.made_at, restored.instance, missing, len(restored.disposed_again), restored.registers_refused
    )
    try:
        desk.threads.store.submit(lambda: _tell(desk.ports, told, way)).result()
    except BaseException:
        desk.close()
        raise
    return desk


def _tell(ports: Ports, told: RestoredFrom, way: WayBack | None) -> None:
    """The desk that was restored knows from what and by which way, as after a forgotten passphrase."""
    note_restored(ports, told=told, way=way.kind if way else SlotKind.PASSPHRASE)
    if way is not None:
        tell_opening(ports, back=way)
        audit_new_passphrase(ports)


@contextmanager
def _laid_out(house: House, untrusted: Path, manifest: BackupManifest) -> Iterator[tuple[DeskFolder, Vault]]:
    """The backup's key files where a vault finds them, in a folder that is gone afterwards unless it was settled."""
    house.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    require_local(house.data)
    try:
        folder = house.folders.begin_restoring(manifest.desk_id)
    except ValueError as error:
        raise BackupDamaged(part="manifest") from error
    try:
        lay_out_key_files(untrusted, folder.path)
        yield folder, house.make_vault(folder.path, folder.id, lambda keys: backup_takes(untrusted, keys))
    finally:
        house.folders.stop_restoring(folder)


def _opened(vault: Vault, way: WayBack | None, passphrase: str) -> DeskKeys:
    return vault.unlock(passphrase) if way is None else way.open(vault)


def _here(house: House, desk_id: str) -> DeskFolder | None:
    return next((one for one in house.folders.listed() if one.id == desk_id), None)


def _restored(
    house: House,
    untrusted: Path,
    restoring: DeskFolder,
    keys: DeskKeys,
    old: DeskFolder | None,
    progress: Progress | None,
) -> tuple[Restored, int]:
    """The store, and how many lines of audit the desk of before has beyond it (-1 where nobody can tell)."""
    aside = [*house.folders.kept_aside(restoring.id), *([] if old is None else [old.path])]
    found = [what_lies_in(folder, keys, restoring.id) for folder in aside]
    known = max([highest_instance(untrusted.parent, restoring.id), *(instance for instance, _ in found)])
    registers = [one for folder in (untrusted.parent, *aside) for one in registers_in(folder, restoring.id)]
    threads = DeskThreads()
    try:
        restored = threads.store.submit(
            lambda: restore_backup(
                untrusted,
                restoring.path,
                keys,
                house.clock,
                registers=registers,
                known_instance=known,
                progress=progress,
            )
        ).result()
    finally:
        threads.close()
    heads = [head.seq for _, head in found if head is not None]
    return restored, max(0, max(heads) - restored.manifest.head.seq) if heads else -1


def _settled(house: House, restoring: DeskFolder, old: DeskFolder | None) -> None:
    """The old one steps aside and the new one takes its place; where the second fails, the first is undone."""
    if old is None:
        house.folders.settle(restoring)
        return
    lock = DeskLock(old.path, house.clock.now())
    lock.take()  # StoreInUse where anybody has it open
    lock.release()  # Windows renames no folder with an open file in it
    aside = house.folders.set_aside(old)
    try:
        house.folders.settle(restoring)
    except BaseException:
        with suppress(OSError):
            aside.rename(old.path)
        raise


def _anchored(house: House, desk_id: str, keys: DeskKeys) -> None:
    """In the keyring too: it remembers the desk of before, and would take the restored one for an older copy."""
    folder, note = folder_of(house, desk_id), house.head_note(desk_id)
    found = HeadFile(folder, keys.anchor, desk_id).read().head
    if note is None or found is None:
        return
    with suppress(WorldError):
        two_places(folder, keys.anchor, desk_id, note).write(found)
    note.settle()


def _label(desk: OpenDesk) -> None:
    """The unlock page lists it by its practitioner's name."""
    session = desk.ports.session
    folder = DeskFolder(session.desk_id, desk.store.folder)
    write_label(
        folder, DeskLabel(session.desk_id, session.practitioner.name, session.setup.service_name, session.made_up)
    )
