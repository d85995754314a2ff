"""Appointments in the store: what was planned, what became of it, and the log of missed sessions."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, insert, select, text, update

from wellbeingdesk.domain.appointment import (
    Appointment,
    AppointmentWasChangedMeanwhile,
    Companion,
    CompanionCapacity,
    Modality,
    Outcome,
)
from wellbeingdesk.domain.times import Planned
from wellbeingdesk.store import schema
from wellbeingdesk.store.bugs import NotKept
from wellbeingdesk.store.client import client_number
from wellbeingdesk.store.columns import Row, from_json, moment_or_none, moment_values, to_json
from wellbeingdesk.store.transaction import Transaction, free_row
from wellbeingdesk.usecases.rows import AppointmentLine

_table = schema.appointment
_client = schema.client


class StoredAppointments:
    """Appointments being written."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    def add(self, appointment: Appointment) -> None:
        """Plan one."""
        self._tx.write(
            insert(_table).values(
                id=appointment.id,
                client_no=client_number(self._tx.connection, appointment.client_id),
                row=self._row(appointment),
                version=appointment.version,
                **_details(appointment),
            )
        )

    def get(self, appointment_id: str) -> Appointment:
        """Raises NotKept."""
        return find_appointment(self._tx.connection, appointment_id).appointment

    def save(self, appointment: Appointment) -> None:
        """Raises NotKept, AppointmentWasChangedMeanwhile."""
        kept = self.get(appointment.id)
        moved = {} if kept.planned == appointment.planned else {"row": self._row(appointment)}
        changed = self._tx.write(
            update(_table)
            .where(_table.c.id == appointment.id, _table.c.version == appointment.version)
            .values(version=appointment.version + 1, **moved, **_details(appointment))
        )
        if not changed:
            raise AppointmentWasChangedMeanwhile

    def _row(self, appointment: Appointment) -> int:
        return free_row(self._tx.connection, _table.c.row, appointment.planned.instant())


def _lines() -> Select[Any]:
    columns = [column for column in _table.c if column.name != "client_no"]
    return select(*columns, _client.c.id.label("client_id"), _client.c.name_used, _client.c.reference).join(
        _client, _client.c.no == _table.c.client_no
    )


def _read(connection: Connection, statement: Select[Any]) -> tuple[AppointmentLine, ...]:
    return tuple(_line(row) for row in connection.execute(statement).mappings())


def find_appointment(connection: Connection, appointment_id: str) -> AppointmentLine:
    """Raises NotKept."""
    found = _read(connection, _lines().where(_table.c.id == appointment_id))
    if not found:
        raise NotKept(_table.name)
    return found[0]


def appointments_on(connection: Connection, day: date) -> tuple[AppointmentLine, ...]:
    """The day's, in the order of the clock on the wall."""
    after = day + timedelta(days=1)
    return _read(
        connection,
        _lines()
        .where(_table.c.wall >= day.isoformat(), _table.c.wall < after.isoformat())
        .order_by(_table.c.wall, _table.c.no),
    )


def appointments_of(connection: Connection, client_id: str) -> tuple[AppointmentLine, ...]:
    """Newest first."""
    client_no = client_number(connection, client_id)
    return _read(connection, _lines().where(_table.c.client_no == client_no).order_by(_table.c.row.desc()))


def missed(connection: Connection, client_id: str, offset: int, limit: int) -> tuple[AppointmentLine, ...]:
    """Newest first, of one client or of all."""
    statement = _lines().where(text(f"appointment.{schema.MISSED}"))
    if client_id:
        statement = statement.where(_table.c.client_no == client_number(connection, client_id))
    return _read(connection, statement.order_by(_table.c.row.desc()).limit(limit).offset(offset))


def outcomes(connection: Connection, client_id: str) -> tuple[Outcome, ...]:
    """Every recorded outcome of one client, or of all, newest first."""
    statement = select(_table.c.outcome).where(_table.c.outcome.is_not(None)).order_by(_table.c.row.desc())
    if client_id:
        statement = statement.where(_table.c.client_no == client_number(connection, client_id))
    return tuple(Outcome(outcome) for outcome in connection.execute(statement).scalars())


def _details(appointment: Appointment) -> dict[str, str | int | None]:
    return {
        "wall": appointment.planned.wall.isoformat(timespec="minutes" if _whole_minute(appointment) else "seconds"),
        "zone": appointment.planned.zone,
        "minutes": appointment.minutes,
        "modality": appointment.modality.value,
        "accompanied_by": to_json([[one.name, one.capacity.value] for one in appointment.accompanied_by]),
        "outcome": None if appointment.outcome is None else appointment.outcome.value,
        "reason": appointment.reason,
        **moment_values("starts", appointment.planned.instant()),
        **moment_values("cancelled", appointment.cancelled_at),
        **moment_values("recorded", appointment.recorded_at),
    }


def _whole_minute(appointment: Appointment) -> bool:
    return appointment.planned.wall.second == 0


def _line(row: Row) -> AppointmentLine:
    appointment = Appointment(
        id=row["id"],
        client_id=row["client_id"],
        planned=Planned(datetime.fromisoformat(row["wall"]), row["zone"]),
        minutes=row["minutes"],
        modality=Modality(row["modality"]),
        accompanied_by=tuple(
            Companion(name, CompanionCapacity(capacity)) for name, capacity in from_json(row["accompanied_by"])
        ),
        outcome=None if row["outcome"] is None else Outcome(row["outcome"]),
        cancelled_at=moment_or_none(row, "cancelled"),
        reason=row["reason"],
        recorded_at=moment_or_none(row, "recorded"),
        version=row["version"],
    )
    return AppointmentLine(appointment, row["name_used"], row["reference"])
