"""One writing transaction as the repositories see it: it reads, writes, and knows whether an audit entry is owed."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Executable, RowMapping, Table, func, select
from sqlalchemy.sql.elements import ColumnElement

from wellbeingdesk.domain.note import SERIAL_BITS, search_row
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.store.bugs import NotKept


@dataclass(slots=True)
class Transaction:
    """`owes_audit` is set by every change but a draft's later saves: of those only the first and last are audited."""

    connection: Connection
    owes_audit: bool = False
    wrote: bool = False

    def first(self, statement: Executable) -> RowMapping | None:
        """The first row by column names."""
        return self.connection.execute(statement).mappings().first()

    def every(self, statement: Executable) -> list[RowMapping]:
        """All rows."""
        return list(self.connection.execute(statement).mappings())

    def value(self, statement: Executable) -> Any:
        """The first column of the first row."""
        return self.connection.execute(statement).scalar()

    def write(self, statement: Executable, *, audited: bool = True) -> int:
        """Change rows; gives back how many."""
        self.wrote = True
        self.owes_audit = self.owes_audit or audited
        return int(self.connection.execute(statement).rowcount)


def number_of(connection: Connection, table: Table, outside_id: str) -> int:
    """The inside number of a row. Raises NotKept."""
    found = connection.execute(select(table.c.no).where(table.c.id == outside_id)).scalar()
    if found is None:
        raise NotKept(table.name)
    return int(found)


def free_row(connection: Connection, column: ColumnElement[int], event_time: Instant) -> int:
    """The next row number of the event's minute, whatever came in before or after it."""
    least = search_row(event_time, 0)
    newest = connection.execute(
        select(func.max(column)).where(column >= least, column < least + (1 << SERIAL_BITS))
    ).scalar()
    return search_row(event_time, 0 if newest is None else int(newest) - least + 1)
