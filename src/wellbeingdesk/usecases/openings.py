"""Writes down that somebody opens a consent or a decision, before its page is shown."""

from wellbeingdesk.domain.events import Done
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry


def note_consent_opened(ports: Ports, *, consent_id: str) -> Done[str]:
    """Its id, once that is kept. No event: nothing has changed that another page shows."""
    with ports.uow() as uow:
        consent = uow.consents.get(consent_id)
        uow.audit(AuditEntry("consent-opened", "consent", consent_id, consent.client_id))
        uow.commit()
    return Done(consent_id)


def note_decision_opened(ports: Ports, *, decision_id: str) -> Done[str]:
    """Its id, once that is kept."""
    with ports.uow() as uow:
        decision = uow.decisions.get(decision_id)
        uow.audit(AuditEntry("decision-opened", "decision", decision_id, decision.client_id))
        uow.commit()
    return Done(decision_id)
