"""What the use-cases need of the store as a file: how it stands, its check, its backup, and room on the disk."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Protocol

from wellbeingdesk.domain.anchor import Standing
from wellbeingdesk.domain.backup import BackupMade, BackupManifest, BackupRead, BackupStep, KeptBackup
from wellbeingdesk.domain.disposal import DisposalOrder
from wellbeingdesk.domain.permit import Permit
from wellbeingdesk.domain.store_check import CheckProgress, Examination, RecordTold


class StoreCare(Protocol):
    """The open store (room: store)."""

    @property
    def folder(self) -> Path:
        """Where it lies."""
        ...

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        ...

    @property
    def instance(self) -> int:
        """Which copy of this desk it is: 1, and one more with each restore."""
        ...

    @property
    def migrated(self) -> bool:
        """Whether it was brought up to date when it was opened; a copy from before is kept until the next opening."""
        ...

    @property
    def standing(self) -> Standing | None:
        """Whether this is the store that was closed last."""
        ...

    @property
    def came_back(self) -> tuple[DisposalOrder, ...]:
        """Orders that the register beside the store knows and the store does not: disposed clients are back in it."""
        ...

    @property
    def register_damaged(self) -> bool:
        """Whether the register of disposals could not be read; it was written anew from the store."""
        ...

    @property
    def cleaning_due(self) -> bool:
        """Whether a disposal was not followed by `finish_disposals`, as after a crash."""
        ...

    def accept_standing(self) -> None:
        """A person was told and goes on with this store; audited. On the writing thread."""
        ...

    def anchor_now(self) -> bool:
        """Remember the audit's head outside; False where that failed or is held back. On the writing thread."""
        ...

    def anchor_if_behind(self) -> bool:
        """As `anchor_now`, and nothing at all where no line was written since. On the writing thread."""
        ...

    def records_told(self, ids: Iterable[str]) -> tuple[RecordTold, ...]:
        """What the audit knows of records that cannot be read. On the reading thread."""
        ...

    def examine_all(self, progress: Callable[[CheckProgress], None] | None = None) -> Examination:
        """Everything that can be wrong and what can still be read; seconds to minutes, on the long thread."""
        ...

    def finish_disposals(self) -> bool:
        """Empty index, free pages and log of what was deleted; False: call again. On the writing thread."""
        ...

    def dispose_again(self, orders: Iterable[DisposalOrder]) -> tuple[str, ...]:
        """Carry out orders that this store does not know yet; gives back their ids. On the writing thread."""
        ...

    def change_mark(self) -> str:
        """Another text whenever something was written or looked at since, but for what backups themselves write. On
        the writing thread or the reading one.
        """
        ...

    def back_up_into(
        self,
        permit: Permit,
        folder: Path,
        key_files: Mapping[str, bytes],
        progress: Callable[[BackupStep], None] | None = None,
    ) -> BackupMade:
        """A checked backup in this folder, made while people work. On the long thread. Raises DiskFull, CannotWrite,
        StoreDamaged.
        """
        ...

    def read_backup(
        self,
        untrusted: Path,
        key_files: Mapping[str, bytes],
        progress: Callable[[BackupStep], None] | None = None,
    ) -> BackupRead:
        """Unpack a backup beside the store, read every record in it, and put it away again. On the long thread.

        Raises as `verify_backup`.
        """
        ...

    def verify_backup(self, untrusted: Path, progress: Callable[[BackupStep], None] | None = None) -> BackupManifest:
        """Open a backup with this desk's keys and look through the store in it. On the long thread.

        Raises BackupDamaged, BackupOfOtherKeys, FileNotOurs, FileFromNewerVersion, StoreFromNewerVersion, CannotRead,
        DiskFull, CannotWrite.
        """
        ...

    def backups_in(self, folder: Path) -> tuple[KeptBackup, ...]:
        """This desk's backups in a folder by their names, oldest first, not yet opened. Raises CannotRead."""
        ...

    def thin_out(self, folder: Path) -> tuple[str, ...]:
        """Remove what the rotation does not keep; gives back the names. Raises CannotWrite."""
        ...


class Ballast(Protocol):
    """Room on the disk that can be given back when it is full (room: store)."""

    def is_whole(self) -> bool:
        """Whether there is something to give back."""
        ...

    def free(self) -> int:
        """Give the room back; the number of bytes. Raises CannotWrite."""
        ...

    def refill(self) -> bool:
        """Take the room again; False where it is taken already. Raises DiskFull."""
        ...
