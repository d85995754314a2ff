"""Statements that a person waits for at every step, straight from the driver, and how one of them is stopped."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection

from wellbeingdesk.domain.worldly import StoreDamaged
from wellbeingdesk.store.troubles import troubles_told
from wellbeingdesk.usecases.wanted import NoLongerWanted, Wanted

_STEPS = 2000
"""Of SQLite's machine between two looks; about a tenth of a millisecond."""
_INTERRUPTED = 9


def rows_of(
    connection: Connection, sql: str, values: Mapping[str, str | int], wanted: Wanted | None = None
) -> list[tuple[Any, ...]]:
    """All rows, in the transaction that runs. Raises StoreDamaged; NoLongerWanted once `wanted` says no.

    SQLAlchemy's own way costs more than the rest of a short read: the statement is compiled, looked up and its rows are
    wrapped each time.
    """
    kept: Any = connection.connection.driver_connection
    try:
        with troubles_told(), _while_wanted(kept, wanted):
            return list(kept.execute(sql, values).fetchall())
    except StoreDamaged:
        # After a page that does not check out the connection answers everything else wrongly.
        connection.invalidate()
        raise


@contextmanager
def _while_wanted(kept: Any, wanted: Wanted | None) -> Iterator[None]:
    """The driver asks now and then; it can be asked from this thread alone, so no other read is ever stopped."""
    if wanted is None:
        yield
        return
    if not wanted():
        raise NoLongerWanted
    kept.set_progress_handler(lambda: not wanted(), _STEPS)
    try:
        yield
    except driver.OperationalError as error:
        if error.sqlite_errorcode == _INTERRUPTED:
            raise NoLongerWanted from None
        raise
    finally:
        kept.set_progress_handler(None, 0)
