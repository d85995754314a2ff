"""Turns what SQLite says of the computer (no room, damage, no answer) into the failures a person is told of."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, ExceptionContext, event

from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.worldly import CannotWrite, DiskFull, StoreDamaged, StoreOutOfReach

_NOT_ALLOWED = {3, 8, 14}
"""SQLITE_PERM, READONLY, CANTOPEN."""
_IOERR, _CORRUPT, _FULL, _NOTADB = 10, 11, 13, 26
_OF_THE_DISK = {_IOERR, 14}
_READING = {_IOERR | detail << 8 for detail in (1, 2, 33)}
"""SQLITE_IOERR_READ, SHORT_READ and DATA: the disk gives back something else than was written."""


_PROBE = "store.probe"
_ANSWERS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EACCES, errno.EPERM}
"""A folder that refuses for one of these reasons is there."""


def told_as(error: BaseException, folder: Path | None = None) -> WorldError | None:
    """The failure behind a driver's error, or None where it is our own bug.

    SQLite says the same of a disk that is gone and of one that is damaged or full, so the folder is asked as well.
    """
    trouble = _told_as(error)
    if trouble is None or folder is None or not _is_of_the_disk(error):
        return trouble
    return trouble if _answers(folder) else StoreOutOfReach()


def _told_as(error: BaseException) -> WorldError | None:
    if isinstance(error, MemoryError):
        # After one page that does not check out, SQLCipher answers everything else with "out of memory".
        return StoreDamaged(part="page")
    if not isinstance(error, driver.Error):
        return None
    code = int(getattr(error, "sqlite_errorcode", 0))
    kind = code & 0xFF
    if kind == _CORRUPT or code in _READING:
        return StoreDamaged(part="page")
    if kind == _NOTADB:
        return StoreDamaged(part="key-or-first-page")
    if kind in {_FULL, _IOERR}:
        return DiskFull()
    return CannotWrite(reason="not-allowed") if kind in _NOT_ALLOWED else None


def _is_of_the_disk(error: BaseException) -> bool:
    return isinstance(error, MemoryError) or int(getattr(error, "sqlite_errorcode", 0)) & 0xFF in _OF_THE_DISK


def _answers(folder: Path) -> bool:
    """Whether a file can be written here to the end, or is refused by a folder that is there."""
    probe = folder / _PROBE
    try:
        descriptor = os.open(probe, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        try:
            os.write(descriptor, b"?")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
            with suppress(OSError):
                probe.unlink()
    except OSError as refused:
        return refused.errno in _ANSWERS
    return True


def listen_for_troubles(engine: Engine, folder: Path) -> None:
    """Every statement and commit of this engine fails in words that a person can be told."""

    @event.listens_for(engine, "handle_error")
    def _tell(context: ExceptionContext) -> None:
        trouble = told_as(context.original_exception, folder)
        if trouble is None:
            return
        if isinstance(trouble, StoreDamaged | StoreOutOfReach):
            # The connection stays in an error state, or its file is not the one that comes back: throw it away.
            context.is_disconnect = True
        raise trouble from context.original_exception


@contextmanager
def troubles_told(folder: Path | None = None) -> Iterator[None]:
    """The same for driver calls beside the engine."""
    try:
        yield
    except (driver.Error, MemoryError) as error:
        trouble = told_as(error, folder)
        if trouble is None:
            raise
        raise trouble from error
