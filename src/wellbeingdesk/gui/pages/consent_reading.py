"""What the pages about consents ask of the store, each in one go."""

from dataclasses import dataclass

from wellbeingdesk.domain.client import Client
from wellbeingdesk.domain.consent import CONSENT_FORM, Consent
from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.form import Answers, Form
from wellbeingdesk.domain.record import RecordKind
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import DraftLine


@dataclass(frozen=True, slots=True)
class ConsentLedger:
    """Every consent with its client's name, the drafts, and the moment at which they are looked at."""

    drafts: tuple[DraftLine, ...]
    consents: tuple[tuple[Consent, str], ...]
    now: Instant


@dataclass(frozen=True, slots=True)
class OpenConsentDraft:
    """A draft to go on with."""

    draft: Draft
    form: Form
    client: Client


@dataclass(frozen=True, slots=True)
class OpenConsent:
    """A consent as it was signed, and now."""

    consent: Consent
    form: Form
    answers: Answers
    client: Client
    now: Instant


def ledger(ports: Ports) -> ConsentLedger:
    """Newest first."""
    drafted = tuple(one for one in ports.views.drafts() if one.kind is RecordKind.CONSENT)
    return ConsentLedger(drafted, ports.views.consents(), ports.clock.now())


def draft(ports: Ports, draft_id: str) -> OpenConsentDraft:
    """Raises DraftIsGone."""
    found = ports.views.draft(draft_id)
    form = ports.catalogue.form(found.form_id, found.form_version)
    return OpenConsentDraft(found, form, ports.views.client_file(found.client_id).client)


def consent(ports: Ports, consent_id: str) -> OpenConsent:
    """One consent of the ledger."""
    found = ports.views.consent(consent_id)
    record = ports.views.record(consent_id).record
    return OpenConsent(
        consent=found,
        form=ports.catalogue.form(CONSENT_FORM, record.draft.form.version),
        answers={one.field: one.value for one in record.answers if not one.withheld},
        client=ports.views.client_file(found.client_id).client,
        now=ports.clock.now(),
    )
