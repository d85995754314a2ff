"""One client's file, newest first: records, drafts and appointments merged by row number, without a sort."""

from typing import Any

from sqlalchemy import Connection

from wellbeingdesk.domain.times import instant_from_iso
from wellbeingdesk.store.client import client_number
from wellbeingdesk.store.hot_reads import rows_of
from wellbeingdesk.usecases.rows import TimelineEntry

# Each branch comes from an index that begins with the client and goes on with the row number, so that SQLite
# merges three ordered streams and stops at the page's end. A test reads the plan.
TIMELINE = """
SELECT row, kind, id, event_utc, event_zone, event_offset, written_utc, written_zone, written_offset,
       excerpt, 1 AS signed, form_id, follows_id
  FROM sealed_record WHERE client_no = :client_no
UNION ALL
SELECT row, 'draft', id, event_utc, event_zone, event_offset, saved_utc, saved_zone, saved_offset,
       excerpt, 0, form_id, follows_id
  FROM draft WHERE client_no = :client_no
UNION ALL
SELECT row, 'appointment', id, starts_utc, starts_zone, starts_offset, recorded_utc, recorded_zone, recorded_offset,
       reason, 0, coalesce(outcome, 'planned'), ''
  FROM appointment WHERE client_no = :client_no
 ORDER BY row DESC LIMIT :limit OFFSET :offset
"""


SUPERSEDED_BY = """
SELECT row, kind, id, event_utc, event_zone, event_offset, written_utc, written_zone, written_offset,
       excerpt, 1 AS signed, form_id, follows_id
  FROM sealed_record WHERE follows_id = :record_id AND follows_id <> '' AND follows_relation = 'supersedes'
UNION ALL
SELECT row, 'draft', id, event_utc, event_zone, event_offset, saved_utc, saved_zone, saved_offset,
       excerpt, 0, form_id, follows_id
  FROM draft WHERE follows_id = :record_id AND follows_relation = 'supersedes'
 ORDER BY row DESC LIMIT 1
"""


def superseded_by(connection: Connection, record_id: str) -> TimelineEntry | None:
    """The newest record or draft that takes the place of this one."""
    rows = rows_of(connection, SUPERSEDED_BY, {"record_id": record_id})
    return _entry(rows[0]) if rows else None


def timeline(connection: Connection, client_id: str, offset: int, limit: int) -> tuple[TimelineEntry, ...]:
    """An appointment carries its outcome, or `planned`, as its form. Raises ClientUnknown."""
    values = {"client_no": client_number(connection, client_id), "limit": limit, "offset": offset}
    return tuple(_entry(row) for row in rows_of(connection, TIMELINE, values))


def _entry(row: tuple[Any, ...]) -> TimelineEntry:
    _, kind, entry_id, *times, excerpt, signed, form_id, follows_id = row
    return TimelineEntry(
        kind=kind,
        id=entry_id,
        event_time=instant_from_iso(*times[:3]),
        written_time=None if times[3] is None else instant_from_iso(*times[3:]),
        title="",
        excerpt=excerpt,
        signed=bool(signed),
        form_id=form_id,
        predecessor_id=follows_id,
    )
