"""Today: the day's appointments in order and every reminder that is due."""

from dataclasses import dataclass
from datetime import date

from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AppointmentLine, ReminderLine


@dataclass(frozen=True, slots=True)
class Today:
    """What the first page shows."""

    day: date
    appointments: tuple[AppointmentLine, ...]
    reminders: tuple[ReminderLine, ...]


def today(ports: Ports) -> Today:
    """By the wall clock of this computer's zone."""
    day = ports.clock.now().wall.date()
    return Today(day, ports.views.appointments_on(day), ports.views.reminders(day))
