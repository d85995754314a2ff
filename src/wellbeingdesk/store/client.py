"""Client files in the store: covers, contact rules, people not to tell, safety plans."""

from datetime import date

from sqlalchemy import Connection, RowMapping, Table, delete, insert, select, update

from wellbeingdesk.domain.client import (
    Channel,
    Client,
    ClientUnknown,
    ClientWasChangedMeanwhile,
    ContactRule,
    NameOnFile,
    PersonNotToTell,
    folded,
)
from wellbeingdesk.domain.safety import SafetyPlan
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.store import schema
from wellbeingdesk.store.bugs import NotKept
from wellbeingdesk.store.columns import Row, day_or_none, day_text, moment, moment_or_none, moment_values
from wellbeingdesk.store.transaction import Transaction
from wellbeingdesk.store.words import sought_in

_table = schema.client


class StoredClients:
    """Client files being written."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    def add(self, client: Client) -> None:
        """A new file."""
        self._tx.write(
            insert(_table).values(
                id=client.id,
                reference=client.reference,
                version=client.version,
                **moment_values("created", client.created_at),
                **_details(client),
            )
        )

    def get(self, client_id: str) -> Client:
        """Raises ClientUnknown."""
        return find_client(self._tx.connection, client_id)

    def save(self, client: Client) -> None:
        """Raises ClientUnknown, ClientWasChangedMeanwhile."""
        changed = self._tx.write(
            update(_table)
            .where(_table.c.id == client.id, _table.c.version == client.version)
            .values(version=client.version + 1, **_details(client))
        )
        if not changed:
            self.get(client.id)
            raise ClientWasChangedMeanwhile

    def reference_is_free(self, reference: str) -> bool:
        """Whether no file bears it."""
        return self._tx.first(select(_table.c.no).where(_table.c.reference == reference)) is None

    def names(self) -> tuple[NameOnFile, ...]:
        """Every file's names."""
        rows = self._tx.every(
            select(_table.c.id, _table.c.reference, _table.c.name_used, _table.c.legal_name).order_by(
                _table.c.name_folded, _table.c.no
            )
        )
        return tuple(NameOnFile(row["id"], row["reference"], row["name_used"], row["legal_name"]) for row in rows)

    def set_contact_rule(self, client_id: str, rule: ContactRule) -> None:
        """In place of the channel's earlier one."""
        rules, client_no = schema.contact_rule, client_number(self._tx.connection, client_id)
        self._tx.write(delete(rules).where(rules.c.client_no == client_no, rules.c.channel == rule.channel.value))
        self._tx.write(
            insert(rules).values(
                client_no=client_no,
                channel=rule.channel.value,
                allowed=rule.allowed,
                may_name_service=rule.may_name_service,
                remark=rule.remark,
            )
        )

    def add_person_not_to_tell(self, person: PersonNotToTell) -> None:
        """Somebody who must not be told."""
        self._tx.write(
            insert(schema.person_not_to_tell).values(
                id=person.id,
                client_no=client_number(self._tx.connection, person.client_id),
                name=person.name,
                relation=person.relation,
                said_by=person.said_by,
                **moment_values("said", person.said_at),
                **moment_values("ended", person.ended_at),
            )
        )

    def end_person_not_to_tell(self, person_id: str, at: Instant) -> str:
        """Gives back the client's id; an end that stands stays."""
        return end_row_of_client(self._tx, schema.person_not_to_tell, person_id, at)

    def set_safety_plan(self, plan: SafetyPlan) -> None:
        """The client's one plan."""
        plans, client_no = schema.safety_plan, client_number(self._tx.connection, plan.client_id)
        self._tx.write(delete(plans).where(plans.c.client_no == client_no))
        self._tx.write(
            insert(plans).values(
                client_no=client_no,
                review_on=plan.review_on.isoformat(),
                **moment_values("opened", plan.opened_at),
                **moment_values("closed", plan.closed_at),
            )
        )

    def safety_plan(self, client_id: str) -> SafetyPlan | None:
        """The client's plan, open or closed."""
        return find_safety_plan(self._tx.connection, client_id)


