"""Consent to share: begun on its form, signed into the ledger, withdrawn in any words, printed blank or filled."""

from wellbeingdesk.domain.client import Client
from wellbeingdesk.domain.consent import CONSENT_FORM, WithdrawalLiesInFuture, consent_from
from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.events import ConsentGiven, ConsentWithdrawn, Done
from wellbeingdesk.domain.record import RecordKind
from wellbeingdesk.domain.reminder import Reminder, ReminderKind
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.usecases import drafts
from wellbeingdesk.usecases.papers import client_line, desk_paper
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry, SealedRow
from wellbeingdesk.usecases.sealing import demand_complete, keep_record, record_draft, still_the_draft


def begin_consent(ports: Ports, *, client_id: str) -> Done[Draft]:
    """Begin a consent to share."""
    return drafts.begin_draft(ports, kind=RecordKind.CONSENT, client_id=client_id, form_id=CONSENT_FORM)


def sign_consent(ports: Ports, *, draft_id: str, version: int) -> Done[str]:
    """Write the consent into the ledger.

    Raises SomethingIsMissing, ConsentWasNotAgreed, ConsentEndsBeforeItStarts, DraftIsGone.
    """
    now = ports.clock.now()
    with ports.uow() as uow:
        draft = still_the_draft(uow, draft_id, version)
        form = ports.catalogue.form(draft.form_id, draft.form_version)
        demand_complete(form, draft.answers)
        record = ports.signer.seal_record(
            record_draft(ports, draft, form, template="form", written_time=now, event_time=now), ports.identity
        )
        consent = consent_from(draft_id, draft.client_id, record.statement_sha256, draft.answers, now)
        keep_record(uow, ports, record)
        uow.consents.add(consent)
        if consent.ends_on is not None:
            uow.reminders.set(
                Reminder(ports.ids.new(), ReminderKind.CONSENT_ENDS, consent.ends_on, consent.client_id, consent.id)
            )
        uow.drafts.remove(draft_id)
        uow.reminders.settle(ReminderKind.UNSIGNED_DRAFT, draft_id, now)
        uow.audit(AuditEntry("consent-given", "consent", draft_id, draft.client_id, record.statement_sha256))
        uow.commit()
    return Done(draft_id, (ConsentGiven(draft_id, draft.client_id),))


def withdraw_consent(ports: Ports, *, consent_id: str, said_at: Instant | None = None, words: str = "") -> Done[None]:
    """It stops counting from when the client said so; no form or reason needed. Raises WithdrawalLiesInFuture."""
    now = ports.clock.now()
    said = said_at or now
    if said.utc > now.utc:
        raise WithdrawalLiesInFuture
    with ports.uow() as uow:
        consent = uow.consents.get(consent_id)
        if consent.withdrawn_at is not None:
            return Done(None)
        uow.consents.withdraw(consent_id, said, words.strip(), now)
        uow.reminders.settle(ReminderKind.CONSENT_ENDS, consent_id, now)
        uow.audit(AuditEntry("consent-withdrawn", "consent", consent_id, consent.client_id))
        uow.commit()
    return Done(None, (ConsentWithdrawn(consent_id, consent.client_id),))


def blank_consent_paper(ports: Ports) -> Done[bytes]:
    """The form for writing by hand; it names no client. Runs on the bench."""
    form = ports.catalogue.form(CONSENT_FORM)
    return Done(ports.renderer.form(form, None, desk_paper(ports)))


def filled_consent_paper(ports: Ports, *, consent_id: str) -> Done[bytes]:
    """The consent as it was signed. Runs on the bench."""

    def read() -> tuple[Client, SealedRow]:
        with ports.uow() as uow:
            row = uow.records.get(consent_id)
            return uow.clients.get(row.client_id), row

    client, row = ports.lanes.on_store(read)
    form = ports.catalogue.form(CONSENT_FORM, row.record.draft.form.version)
    answers = {one.field: one.value for one in row.record.answers}
    return Done(ports.renderer.form(form, answers, desk_paper(ports, client_line=client_line(client))))


def unprintable_in(ports: Ports, *, texts: tuple[str, ...]) -> Done[tuple[str, ...]]:
    """Characters that no font on this computer can print, told before printing. Runs on the bench."""
    return Done(ports.renderer.unprintable(texts))
