"""From a draft to a sealed record: the steps that notes, consents and decisions share."""

from wellbeingdesk.domain.colleague import Colleague
from wellbeingdesk.domain.draft import Draft, DraftWasSavedElsewhere, SomethingIsMissing
from wellbeingdesk.domain.form import Answers, Form, check, counting
from wellbeingdesk.domain.record import (
    DefinitionRef,
    Predecessor,
    RecordDraft,
    SecondSigner,
    Signatory,
    SignedRecord,
)
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import SealedRow, UnitOfWork


def own_signatory(ports: Ports) -> Signatory:
    """The practitioner of this desk, as a record names them."""
    return Signatory(ports.session.practitioner, ports.session.desk_id, ports.identity.root_sha256)


def still_the_draft(uow: UnitOfWork, draft_id: str, version: int) -> Draft:
    """The draft, if it is the version that the person saw. Raises DraftIsGone, DraftWasSavedElsewhere."""
    draft = uow.drafts.get(draft_id)
    if draft.version != version:
        raise DraftWasSavedElsewhere(kept="")
    return draft


def demand_complete(form: Form, answers: Answers) -> None:
    """Raise SomethingIsMissing with the number of findings."""
    findings = check(form, answers)
    if findings:
        raise SomethingIsMissing(count=len(findings))


def record_draft(
    ports: Ports,
    draft: Draft,
    form: Form,
    *,
    template: str,
    written_time: Instant,
    second: Colleague | None = None,
    capacity: str = "",
    reserved: Answers | None = None,
    predecessor: Predecessor | None = None,
    event_time: Instant | None = None,
) -> RecordDraft:
    """All that is signed: the shown answers, and reserved ones such as the client's name, so that each can be
    withheld.
    """
    return RecordDraft(
        record_id=draft.id,
        kind=draft.kind,
        subject_id=draft.client_id,
        predecessor=predecessor or draft.predecessor,
        form=ports.catalogue.form_ref(form),
        policy=ports.session.policy_ref,
        template=ports.renderer.template(template),
        engine=ports.renderer.engine,
        language="en",
        author=own_signatory(ports),
        second_signer=None if second is None else SecondSigner(second.card.signatory, capacity),
        event_time=event_time or draft.event_time,
        written_time=written_time,
        answers={**counting(form, draft.answers), **(reserved or {})},
    )


def keep_record(uow: UnitOfWork, ports: Ports, record: SignedRecord, appointment_id: str = "") -> None:
    """Write the record and every definition it was made with."""
    keep_definition(uow, ports, record.draft.form, "form")
    keep_definition(uow, ports, record.draft.policy, "policy")
    uow.records.add(SealedRow(record, record.draft.subject_id, record.draft.written_time), appointment_id)


def keep_definition(uow: UnitOfWork, ports: Ports, ref: DefinitionRef, kind: str) -> None:
    """Keep a definition's file by digest."""
    uow.records.keep_definition(ref, kind, ports.catalogue.source(ref.sha256))