def client_number(connection: Connection, client_id: str) -> int:
    """The inside number. Raises ClientUnknown."""
    found = connection.execute(select(_table.c.no).where(_table.c.id == client_id)).scalar()
    if found is None:
        raise ClientUnknown
    return int(found)


def end_row_of_client(tx: Transaction, table: Table, row_id: str, at: Instant) -> str:
    """End a row of somebody's file and give back the client's id; an end that stands stays. Raises NotKept."""
    client_id = tx.value(select(_table.c.id).join(table, table.c.client_no == _table.c.no).where(table.c.id == row_id))
    if client_id is None:
        raise NotKept(table.name)
    tx.write(
        update(table).where(table.c.id == row_id, table.c.ended_utc.is_(None)).values(**moment_values("ended", at))
    )
    return str(client_id)


def find_client(connection: Connection, client_id: str) -> Client:
    """Raises ClientUnknown."""
    row = connection.execute(select(_table).where(_table.c.id == client_id)).mappings().first()
    if row is None:
        raise ClientUnknown
    return client_from(row)


def client_from(row: Row) -> Client:
    """A client from their row."""
    return Client(
        id=row["id"],
        reference=row["reference"],
        name_used=row["name_used"],
        legal_name=row["legal_name"],
        pronouns=row["pronouns"],
        born=day_or_none(row["born"]),
        created_at=moment(row, "created"),
        version=row["version"],
    )


def find_contact_rules(connection: Connection, client_id: str) -> tuple[ContactRule, ...]:
    """One rule per channel that was asked about, in the order of the channels."""
    rules = schema.contact_rule
    rows = connection.execute(
        select(rules).join(_table, _table.c.no == rules.c.client_no).where(_table.c.id == client_id)
    ).mappings()
    kept = {row["channel"]: row for row in rows}
    return tuple(_rule(kept[channel.value]) for channel in Channel if channel.value in kept)


def find_people_not_to_tell(connection: Connection, client_id: str) -> tuple[PersonNotToTell, ...]:
    """Those who must not be told first, then those who may be told again."""
    people = schema.person_not_to_tell
    rows = connection.execute(
        select(people)
        .join(_table, _table.c.no == people.c.client_no)
        .where(_table.c.id == client_id)
        .order_by(people.c.ended_utc.is_not(None), people.c.no)
    ).mappings()
    return tuple(_person(row, client_id) for row in rows)


def find_safety_plan(connection: Connection, client_id: str) -> SafetyPlan | None:
    """The client's one plan."""
    plans = schema.safety_plan
    row = (
        connection.execute(select(plans).join(_table, _table.c.no == plans.c.client_no).where(_table.c.id == client_id))
        .mappings()
        .first()
    )
    if row is None:
        return None
    review_on = date.fromisoformat(row["review_on"])
    return SafetyPlan(client_id, moment(row, "opened"), review_on, moment_or_none(row, "closed"))


def _details(client: Client) -> dict[str, str | None]:
    return {
        "name_used": client.name_used,
        "legal_name": client.legal_name,
        "pronouns": client.pronouns,
        "born": day_text(client.born),
        "name_folded": folded(client.name_used) or client.name_used.casefold(),
        "sought": sought_in(client.name_used, client.legal_name, client.reference),
    }


def _rule(row: RowMapping) -> ContactRule:
    return ContactRule(Channel(row["channel"]), _truth(row["allowed"]), _truth(row["may_name_service"]), row["remark"])


def _truth(kept: int | None) -> bool | None:
    return None if kept is None else bool(kept)


def _person(row: RowMapping, client_id: str) -> PersonNotToTell:
    return PersonNotToTell(
        id=row["id"],
        client_id=client_id,
        name=row["name"],
        relation=row["relation"],
        said_by=row["said_by"],
        said_at=moment(row, "said"),
        ended_at=moment_or_none(row, "ended"),
    )
