"""Makes a backup while people work, checks one by opening it, and thins out old ones."""

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from wellbeingdesk.domain.anchor import AuditHead
from wellbeingdesk.domain.backup import (
    BackupDamaged,
    BackupMade,
    BackupManifest,
    BackupRead,
    BackupStep,
    KeptBackup,
    Rotation,
    kept,
)
from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.domain.worldly import DiskFull, StoreDamaged, StoreFromNewerVersion
from wellbeingdesk.store import backup_file, migrating
from wellbeingdesk.store.backup_file import KEYS_FOLDER, REGISTER, Contents, UntrustedPack, opened
from wellbeingdesk.store.desk import INSTANCE
from wellbeingdesk.store.engine import Role, allowed_to_write, connect, connect_to_copy
from wellbeingdesk.store.private_files import make_private_file, sync_folder, writing_failed
from wellbeingdesk.store.protection import GENESIS
from wellbeingdesk.store.read_through import read_through
from wellbeingdesk.store.sealed_lines import purpose_key
from wellbeingdesk.store.troubles import troubles_told
from wellbeingdesk.usecases.ways import DeskKeys

SUFFIX = ".wbdbackup"
COUNTED = (
    "client", "sealed_record", "record_file", "draft", "appointment", "consent", "decision", "review", "colleague",
    "reminder", "disposal_order", "audit", "emergency_contact",
)  # fmt: skip
_COPY, _CHECKED = "store.db.copy", "store.db.checking"
HALF_MADE = (_COPY, _CHECKED, "store.db.restoring")
_BESIDE = ("", "-wal", "-shm", "-journal")
_NAME = re.compile(r"wellbeingdesk-([A-Za-z0-9]{1,8})-(\d{8})T(\d{6})Z\.wbdbackup")
_SPARE = 1024 * 1024

Progress = Callable[[BackupStep], None]


def backup_name(desk_id: str, made_at: Instant) -> str:
    """Tells the desk's random id and the time, nothing else."""
    return f"wellbeingdesk-{_short(desk_id)}-{made_at.utc:%Y%m%dT%H%M%SZ}{SUFFIX}"


def _short(desk_id: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", desk_id)[:8]


def make_backup(
    store: Path,
    keys: DeskKeys,
    target: Path,
    made_at: Instant,
    key_files: Mapping[str, bytes],
    register: bytes,
    progress: Progress | None = None,
) -> BackupMade:
    """Copy, check, pack, read back, rename. What stood under the target's name stays until the new one is whole.

    Raises DiskFull, CannotWrite, StoreDamaged (the store itself does not check; nothing is kept then).
    """
    tell = progress or _nobody
    part = target.with_name(target.name + ".part")
    copy = store.with_name(_COPY)
    try:
        _clear_parts(target.parent)
        _demand_room(store, part)
        tell(BackupStep.COPYING)
        _copy_store(store, keys.store, copy)
        tell(BackupStep.CHECKING)
        facts = examined(copy, keys.store, made_at)
        small = {KEYS_FOLDER + name: payload for name, payload in key_files.items()} | {REGISTER: register}
        tell(BackupStep.PACKING)
        manifest = _pack(part, Contents(copy, small), facts, _key(keys))
        tell(BackupStep.READING_BACK)
        with opened(part) as pack:
            pack.demand_sealed(_key(keys))
            pack.demand_digests()
        part.replace(target)
        sync_folder(target.parent)
        return BackupMade(str(target), target.stat().st_size, manifest, digest_of(target))
    except OSError as error:
        raise writing_failed(error) from error
    finally:
        remove(copy)
        with suppress(OSError):
            part.unlink(missing_ok=True)


def digest_of(path: Path) -> str:
    """SHA-256 of a file of any size. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def verify_backup(untrusted: Path, keys: DeskKeys, work: Path, progress: Progress | None = None) -> BackupManifest:
    """Open the backup and look through the store in it; `work` is the folder to unpack it in, still encrypted.

    Raises BackupDamaged, BackupOfOtherKeys, FileNotOurs, FileFromNewerVersion, StoreFromNewerVersion, CannotRead,
    DiskFull, CannotWrite.
    """
    unpacked = work / _CHECKED
    try:
        return unpack(untrusted, keys, unpacked, progress)
    finally:
        remove(unpacked)


def unpack(untrusted: Path, keys: DeskKeys, target: Path, progress: Progress | None = None) -> BackupManifest:
    """The checked store of a backup under a new name. Raises as `verify_backup`."""
    tell = progress or _nobody
    remove(target)
    with opened(untrusted) as pack:
        tell(BackupStep.READING_BACK)
        pack.demand_sealed(_key(keys))
        pack.demand_digests()
        manifest = pack.manifest
        if manifest.revision not in migrating.known_revisions():
            raise StoreFromNewerVersion(found=manifest.revision, known=migrating.HEAD)
        tell(BackupStep.COPYING)
        _unpack_store(pack, target)
    tell(BackupStep.CHECKING)
    try:
        found = examined(target, keys.store, manifest.made_at)
    except StoreDamaged as damage:
        raise BackupDamaged(part="store") from damage
    if replace(found, files=manifest.files, counts=_both(manifest, found)) != manifest:
        raise BackupDamaged(part="manifest")
    return manifest


def _both(manifest: BackupManifest, found: BackupManifest) -> tuple[tuple[str, int], ...]:
    """Another version may have counted other tables."""
    counted = dict(found.counts)
    return tuple((table, counted.get(table, count)) for table, count in manifest.counts)


def key_files_in(untrusted: Path) -> dict[str, bytes]:
    """What a desk is unlocked with, before any key is known; the key file's own checks judge it.

    Raises CannotRead, FileNotOurs, FileFromNewerVersion, BackupDamaged.
    """
    with opened(untrusted) as pack:
        pack.demand_digests()
        return pack.key_files()


def read_backup(
    untrusted: Path, keys: DeskKeys, work: Path, key_files: Mapping[str, bytes], progress: Progress | None = None
) -> BackupRead:
    """As `verify_backup`, and every signed record in it read and compared with what its audit tells of.

    `key_files`: those of the desk now, to tell whether the backup opens in the same ways.
    """
    unpacked = work / _CHECKED
    try:
        manifest = unpack(untrusted, keys, unpacked, progress)
        clients, records, wrong = read_through(unpacked, keys.store)
        return BackupRead(manifest, clients, records, wrong, dict(key_files) == key_files_in(untrusted))
    finally:
        remove(unpacked)


def manifest_in(untrusted: Path) -> BackupManifest:
    """What a file says of itself, to show before any key is known; only `verify_backup` says whether it is true."""
    with opened(untrusted) as pack:
        return pack.manifest


def examined(copy: Path, key: bytes, made_at: Instant) -> BackupManifest:
    """Every page and the structure of a closed store, and its facts, without files. Raises StoreDamaged."""
    with troubles_told():
        connection = connect_to_copy(copy, key)
        try:
            if connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
                raise StoreDamaged(part="page")
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise StoreDamaged(part="structure")
            return _facts(connection, made_at)
        finally:
            connection.close()


def listed(folder: Path, desk_id: str) -> tuple[KeptBackup, ...]:
    """A desk's backups in a folder by their names, oldest first; not yet opened. Raises OSError."""
    found = []
    for path in folder.iterdir():
        name = _NAME.fullmatch(path.name)
        if name and name[1] == _short(desk_id):
            with suppress(ValueError):
                day, order = date.fromisoformat(name[2]), int(name[2] + name[3])
                found.append(KeptBackup(path.name, day, order, path.stat().st_size))
    return tuple(sorted(found, key=lambda backup: backup.order))


def rotate(folder: Path, desk_id: str, rotation: Rotation = Rotation()) -> tuple[str, ...]:  # noqa: B008 - frozen
    """Remove what the rotation does not keep; to be called once a new backup is whole. Gives back the names."""
    try:
        backups = [replace(one, instance=_instance_of(folder / one.name)) for one in listed(folder, desk_id)]
        gone = sorted({backup.name for backup in backups} - kept(backups, rotation))
        for name in gone:
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise writing_failed(error) from error
    return tuple(gone)


def _instance_of(untrusted: Path) -> int:
    """As the file says of itself: a lie keeps it longer, or lets it go as one of the present desk would."""
    try:
        return manifest_in(untrusted).instance
    except WorldError:
        return 0


def remove(path: Path) -> None:
    """A half-made copy with whatever stands beside it."""
    for suffix in _BESIDE:
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)


