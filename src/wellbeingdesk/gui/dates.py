"""Dates as people here write and read them: `21 Nov 2026`, `21 Nov 2026, 14:00`; typed loosely, shown strictly."""

import re
from datetime import date, datetime, time

from wellbeingdesk.gui.look import Words

_PARTS = re.compile(r"[^\W_]+")
_CLOCK = re.compile(r"[,\s]*(?:(\d{1,2})[:.](\d{2})|(\d{1,2}))\s*(am|pm)?\s*$", re.IGNORECASE)
_LONG_YEAR = 4
_PIVOT = 50
"""Two digits below this are this century: appointments lie ahead, but nobody is born there."""


class Dates:
    """Day before month, months by name, hours of 24."""

    def __init__(self, words: Words) -> None:
        self._months = words("shell.clock.months").split()
        self._weekdays = words("shell.clock.weekdays").split()

    def day(self, value: date) -> str:
        """`21 Nov 2026`."""
        return f"{value.day} {self._months[value.month - 1]} {value.year}"

    def short_day(self, value: date) -> str:
        """`Sat 21 Nov`, where the year is plain."""
        return f"{self._weekdays[value.weekday()]} {value.day} {self._months[value.month - 1]}"

    def clock(self, value: datetime | time) -> str:
        """`14:00`."""
        return f"{value.hour:02d}:{value.minute:02d}"

    def moment(self, value: datetime) -> str:
        """`21 Nov 2026, 14:00`."""
        return f"{self.day(value.date())}, {self.clock(value)}"

    def read_day(self, text: str) -> date | None:
        """A day from `21 Nov 2026`, `21 november 26`, `21/11/2026`, `21.11.26`, `2026-11-21`; else None."""
        parts = _PARTS.findall(text)
        if len(parts) != 3:
            return None
        if len(parts[0]) == _LONG_YEAR:
            parts.reverse()
        day, month, year = parts[0], self._month(parts[1]), parts[2]
        if not (day.isdecimal() and year.isdecimal() and len(year) in {2, 4} and len(day) <= 2 and month):
            return None
        try:
            return date(_full(year), month, int(day))
        except ValueError:
            return None

    def read_moment(self, text: str) -> datetime | None:
        """A moment from a day and a time, `21 Nov 2026, 14:00`, `21/11/26 2pm`, `2026-11-21T14:00`; else None."""
        plain = re.sub(r"(\d)T(\d)", r"\1 \2", text.strip())
        found = _CLOCK.search(plain)
        if found is None:
            return None
        day = self.read_day(plain[: found.start()])
        clock = _time_of(found)
        return datetime.combine(day, clock) if day is not None and clock is not None else None

    def _month(self, text: str) -> int:
        if text.isdecimal():
            return int(text)
        start = text[:3].casefold()
        starts = [month[:3].casefold() for month in self._months]
        return starts.index(start) + 1 if len(text) >= 3 and start in starts else 0


def _full(year: str) -> int:
    value = int(year)
    if len(year) == _LONG_YEAR:
        return value
    return value + (2000 if value < _PIVOT else 1900)


def _time_of(found: re.Match[str]) -> time | None:
    hour, minute, bare, half = found.groups()
    if hour is None and half is None:
        return None  # `21 Nov 2026` ends in a number too; a bare one is an hour only before am or pm
    value = int(hour or bare)
    if half:
        if not 1 <= value <= 12:
            return None
        value = value % 12 + (12 if half.lower() == "pm" else 0)
    try:
        return time(value, int(minute or 0))
    except ValueError:
        return None
