"""The client list and the head of one client's page: read, ordered and paged by SQL."""

from sqlalchemy import Connection, text

from wellbeingdesk.domain.appointment import AttendanceCount, Outcome
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.store.client import (
    client_number,
    find_client,
    find_contact_rules,
    find_people_not_to_tell,
    find_safety_plan,
)
from wellbeingdesk.store.columns import to_json
from wellbeingdesk.store.contact import find_contact_details, find_emergency_contacts
from wellbeingdesk.store.hot_reads import rows_of
from wellbeingdesk.store.words import terms_of
from wellbeingdesk.usecases.rows import ClientFile, ClientLine

_HOLDS = "NOT EXISTS (SELECT 1 FROM json_each(:terms) AS term WHERE instr(c.sought, term.value) = 0)"

# The next appointment is the first to come without an outcome; the last is the newest that took place or has no
# outcome yet. Both are one look into the index for each client on the page.
LINES = """
SELECT c.id, c.reference, c.name_used,
       coalesce((SELECT min(a.wall) FROM appointment AS a
                  WHERE a.client_no = c.no AND a.wall >= :now AND a.outcome IS NULL), '') AS next_wall,
       coalesce((SELECT a.wall FROM appointment AS a
                  WHERE a.client_no = c.no AND a.wall < :now
                    AND (a.outcome IS NULL OR a.outcome IN ('attended', 'late'))
                  ORDER BY a.wall DESC LIMIT 1), '') AS last_wall
  FROM client AS c WHERE {holds}
 ORDER BY c.name_folded, c.no LIMIT :limit OFFSET :offset
""".replace("{holds}", _HOLDS)
COUNT = "SELECT count(*) FROM client AS c WHERE {holds}".replace("{holds}", _HOLDS)

_COUNTS = """
SELECT outcome, count(*) AS times FROM appointment
 WHERE client_no = :client_no AND outcome IS NOT NULL GROUP BY outcome
"""


def client_lines(connection: Connection, now: Instant, words: str, offset: int, limit: int) -> tuple[ClientLine, ...]:
    """Every file whose names or reference hold all words, in the order of the names used."""
    values: dict[str, str | int] = {
        "terms": to_json(terms_of(words)),
        "now": now.wall.isoformat(timespec="minutes"),
        "limit": limit,
        "offset": offset,
    }
    return tuple(ClientLine(*row) for row in rows_of(connection, LINES, values))


def client_count(connection: Connection, words: str) -> int:
    """How many files that list has."""
    return int(rows_of(connection, COUNT, {"terms": to_json(terms_of(words))})[0][0])


def client_file(connection: Connection, client_id: str) -> ClientFile:
    """The head of one page; sessions are those that took place. Raises ClientUnknown."""
    client = find_client(connection, client_id)
    rows = connection.execute(text(_COUNTS), {"client_no": client_number(connection, client_id)}).mappings()
    times = {row["outcome"]: int(row["times"]) for row in rows}
    counts = AttendanceCount(*(times.get(outcome.value, 0) for outcome in Outcome))
    return ClientFile(
        client=client,
        contact_rules=find_contact_rules(connection, client_id),
        not_to_tell=find_people_not_to_tell(connection, client_id),
        safety_plan=find_safety_plan(connection, client_id),
        counts=counts,
        sessions=counts.attended + counts.late,
        contact_details=find_contact_details(connection, client_id),
        emergency_contacts=find_emergency_contacts(connection, client_id),
    )
