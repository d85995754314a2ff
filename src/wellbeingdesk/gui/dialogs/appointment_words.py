"""Appointments as a person reads them: how people meet, who comes along, what became of it, how much notice it had."""

from datetime import timedelta

from wellbeingdesk.domain.appointment import Appointment, Companion, Modality, Outcome
from wellbeingdesk.domain.times import Instant, Planned, wall_hours_before
from wellbeingdesk.gui.dialogs.client_words import DOT
from wellbeingdesk.gui.look import Words
from wellbeingdesk.gui.widgets.chip import Tone

MODALITY_ICONS: dict[Modality, str] = {
    Modality.IN_PERSON: "map-pin",
    Modality.PHONE: "phone",
    Modality.VIDEO: "video",
}


class AppointmentWords:
    """Sentences by key, with the facts put in."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def modality(self, modality: Modality) -> str:
        """`In person`."""
        return self._words(f"appointments.modality.{modality.value}")

    def facts(self, appointment: Appointment) -> str:
        """`50 minutes · in person · with Kim Reed (interpreter)`."""
        parts = [self._words("appointments.minutes", count=appointment.minutes), self.modality(appointment.modality)]
        if appointment.accompanied_by:
            people = ", ".join(self.companion(one) for one in appointment.accompanied_by)
            parts.append(self._words("appointments.with", people=people))
        return DOT.join(parts)

    def companion(self, companion: Companion) -> str:
        """`Kim Reed (interpreter)`."""
        capacity = self._words(f"appointments.capacity.{companion.capacity.value}")
        return self._words("appointments.companion", name=companion.name, capacity=capacity)

    def outcome(self, outcome: Outcome) -> str:
        """`Cancelled late`."""
        return self._words(f"appointments.outcome.{outcome.value}")

    def notice(self, planned: Planned, cancelled_at: Instant) -> str:
        """`36 h before`, `23 h 59 min before`, `after it had begun`, by the clock on the wall."""
        before = wall_hours_before(planned, cancelled_at)
        if before < timedelta():
            return self._words("appointments.notice.after")
        hours, minutes = divmod(int(before.total_seconds() // 60), 60)
        key = "hours" if hours and not minutes else "both" if hours else "minutes"
        return self._words(f"appointments.notice.{key}", hours=hours, minutes=minutes)

    def told(self, appointment: Appointment) -> str:
        """What became of it in one line: `Cancelled late · 3 h before · had flu`; empty while nothing is recorded."""
        if appointment.outcome is None:
            return ""
        return DOT.join(part for part in (self.outcome(appointment.outcome), self.beside_outcome(appointment)) if part)

    def beside_outcome(self, appointment: Appointment) -> str:
        """The notice and the reason, where the outcome itself is shown already; empty where there is neither."""
        notice = ""
        if appointment.cancelled_at is not None:
            notice = self.notice(appointment.planned, appointment.cancelled_at)
        return DOT.join(part for part in (notice, appointment.reason) if part)


def outcome_tone(outcome: Outcome) -> Tone:
    """The word says it; a miss is a fact and no alarm."""
    return "ok" if outcome in {Outcome.ATTENDED, Outcome.LATE} else "plain"
