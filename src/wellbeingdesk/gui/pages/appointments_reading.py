"""Appointments with the note that was written about each, as Today and a client's file show them."""

from dataclasses import dataclass

from wellbeingdesk.domain.draft import KeptText
from wellbeingdesk.domain.record import RecordKind
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.usecases import today_views
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AppointmentLine, ReminderLine

_RECENT = 40
"""Entries of a timeline among which the note of an appointment is looked for."""


@dataclass(frozen=True, slots=True)
class ShownAppointment:
    """`draft_id` of a note that is being written, `record_id` of one that is signed; empty where there is none."""

    line: AppointmentLine
    draft_id: str = ""
    record_id: str = ""


@dataclass(frozen=True, slots=True)
class AppointmentsPage:
    """Appointments, and the moment at which they are seen."""

    shown: tuple[ShownAppointment, ...]
    now: Instant


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The first page: appointments of the day, reminders due, the kinds of the drafts among them, kept texts."""

    appointments: AppointmentsPage
    reminders: tuple[ReminderLine, ...]
    draft_kinds: dict[str, RecordKind]
    kept: tuple[KeptText, ...]


def appointments_of(ports: Ports, client_id: str) -> AppointmentsPage:
    """Of one client, newest first."""
    return AppointmentsPage(with_notes(ports, ports.views.appointments_of(client_id)), ports.clock.now())


def today(ports: Ports) -> TodayPage:
    """The day's appointments in order. Whether one of them was attended is asked there, so no reminder repeats it."""
    found = today_views.today(ports)
    of_today = {line.appointment.id for line in found.appointments}
    return TodayPage(
        AppointmentsPage(with_notes(ports, found.appointments), ports.clock.now()),
        tuple(one for one in found.reminders if one.reminder.subject_id not in of_today),
        {line.id: line.kind for line in ports.views.drafts()},
        ports.views.kept_texts(),
    )


def with_notes(ports: Ports, lines: tuple[AppointmentLine, ...]) -> tuple[ShownAppointment, ...]:
    """A signed note belongs to an appointment when it was written about that very time."""
    if not lines:
        return ()
    drafts = {line.appointment_id: line.id for line in ports.views.drafts() if line.kind is RecordKind.NOTE}
    signed = {
        (client_id, entry.event_time.utc): entry.id
        for client_id in {line.appointment.client_id for line in lines}
        for entry in ports.views.timeline(client_id, 0, _RECENT)
        if entry.kind == "note" and entry.signed
    }
    return tuple(
        ShownAppointment(
            line,
            drafts.get(line.appointment.id, ""),
            signed.get((line.appointment.client_id, line.appointment.planned.instant().utc), ""),
        )
        for line in lines
    )
