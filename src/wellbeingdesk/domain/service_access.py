"""The service's way into a desk, as its practitioner said: opened to the service's key, or who answers instead."""

from dataclasses import dataclass
from enum import StrEnum

from wellbeingdesk.domain.failures import Refusal

LONGEST = 200
"""Letters of a name or a role."""


class EmploymentIsNotSaid(Refusal):
    """Whether the practitioner is employed by the service was not answered; nothing is taken for granted."""


class WhoAnswersIsNeeded(Refusal):
    """A desk that the service cannot open names who answers access requests and absence instead."""


class ShareIsNotWrittenIn(Refusal):
    """The group that is written by hand was not typed back as it was shown. Facts: number of the share."""


class Employment(StrEnum):
    """How a practitioner stands to the service."""

    EMPLOYED = "employed"
    VISITING = "visiting"


@dataclass(frozen=True, slots=True)
class ServiceAccess:
    """What a practitioner said: how they work, whether the service's key opens their desk, and who answers if not."""

    employment: Employment
    opened: bool
    answers_name: str = ""
    answers_role: str = ""

    def __post_init__(self) -> None:
        if not self.opened and not (self.answers_name.strip() and self.answers_role.strip()):
            raise WhoAnswersIsNeeded
