"""What a person does with client files: add, change, open, and keep the rules about reaching and telling."""

from dataclasses import replace
from datetime import date

from wellbeingdesk.domain.client import (
    Client,
    ContactRule,
    NameIsNeeded,
    NameOnFile,
    PersonNotToTell,
    SaidByIsNeeded,
    similar_names,
)
from wellbeingdesk.domain.events import (
    ClientAdded,
    ClientChanged,
    ClientOpened,
    ContactRulesChanged,
    Done,
    PersonNotToTellAdded,
    PersonNotToTellEnded,
)
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry, ClientFile, UnitOfWork


def find_similar_names(ports: Ports, *, name_used: str, legal_name: str = "") -> Done[tuple[NameOnFile, ...]]:
    """Files with the same or nearly the same name, to warn before one is added twice."""
    with ports.uow() as uow:
        return Done(similar_names((name_used, legal_name), uow.clients.names()))


def add_client(
    ports: Ports, *, name_used: str, legal_name: str = "", pronouns: str = "", born: date | None = None
) -> Done[str]:
    """Open a new file and give back its id. Raises NameIsNeeded."""
    if not name_used.strip():
        raise NameIsNeeded
    client_id = ports.ids.new()
    with ports.uow() as uow:
        client = Client(
            id=client_id,
            reference=_free_reference(ports, uow),
            name_used=name_used.strip(),
            legal_name=legal_name.strip(),
            pronouns=pronouns.strip(),
            born=born,
            created_at=ports.clock.now(),
        )
        uow.clients.add(client)
        uow.audit(AuditEntry("client-added", "client", client_id, client_id))
        uow.commit()
    return Done(client_id, (ClientAdded(client_id, client_id),))


def change_client(ports: Ports, *, client: Client) -> Done[None]:
    """Save changed details. Raises NameIsNeeded, ClientWasChangedMeanwhile."""
    if not client.name_used.strip():
        raise NameIsNeeded
    with ports.uow() as uow:
        tidy = replace(
            client,
            name_used=client.name_used.strip(),
            legal_name=client.legal_name.strip(),
            pronouns=client.pronouns.strip(),
        )
        uow.clients.save(tidy)
        uow.audit(AuditEntry("client-changed", "client", client.id, client.id))
        uow.commit()
    return Done(None, (ClientChanged(client.id, client.id),))


def note_client_opened(ports: Ports, *, client_id: str) -> Done[str]:
    """Write down that a file is opened, before its page is shown. Raises ClientUnknown."""
    with ports.uow() as uow:
        uow.clients.get(client_id)
        uow.audit(AuditEntry("client-opened", "client", client_id, client_id))
        uow.commit()
    return Done(client_id, (ClientOpened(client_id, client_id),))


def client_file(ports: Ports, client_id: str) -> ClientFile:
    """The head of one client's page. Raises ClientUnknown."""
    return ports.views.client_file(client_id)


def set_contact_rules(ports: Ports, *, client_id: str, rules: tuple[ContactRule, ...]) -> Done[None]:
    """Save what the client said about each channel (U15, U16)."""
    with ports.uow() as uow:
        uow.clients.get(client_id)
        for rule in rules:
            uow.clients.set_contact_rule(client_id, rule)
        uow.audit(AuditEntry("contact-rules-changed", "client", client_id, client_id))
        uow.commit()
    return Done(None, (ContactRulesChanged(client_id, client_id),))


def add_person_not_to_tell(ports: Ports, *, client_id: str, name: str, relation: str, said_by: str) -> Done[str]:
    """Keep that somebody must not be told, who said so and when. Raises SaidByIsNeeded."""
    if not name.strip() or not said_by.strip():
        raise SaidByIsNeeded
    person = PersonNotToTell(
        ports.ids.new(), client_id, name.strip(), relation.strip(), said_by.strip(), ports.clock.now()
    )
    with ports.uow() as uow:
        uow.clients.add_person_not_to_tell(person)
        uow.audit(AuditEntry("person-not-to-tell-added", "person-not-to-tell", person.id, client_id))
        uow.commit()
    return Done(person.id, (PersonNotToTellAdded(person.id, client_id),))


def end_person_not_to_tell(ports: Ports, *, person_id: str) -> Done[None]:
    """The client said that this person may be told again; the entry stays, ended."""
    with ports.uow() as uow:
        client_id = uow.clients.end_person_not_to_tell(person_id, ports.clock.now())
        uow.audit(AuditEntry("person-not-to-tell-ended", "person-not-to-tell", person_id, client_id))
        uow.commit()
    return Done(None, (PersonNotToTellEnded(person_id, client_id),))


def _free_reference(ports: Ports, uow: UnitOfWork) -> str:
    while not uow.clients.reference_is_free(reference := ports.ids.reference()):
        pass
    return reference
