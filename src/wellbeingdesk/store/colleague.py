"""Colleagues' contact cards in the store."""

from typing import Any

from sqlalchemy import Connection, Select, insert, select, update

from wellbeingdesk.domain.colleague import CheckedHow, Colleague, ContactCard
from wellbeingdesk.domain.decision import ColleagueUnknown
from wellbeingdesk.domain.practitioner import Practitioner, Registration
from wellbeingdesk.store import schema
from wellbeingdesk.store.columns import Row, moment, moment_or_none, moment_values
from wellbeingdesk.store.transaction import Transaction

_table = schema.colleague


class StoredColleagues:
    """Cards being kept."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    def add(self, colleague: Colleague) -> None:
        """A card received."""
        self._tx.write(insert(_table).values(id=colleague.id, **_details(colleague)))

    def save(self, colleague: Colleague) -> None:
        """Raises ColleagueUnknown."""
        if not self._tx.write(update(_table).where(_table.c.id == colleague.id).values(**_details(colleague))):
            raise ColleagueUnknown

    def get(self, colleague_id: str) -> Colleague:
        """Raises ColleagueUnknown."""
        return find_colleague(self._tx.connection, colleague_id)

    def by_root(self, root_sha256: str) -> Colleague | None:
        """By the digest of their root certificate."""
        return _first(self._tx.connection, select(_table).where(_table.c.root_sha256 == root_sha256))

    def all(self) -> tuple[Colleague, ...]:
        """In the order of their names."""
        return colleagues(self._tx.connection)


def find_colleague(connection: Connection, colleague_id: str) -> Colleague:
    """Raises ColleagueUnknown."""
    found = _first(connection, select(_table).where(_table.c.id == colleague_id))
    if found is None:
        raise ColleagueUnknown
    return found


def colleagues(connection: Connection) -> tuple[Colleague, ...]:
    """In the order of their names."""
    statement = select(_table).order_by(_table.c.name.collate("NOCASE"), _table.c.no)
    return tuple(_colleague(row) for row in connection.execute(statement).mappings())


def _first(connection: Connection, statement: Select[Any]) -> Colleague | None:
    row = connection.execute(statement).mappings().first()
    return None if row is None else _colleague(row)


def _details(colleague: Colleague) -> dict[str, Any]:
    card = colleague.card
    return {
        "practitioner_id": card.practitioner.id,
        "name": card.practitioner.name,
        "role": card.practitioner.role,
        "body": card.practitioner.registration.body,
        "number": card.practitioner.registration.number,
        "desk_id": card.desk_id,
        "root_der": card.root_der,
        "root_sha256": card.root_sha256,
        "leaf_der": card.leaf_der,
        "age_recipient": card.age_recipient,
        "sequence": card.sequence,
        "fingerprint": card.fingerprint,
        "card_file": card.file,
        "checked": colleague.checked.value,
        **moment_values("checked_at", colleague.checked_at),
        **moment_values("received", colleague.received_at),
    }


def _colleague(row: Row) -> Colleague:
    registration = Registration(row["body"], row["number"])
    card = ContactCard(
        practitioner=Practitioner(row["practitioner_id"], row["name"], row["role"], registration),
        desk_id=row["desk_id"],
        root_der=bytes(row["root_der"]),
        root_sha256=row["root_sha256"],
        leaf_der=bytes(row["leaf_der"]),
        age_recipient=row["age_recipient"],
        sequence=row["sequence"],
        fingerprint=row["fingerprint"],
        file=bytes(row["card_file"]),
    )
    return Colleague(
        row["id"], card, CheckedHow(row["checked"]), moment_or_none(row, "checked_at"), moment(row, "received")
    )
