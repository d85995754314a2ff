"""Numbers, addresses and emergency contacts in a client's file, as a person enters and reads them."""

from __future__ import annotations

import pytest

from tests.helpers.client_stage import Stage, stage
from wellbeingdesk.domain.client import Channel
from wellbeingdesk.domain.contact import ContactDetail
from wellbeingdesk.usecases import clients

__all__ = ["stage"]


def opened(stage: Stage) -> str:
    """The details of a file."""
    client_id = stage.adds("Amara Okafor")
    stage.goes("clients.file", client_id=client_id)
    stage.person.turns_to("Details")
    return client_id


def begins(stage: Stage, name: str) -> None:
    """Everything about a contact but the answer whether it is safe, which stays "not asked"."""
    person = stage.person
    person.press("Add a contact")
    person.types("Name", name)
    person.types("How to reach them", "020 7946 0001")


@pytest.mark.rule("P3")
def test_numbers_and_addresses_are_kept_and_shown(stage: Stage) -> None:
    person = stage.person
    client_id = opened(stage)
    person.press("Change", within="Contact details")
    person.types("Phone number", "020 7946 0000")
    person.types("Email address", "amara@example.org")
    person.types("Postal address", "Room 12\n\n  Elm House ")
    person.press("Save")
    person.sees("020 7946 0000")
    person.sees("amara@example.org")
    person.press("Change", within="Contact details")
    assert person.reads("Phone number") == "020 7946 0000"
    person.types("Email address", " ", instead=True)
    person.press("Save")
    person.no_longer_sees("amara@example.org")
    kept = stage.knows(lambda ports: ports.views.client_file(client_id).contact_details)
    assert kept == (ContactDetail(Channel.PHONE, "020 7946 0000"), ContactDetail(Channel.POST, "Room 12\nElm House"))
    assert stage.audited(client_id)[-2:] == ["contact-details-changed"] * 2
    assert "Okafor" not in stage.window.windowTitle()


def test_an_emergency_contact_says_whether_it_is_safe_and_who_said_so(stage: Stage) -> None:
    person = stage.person
    client_id = opened(stage)
    begins(stage, "Ada Reed")
    person.types("Relation", "aunt")
    person.press("Add")
    person.sees("Ada Reed (aunt)")
    person.sees("Safe to contact: not asked")
    person.sees("020 7946 0001")
    person.sees("Amara Okafor said so, 21 Nov 2026, 14:32")
    begins(stage, "Noor Haddad")
    person.chooses("Is it safe to contact them?", "No")
    person.press("Add")
    person.sees("Not safe to contact")
    kept = stage.knows(lambda ports: ports.views.client_file(client_id).emergency_contacts)
    assert [(one.name, one.safe_to_contact) for one in kept] == [("Ada Reed", None), ("Noor Haddad", False)]
    stage.asking.answer_next(False, True)
    person.press("No longer a contact", within="Ada Reed (aunt)")
    person.press("No longer a contact", within="Ada Reed (aunt)")
    person.sees("No longer a contact since 21 Nov 2026")
    assert stage.audited(client_id)[-3:] == ["emergency-contact-added"] * 2 + ["emergency-contact-ended"]


def test_what_is_needed_of_a_contact_is_asked_for(stage: Stage) -> None:
    opened(stage)
    stage.person.press("Add a contact")
    stage.person.types("Name", "Ada Reed")
    stage.person.press("Add")
    stage.person.sees("This is still to be answered.")
    stage.person.press("Cancel")


def test_somebody_who_must_not_be_told_is_refused_and_a_name_like_theirs_asked_about(stage: Stage) -> None:
    person = stage.person
    client_id = opened(stage)
    stage.does(clients.add_person_not_to_tell, client_id=client_id, name="Grace Okafor", relation="", said_by="Amara")
    stage.goes("clients.file", client_id=client_id)
    person.turns_to("Details")
    begins(stage, "grace  OKAFOR")
    person.press("Add")
    person.sees("Somebody of this name must not be told about this client")
    person.press("Put aside")
    stage.asking.answer_next(False, True)
    person.types("Name", "Grace", instead=True)
    person.press("Add")
    person.waits()
    assert stage.knows(lambda ports: ports.views.client_file(client_id).emergency_contacts) == ()
    person.press("Add")
    person.sees("Check: must not be told")
    assert stage.asking.asked == ["clients.emergency.alike"] * 2


def test_one_who_must_not_be_told_since_is_warned_of(stage: Stage) -> None:
    person = stage.person
    client_id = opened(stage)
    begins(stage, "Paul Reed")
    person.press("Add")
    person.sees("Paul Reed")
    stage.does(clients.add_person_not_to_tell, client_id=client_id, name="Paul Reed", relation="", said_by="Amara")
    stage.goes("clients.file", client_id=client_id)
    person.turns_to("Details")
    person.sees("Check: must not be told")
