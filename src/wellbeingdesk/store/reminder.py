"""Dated reminders in the store."""

from datetime import date

from sqlalchemy import Connection, delete, insert, select, text, update

from wellbeingdesk.domain.reminder import Reminder, ReminderKind
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.store import schema
from wellbeingdesk.store.bugs import NotKept
from wellbeingdesk.store.client import client_number
from wellbeingdesk.store.columns import Row, moment_or_none, moment_values
from wellbeingdesk.store.transaction import Transaction
from wellbeingdesk.usecases.rows import ReminderLine

_table = schema.reminder
_client = schema.client


class StoredReminders:
    """Reminders being set and settled."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    def set(self, reminder: Reminder) -> None:
        """In place of an open one of the same kind about the same subject; without a subject beside all others."""
        if reminder.subject_id:
            self._tx.write(
                delete(_table).where(
                    _table.c.kind == reminder.kind.value,
                    _table.c.subject_id == reminder.subject_id,
                    _table.c.done_utc.is_(None),
                )
            )
        self._tx.write(
            insert(_table).values(
                id=reminder.id,
                kind=reminder.kind.value,
                due_on=reminder.due_on.isoformat(),
                client_no=client_number(self._tx.connection, reminder.client_id) if reminder.client_id else None,
                subject_id=reminder.subject_id,
                text=reminder.text,
                **moment_values("done", reminder.done_at),
            )
        )

    def settle(self, kind: ReminderKind, subject_id: str, at: Instant) -> None:
        """Nothing where there is none."""
        self._tx.write(
            update(_table)
            .where(_table.c.kind == kind.value, _table.c.subject_id == subject_id, _table.c.done_utc.is_(None))
            .values(**moment_values("done", at))
        )

    def settle_one(self, reminder_id: str, at: Instant) -> str:
        """Gives back the client's id, empty where it concerns none; done before stays as it was. Raises NotKept."""
        row = self._tx.first(
            select(_client.c.id)
            .select_from(_table)
            .outerjoin(_client, _client.c.no == _table.c.client_no)
            .where(_table.c.id == reminder_id)
        )
        if row is None:
            raise NotKept(_table.name)
        self._tx.write(
            update(_table)
            .where(_table.c.id == reminder_id, _table.c.done_utc.is_(None))
            .values(**moment_values("done", at))
        )
        return row["id"] or ""


def reminders(connection: Connection, until: date) -> tuple[ReminderLine, ...]:
    """Open ones due by then, earliest first."""
    statement = (
        select(*_table.c, _client.c.id.label("of_client"), _client.c.name_used)
        .outerjoin(_client, _client.c.no == _table.c.client_no)
        .where(text(f"reminder.{schema.OPEN}"), _table.c.due_on <= until.isoformat())
        .order_by(_table.c.due_on, _table.c.no)
    )
    return tuple(
        ReminderLine(_reminder(row), row["name_used"] or "") for row in connection.execute(statement).mappings()
    )


def _reminder(row: Row) -> Reminder:
    return Reminder(
        id=row["id"],
        kind=ReminderKind(row["kind"]),
        due_on=date.fromisoformat(row["due_on"]),
        client_id=row["of_client"] or "",
        subject_id=row["subject_id"],
        text=row["text"],
        done_at=moment_or_none(row, "done"),
    )
