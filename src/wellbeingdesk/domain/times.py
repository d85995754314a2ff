"""When things happened (a UTC instant with the zone it was seen in) and when they are planned (a wall clock in a
zone).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, order=True)
class Instant:
    """Something that happened: UTC to the millisecond, with the zone and offset its witness lived in."""

    utc: datetime
    zone: str
    offset_minutes: int

    @property
    def wall(self) -> datetime:
        """The naive local time on the witness's clock."""
        return (self.utc + timedelta(minutes=self.offset_minutes)).replace(tzinfo=None)

    def iso(self) -> str:
        """UTC as `2026-11-21T14:00:00.000Z`, the form that is stored and signed."""
        return self.utc.strftime("%Y-%m-%dT%H:%M:%S.") + f"{self.utc.microsecond // 1000:03d}Z"


def instant_from_utc(utc: datetime, zone: str) -> Instant:
    """An instant from an aware datetime, cut to milliseconds."""
    aware = utc.astimezone(UTC)
    aware = aware.replace(microsecond=aware.microsecond // 1000 * 1000)
    offset = aware.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    return Instant(aware, zone, int(offset.total_seconds() // 60))


def instant_from_iso(text: str, zone: str, offset_minutes: int) -> Instant:
    """The inverse of `Instant.iso`, keeping the offset that was recorded."""
    return Instant(datetime.fromisoformat(text).astimezone(UTC), zone, offset_minutes)


@dataclass(frozen=True, slots=True, order=True)
class Planned:
    """Something planned: the wall clock in a zone, because two o'clock stays two when the clocks change."""

    wall: datetime
    zone: str

    def instant(self) -> Instant:
        """The moment this falls on; the first of two where the clocks go back."""
        return instant_from_utc(self.wall.replace(tzinfo=ZoneInfo(self.zone)), self.zone)

    @property
    def day(self) -> date:
        """The calendar day of the plan."""
        return self.wall.date()


def wall_hours_before(planned: Planned, happened: Instant) -> timedelta:
    """How long before a plan something happened, by the clock on the wall (24 h before 14:00 is 14:00 the day before,
    also when the clocks change).
    """
    seen = happened.utc.astimezone(ZoneInfo(planned.zone)).replace(tzinfo=None)
    return planned.wall - seen
