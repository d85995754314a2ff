"""What the pages about decisions ask of the store, each in one go."""

from dataclasses import dataclass

from wellbeingdesk.domain.client import Client
from wellbeingdesk.domain.colleague import Colleague
from wellbeingdesk.domain.decision import Decision
from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.form import Answers, Form
from wellbeingdesk.domain.policy import Policy
from wellbeingdesk.domain.record import RecordKind, SignedRecord
from wellbeingdesk.usecases import decisions
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import DecisionLine, DraftLine, ReviewLine, TimelineEntry


@dataclass(frozen=True, slots=True)
class DecisionLists:
    """The two lists: this desk's decisions with the drafts among them, and colleagues' decisions to countersign."""

    drafts: tuple[DraftLine, ...]
    lines: tuple[DecisionLine, ...]
    reviews: tuple[ReviewLine, ...]


@dataclass(frozen=True, slots=True)
class OpenDecisionDraft:
    """A draft with all that writing it needs."""

    draft: Draft
    form: Form
    policy: Policy
    client: Client
    colleagues: tuple[Colleague, ...]
    second_required: bool
    in_place_of: Decision | None = None


@dataclass(frozen=True, slots=True)
class OpenDecision:
    """A signed decision with its newest file; `anew` is the record or draft that takes its place."""

    decision: Decision
    record: SignedRecord
    policy: Policy
    client: Client
    colleague: Colleague | None
    pdf: bytes
    anew: TimelineEntry | None = None


def lists(ports: Ports) -> DecisionLists:
    """Newest first."""
    drafted = tuple(one for one in ports.views.drafts() if one.kind is RecordKind.DECISION)
    return DecisionLists(drafted, ports.views.decisions(), ports.views.reviews())


def draft(ports: Ports, draft_id: str) -> OpenDecisionDraft:
    """Raises DraftIsGone."""
    found = ports.views.draft(draft_id)
    return OpenDecisionDraft(
        draft=found,
        form=ports.catalogue.form(found.form_id, found.form_version),
        policy=ports.session.policy,
        client=ports.views.client_file(found.client_id).client,
        colleagues=ports.views.colleagues(),
        second_required=decisions.second_signature_required(ports),
        in_place_of=None if found.predecessor is None else ports.views.decision(found.predecessor.record_id),
    )


def decision(ports: Ports, decision_id: str) -> OpenDecision:
    """A decision of this desk."""
    found = ports.views.decision(decision_id)
    return OpenDecision(
        decision=found,
        record=ports.views.record(decision_id).record,
        policy=ports.session.policy,
        client=ports.views.client_file(found.client_id).client,
        colleague=ports.views.colleague(found.second_signer) if found.second_signer else None,
        pdf=decisions.newest_file(ports, decision_id),
        anew=ports.views.superseded_by(decision_id),
    )


def answers_of(record: SignedRecord) -> Answers:
    """What was answered and not withheld, the form's questions and the reserved ones."""
    return {one.field: one.value for one in record.answers if not one.withheld}
