"""The cover sheet: whom a stand-in must reach, how, and who must not be told; no notes by the shape of its types."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from wellbeingdesk.domain.appointment import Modality
from wellbeingdesk.domain.client import ContactRule, folded
from wellbeingdesk.domain.contact import ContactDetail
from wellbeingdesk.domain.practitioner import Practitioner
from wellbeingdesk.domain.times import Instant, Planned

MOST_APPOINTMENTS = 4
"""How many of a client's appointments are listed; how many more there are is said."""

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CoverAppointment:
    """A planned session, without what was said about it."""

    planned: Planned
    minutes: int
    modality: Modality


@dataclass(frozen=True, slots=True)
class NotToTell:
    """Somebody who must not be told, as long as that holds; who said so, and on which day."""

    name: str
    relation: str
    said_by: str = ""
    said_on: date | None = None


@dataclass(frozen=True, slots=True)
class CoverContact:
    """Somebody to reach in an emergency; whether it is safe to contact them is None where nobody asked, never "no".

    Who said so, and on which day, as for those who must not be told.
    """

    name: str
    relation: str
    reach: str
    safe_to_contact: bool | None = None
    said_by: str = ""
    said_on: date | None = None


@dataclass(frozen=True, slots=True)
class CoverClient:
    """One client with an open file.

    `safety_review_on` is the review date of an open safety plan, None where none is open. Rules say what is known; a
    channel without one was not asked about. `appointments` are the next ones; `later` says how many more there are.
    """

    reference: str
    name_used: str
    legal_name: str = ""
    pronouns: str = ""
    contact_rules: tuple[ContactRule, ...] = ()
    not_to_tell: tuple[NotToTell, ...] = ()
    appointments: tuple[CoverAppointment, ...] = ()
    safety_review_on: date | None = None
    emergency_contacts: tuple[CoverContact, ...] = ()
    later: int = 0
    contact_details: tuple[ContactDetail, ...] = ()

    @property
    def in_time_order(self) -> tuple[CoverAppointment, ...]:
        """The appointments ahead, the next one first."""
        return tuple(sorted(self.appointments, key=_when))

    @property
    def next_at(self) -> datetime | None:
        """The moment (UTC) of the next appointment."""
        return min(map(_when, self.appointments), default=None)


@dataclass(frozen=True, slots=True)
class CoverSheet:
    """The whole sheet: whose desk, made when, and every client with an open file."""

    practitioner: Practitioner
    made_at: Instant
    clients: tuple[CoverClient, ...]

    @property
    def in_order(self) -> tuple[CoverClient, ...]:
        """By next appointment, then by name; those without an appointment last."""
        return tuple(sorted(self.clients, key=_order))


def _when(appointment: CoverAppointment) -> datetime:
    return appointment.planned.instant().utc


def _order(client: CoverClient) -> tuple[datetime, str, str]:
    return client.next_at or _NEVER, folded(client.name_used), client.reference
