"""What the audit still knows of signed records that cannot be read: what they were, whose, and from when."""

from collections.abc import Iterable

from sqlalchemy import Engine, select

from wellbeingdesk.domain.store_check import RecordTold
from wellbeingdesk.domain.worldly import StoreDamaged
from wellbeingdesk.store.audit import SIGNED
from wellbeingdesk.store.columns import moment
from wellbeingdesk.store.engine import reading
from wellbeingdesk.store.schema import client
from wellbeingdesk.store.schema_sealed import audit

_told = (
    select(audit, client.c.name_used)
    .select_from(audit.outerjoin(client, client.c.id == audit.c.client_id))
    .where(audit.c.action.in_(SIGNED))
)


def records_told(engine: Engine, ids: Iterable[str]) -> tuple[RecordTold, ...]:
    """In the order asked for; of one that cannot be read here either, its id alone."""
    return tuple(_one(engine, record_id) for record_id in ids)


def _one(engine: Engine, record_id: str) -> RecordTold:
    try:
        with reading(engine) as connection:
            row = connection.execute(_told.where(audit.c.entity_id == record_id)).mappings().first()
    except StoreDamaged:
        row = None
    if row is None:
        return RecordTold(record_id)
    return RecordTold(record_id, str(row["action"]), row["name_used"] or "", moment(row, "at"))
