"""Numbers and emergency contacts at the use-cases: audited without a word of them, and nobody who must not be told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.desks import ask, make_desk, on_store, weak_house
from wellbeingdesk.app.desk import OpenDesk
from wellbeingdesk.domain.client import Channel, ClientUnknown
from wellbeingdesk.domain.contact import (
    ContactDetail,
    EmergencyContactIsIncomplete,
    IsNotToBeTold,
    who_must_not_be_told,
)
from wellbeingdesk.store import audit
from wellbeingdesk.usecases import clients, contacts
from wellbeingdesk.usecases.rows import AuditEntry, ClientFile

SAID = {"relation": "aunt", "reach": "020 7946 0001", "safe_to_contact": None, "said_by": "Ash"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    opened = make_desk(weak_house(tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def ash(desk: OpenDesk) -> str:
    client_id: str = on_store(desk, clients.add_client, name_used="Ash").value
    on_store(desk, clients.add_person_not_to_tell, client_id=client_id, name="Grace Okafor", relation="", said_by="Ash")
    return client_id


def file(desk: OpenDesk, client_id: str) -> ClientFile:
    return ask(desk, lambda ports: ports.views.client_file(client_id))


def entries(desk: OpenDesk, client_id: str) -> list[AuditEntry]:
    def read() -> list[AuditEntry]:
        with desk.store._reader.begin() as connection:
            return [line.entry for line in audit.lines(connection, client_id, 0, 100)][::-1]

    return desk.threads.reader.submit(read).result()


def test_details_take_the_place_of_those_before_and_the_audit_holds_ids_alone(desk: OpenDesk, ash: str) -> None:
    before = (ContactDetail(Channel.PHONE, "020 7946 0000"), ContactDetail(Channel.POST, "Elm House"))
    on_store(desk, contacts.change_contact_details, client_id=ash, details=before)
    details = (ContactDetail(Channel.PHONE, " 020 7946 0009 "), ContactDetail(Channel.EMAIL, "  "))
    done = on_store(desk, contacts.change_contact_details, client_id=ash, details=details)
    assert [event.client_id for event in done.events] == [ash]
    assert file(desk, ash).contact_details == (ContactDetail(Channel.PHONE, "020 7946 0009"),)
    assert entries(desk, ash)[-1] == AuditEntry("contact-details-changed", "client", ash, ash)


def test_a_contact_is_added_and_ended_once(desk: OpenDesk, ash: str) -> None:
    contact_id: str = on_store(desk, contacts.add_emergency_contact, client_id=ash, name=" Ada ", **SAID).value
    (kept,) = file(desk, ash).emergency_contacts
    assert (kept.id, kept.name, kept.safe_to_contact, kept.said_by, kept.ended_at) == (
        contact_id, "Ada", None, "Ash", None,
    )  # fmt: skip
    on_store(desk, contacts.end_emergency_contact, contact_id=contact_id)
    ended = file(desk, ash).emergency_contacts[0].ended_at
    on_store(desk, contacts.end_emergency_contact, contact_id=contact_id)
    assert ended is not None
    assert file(desk, ash).emergency_contacts[0].ended_at == ended
    assert entries(desk, ash)[-3:] == [
        AuditEntry(f"emergency-contact-{what}", "emergency-contact", contact_id, ash)
        for what in ("added", "ended", "ended")
    ]


@pytest.mark.parametrize("missing", ["name", "reach", "said_by"])
def test_a_contact_needs_a_name_a_way_and_who_said_so(desk: OpenDesk, ash: str, missing: str) -> None:
    with pytest.raises(EmergencyContactIsIncomplete):
        on_store(desk, contacts.add_emergency_contact, client_id=ash, **{"name": "Ada", **SAID, missing: " "})
    with pytest.raises(ClientUnknown):
        on_store(desk, contacts.add_emergency_contact, client_id="nobody", name="Ada", **SAID)


def test_nobody_who_must_not_be_told_becomes_a_contact_until_they_may_be(desk: OpenDesk, ash: str) -> None:
    for name in ("Grace Okafor", "gráce  okafor"):
        with pytest.raises(IsNotToBeTold):
            on_store(desk, contacts.add_emergency_contact, client_id=ash, name=name, **SAID, somebody_else=True)
    with pytest.raises(IsNotToBeTold):
        on_store(desk, contacts.add_emergency_contact, client_id=ash, name="Grace", **SAID)
    assert file(desk, ash).emergency_contacts == ()
    on_store(desk, contacts.add_emergency_contact, client_id=ash, name="Grace", **SAID, somebody_else=True)
    person = file(desk, ash).not_to_tell[0]
    on_store(desk, clients.end_person_not_to_tell, person_id=person.id)
    on_store(desk, contacts.add_emergency_contact, client_id=ash, name="Grace Okafor", **SAID)
    assert [one.name for one in file(desk, ash).emergency_contacts] == ["Grace", "Grace Okafor"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Okafor, Grace", True),
        ("Mrs Grace Okafor", True),
        ("Grace Okafer", True),
        ("OKAFOR", True),
        ("Ada Okafor", False),
        ("Ben Hartley", False),
        ("  ", False),
    ],
)
def test_which_names_could_be_the_same_person(name: str, found: bool) -> None:
    assert (who_must_not_be_told(name, ("Paul Reed", "Grace Okafor")) == "Grace Okafor") is found
