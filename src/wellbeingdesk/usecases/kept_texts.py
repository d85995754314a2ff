"""Texts that a draft could not take as it stood: put beside it, begun anew, or saved again, so that none is lost."""

from dataclasses import dataclass, replace

from wellbeingdesk.domain.draft import Draft, DraftIsGone, DraftWasSavedElsewhere
from wellbeingdesk.domain.events import Done, KeptTextDropped
from wellbeingdesk.usecases import drafts
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry


@dataclass(frozen=True, slots=True)
class SavedAgain:
    """What a second attempt came to: the draft that holds the text, or the one that `kept_id` was put beside; none
    where the text is of something else.
    """

    draft: Draft | None = None
    kept_id: str = ""


def go_on_from(ports: Ports, *, draft_id: str) -> Done[Draft]:
    """The draft as it stands, about to be written over by another text: its own is put beside it first.

    Raises DraftIsGone.
    """
    with ports.uow() as uow:
        draft = uow.drafts.get(draft_id)
        uow.drafts.keep_refused(draft, ports.ids.new(), ports.clock.now())
        uow.audit(AuditEntry("draft-kept-beside", draft.kind.value, draft.id, draft.client_id))
        uow.commit()
    return Done(draft)


def keep_as_new(ports: Ports, *, draft: Draft) -> Done[Draft]:
    """The text of a draft that is gone, as a draft of its own."""
    return drafts.restore_draft(ports, draft=replace(draft, id=ports.ids.new(), version=1))


def save_again(ports: Ports, *, draft: Draft) -> Done[SavedAgain]:
    """Save a text whose save failed before; where its draft went on or is gone since, keep it all the same."""
    try:
        done = drafts.save_draft(ports, draft=draft)
    except DraftWasSavedElsewhere as told:
        return _kept_beside(ports, draft, str(told.facts["kept"]))
    return Done(SavedAgain(done.value), done.events)


def _kept_beside(ports: Ports, draft: Draft, kept_id: str) -> Done[SavedAgain]:
    try:
        with ports.uow() as uow:
            there = uow.drafts.get(draft.id)
    except DraftIsGone:
        anew = keep_as_new(ports, draft=draft)
        return Done(SavedAgain(anew.value), anew.events)
    return Done(SavedAgain(there, kept_id))


def keep_text_as_new(ports: Ports, *, kept_id: str) -> Done[Draft]:
    """A text whose draft is gone, as a draft of its own; it is not kept twice. Raises DraftIsGone."""
    now = ports.clock.now()
    with ports.uow() as uow:
        kept = uow.drafts.drop_refused(kept_id)
        anew = replace(kept, id=ports.ids.new(), version=1, saved_at=now)
        uow.drafts.add(anew)
        uow.reminders.set(drafts.unsigned_reminder(ports, anew))
        uow.audit(AuditEntry("draft-restored", anew.kind.value, anew.id, anew.client_id))
        uow.commit()
    return Done(anew, (drafts.drafted(anew), KeptTextDropped(kept_id, anew.client_id)))


def drop_text(ports: Ports, *, kept_id: str) -> Done[None]:
    """Somebody has looked at it and needs it no longer. Raises DraftIsGone."""
    with ports.uow() as uow:
        kept = uow.drafts.drop_refused(kept_id)
        uow.audit(AuditEntry("kept-text-dropped", kept.kind.value, kept.id, kept.client_id))
        uow.commit()
    return Done(None, (KeptTextDropped(kept_id, kept.client_id),))


def kept_text(ports: Ports, kept_id: str) -> Draft:
    """A text that was put beside a draft."""
    return ports.views.refused_draft(kept_id)
