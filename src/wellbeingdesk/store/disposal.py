"""Destroys everything of one client in the transaction that holds the order for it, and nothing without an order."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, or_, select, update

from wellbeingdesk.domain.disposal import DisposalOrder, Disposed
from wellbeingdesk.store import schema, schema_sealed
from wellbeingdesk.store.columns import moment, moment_values
from wellbeingdesk.store.transaction import Transaction

_order = schema_sealed.disposal_order
CLEANING_DUE = "cleaning-due"
"""The setting that stands while deleted words may still lie in the index, the statistics or the log."""
_NOBODY = 0
"""The client's number in an order that is known from a register, where the client was never here."""


def dispose_client(transaction: Transaction, order: DisposalOrder) -> Disposed:
    """The order, the rows it takes, and its spending, which closes the door again. The audit keeps its lines."""
    found = transaction.value(select(schema.client.c.no).where(schema.client.c.id == order.client_id))
    client_no = _NOBODY if found is None else int(found)
    transaction.write(
        insert(_order).values(
            id=order.id,
            client_no=client_no,
            client_id=order.client_id,
            ordered_by=order.ordered_by,
            grounds=order.grounds,
            standing=order.id,
            **moment_values("ordered", order.ordered_at),
        )
    )
    rows = 0
    if found is not None:
        transaction.write(delete(schema.setting).where(schema.setting.c.key == CLEANING_DUE))
        transaction.write(insert(schema.setting).values(key=CLEANING_DUE, value=order.id))
        for table, condition in rows_of(client_no):
            rows += transaction.write(delete(table).where(condition))
    transaction.write(update(_order).where(_order.c.id == order.id).values(standing=None))
    return Disposed(order, rows)


def rows_of(client_no: int) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Every table that holds something of a client, what leans on others first."""
    document, record = schema_sealed.sealed_document, schema_sealed.sealed_record
    consent, withdrawal = schema_sealed.consent, schema_sealed.consent_withdrawal
    rows = select(document.c.row).where(document.c.client_no == client_no)
    yield schema.reminder, _reminders(client_no)
    for table in (schema_sealed.mark, schema_sealed.record_file):
        yield table, table.c.row.in_(rows)
    yield withdrawal, withdrawal.c.consent_no.in_(select(consent.c.no).where(consent.c.client_no == client_no))
    for table in (
        consent,
        schema_sealed.decision,
        record,
        document,
        schema.draft,
        schema.draft_refused,
        schema.appointment,
        schema.safety_plan,
        schema.person_not_to_tell,
        schema.contact_rule,
        schema.contact_detail,
        schema.emergency_contact,
    ):
        yield table, table.c.client_no == client_no
    yield schema.client, schema.client.c.no == client_no


def _reminders(client_no: int) -> ColumnElement[bool]:
    """Those of the client, and those about something of the client's."""
    subjects = [
        schema.reminder.c.subject_id.in_(select(table.c.id).where(table.c.client_no == client_no))
        for table in (
            schema_sealed.sealed_record,
            schema_sealed.consent,
            schema_sealed.decision,
            schema.draft,
            schema.appointment,
        )
    ]
    client_id = select(schema.client.c.id).where(schema.client.c.no == client_no)
    return or_(schema.reminder.c.client_no == client_no, schema.reminder.c.subject_id.in_(client_id), *subjects)


def orders(connection: Connection) -> tuple[DisposalOrder, ...]:
    """Every order that was carried out here, oldest first."""
    statement = select(_order).order_by(_order.c.ordered_utc, _order.c.id)
    return tuple(
        DisposalOrder(row["id"], row["client_id"], row["ordered_by"], row["grounds"], moment(row, "ordered"))
        for row in connection.execute(statement).mappings()
    )
