"""The twin copies of the key file on disk: read both, write one after the other, each beside and renamed."""

import errno
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.worldly import CannotRead, CannotWrite, DiskFull
from wellbeingdesk.keys.keyfile import MOST_BYTES, Copy, CopyDamaged, CopyFromNewerVersion, read_copy
from wellbeingdesk.keys.slots import check_slots

NAMES = ("store.keys", "store.keys.bak")
_BEING_WRITTEN = ".part"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_OFFERED = {errno.EINVAL, errno.ENOTSUP}
"""Some file systems refuse to sync a folder; the file itself was synced."""
_REASONS = {
    errno.EACCES: "not-allowed",
    errno.EPERM: "not-allowed",
    errno.EROFS: "read-only",
    errno.ENOENT: "no-folder",
    errno.ENOTDIR: "no-folder",
    errno.EIO: "device",
}


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """What lies under one of the two names."""

    name: str
    raw: bytes | None
    copy: Copy | None
    newer: int = 0
    """The format version where it is one that this program does not know yet."""


def look(folder: Path, desk_id: str) -> tuple[Found, ...]:
    """Both copies; one of another desk counts as damaged. Raises CannotRead only where neither can be read."""
    found: list[Found] = []
    failures: list[OSError] = []
    for name in NAMES:
        try:
            raw = _read(folder / name)
        except OSError as error:
            failures.append(error)
            raw = None
        found.append(_judged(name, raw, desk_id))
    if len(failures) == len(NAMES):
        raise CannotRead(reason=_reason(failures[0])) from failures[0]
    return tuple(found)


def remove(folder: Path) -> None:
    """Take away both copies of a key file whose making failed; nothing was encrypted with it yet."""
    for name in NAMES:
        _remove(folder / name)


def is_there(folder: Path) -> bool:
    """Whether anything at all lies under either name."""
    return any(os.path.lexists(folder / name) for name in NAMES)


def write(folder: Path, name: str, payload: bytes) -> None:
    """Beside, fsync, reopen and compare, rename, fsync the folder. Raises DiskFull, CannotWrite."""
    beside = folder / (name + _BEING_WRITTEN)
    try:
        _write_beside(beside, payload)
        if beside.read_bytes() != payload:
            raise CannotWrite(reason="not-as-written")
        beside.replace(folder / name)
        _sync_folder(folder)
    except OSError as error:
        raise _told(error) from error
    finally:
        _remove(beside)


def _judged(name: str, raw: bytes | None, desk_id: str) -> Found:
    if raw is None:
        return Found(name, None, None)
    try:
        copy = read_copy(raw)
        check_slots(copy.header)
    except CopyFromNewerVersion as newer:
        return Found(name, raw, None, newer.found)
    except CopyDamaged:
        return Found(name, raw, None)
    return Found(name, raw, copy if copy.header.desk_id == desk_id else None)


def _read(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (FileNotFoundError, IsADirectoryError):
        return None


def _write_beside(beside: Path, payload: bytes) -> None:
    _remove(beside)
    binary: int = getattr(os, "O_BINARY", 0)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | binary, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(payload)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows has no such thing; its rename is journalled
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NOT_OFFERED:
            raise
    finally:
        os.close(descriptor)


def _remove(beside: Path) -> None:
    with suppress(OSError):
        beside.unlink()


def _told(error: OSError) -> WorldError:
    return DiskFull() if error.errno in _FULL else CannotWrite(reason=_reason(error))


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0, "other")
