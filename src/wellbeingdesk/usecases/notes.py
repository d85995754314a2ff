"""Session notes: sign and lock a draft, and add dated addenda to what is signed."""

from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.events import AddendumSigned, Done, NoteSigned
from wellbeingdesk.domain.form import answered
from wellbeingdesk.domain.note import ADDENDUM_FORM, NoteIsEmpty
from wellbeingdesk.domain.record import Predecessor, RecordKind, Relation
from wellbeingdesk.domain.reminder import ReminderKind
from wellbeingdesk.usecases import drafts
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry
from wellbeingdesk.usecases.sealing import demand_complete, keep_record, record_draft, still_the_draft


def sign_note(ports: Ports, *, draft_id: str, version: int) -> Done[str]:
    """Sign and lock a note or an addendum; afterwards only addenda.

    Raises NoteIsEmpty, SomethingIsMissing, DraftIsGone, DraftWasSavedElsewhere, DiskFull.
    """
    now = ports.clock.now()
    with ports.uow() as uow:
        draft = still_the_draft(uow, draft_id, version)
        form = ports.catalogue.form(draft.form_id, draft.form_version)
        if not any(answered(value) for value in draft.answers.values()):
            raise NoteIsEmpty
        demand_complete(form, draft.answers)
        record = ports.signer.seal_record(
            record_draft(ports, draft, form, template="form", written_time=now), ports.identity
        )
        keep_record(uow, ports, record, draft.appointment_id)
        uow.drafts.remove(draft_id)
        uow.reminders.settle(ReminderKind.UNSIGNED_DRAFT, draft_id, now)
        uow.audit(
            AuditEntry(f"{draft.kind}-signed", draft.kind.value, draft_id, draft.client_id, record.statement_sha256)
        )
        uow.commit()
    signed = AddendumSigned if draft.kind is RecordKind.ADDENDUM else NoteSigned
    return Done(draft_id, (signed(draft_id, draft.client_id),))


def begin_addendum(ports: Ports, *, record_id: str) -> Done[Draft]:
    """Begin an addendum that names the digest of the signed note it adds to."""
    with ports.uow() as uow:
        original = uow.records.get(record_id)
    return drafts.begin_draft(
        ports,
        kind=RecordKind.ADDENDUM,
        client_id=original.client_id,
        form_id=ADDENDUM_FORM,
        predecessor=Predecessor(Relation.ADDENDUM, record_id, original.record.statement_sha256),
    )
