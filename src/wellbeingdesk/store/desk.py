"""The desk's own facts in the store: whose it is, what the service chose, its signing identity, its settings."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from wellbeingdesk.domain.policy import ServiceSetup
from wellbeingdesk.domain.practitioner import Practitioner, Registration
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.domain.worldly import StoreDamaged
from wellbeingdesk.store import schema
from wellbeingdesk.store.columns import Row, answers_from, answers_text, moment, moment_values
from wellbeingdesk.store.transaction import Transaction
from wellbeingdesk.usecases.ports import Identity

INSTANCE = "instance"
"""The setting that tells a restored desk from the one it was restored from."""


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """What is read once when a desk opens and never changes while it is open."""

    desk_id: str
    made_up: bool
    identity: Identity
    instance: int = 1
    """Which copy of this desk it is: one more with each restore from a backup."""


class StoredDesk:
    """The desk's own rows being written."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    def practitioner(self) -> Practitioner:
        """Whose desk it is."""
        return find_practitioner(self._tx.connection)

    def setup(self) -> ServiceSetup:
        """What the service chose."""
        return find_setup(self._tx.connection)

    def setting(self, key: str) -> str | None:
        """A setting of this desk."""
        return find_setting(self._tx.connection, key)

    def save_setting(self, key: str, value: str) -> None:
        """In place of the earlier one."""
        self._tx.write(delete(schema.setting).where(schema.setting.c.key == key))
        self._tx.write(insert(schema.setting).values(key=key, value=value))


def write_first_rows(
    transaction: Transaction, now: Instant, practitioner: Practitioner, setup: ServiceSetup, facts: DeskFacts
) -> None:
    """The rows that every store has from its first moment."""
    identity = facts.identity
    registration = practitioner.registration
    rows: dict[Table, dict[str, Any]] = {
        schema.meta: {
            "desk_id": facts.desk_id,
            "made_up": int(facts.made_up),
            **moment_values("created", now),
        },
        schema.practitioner: {
            "id": practitioner.id,
            "name": practitioner.name,
            "role": practitioner.role,
            "body": registration.body,
            "number": registration.number,
        },
        schema.service_setup: _setup_values(setup),
        schema.identity: {
            column.name: getattr(identity, column.name) for column in schema.identity.c if column.name != "no"
        },
    }
    for table, values in rows.items():
        transaction.write(insert(table).values(no=1, **values))


def find_facts(connection: Connection) -> DeskFacts:
    """Raises StoreDamaged where a store lacks its first rows."""
    meta, kept = _only(connection, schema.meta), _only(connection, schema.identity)
    identity = Identity(
        desk_id=meta["desk_id"],
        practitioner=find_practitioner(connection),
        root_der=bytes(kept["root_der"]),
        root_key=bytes(kept["root_key"]),
        leaf_der=bytes(kept["leaf_der"]),
        leaf_key=bytes(kept["leaf_key"]),
        age_identity=kept["age_identity"],
        age_recipient=kept["age_recipient"],
        root_sha256=kept["root_sha256"],
    )
    instance = find_setting(connection, INSTANCE)
    return DeskFacts(meta["desk_id"], bool(meta["made_up"]), identity, 1 if instance is None else int(instance))


def find_desk_id(connection: Connection) -> str:
    """The desk's random id. Raises StoreDamaged."""
    return str(_only(connection, schema.meta)["desk_id"])


def find_made_at(connection: Connection) -> Instant:
    """When the desk was made. Raises StoreDamaged."""
    return moment(_only(connection, schema.meta), "created")


def find_practitioner(connection: Connection) -> Practitioner:
    """Whose desk it is."""
    row = _only(connection, schema.practitioner)
    return Practitioner(row["id"], row["name"], row["role"], Registration(row["body"], row["number"]))


def find_setup(connection: Connection) -> ServiceSetup:
    """What the service chose."""
    row = _only(connection, schema.service_setup)
    return ServiceSetup(
        policy_id=row["policy_id"],
        policy_version=row["policy_version"],
        policy_sha256=row["policy_sha256"],
        service_name=row["service_name"],
        choices=answers_from(row["choices"]),
        logo_png=bytes(row["logo_png"]),
        pack_number=row["pack_number"],
        pack_signer=row["pack_signer"],
    )


def find_setting(connection: Connection, key: str) -> str | None:
    """A setting of this desk."""
    found = connection.execute(select(schema.setting.c.value).where(schema.setting.c.key == key)).scalar()
    return None if found is None else str(found)


def _only(connection: Connection, table: Table) -> Row:
    row = connection.execute(select(table)).mappings().first()
    if row is None:
        raise StoreDamaged(part=table.name)
    return row


def _setup_values(setup: ServiceSetup) -> dict[str, Any]:
    return {
        "policy_id": setup.policy_id,
        "policy_version": setup.policy_version,
        "policy_sha256": setup.policy_sha256,
        "service_name": setup.service_name,
        "choices": answers_text(setup.choices),
        "logo_png": setup.logo_png,
        "pack_number": setup.pack_number,
        "pack_signer": setup.pack_signer,
    }
