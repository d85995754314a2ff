"""Files that are whole or not there: written beside, synced, read back and compared, then renamed."""

import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path

from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.permit import Outlet, Permit
from wellbeingdesk.domain.worldly import CannotRead, CannotWrite, FileTooLarge
from wellbeingdesk.machine.patience import within
from wellbeingdesk.machine.permitted import check_permit
from wellbeingdesk.machine.reasons import reading_failed, writing_failed
from wellbeingdesk.machine.syncing import sync_folder

PREVIOUS = ".previous"
_MEGABYTE = 1_000_000
_OUTLETS = frozenset({Outlet.FILE, Outlet.PACKAGE})
_PATIENCE = 10.0
_READABLE = 0o044


class SafeFiles:
    """Implements the port Files: what a person chose to send out or to bring in.

    What runs while a desk is being locked waits `patience` seconds for a disk and no longer.
    """

    def __init__(self, patience: float = _PATIENCE) -> None:
        self._patience = patience

    def write(self, permit: Permit, path: str, payload: bytes) -> None:
        """Put permitted bytes where the person chose; what they replace is not kept. Raises DiskFull, CannotWrite."""
        check_permit(permit, payload, _OUTLETS)
        _replace(Path(path), payload, keep_previous=False)

    def renew(self, permit: Permit, path: str, payload: bytes, *, own_folder: bool, keep_previous: bool) -> None:
        """Put permitted bytes in place of earlier ones. Raises DiskFull, CannotWrite.

        Our own folder is made where it is missing, and private. In a chosen one whoever may look into the folder may
        read the file, as with a share of a service; it must be there already.
        """
        check_permit(permit, payload, _OUTLETS)
        within(self._patience, lambda: _renew(Path(path), payload, own_folder, keep_previous))

    def holds(self, path: str, sha256: str) -> bool:
        """Whether exactly the bytes of this digest (hex) lie there; False also where that cannot be told."""
        try:
            return within(self._patience, lambda: _digest(Path(path))) == sha256
        except (OSError, ValueError, WorldError):
            return False

    def read(self, path: str, most_bytes: int) -> bytes:
        """The bytes of an ordinary file. Raises CannotRead, FileTooLarge."""
        try:
            return _read(Path(path), most_bytes)
        except OSError as error:
            raise reading_failed(error) from error
        except ValueError as error:  # a NUL in the name
            raise CannotRead(reason="missing") from error


def write_own(path: Path, payload: bytes) -> None:
    """A data file of our own, its last good version kept as `<name>.previous`. Raises DiskFull, CannotWrite."""
    _replace(path, payload, keep_previous=True)


def _renew(path: Path, payload: bytes, own_folder: bool, keep_previous: bool) -> None:
    try:
        if own_folder:
            path.parent.mkdir(mode=0o700, exist_ok=True)
        rights = 0o600 if own_folder else 0o600 | (path.parent.stat().st_mode & _READABLE)
    except OSError as error:
        raise writing_failed(error) from error
    except ValueError as error:  # a NUL in the name
        raise CannotWrite(reason="name") from error
    _replace(path, payload, keep_previous=keep_previous, rights=rights)
    if not keep_previous:
        _remove(path.with_name(path.name + PREVIOUS))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _replace(path: Path, payload: bytes, *, keep_previous: bool, rights: int = 0o600) -> None:
    beside = _name_beside(path)
    try:
        _write_beside(beside, payload)
        if rights != 0o600:
            beside.chmod(rights)
        if beside.read_bytes() != payload:
            raise CannotWrite(reason="not-as-written")
        if keep_previous:
            _keep(path)
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise writing_failed(error) from error
    except ValueError as error:  # a NUL in the name
        raise CannotWrite(reason="name") from error
    finally:
        _remove(beside)


def _name_beside(path: Path) -> Path:
    """Tells no name, and is the same each time, so that the next writing clears away what a power cut left."""
    mark = hashlib.sha256(os.fsencode(path.name)).hexdigest()[:12]
    return path.parent / f".wd-{mark}.part"


def _write_beside(beside: Path, payload: bytes) -> None:
    _remove(beside)
    binary: int = getattr(os, "O_BINARY", 0)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | binary, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(payload)
        file.flush()
        os.fsync(file.fileno())


def _keep(path: Path) -> None:
    """The file in force gets a second name first, so that at no moment is there none under its own."""
    previous = path.with_name(path.name + PREVIOUS)
    second = path.with_name(path.name + PREVIOUS + ".part")
    second.unlink(missing_ok=True)
    try:
        second.hardlink_to(path)
    except FileNotFoundError:
        return
    except OSError:  # sticks and shares know no second names
        _write_beside(second, path.read_bytes())
    second.replace(previous)


def _read(path: Path, most_bytes: int) -> bytes:
    # Without waiting: a named pipe offered as a file would otherwise never answer.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        told = os.fstat(file.fileno())
        if stat.S_ISDIR(told.st_mode):
            raise CannotRead(reason="is-a-folder")
        if not stat.S_ISREG(told.st_mode):
            raise CannotRead(reason="not-a-file")
        untrusted = b"" if told.st_size > most_bytes else file.read(most_bytes + 1)
    size = max(told.st_size, len(untrusted))
    if size > most_bytes:
        raise FileTooLarge(megabytes=-(-size // _MEGABYTE), most=-(-most_bytes // _MEGABYTE))
    return untrusted


def _remove(beside: Path) -> None:
    with suppress(OSError, ValueError):
        beside.unlink()
