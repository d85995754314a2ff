"""Makes the golden store of the newest schema: run once when a schema is released, then never again for that revision.

    python -m tests.golden.make_store

Its keys are weak and written here; its people are made up.
"""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from tests.store.made_up import (
    Desk,
    HandClock,
    appointment,
    at,
    client,
    consent,
    draft,
    make_store,
    sealed,
)
from wellbeingdesk.domain.appointment import Outcome
from wellbeingdesk.domain.client import Channel, Client
from wellbeingdesk.domain.contact import ContactDetail, EmergencyContact
from wellbeingdesk.domain.record import DefinitionRef, Predecessor, RecordKind, Relation
from wellbeingdesk.store.migrating import HEAD
from wellbeingdesk.usecases.rows import UnitOfWork
from wellbeingdesk.usecases.ways import DeskKeys

STORES = Path(__file__).parent / "stores"
KEYS = DeskKeys(store=b"\x07" * 32, audit=b"\x08" * 32, anchor=b"\x09" * 32)
NAMES = ("Ash Sample", "李小明", "محمد 😀")
NOTE = "The first session, by the river. Ça va."
ADDENDUM = "It was the other river."
PDF = b"%PDF-1.7 made up"
DETAILS = (ContactDetail(Channel.PHONE, "020 7946 0000"), ContactDetail(Channel.POST, "Elm House\nÇa Street 1"))
CONTACT = EmergencyContact("contact-1", "client-0", "李小明", "friend", "020 7946 0001", None, "Ash Sample", at())


def _add(person: Client, uow: UnitOfWork) -> None:
    uow.clients.add(person)


def fill(desk: Desk) -> None:
    """One of the main things."""
    people = [client(name, id=f"client-{place}", reference=f"WD-{place}") for place, name in enumerate(NAMES)]
    note = sealed(people[0].id, NOTE, at(0))
    follows = Predecessor(Relation.ADDENDUM, note.record.draft.record_id, note.record.statement_sha256)
    addendum = sealed(people[0].id, ADDENDUM, at(90), RecordKind.ADDENDUM, follows)
    given = sealed(people[0].id, kind=RecordKind.CONSENT)
    source = b"[form]"
    desk.do(*(partial(_add, person) for person in people))
    desk.do(lambda uow: uow.records.add(note), lambda uow: uow.records.add(addendum))
    desk.do(lambda uow: uow.records.add(given), lambda uow: uow.consents.add(consent(given, id="consent-1")))
    desk.do(lambda uow: uow.consents.withdraw("consent-1", at(120), "by text", at(121)))
    desk.do(lambda uow: uow.records.keep_file(follows.record_id, "signed", hashlib.sha256(PDF).hexdigest(), PDF))
    ref = DefinitionRef("form", 1, hashlib.sha256(source).hexdigest())
    desk.do(lambda uow: uow.records.keep_definition(ref, "form", source))
    desk.do(lambda uow: uow.drafts.add(draft(people[0].id, "Begun.", id="draft-1", event_time=at(200))))
    missed = appointment(people[0].id, -500, id="appointment-1", outcome=Outcome.DID_NOT_ATTEND, recorded_at=at())
    desk.do(
        lambda uow: uow.appointments.add(missed),
        lambda uow: uow.contacts.set_details(people[0].id, DETAILS),
        lambda uow: uow.contacts.add_emergency_contact(CONTACT),
    )


def main() -> None:
    """Refuses to make one anew."""
    folder = STORES / HEAD
    folder.mkdir(parents=True)
    with (
        ThreadPoolExecutor(1, thread_name_prefix="store-write") as writing,
        ThreadPoolExecutor(1, thread_name_prefix="store-read") as reading,
    ):
        clock = HandClock()
        desk = Desk(folder, writing.submit(make_store, folder, clock, KEYS).result(), clock, writing, reading, KEYS)
        fill(desk)
        writing.submit(desk.store.close).result()


if __name__ == "__main__":
    main()
