"""Session notes: the templates offered, and the row number that keeps the newest first without a sort."""

from wellbeingdesk.domain.failures import Refusal
from wellbeingdesk.domain.times import Instant

TEMPLATES = ("note-narrative", "note-soap", "note-dap", "note-advice")
"""Forms a session note can be written on; the plain narrative comes first because it is first-class."""

ADDENDUM_FORM = "note-addendum"
SERIAL_BITS = 20
LATE_ENTRY_HOURS = 24
"""A note written more than this long after the session is told as a late entry (HCPC standard 10)."""


class NoteIsEmpty(Refusal):
    """There is nothing in the note to sign."""


def search_row(event_time: Instant, serial: int) -> int:
    """The search index's row number: minutes since 1970 shifted by 20 bits, or a serial below, so that larger is
    newer.
    """
    if not 0 <= serial < 1 << SERIAL_BITS:
        raise ValueError(serial)
    return int(event_time.utc.timestamp() // 60) << SERIAL_BITS | serial


def is_late_entry(event_time: Instant, written_time: Instant) -> bool:
    """Whether the writing came more than a day after the event."""
    return (written_time.utc - event_time.utc).total_seconds() > LATE_ENTRY_HOURS * 3600
