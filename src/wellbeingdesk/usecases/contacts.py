"""What a person does with a client's numbers, addresses and emergency contacts: change, add, end."""

from wellbeingdesk.domain.contact import (
    ContactDetail,
    EmergencyContact,
    EmergencyContactIsIncomplete,
    IsNotToBeTold,
    is_the_same_name,
    who_must_not_be_told,
)
from wellbeingdesk.domain.events import ContactDetailsChanged, Done, EmergencyContactAdded, EmergencyContactEnded
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry


def change_contact_details(ports: Ports, *, client_id: str, details: tuple[ContactDetail, ...]) -> Done[None]:
    """Keep these and no others; an empty one is left out. Raises ClientUnknown."""
    tidy = tuple(ContactDetail(one.channel, _lines(one.value)) for one in details if one.value.strip())
    with ports.uow() as uow:
        uow.contacts.set_details(client_id, tidy)
        uow.audit(AuditEntry("contact-details-changed", "client", client_id, client_id))
        uow.commit()
    return Done(None, (ContactDetailsChanged(client_id, client_id),))


def add_emergency_contact(
    ports: Ports,
    *,
    client_id: str,
    name: str,
    relation: str,
    reach: str,
    safe_to_contact: bool | None,
    said_by: str,
    somebody_else: bool = False,
) -> Done[str]:
    """Keep whom to reach in an emergency. `somebody_else`: a person said that the likeness of a name is by chance.

    Raises ClientUnknown, EmergencyContactIsIncomplete, IsNotToBeTold.
    """
    if not name.strip() or not reach.strip() or not said_by.strip():
        raise EmergencyContactIsIncomplete
    contact = EmergencyContact(
        id=ports.ids.new(),
        client_id=client_id,
        name=name.strip(),
        relation=relation.strip(),
        reach=_lines(reach),
        safe_to_contact=safe_to_contact,
        said_by=said_by.strip(),
        said_at=ports.clock.now(),
    )
    with ports.uow() as uow:
        _demand_may_be_told(contact.name, uow.contacts.not_to_tell(client_id), somebody_else)
        uow.contacts.add_emergency_contact(contact)
        uow.audit(AuditEntry("emergency-contact-added", "emergency-contact", contact.id, client_id))
        uow.commit()
    return Done(contact.id, (EmergencyContactAdded(contact.id, client_id),))


def end_emergency_contact(ports: Ports, *, contact_id: str) -> Done[None]:
    """They are no longer to be reached in an emergency; the entry stays, ended."""
    with ports.uow() as uow:
        client_id = uow.contacts.end_emergency_contact(contact_id, ports.clock.now())
        uow.audit(AuditEntry("emergency-contact-ended", "emergency-contact", contact_id, client_id))
        uow.commit()
    return Done(None, (EmergencyContactEnded(contact_id, client_id),))


def _demand_may_be_told(name: str, people: tuple[str, ...], somebody_else: bool) -> None:
    """A name that is only like another may be somebody else's; the very same name is not believed to be."""
    if any(is_the_same_name(name, one) for one in people):
        raise IsNotToBeTold
    if who_must_not_be_told(name, people) is not None and not somebody_else:
        raise IsNotToBeTold


def _lines(text: str) -> str:
    """Without blanks around, and without empty lines."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
