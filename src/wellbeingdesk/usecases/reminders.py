"""Reminders that a person sets or deals with by hand."""

from datetime import date

from wellbeingdesk.domain.events import Done, ReminderDone, ReminderSet
from wellbeingdesk.domain.reminder import Reminder, ReminderKind
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry


def set_reminder(ports: Ports, *, due_on: date, text: str, client_id: str = "") -> Done[str]:
    """Something to see again on a day, in one's own words."""
    reminder_id = ports.ids.new()
    with ports.uow() as uow:
        uow.reminders.set(Reminder(reminder_id, ReminderKind.OWN_WORDS, due_on, client_id, reminder_id, text.strip()))
        uow.audit(AuditEntry("reminder-set", "reminder", reminder_id, client_id))
        uow.commit()
    return Done(reminder_id, (ReminderSet(reminder_id, client_id),))


def finish_reminder(ports: Ports, *, reminder_id: str) -> Done[None]:
    """It is dealt with."""
    with ports.uow() as uow:
        client_id = uow.reminders.settle_one(reminder_id, ports.clock.now())
        uow.audit(AuditEntry("reminder-done", "reminder", reminder_id, client_id))
        uow.commit()
    return Done(None, (ReminderDone(reminder_id, client_id),))
