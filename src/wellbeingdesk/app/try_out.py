"""The desk to try the program out: made-up clients, always marked as such."""

import tomllib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from wellbeingdesk.app.desk import OpenDesk, create_desk, unlock_desk
from wellbeingdesk.app.house import House
from wellbeingdesk.app.resources import resources_folder
from wellbeingdesk.app.self_test import made_up_set_up
from wellbeingdesk.domain.appointment import Modality
from wellbeingdesk.domain.client import Channel, ContactRule
from wellbeingdesk.domain.contact import ContactDetail
from wellbeingdesk.domain.record import RecordKind
from wellbeingdesk.domain.times import Instant, Planned, instant_from_utc
from wellbeingdesk.usecases import appointments, clients, contacts, drafts, notes, safety
from wellbeingdesk.usecases.ports import Ports

Row = dict[str, object]
_DAYS_IN_USE = 60


def make_try_out_desk(house: House) -> OpenDesk:
    """A new made-up desk, filled and open. Slow: keys are derived."""
    source = _source()
    policy = next(one for one in house.catalogue.policies() if one.id == source["policy"])
    set_up = made_up_set_up(policy, source["practitioner"], source["number"])
    now = house.clock.now()
    # Notes of the last weeks need a signing certificate that was valid then.
    begun = _At(instant_from_utc(now.utc - timedelta(days=_DAYS_IN_USE), now.zone))
    desk = create_desk(replace(house, clock=begun), set_up, source["passphrase"])
    try:
        ports = replace(desk.ports, clock=house.clock)
        desk.threads.store.submit(lambda: _fill(ports, source["client"])).result()
    finally:
        desk.close()
    return unlock_desk(house, desk.ports.session.desk_id, source["passphrase"])


def try_out_passphrase() -> str:
    """It is no secret: nothing real is behind it."""
    return str(_source()["passphrase"])


def _source() -> dict[str, Any]:
    return tomllib.loads((resources_folder() / "made-up" / "desk.toml").read_text("utf-8"))


def _fill(ports: Ports, rows: list[Row]) -> None:
    for row in rows:
        client_id = clients.add_client(
            ports,
            name_used=str(row["name"]),
            legal_name=str(row.get("legal_name", "")),
            pronouns=str(row.get("pronouns", "")),
            born=_day(row.get("born")),
        ).value
        _contact(ports, client_id, row)
        _appointments(ports, client_id, row)
        _notes(ports, client_id, row)


def _contact(ports: Ports, client_id: str, row: Row) -> None:
    rules = row.get("contact", {})
    if isinstance(rules, dict) and rules:
        told = tuple(ContactRule(Channel(channel), allowed=bool(allowed)) for channel, allowed in rules.items())
        clients.set_contact_rules(ports, client_id=client_id, rules=told)
    if isinstance(name := row.get("not_to_tell"), str):
        said_by = str(row["name"])
        clients.add_person_not_to_tell(
            ports, client_id=client_id, name=name, relation=str(row.get("relation", "")), said_by=said_by
        )
    _reached(ports, client_id, row)
    if isinstance(days := row.get("safety_review_in_days"), int):
        review = ports.clock.now().wall.date() + timedelta(days=days)
        safety.open_safety_plan(ports, client_id=client_id, review_on=review)


def _reached(ports: Ports, client_id: str, row: Row) -> None:
    if isinstance(reached := row.get("reached"), dict):
        details = tuple(ContactDetail(Channel(channel), str(value)) for channel, value in reached.items())
        contacts.change_contact_details(ports, client_id=client_id, details=details)
    if isinstance(person := row.get("emergency"), dict):
        contacts.add_emergency_contact(
            ports,
            client_id=client_id,
            name=str(person["name"]),
            relation=str(person["relation"]),
            reach=str(person["reach"]),
            safe_to_contact=bool(person["safe"]),
            said_by=str(row["name"]),
        )


def _appointments(ports: Ports, client_id: str, row: Row) -> None:
    now = ports.clock.now()
    days, hour = row.get("next_in_days"), row.get("at_hour", 10)
    if isinstance(days, int) and isinstance(hour, int):
        wall = (now.wall + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)
        appointments.make_appointment(
            ports,
            client_id=client_id,
            planned=Planned(wall, now.zone),
            minutes=50,
            modality=Modality(str(row.get("modality", "in-person"))),
        )


def _notes(ports: Ports, client_id: str, row: Row) -> None:
    written = row.get("note", [])
    now = ports.clock.now()
    for weeks, text in enumerate(reversed(written if isinstance(written, list) else []), 1):
        session = (now.wall - timedelta(weeks=weeks)).replace(hour=14, minute=0, second=0, microsecond=0)
        happened = Planned(session, now.zone).instant()
        then = replace(ports, clock=_At(instant_from_utc(happened.utc + timedelta(hours=1), now.zone)))
        draft = drafts.begin_draft(
            then,
            kind=RecordKind.NOTE,
            client_id=client_id,
            form_id="note-narrative",
            event_time=happened,
            answers={"narrative": str(text)},
        ).value
        notes.sign_note(then, draft_id=draft.id, version=draft.version)


@dataclass(frozen=True, slots=True)
class _At:
    """A clock that stands still, so that made-up notes were written on their own day."""

    moment: Instant

    def now(self) -> Instant:
        """That moment."""
        return self.moment


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
