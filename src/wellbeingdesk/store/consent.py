"""The consent ledger in the store: as signed, and withdrawals as rows of their own."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, insert, select

from wellbeingdesk.domain.consent import Consent, ConsentIsWithdrawn
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.store import schema, schema_sealed
from wellbeingdesk.store.bugs import NotKept
from wellbeingdesk.store.client import client_number
from wellbeingdesk.store.columns import (
    Row,
    day_or_none,
    day_text,
    moment,
    moment_or_none,
    moment_values,
    words_from,
    words_text,
)
from wellbeingdesk.store.transaction import Transaction, number_of

_table = schema_sealed.consent
_withdrawal = schema_sealed.consent_withdrawal
_client = schema.client


class StoredConsents:
    """Consents being kept."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    def add(self, consent: Consent) -> None:
        """A consent as signed; its record must be kept in the same transaction or before."""
        self._tx.write(
            insert(_table).values(
                id=consent.id,
                client_no=client_number(self._tx.connection, consent.client_id),
                record_sha256=consent.record_sha256,
                recipient_name=consent.recipient_name,
                recipient_role=consent.recipient_role,
                recipient_organisation=consent.recipient_organisation,
                items=words_text(consent.items),
                items_other=consent.items_other,
                items_excluded=consent.items_excluded,
                purpose=consent.purpose,
                direction=consent.direction,
                channels=words_text(consent.channels),
                starts_on=consent.starts_on.isoformat(),
                ends_on=day_text(consent.ends_on),
                **moment_values("given", consent.given_at),
            )
        )

    def get(self, consent_id: str) -> Consent:
        """Raises NotKept."""
        return find_consent(self._tx.connection, consent_id)

    def withdraw(self, consent_id: str, said_at: Instant, words: str, recorded_at: Instant) -> None:
        """Raises ConsentIsWithdrawn, NotKept."""
        kept = self.get(consent_id)
        if kept.withdrawn_at is not None:
            raise ConsentIsWithdrawn(when=kept.withdrawn_at.iso())
        self._tx.write(
            insert(_withdrawal).values(
                consent_no=number_of(self._tx.connection, _table, consent_id),
                words=words,
                **moment_values("said", said_at),
                **moment_values("recorded", recorded_at),
            )
        )


def _rows() -> Select[Any]:
    return (
        select(
            *_table.c,
            _client.c.id.label("of_client"),
            _client.c.name_used,
            _withdrawal.c.said_utc,
            _withdrawal.c.said_zone,
            _withdrawal.c.said_offset,
            _withdrawal.c.words,
        )
        .join(_client, _client.c.no == _table.c.client_no)
        .outerjoin(_withdrawal, _withdrawal.c.consent_no == _table.c.no)
    )


def find_consent(connection: Connection, consent_id: str) -> Consent:
    """Raises NotKept."""
    row = connection.execute(_rows().where(_table.c.id == consent_id)).mappings().first()
    if row is None:
        raise NotKept(_table.name)
    return _consent(row)


def consents(connection: Connection, client_id: str) -> tuple[tuple[Consent, str], ...]:
    """With the client's name, newest first, of one client or of all."""
    statement = _rows()
    if client_id:
        statement = statement.where(_table.c.client_no == client_number(connection, client_id))
    rows = connection.execute(statement.order_by(_table.c.given_utc.desc(), _table.c.no.desc())).mappings()
    return tuple((_consent(row), row["name_used"]) for row in rows)


def _consent(row: Row) -> Consent:
    return Consent(
        id=row["id"],
        client_id=row["of_client"],
        record_sha256=row["record_sha256"],
        recipient_name=row["recipient_name"],
        recipient_role=row["recipient_role"],
        recipient_organisation=row["recipient_organisation"],
        items=words_from(row["items"]),
        items_other=row["items_other"],
        items_excluded=row["items_excluded"],
        purpose=row["purpose"],
        direction=row["direction"],
        channels=words_from(row["channels"]),
        starts_on=date.fromisoformat(row["starts_on"]),
        ends_on=day_or_none(row["ends_on"]),
        given_at=moment(row, "given"),
        withdrawn_at=moment_or_none(row, "said"),
        withdrawal_words=row["words"] or "",
    )
