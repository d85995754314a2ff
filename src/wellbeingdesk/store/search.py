"""Full-text search over signed notes, addenda and drafts, newest first without a sort."""

from typing import Any

from sqlalchemy import Connection

from wellbeingdesk.domain.times import instant_from_iso
from wellbeingdesk.store.client import client_number
from wellbeingdesk.store.columns import answers_from, to_json
from wellbeingdesk.store.hot_reads import rows_of
from wellbeingdesk.store.words import excerpt_of, match_query, shown, terms_of
from wellbeingdesk.usecases.rows import SearchHit
from wellbeingdesk.usecases.wanted import Wanted

_COLUMNS = "{row} AS row, s.id, c.id AS of_client, c.name_used, s.event_utc, s.event_zone, s.event_offset"
_JOINS = """
  CROSS JOIN sealed_record AS s ON s.client_no = d.client_no AND s.row = d.row
  CROSS JOIN client AS c ON c.no = d.client_no
"""

# The index gives its rows newest first by itself, because the row number is made from the event time.
INDEXED = """
SELECT {columns}, snippet(search, 0, '', '', '…', 40) AS excerpt, '' AS answers
  FROM search CROSS JOIN sealed_document AS d ON d.row = search.rowid {joins}
 WHERE search MATCH :query {of_one}
"""
# A sign alone, an emoji for instance, is no word to the index: then every text is read, still newest first.
READ_THROUGH = """
SELECT {columns}, substr(d.words, 1, 960) AS excerpt, '' AS answers
  FROM sealed_document AS d {joins}
 WHERE d.words <> '' AND NOT EXISTS (
       SELECT 1 FROM json_each(:signs) AS sign WHERE instr(d.words, sign.value) = 0) {of_one}
"""
DRAFTS = """
SELECT d.row AS row, d.id, c.id AS of_client, c.name_used, d.event_utc, d.event_zone, d.event_offset,
       '' AS excerpt, d.answers
  FROM draft AS d CROSS JOIN client AS c ON c.no = d.client_no
 WHERE d.kind IN ('note', 'addendum') AND answers_hold(d.answers, :terms) {of_one}
"""
_PAGE = " ORDER BY row DESC LIMIT :limit OFFSET :offset"


def search_sql(*, indexed: bool, of_one: bool) -> str:
    """The statement for these words; each branch comes in the order of its row numbers and is only merged."""
    condition = "AND d.client_no = :client_no" if of_one else ""
    signed, row = (INDEXED, "search.rowid") if indexed else (READ_THROUGH, "d.row")
    branch = signed.replace("{columns}", _COLUMNS).replace("{row}", row).replace("{joins}", _JOINS)
    return f"{branch} UNION ALL {DRAFTS}".replace("{of_one}", condition) + _PAGE


def search(
    connection: Connection, words: str, client_id: str, offset: int, limit: int, wanted: Wanted | None = None
) -> tuple[SearchHit, ...]:
    """Nothing for nothing. Raises NoLongerWanted."""
    terms = terms_of(words)
    if not terms:
        return ()
    query = match_query(words)
    values: dict[str, str | int] = {
        "query": query,
        "signs": to_json(words.split()),
        "terms": to_json(terms),
        "limit": limit,
        "offset": offset,
    }
    if client_id:
        values["client_no"] = client_number(connection, client_id)
    del values["signs" if query else "query"]
    rows = rows_of(connection, search_sql(indexed=bool(query), of_one=bool(client_id)), values, wanted)
    return tuple(_hit(row) for row in rows)


def _hit(row: tuple[Any, ...]) -> SearchHit:
    _, record_id, client_id, name_used, utc, zone, offset, excerpt, answers = row
    found = excerpt_of(answers_from(answers)) if answers else shown(excerpt)
    return SearchHit(record_id, client_id, name_used, instant_from_iso(utc, zone, offset), found)
