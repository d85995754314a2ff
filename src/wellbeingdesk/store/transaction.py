"""One writing transaction as the repositories see it: it reads, writes, and knows whether an audit entry is owed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, RowMapping, Select, Table, bindparam, func, select
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

    def write(self, statement: Executable, values: Mapping[str, Any] | None = None, *, audited: bool = True) -> int:
        """Change rows; gives back how many. A statement that is kept and given its values is compiled once."""
        self.wrote = True
        self.owes_audit = self.owes_audit or audited
        return int(self.connection.execute(statement, values).rowcount)

    def write_all(self, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
        """The same statement for many rows, which all have the same columns."""
        if rows:
            self.wrote = self.owes_audit = True
            self.connection.execute(statement, rows)


def number_of(connection: Connection, table: Table, outside_id: str) -> int:
    """The inside number of a row. Raises NotKept."""
    found = connection.execute(select(table.c.no).where(table.c.id == outside_id)).scalar()
    if found is None:
        raise NotKept(table.name)
    return int(found)


def free_row(connection: Connection, column: ColumnElement[int], event_time: Instant) -> int:
    """The next row number of the event's minute, whatever came in before or after it."""
    least = search_row(event_time, 0)
    minute = {"least": least, "after": least + (1 << SERIAL_BITS)}
    newest = connection.execute(_newest_of_minute(column), minute).scalar()
    return search_row(event_time, 0 if newest is None else int(newest) - least + 1)


@cache
def _newest_of_minute(column: ColumnElement[int]) -> Select[int]:
    return select(func.max(column)).where(column >= bindparam("least"), column < bindparam("after"))


def free_rows(connection: Connection, column: ColumnElement[int], event_times: Sequence[Instant]) -> list[int]:
    """The same for many that are still to be written, in the order of their times."""
    taken: dict[int, int] = {}
    rows = []
    for event_time in event_times:
        minute = search_row(event_time, 0)
        taken[minute] = taken[minute] + 1 if minute in taken else free_row(connection, column, event_time)
        rows.append(taken[minute])
    return rows