def _nobody(_: BackupStep) -> None:
    """Nobody is listening."""


def _key(keys: DeskKeys) -> bytes:
    return purpose_key(keys.anchor, "backup")


def _clear_parts(folder: Path) -> None:
    """What a crash left behind."""
    for path in folder.iterdir():
        if path.name.endswith(SUFFIX + ".part"):
            path.unlink(missing_ok=True)


def _demand_room(store: Path, part: Path) -> None:
    """Better told before than found out after seconds. Raises DiskFull."""
    size = store.stat().st_size + _SPARE
    same = store.parent.stat().st_dev == part.parent.stat().st_dev
    for folder, wanted in ((store.parent, size * (2 if same else 1)), (part.parent, size)):
        if shutil.disk_usage(folder).free < wanted:
            raise DiskFull


def _copy_store(store: Path, key: bytes, copy: Path) -> None:
    """SQLite's own copy of one moment, under the same key; writers go on meanwhile."""
    remove(copy)
    os.close(make_private_file(copy))
    with troubles_told():
        connection = connect(store, key, Role.LONG)
        try:
            with allowed_to_write(connection):
                connection.execute("VACUUM INTO ?", (str(copy),))
        finally:
            connection.close()


def _pack(part: Path, contents: Contents, facts: BackupManifest, key: bytes) -> BackupManifest:
    part.unlink(missing_ok=True)
    with os.fdopen(make_private_file(part), "w+b") as file:
        manifest = backup_file.write_pack(file, contents, facts.made_at, lambda files: replace(facts, files=files))
        backup_file.write_seal(file, key)
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _unpack_store(pack: UntrustedPack, target: Path) -> None:
    try:
        with os.fdopen(make_private_file(target), "wb") as file:
            pack.copy_store(file)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise writing_failed(error) from error


def _facts(connection: Any, made_at: Instant) -> BackupManifest:
    def value(sql: str, *values: str) -> Any:
        row = connection.execute(sql, values).fetchone()
        return None if row is None else row[0]

    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    counted = sorted(tables.intersection(COUNTED))
    head = connection.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone() or (0, GENESIS)
    meta = connection.execute("SELECT desk_id, made_up FROM meta").fetchone()
    if meta is None:
        raise StoreDamaged(part="meta")
    return BackupManifest(
        desk_id=meta[0],
        instance=int(value('SELECT value FROM setting WHERE "key" = ?', INSTANCE) or 1),
        made_up=bool(meta[1]),
        made_at=made_at,
        revision=str(value("SELECT version_num FROM alembic_version")),
        head=AuditHead(*head),
        counts=tuple((table, value(f"SELECT count(*) FROM {table}")) for table in counted),  # noqa: S608 - our names
        files=(),
    )
