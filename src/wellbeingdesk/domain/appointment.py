"""Appointments and what became of them; the notice of a cancellation is computed, never typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from wellbeingdesk.domain.failures import Refusal
from wellbeingdesk.domain.times import Instant, Planned, wall_hours_before


class Modality(StrEnum):
    """How people meet (P27)."""

    IN_PERSON = "in-person"
    PHONE = "phone"
    VIDEO = "video"


class Outcome(StrEnum):
    """What became of an appointment (P7)."""

    ATTENDED = "attended"
    LATE = "late"
    CANCELLED_IN_TIME = "cancelled-in-time"
    CANCELLED_LATE = "cancelled-late"
    DID_NOT_ATTEND = "did-not-attend"
    CANCELLED_BY_US = "cancelled-by-us"

    @property
    def logged(self) -> bool:
        """Whether it stands in the log of missed sessions (P7): also what was cancelled in time, told apart there."""
        return self.missed or self is Outcome.CANCELLED_IN_TIME

    @property
    def missed(self) -> bool:
        """Whether the session counts as missed: notice given in time is no miss, nor is our cancelling."""
        return self in {Outcome.CANCELLED_LATE, Outcome.DID_NOT_ATTEND}


class CompanionCapacity(StrEnum):
    """Why somebody came along (U13: only a colleague's presence can ever be assumed consent)."""

    COLLEAGUE = "colleague"
    FRIEND_OR_FAMILY = "friend-or-family"
    SUPPORTER = "supporter"
    INTERPRETER = "interpreter"


@dataclass(frozen=True, slots=True)
class Companion:
    """Who accompanied the client."""

    name: str
    capacity: CompanionCapacity


@dataclass(frozen=True, slots=True)
class Appointment:
    """A planned session. `cancelled_at` is when the client said so, which may precede the typing."""

    id: str
    client_id: str
    planned: Planned
    minutes: int
    modality: Modality
    accompanied_by: tuple[Companion, ...] = ()
    outcome: Outcome | None = None
    cancelled_at: Instant | None = None
    reason: str = ""
    recorded_at: Instant | None = None
    version: int = 1

    def begun_at(self, now: Instant) -> bool:
        """Whether it has begun: only then can somebody have attended or missed it."""
        return self.planned.instant().utc <= now.utc


class CancellationTimeIsNeeded(Refusal):
    """A cancellation by the client needs the time at which they said so."""


class CancellationLiesInFuture(Refusal):
    """The client cannot have said so later than now."""


class NoticeIsComputed(Refusal):
    """In time or late is computed from when the client said so, never typed."""


class AppointmentNotYetOver(Refusal):
    """Attended, late or missed can be recorded once the appointment has begun."""


class NoOutcomeToTakeBack(Refusal):
    """Nothing is recorded about this appointment."""


class AppointmentWasChangedMeanwhile(Refusal):
    """Another window recorded this appointment first."""


def outcome_of_cancellation(planned: Planned, cancelled_at: Instant, notice_hours: int) -> Outcome:
    """In time or late: by the clock on the wall, exactly the hours asked being in time (P7)."""
    notice = wall_hours_before(planned, cancelled_at)
    return Outcome.CANCELLED_IN_TIME if notice >= timedelta(hours=notice_hours) else Outcome.CANCELLED_LATE


@dataclass(frozen=True, slots=True)
class AttendanceCount:
    """How often each outcome happened for one client."""

    attended: int
    late: int
    cancelled_in_time: int
    cancelled_late: int
    did_not_attend: int
    cancelled_by_us: int

    @property
    def missed(self) -> int:
        """Sessions missed: cancelled late or not attended. Those cancelled in time stand in the log and count apart."""
        return self.cancelled_late + self.did_not_attend


def count_outcomes(outcomes: Iterable[Outcome]) -> AttendanceCount:
    """Count each kind once."""
    seen = list(outcomes)
    return AttendanceCount(
        attended=seen.count(Outcome.ATTENDED),
        late=seen.count(Outcome.LATE),
        cancelled_in_time=seen.count(Outcome.CANCELLED_IN_TIME),
        cancelled_late=seen.count(Outcome.CANCELLED_LATE),
        did_not_attend=seen.count(Outcome.DID_NOT_ATTEND),
        cancelled_by_us=seen.count(Outcome.CANCELLED_BY_US),
    )
