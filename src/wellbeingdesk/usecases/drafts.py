"""Drafts of everything that will be signed: begun, saved with a version, put aside."""

from dataclasses import replace

from wellbeingdesk.domain.draft import Draft, DraftWasSavedElsewhere
from wellbeingdesk.domain.events import (
    ConsentDrafted,
    DecisionDrafted,
    Done,
    DraftDiscarded,
    Event,
    NoteDrafted,
)
from wellbeingdesk.domain.form import Answers
from wellbeingdesk.domain.record import Predecessor, RecordKind
from wellbeingdesk.domain.reminder import Reminder, ReminderKind
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry

_DRAFTED: dict[RecordKind, type[Event]] = {
    RecordKind.NOTE: NoteDrafted,
    RecordKind.ADDENDUM: NoteDrafted,
    RecordKind.CONSENT: ConsentDrafted,
    RecordKind.DECISION: DecisionDrafted,
}


def begin_draft(
    ports: Ports,
    *,
    kind: RecordKind,
    client_id: str,
    form_id: str,
    event_time: Instant | None = None,
    answers: Answers | None = None,
    appointment_id: str = "",
    predecessor: Predecessor | None = None,
) -> Done[Draft]:
    """Begin a draft on the newest version of a form; it waits on Today until it is signed."""
    now = ports.clock.now()
    draft = Draft(
        id=ports.ids.new(),
        kind=kind,
        client_id=client_id,
        form_id=form_id,
        form_version=ports.catalogue.form(form_id).version,
        answers=answers or {},
        event_time=event_time or now,
        begun_at=now,
        saved_at=now,
        version=1,
        predecessor=predecessor,
        appointment_id=appointment_id,
    )
    with ports.uow() as uow:
        uow.drafts.add(draft)
        uow.reminders.set(unsigned_reminder(ports, draft))
        uow.audit(AuditEntry("draft-begun", kind.value, draft.id, client_id))
        uow.commit()
    return Done(draft, (drafted(draft),))


def save_draft(ports: Ports, *, draft: Draft) -> Done[Draft]:
    """Save a draft under its version and give it back with the next one.

    Raises DraftIsGone, DiskFull, and DraftWasSavedElsewhere (then this text is kept beside the other).
    """
    now = ports.clock.now()
    saved = replace(draft, saved_at=now)
    with ports.uow() as uow:
        if not uow.drafts.save(saved):
            kept_id = ports.ids.new()
            uow.drafts.keep_refused(saved, kept_id, now)
            uow.audit(AuditEntry("draft-save-refused", draft.kind.value, draft.id, draft.client_id))
            uow.commit()
            raise DraftWasSavedElsewhere(kept=kept_id)
        uow.commit()
    return Done(replace(saved, version=draft.version + 1))


def discard_draft(ports: Ports, *, draft_id: str) -> Done[Draft]:
    """Put a draft aside; what it held is given back, so that the window can offer to undo."""
    now = ports.clock.now()
    with ports.uow() as uow:
        draft = uow.drafts.get(draft_id)
        uow.drafts.remove(draft_id)
        uow.reminders.settle(ReminderKind.UNSIGNED_DRAFT, draft_id, now)
        uow.audit(AuditEntry("draft-discarded", draft.kind.value, draft_id, draft.client_id))
        uow.commit()
    return Done(draft, (DraftDiscarded(draft_id, draft.client_id),))


def restore_draft(ports: Ports, *, draft: Draft) -> Done[Draft]:
    """Undo putting a draft aside: a new audited event."""
    now = ports.clock.now()
    restored = replace(draft, saved_at=now)
    with ports.uow() as uow:
        uow.drafts.add(restored)
        uow.reminders.set(unsigned_reminder(ports, restored))
        uow.audit(AuditEntry("draft-restored", draft.kind.value, draft.id, draft.client_id))
        uow.commit()
    return Done(restored, (drafted(restored),))


def drafted(draft: Draft) -> Event:
    """There is a draft that was not there before."""
    return _DRAFTED[draft.kind](draft.id, draft.client_id)


def unsigned_reminder(ports: Ports, draft: Draft) -> Reminder:
    """It waits on Today from the day on which it was saved."""
    day = draft.saved_at.wall.date()
    return Reminder(ports.ids.new(), ReminderKind.UNSIGNED_DRAFT, day, draft.client_id, draft.id)
