"""Open and close a client's safety plan, with a review date that comes back on Today."""

from datetime import date

from wellbeingdesk.domain.events import Done, SafetyPlanClosed, SafetyPlanOpened
from wellbeingdesk.domain.reminder import Reminder, ReminderKind
from wellbeingdesk.domain.safety import ReviewDateLiesInPast, SafetyPlan
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry


def open_safety_plan(ports: Ports, *, client_id: str, review_on: date) -> Done[None]:
    """Say that a safety plan is open and when it is reviewed next. Raises ReviewDateLiesInPast."""
    now = ports.clock.now()
    if review_on < now.wall.date():
        raise ReviewDateLiesInPast
    with ports.uow() as uow:
        kept = uow.clients.safety_plan(client_id)
        opened = kept.opened_at if kept is not None and kept.open else now
        uow.clients.set_safety_plan(SafetyPlan(client_id, opened, review_on))
        uow.reminders.set(Reminder(ports.ids.new(), ReminderKind.SAFETY_REVIEW, review_on, client_id, client_id))
        uow.audit(AuditEntry("safety-plan-opened", "client", client_id, client_id, detail=review_on.isoformat()))
        uow.commit()
    return Done(None, (SafetyPlanOpened(client_id, client_id),))


def close_safety_plan(ports: Ports, *, client_id: str) -> Done[None]:
    """The plan is no longer open; nothing where there is none."""
    now = ports.clock.now()
    with ports.uow() as uow:
        kept = uow.clients.safety_plan(client_id)
        if kept is None or not kept.open:
            return Done(None)
        uow.clients.set_safety_plan(SafetyPlan(client_id, kept.opened_at, kept.review_on, now))
        uow.reminders.settle(ReminderKind.SAFETY_REVIEW, client_id, now)
        uow.audit(AuditEntry("safety-plan-closed", "client", client_id, client_id))
        uow.commit()
    return Done(None, (SafetyPlanClosed(client_id, client_id),))
