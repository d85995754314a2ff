"""What keeping numbers, addresses and emergency contacts asks of the store."""

from typing import Protocol

from wellbeingdesk.domain.contact import ContactDetail, EmergencyContact
from wellbeingdesk.domain.times import Instant


class ContactRows(Protocol):
    """How a client is reached, and who is rung in an emergency."""

    def set_details(self, client_id: str, details: tuple[ContactDetail, ...]) -> None:
        """In place of all that were there. Raises ClientUnknown."""
        ...

    def add_emergency_contact(self, contact: EmergencyContact) -> None:
        """Raises ClientUnknown."""
        ...

    def end_emergency_contact(self, contact_id: str, at: Instant) -> str:
        """Gives back the client's id; an end that stands stays."""
        ...

    def not_to_tell(self, client_id: str) -> tuple[str, ...]:
        """Names of those who must not be told now. Raises ClientUnknown."""
        ...
