"""A desk: one practitioner's store on this computer, and what set-up asks."""

from dataclasses import dataclass

from wellbeingdesk.domain.failures import Refusal
from wellbeingdesk.domain.form import Answers
from wellbeingdesk.domain.service_access import ServiceAccess


@dataclass(frozen=True, slots=True)
class DeskOnLaptop:
    """A desk as the unlock page lists it, before any passphrase; never client data."""

    id: str
    practitioner_name: str
    service_name: str
    made_up: bool


@dataclass(frozen=True, slots=True)
class SetUp:
    """What a person enters on the first run."""

    policy_id: str
    choices: Answers
    service_name: str
    name: str
    role: str
    body: str
    number: str
    logo_png: bytes = b""
    pack: bytes = b""
    made_up: bool = False
    service_access: ServiceAccess | None = None
    """What is answered where the pack brings a service's recovery key."""


class ChoicesAreMissing(Refusal):
    """The policy leaves points open and the service has not chosen. Facts: count."""


class PractitionerNameIsNeeded(Refusal):
    """A desk needs its practitioner's name and role."""


class RegistrationIsHalf(Refusal):
    """A professional body without a number, or a number without a body."""


class PackIsForged(Refusal):
    """The service pack's signature does not hold."""


class PackIsEarlier(Refusal):
    """A later service pack was taken already. Facts: found, known (numbers)."""
