"""What an open store does about its backups: makes one, checks one, reads one as a restore would, thins them out."""

import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import Engine, text

from wellbeingdesk.domain.backup import BackupMade, BackupManifest, BackupRead, KeptBackup
from wellbeingdesk.domain.permit import Outlet, Permit
from wellbeingdesk.store import backup, desk
from wellbeingdesk.store.bugs import PermitIsForAnother
from wellbeingdesk.store.disposal_register import Register, register_bytes
from wellbeingdesk.store.engine import Role, demand_thread, reading
from wellbeingdesk.store.private_files import reading_failed
from wellbeingdesk.usecases.ports import Clock
from wellbeingdesk.usecases.ways import DeskKeys

BEFORE_MIGRATION = "before-migration-"


class BacksUp:
    """The part of an open store that makes and reads backups; `DeskStore` holds the rest."""

    _folder: Path
    _path: Path
    _keys: DeskKeys
    _clock: Clock
    _writer: Engine
    _reader: Engine

    @property
    def desk_id(self) -> str:
        """The desk's random id."""
        raise NotImplementedError

    def _demand_open(self) -> None:
        raise NotImplementedError

    def change_mark(self) -> str:
        """Another text whenever something was written since that a backup would have to take along, or was looked at
        and audited; what the backups themselves write does not count. On the writing thread or the reading one.
        """
        self._demand_open()
        reads = threading.current_thread().name.startswith(Role.READS)
        with reading(self._reader if reads else self._writer) as connection:
            last = connection.execute(
                text("SELECT seq FROM audit WHERE action NOT LIKE 'backup-%' ORDER BY seq DESC LIMIT 1")
            ).scalar()
            drafts = connection.execute(text("SELECT count(*), coalesce(sum(version), 0) FROM draft")).one()
        return f"{last or 0}.{drafts[0]}.{drafts[1]}"

    def back_up(
        self, target: Path, key_files: Mapping[str, bytes], progress: backup.Progress | None = None
    ) -> BackupMade:
        """A checked backup under this name, made while people work; on the long thread or the reading one.

        Raises DiskFull, CannotWrite, StoreDamaged.
        """
        self._demand_open()
        demand_thread(Role.LONG)
        return backed_up(self._path, self._keys, self._clock, self.desk_id, target, key_files, progress)

    def back_up_into(
        self,
        permit: Permit,
        folder: Path,
        key_files: Mapping[str, bytes],
        progress: backup.Progress | None = None,
    ) -> BackupMade:
        """The same for a folder that a person chose, under a name that tells the desk's random id and the time."""
        if permit.outlet is not Outlet.SEALED_COPY or permit.subject_id != self.desk_id:
            raise PermitIsForAnother
        return self.back_up(folder / backup.backup_name(self.desk_id, self._clock.now()), key_files, progress)

    def verify_backup(self, untrusted: Path, progress: backup.Progress | None = None) -> BackupManifest:
        """As `store.backup.verify_backup`, with this desk's keys and beside its store; on the long thread."""
        demand_thread(Role.LONG)
        return backup.verify_backup(untrusted, self._keys, self._folder, progress)

    def read_backup(
        self, untrusted: Path, key_files: Mapping[str, bytes], progress: backup.Progress | None = None
    ) -> BackupRead:
        """As `store.backup.read_backup`, with this desk's keys and beside its store; on the long thread."""
        demand_thread(Role.LONG)
        return backup.read_backup(untrusted, self._keys, self._folder, key_files, progress)

    def backups_in(self, folder: Path) -> tuple[KeptBackup, ...]:
        """This desk's backups in a folder by their names, oldest first. Raises CannotRead."""
        try:
            return backup.listed(folder, self.desk_id)
        except OSError as error:
            raise reading_failed(error) from error

    def thin_out(self, folder: Path) -> tuple[str, ...]:
        """Remove what the rotation does not keep; gives back the names. Raises CannotWrite."""
        return backup.rotate(folder, self.desk_id)

    def _copy_before_migration(self, key_files: Mapping[str, bytes]) -> Callable[[str], None]:
        def copy(revision: str) -> None:
            with self._writer.connect() as connection, connection.begin():
                desk_id = desk.find_desk_id(connection)
            target = self._folder / f"{BEFORE_MIGRATION}{revision}{backup.SUFFIX}"
            backed_up(self._path, self._keys, self._clock, desk_id, target, key_files)

        return copy


def backed_up(
    path: Path,
    keys: DeskKeys,
    clock: Clock,
    desk_id: str,
    target: Path,
    key_files: Mapping[str, bytes],
    progress: backup.Progress | None = None,
) -> BackupMade:
    """A backup of the store at `path`, with its register of disposals. Raises as `make_backup`."""
    known = Register(path.parent, keys.anchor, desk_id).read() or ()
    register = register_bytes(known, keys.anchor, desk_id)
    return backup.make_backup(path, keys, target, clock.now(), key_files, register, progress)
