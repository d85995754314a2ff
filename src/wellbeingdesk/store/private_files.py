"""Small files beside the store: for their owner alone, written beside, read back, renamed, and lasting."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.worldly import CannotRead, CannotWrite, DiskFull

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REASONS = {
    errno.EACCES: "not-allowed",
    errno.EPERM: "not-allowed",
    errno.EEXIST: "exists",
    errno.EROFS: "read-only",
    errno.ENOENT: "no-folder",
    errno.ENOTDIR: "no-folder",
    errno.EIO: "device",
    errno.ENODEV: "device",
}


def writing_failed(error: OSError) -> WorldError:
    """DiskFull, or CannotWrite with a reason."""
    return DiskFull() if error.errno in _FULL else CannotWrite(reason=_REASONS.get(error.errno or 0, "other"))


def reading_failed(error: OSError) -> WorldError:
    """CannotRead with a reason."""
    missing = error.errno == errno.ENOENT
    return CannotRead(reason="missing" if missing else _REASONS.get(error.errno or 0, "other"))


def make_private_file(path: Path) -> int:
    """A new, empty file of 0600 that was not there before; gives back its descriptor. Raises OSError."""
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o600)


def write_private(path: Path, payload: bytes) -> None:
    """Beside, fsync, reopen and compare, rename, fsync the folder. Raises DiskFull, CannotWrite."""
    beside = path.with_name(path.name + ".part")
    try:
        beside.unlink(missing_ok=True)
        with os.fdopen(make_private_file(beside), "wb") as file:
            file.write(payload)
            file.flush()
            os.fsync(file.fileno())
        if beside.read_bytes() != payload:
            raise CannotWrite(reason="not-as-written")
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise writing_failed(error) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def read_private(path: Path, most_bytes: int) -> bytes | None:
    """At most so many bytes and one more, None where there is no such file. Raises CannotRead."""
    try:
        with path.open("rb") as file:
            return file.read(most_bytes + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise reading_failed(error) from error


def sync_folder(folder: Path) -> None:
    """Make a rename or a new name last."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            with suppress(OSError):  # some file systems keep no order of their own to flush
                os.fsync(handle)
        finally:
            os.close(handle)
