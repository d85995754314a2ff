"""Colleagues: their contact cards and how far anybody checked that a card is theirs."""

from dataclasses import dataclass
from enum import StrEnum

from wellbeingdesk.domain.failures import Refusal
from wellbeingdesk.domain.practitioner import Practitioner, same_name
from wellbeingdesk.domain.record import Signatory
from wellbeingdesk.domain.times import Instant


class CheckedHow(StrEnum):
    """How a colleague's card was checked; only digits typed in their presence count as verified."""

    NOT_CHECKED = "not-checked"
    TYPED_IN_PERSON = "typed-in-person"


@dataclass(frozen=True, slots=True)
class ContactCard:
    """What a desk hands out: a person, their root and leaf certificates (DER), the age recipient, and a fingerprint of
    30 digits and a check digit.
    """

    practitioner: Practitioner
    desk_id: str
    root_der: bytes
    root_sha256: str
    leaf_der: bytes
    age_recipient: str
    sequence: int
    fingerprint: str
    file: bytes

    @property
    def signatory(self) -> Signatory:
        """The person as a record names them."""
        return Signatory(self.practitioner, self.desk_id, self.root_sha256)


@dataclass(frozen=True, slots=True)
class Colleague:
    """A card that this desk received."""

    id: str
    card: ContactCard
    checked: CheckedHow
    checked_at: Instant | None
    received_at: Instant

    @property
    def verified(self) -> bool:
        """Whether the identity counts as checked."""
        return self.checked is CheckedHow.TYPED_IN_PERSON


class SecondSignerMustDiffer(Refusal):
    """The second signer is the author: same root key, desk or number, or name where neither is registered."""


class FingerprintDoesNotMatch(Refusal):
    """The digits typed are not those of this card."""


class CardIsYourOwn(Refusal):
    """The card offered is the one of this desk."""


def same_person(one: Signatory, other: Signatory) -> str | None:
    """Why two signatories count as one person (`root`, `desk`, `registration`, `name`), or None."""
    if one.root_sha256 == other.root_sha256:
        return "root"
    if one.desk_id == other.desk_id:
        return "desk"
    if one.practitioner.registration.same_entry(other.practitioner.registration):
        return "registration"
    registered = one.practitioner.registration.given or other.practitioner.registration.given
    if not registered and same_name(one.practitioner.name, other.practitioner.name):
        return "name"
    return None


def demand_different(one: Signatory, other: Signatory) -> None:
    """Refuse a countersignature by the author (D15, trap 5 of the domain research)."""
    why = same_person(one, other)
    if why is not None:
        raise SecondSignerMustDiffer(why=why)
