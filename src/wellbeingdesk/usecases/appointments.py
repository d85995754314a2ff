"""Make appointments and record what became of them; the notice is computed against the service's hours (P7)."""

from dataclasses import replace

from wellbeingdesk.domain.appointment import (
    Appointment,
    AppointmentNotYetOver,
    CancellationLiesInFuture,
    CancellationTimeIsNeeded,
    Companion,
    Modality,
    NoOutcomeToTakeBack,
    NoticeIsComputed,
    Outcome,
    outcome_of_cancellation,
)
from wellbeingdesk.domain.events import AppointmentMade, Done, OutcomeRecorded, OutcomeTakenBack
from wellbeingdesk.domain.reminder import Reminder, ReminderKind
from wellbeingdesk.domain.times import Instant, Planned
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry


def make_appointment(
    ports: Ports,
    *,
    client_id: str,
    planned: Planned,
    minutes: int,
    modality: Modality,
    accompanied_by: tuple[Companion, ...] = (),
) -> Done[str]:
    """Plan a session; Today asks for its outcome on the day."""
    appointment = Appointment(ports.ids.new(), client_id, planned, minutes, modality, accompanied_by)
    with ports.uow() as uow:
        uow.appointments.add(appointment)
        uow.reminders.set(_reminder(ports, appointment))
        uow.audit(AuditEntry("appointment-made", "appointment", appointment.id, client_id))
        uow.commit()
    return Done(appointment.id, (AppointmentMade(appointment.id, client_id),))


def record_outcome(
    ports: Ports,
    *,
    appointment_id: str,
    outcome: Outcome | None,
    cancelled_at: Instant | None = None,
    reason: str = "",
    accompanied_by: tuple[Companion, ...] | None = None,
) -> Done[Outcome]:
    """Record an outcome; None is a cancellation by the client, in time or late by `cancelled_at`.

    Raises CancellationTimeIsNeeded, CancellationLiesInFuture, NoticeIsComputed, AppointmentNotYetOver,
    AppointmentWasChangedMeanwhile.
    """
    now = ports.clock.now()
    with ports.uow() as uow:
        kept = uow.appointments.get(appointment_id)
        reached = _outcome(ports, kept, outcome, cancelled_at)
        if reached in {Outcome.ATTENDED, Outcome.LATE, Outcome.DID_NOT_ATTEND} and not kept.begun_at(now):
            raise AppointmentNotYetOver
        uow.appointments.save(
            replace(
                kept,
                outcome=reached,
                cancelled_at=cancelled_at if outcome is None else None,
                reason=reason.strip(),
                recorded_at=now,
                accompanied_by=kept.accompanied_by if accompanied_by is None else accompanied_by,
            )
        )
        uow.reminders.settle(ReminderKind.OUTCOME_TO_RECORD, appointment_id, now)
        uow.audit(AuditEntry("outcome-recorded", "appointment", appointment_id, kept.client_id, detail=reached.value))
        uow.commit()
    return Done(reached, (OutcomeRecorded(appointment_id, kept.client_id),))


def take_back_outcome(ports: Ports, *, appointment_id: str) -> Done[None]:
    """What was recorded was a slip: nothing is recorded any more, Today asks again, and the audit keeps what stood
    there. Who came along stays. Raises NoOutcomeToTakeBack, AppointmentWasChangedMeanwhile.
    """
    with ports.uow() as uow:
        kept = uow.appointments.get(appointment_id)
        if kept.outcome is None:
            raise NoOutcomeToTakeBack
        uow.appointments.save(replace(kept, outcome=None, cancelled_at=None, reason="", recorded_at=None))
        uow.reminders.set(_reminder(ports, kept))
        uow.audit(
            AuditEntry("outcome-taken-back", "appointment", appointment_id, kept.client_id, detail=kept.outcome.value)
        )
        uow.commit()
    return Done(None, (OutcomeTakenBack(appointment_id, kept.client_id),))


def _reminder(ports: Ports, kept: Appointment) -> Reminder:
    return Reminder(ports.ids.new(), ReminderKind.OUTCOME_TO_RECORD, kept.planned.day, kept.client_id, kept.id)


def _outcome(ports: Ports, kept: Appointment, outcome: Outcome | None, cancelled_at: Instant | None) -> Outcome:
    if outcome in {Outcome.CANCELLED_IN_TIME, Outcome.CANCELLED_LATE}:
        raise NoticeIsComputed
    if outcome is not None:
        return outcome
    if cancelled_at is None:
        raise CancellationTimeIsNeeded
    if cancelled_at.utc > ports.clock.now().utc:
        raise CancellationLiesInFuture
    hours = ports.session.setup.choices.get("notice_hours")
    if not isinstance(hours, int):
        raise TypeError("notice_hours")
    return outcome_of_cancellation(kept.planned, cancelled_at, hours)
