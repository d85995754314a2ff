"""What the cover sheet shows, read in a few questions for all clients together; no table of notes is asked."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, select, text

from wellbeingdesk.domain.appointment import Modality
from wellbeingdesk.domain.client import Channel, ContactRule
from wellbeingdesk.domain.contact import REACHED_BY, ContactDetail
from wellbeingdesk.domain.cover_sheet import MOST_APPOINTMENTS, CoverAppointment, CoverClient, CoverContact, NotToTell
from wellbeingdesk.domain.times import Instant, Planned
from wellbeingdesk.store import schema
from wellbeingdesk.store.columns import moment
from wellbeingdesk.store.transaction import Transaction

_FURTHEST_ZONES = timedelta(days=2)

# An appointment that has begun and is not over yet counts: somebody may be sitting in the waiting room.
AHEAD = """
SELECT client_no, wall, zone, minutes, modality, ahead FROM (
  SELECT a.client_no, a.wall, a.zone, a.minutes, a.modality,
         row_number() OVER (PARTITION BY a.client_no ORDER BY a.starts_utc, a.no) AS place,
         count(*) OVER (PARTITION BY a.client_no) AS ahead
    FROM appointment AS a
   WHERE a.wall >= :earliest AND a.outcome IS NULL
     AND unixepoch(a.starts_utc) + a.minutes * 60 > unixepoch(:now))
 WHERE place <= :most ORDER BY client_no, place
"""


class StoredCover:
    """Read on the writing thread, because the sheet is made while the desk is being locked."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    def clients(self, now: Instant) -> tuple[CoverClient, ...]:
        """Every client with an open file, by name."""
        return cover_clients(self._tx.connection, now)


def cover_clients(connection: Connection, now: Instant) -> tuple[CoverClient, ...]:
    """By name; `later` counts the appointments that are not listed."""
    client = schema.client
    rules, people = _rules(connection), _people(connection)
    details, contacts = _details(connection), _contacts(connection)
    ahead, plans = _ahead(connection, now), _plans(connection)
    rows = connection.execute(select(client).order_by(client.c.name_folded, client.c.no)).mappings()
    return tuple(
        CoverClient(
            reference=row["reference"],
            name_used=row["name_used"],
            legal_name="" if row["legal_name"] == row["name_used"] else row["legal_name"],
            pronouns=row["pronouns"],
            contact_rules=tuple(rules[row["no"]]),
            not_to_tell=tuple(people[row["no"]]),
            appointments=tuple(map(_appointment, ahead[row["no"]])),
            safety_review_on=plans.get(row["no"]),
            emergency_contacts=tuple(contacts[row["no"]]),
            later=_later(ahead[row["no"]]),
            contact_details=tuple(details[row["no"]]),
        )
        for row in rows
    )


def _rules(connection: Connection) -> defaultdict[int, list[ContactRule]]:
    order = {channel.value: at for at, channel in enumerate(Channel)}
    rows = connection.execute(select(schema.contact_rule)).mappings()
    found: defaultdict[int, list[ContactRule]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: order[one["channel"]]):
        allowed, may_name = _truth(row["allowed"]), _truth(row["may_name_service"])
        found[row["client_no"]].append(ContactRule(Channel(row["channel"]), allowed, may_name, row["remark"]))
    return found


def _details(connection: Connection) -> defaultdict[int, list[ContactDetail]]:
    rows = connection.execute(select(schema.contact_detail)).mappings()
    found: defaultdict[int, list[ContactDetail]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: REACHED_BY.index(Channel(one["channel"]))):
        found[row["client_no"]].append(ContactDetail(Channel(row["channel"]), row["value"]))
    return found


def _contacts(connection: Connection) -> defaultdict[int, list[CoverContact]]:
    """Those who are still to be reached in an emergency."""
    contacts = schema.emergency_contact
    rows = connection.execute(select(contacts).where(contacts.c.ended_utc.is_(None)).order_by(contacts.c.no)).mappings()
    found: defaultdict[int, list[CoverContact]] = defaultdict(list)
    for row in rows:
        safe, said_on = _truth(row["safe_to_contact"]), moment(row, "said").wall.date()
        one = CoverContact(row["name"], row["relation"], row["reach"], safe, row["said_by"], said_on)
        found[row["client_no"]].append(one)
    return found


def _truth(kept: int | None) -> bool | None:
    return None if kept is None else bool(kept)


def _people(connection: Connection) -> defaultdict[int, list[NotToTell]]:
    """Those who still must not be told."""
    people = schema.person_not_to_tell
    rows = connection.execute(select(people).where(people.c.ended_utc.is_(None)).order_by(people.c.no)).mappings()
    found: defaultdict[int, list[NotToTell]] = defaultdict(list)
    for row in rows:
        said_on = moment(row, "said").wall.date()
        found[row["client_no"]].append(NotToTell(row["name"], row["relation"], row["said_by"], said_on))
    return found


def _ahead(connection: Connection, now: Instant) -> defaultdict[int, list[RowMapping]]:
    values: dict[str, Any] = {
        "earliest": (now.wall - _FURTHEST_ZONES).date().isoformat(),
        "now": now.iso(),
        "most": MOST_APPOINTMENTS,
    }
    found: defaultdict[int, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(text(AHEAD), values).mappings():
        found[row["client_no"]].append(row)
    return found


def _appointment(row: RowMapping) -> CoverAppointment:
    planned = Planned(datetime.fromisoformat(row["wall"]), row["zone"])
    return CoverAppointment(planned, row["minutes"], Modality(row["modality"]))


def _later(rows: Iterable[RowMapping]) -> int:
    listed = list(rows)
    return listed[0]["ahead"] - len(listed) if listed else 0


def _plans(connection: Connection) -> dict[int, date]:
    plans = schema.safety_plan
    rows = connection.execute(select(plans.c.client_no, plans.c.review_on).where(plans.c.closed_utc.is_(None)))
    return {row.client_no: date.fromisoformat(row.review_on) for row in rows}
