"""A decision whether to break confidentiality: its states, and the only moves between them."""

from dataclasses import dataclass
from enum import StrEnum

from wellbeingdesk.domain.failures import Refusal
from wellbeingdesk.domain.times import Instant


class DecisionState(StrEnum):
    """Where a signed decision stands."""

    SIGNED = "signed"
    WITH_COLLEAGUE = "with-colleague"
    COUNTERSIGNED = "countersigned"
    DISAGREED = "disagreed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Decision:
    """A signed decision as the desk keeps it; `pdf` is the newest file that stands."""

    id: str
    client_id: str
    form_id: str
    form_version: int
    state: DecisionState
    record_sha256: str
    signed_at: Instant
    second_signer: str
    capacity: str
    sent_at: Instant | None = None
    answered_at: Instant | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A colleague's decision that arrived here to be countersigned; not part of any client file of this desk."""

    id: str
    record_sha256: str
    author_id: str
    received_at: Instant
    answer: str = ""
    answered_at: Instant | None = None


class DecisionStillStands(Refusal):
    """Only a decision that the second person declined to sign is made anew."""


class ColleagueIsNeeded(Refusal):
    """Nobody is named as second signatory."""


class ColleagueUnknown(Refusal):
    """This desk holds no card of the person named; exchange contact cards first."""


class NotAddressedToYou(Refusal):
    """The record names somebody else as second signatory."""


class ReviewAlreadyAnswered(Refusal):
    """This decision was answered before; the answer stands."""


class AnswerConflicts(Refusal):
    """A different answer to this decision is already on file; both are kept."""


class RequestConflicts(Refusal):
    """A different file with the same record id is here already; both are kept, the first is the one shown."""


class AnswerIsOfAnotherRecord(Refusal):
    """The file answers another decision than the one kept here."""


class RecordDoesNotVerify(Refusal):
    """The signatures on the file do not hold; nothing was taken over. Facts: codes."""


class RecordDoesNotMatchItsPages(Refusal):
    """The pages are not those that the signed record makes; nothing was taken over."""


class ReasonsAreNeeded(Refusal):
    """To disagree or decline needs reasons."""


class DecisionIsNotFinished(Refusal):
    """There is no file to give out yet."""
