"""Numbers, addresses and emergency contacts in the store."""

from sqlalchemy import Connection, RowMapping, delete, insert, select

from wellbeingdesk.domain.client import Channel
from wellbeingdesk.domain.contact import ContactDetail, EmergencyContact
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.store import schema
from wellbeingdesk.store.client import client_number, end_row_of_client
from wellbeingdesk.store.columns import moment, moment_or_none, moment_values
from wellbeingdesk.store.transaction import Transaction

_client, _details, _contacts = schema.client, schema.contact_detail, schema.emergency_contact


class StoredContacts:
    """Being written."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    def set_details(self, client_id: str, details: tuple[ContactDetail, ...]) -> None:
        """In place of all that were there."""
        client_no = client_number(self._tx.connection, client_id)
        self._tx.write(delete(_details).where(_details.c.client_no == client_no))
        for one in details:
            self._tx.write(insert(_details).values(client_no=client_no, channel=one.channel.value, value=one.value))

    def add_emergency_contact(self, contact: EmergencyContact) -> None:
        """Somebody to reach in an emergency."""
        self._tx.write(
            insert(_contacts).values(
                id=contact.id,
                client_no=client_number(self._tx.connection, contact.client_id),
                name=contact.name,
                relation=contact.relation,
                reach=contact.reach,
                safe_to_contact=contact.safe_to_contact,
                said_by=contact.said_by,
                **moment_values("said", contact.said_at),
                **moment_values("ended", contact.ended_at),
            )
        )

    def end_emergency_contact(self, contact_id: str, at: Instant) -> str:
        """Gives back the client's id; an end that stands stays."""
        return end_row_of_client(self._tx, _contacts, contact_id, at)

    def not_to_tell(self, client_id: str) -> tuple[str, ...]:
        """Names of those who must not be told now."""
        people, client_no = schema.person_not_to_tell, client_number(self._tx.connection, client_id)
        rows = self._tx.every(
            select(people.c.name)
            .where(people.c.client_no == client_no, people.c.ended_utc.is_(None))
            .order_by(people.c.no)
        )
        return tuple(row["name"] for row in rows)


def find_contact_details(connection: Connection, client_id: str) -> tuple[ContactDetail, ...]:
    """In the order of the channels."""
    rows = connection.execute(
        select(_details).join(_client, _client.c.no == _details.c.client_no).where(_client.c.id == client_id)
    ).mappings()
    kept = {row["channel"]: row["value"] for row in rows}
    return tuple(ContactDetail(channel, kept[channel.value]) for channel in Channel if channel.value in kept)


def find_emergency_contacts(connection: Connection, client_id: str) -> tuple[EmergencyContact, ...]:
    """Those to be reached now first, then those who no longer are."""
    rows = connection.execute(
        select(_contacts)
        .join(_client, _client.c.no == _contacts.c.client_no)
        .where(_client.c.id == client_id)
        .order_by(_contacts.c.ended_utc.is_not(None), _contacts.c.no)
    ).mappings()
    return tuple(_contact(row, client_id) for row in rows)


def _contact(row: RowMapping, client_id: str) -> EmergencyContact:
    safe = row["safe_to_contact"]
    return EmergencyContact(
        id=row["id"],
        client_id=client_id,
        name=row["name"],
        relation=row["relation"],
        reach=row["reach"],
        safe_to_contact=None if safe is None else bool(safe),
        said_by=row["said_by"],
        said_at=moment(row, "said"),
        ended_at=moment_or_none(row, "ended"),
    )
