"""A draft of anything that will be signed: it carries a version, so that a stale save is refused and both texts are
kept.
"""

from dataclasses import dataclass, field

from wellbeingdesk.domain.failures import Refusal
from wellbeingdesk.domain.form import Answers
from wellbeingdesk.domain.record import Predecessor, RecordKind
from wellbeingdesk.domain.times import Instant


@dataclass(frozen=True, slots=True)
class Draft:
    """Answers not yet signed. `event_time` is when it happened, `saved_at` the last save; second_signer is a
    colleague's id or empty.
    """

    id: str
    kind: RecordKind
    client_id: str
    form_id: str
    form_version: int
    answers: Answers
    event_time: Instant
    begun_at: Instant
    saved_at: Instant
    version: int
    predecessor: Predecessor | None = None
    appointment_id: str = ""
    second_signer: str = ""
    extra: Answers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeptText:
    """A text that its draft could not take: of whom, since when, and whether its draft is still there to take it."""

    id: str
    draft_id: str
    kind: RecordKind
    client_id: str
    client_name: str
    since: Instant
    draft_there: bool


class DraftWasSavedElsewhere(Refusal):
    """Another window saved this draft first; both texts are kept. Facts: kept (id of the kept copy)."""


class DraftIsGone(Refusal):
    """The draft was signed or put aside meanwhile."""


class SomethingIsMissing(Refusal):
    """The form is not complete. Facts: count."""
