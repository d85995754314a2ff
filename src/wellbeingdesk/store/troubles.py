"""Turns what SQLite says of the computer (no room, damage, no leave to write) into the failures a person is told of."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, ExceptionContext, event

from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.worldly import CannotWrite, DiskFull, StoreDamaged

_NOT_ALLOWED = {3, 8, 14}
"""SQLITE_PERM, READONLY, CANTOPEN."""
_IOERR, _CORRUPT, _FULL, _NOTADB = 10, 11, 13, 26
_READING = {_IOERR | detail << 8 for detail in (1, 2, 33)}
"""SQLITE_IOERR_READ, SHORT_READ and DATA: the disk gives back something else than was written."""


def told_as(error: BaseException) -> WorldError | None:
    """The failure behind a driver's error, or None where it is our own bug."""
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


def listen_for_troubles(engine: Engine) -> None:
    """Every statement and commit of this engine fails in words that a person can be told."""

    @event.listens_for(engine, "handle_error")
    def _tell(context: ExceptionContext) -> None:
        trouble = told_as(context.original_exception)
        if trouble is None:
            return
        if isinstance(trouble, StoreDamaged):
            # The connection stays in an error state: throw it away.
            context.is_disconnect = True
        raise trouble from context.original_exception


@contextmanager
def troubles_told() -> Iterator[None]:
    """The same for driver calls beside the engine."""
    try:
        yield
    except (driver.Error, MemoryError) as error:
        trouble = told_as(error)
        if trouble is None:
            raise
        raise trouble from error
