"""Fills a store with tens of thousands of made-up notes quickly: the very rows that signing writes, in bulk.

Each note is one row of `sealed_document` (indexed by the trigger), one of `sealed_record`, one attended appointment and
one line of the audit, whose chain holds. Documents have the shape, the digests and the size of real ones and carry the
signature of another record: nothing here verifies signatures. Rows go in oldest first, as they do in life; the search
index writes a new part each time a row number falls back, which makes any other order many times slower.
"""

import hmac
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any
from uuid import UUID

from wellbeingdesk.domain.note import SERIAL_BITS

Row = dict[str, Any]

NOTES_EACH = 30
RARE, FREQUENT, PHRASE, PREFIX = "lighthouse", "sleep", "slept badly again", "trav"
_RARE_EVERY, _PHRASE_EVERY, _FREQUENT_OF_TEN = 3000, 200, 3
_VOCABULARY, _SENTENCES, _OF_A_SENTENCE, _OF_A_NOTE = 6000, 4000, 11, 20
_MINUTES_OF_A_WEEK = 7 * 24 * 60
_SEED = 20261122


@dataclass(frozen=True, slots=True)
class Pattern:
    """What the made-up rows are cut from: one record as the program sealed it, and where the audit stands."""

    document: bytes
    line: Row
    """Its row of `sealed_record`."""
    audit_key: bytes
    actor: str
    newest: datetime
    seq: int
    hash: str


@cache
def sentences() -> tuple[str, ...]:
    """Of made-up words, some common and most rare, as in any language."""
    lot = random.Random(_SEED)  # noqa: S311  # texts that look the same in every run
    parts = ["ba", "co", "de", "fi", "go", "la", "mer", "no", "pel", "ri", "sta", "tra", "vel", "wen", "yo", "zu"]
    words = sorted({"".join(lot.choices(parts, k=lot.randint(2, 4))) for _ in range(_VOCABULARY)})
    lot.shuffle(words)
    weights = [1 / (rank + 3) for rank in range(len(words))]
    return tuple(" ".join(lot.choices(words, weights, k=_OF_A_SENTENCE)).capitalize() + "." for _ in range(_SENTENCES))


def text_of(number: int) -> str:
    """About 1,500 characters, another text for each number; some hold what is searched for."""
    known, lot = sentences(), random.Random(number)  # noqa: S311  # as above
    chosen = lot.choices(known, k=_OF_A_NOTE)
    if number % 10 < _FREQUENT_OF_TEN:
        chosen.append(f"Talked about {FREQUENT}.")
    if number % _PHRASE_EVERY == 0:
        chosen.append(f"They {PHRASE}.")
    if number % _RARE_EVERY == 0:
        chosen.append(f"Went to the {RARE}.")
    return " ".join(chosen)


def outside_id(kind: str, number: int) -> str:
    """As long and as scattered as the random ids that the program makes, and the same in every run."""
    return str(UUID(bytes=sha256(f"{kind} {number}".encode()).digest()[:16], version=4))


def clients_for(notes: int) -> int:
    """How many files so many notes make."""
    return max(1, notes // NOTES_EACH)


def fill(connection: Any, pattern: Pattern, notes: int, first_client: int) -> tuple[int, str]:
    """On an open driver connection of plain SQLite or of the cipher; gives back the audit's last number and hash."""
    clients = clients_for(notes)
    connection.execute("BEGIN IMMEDIATE")
    for number in range(clients):
        insert_row(connection, "client", client_row(number, first_client + number))
    seq, last = pattern.seq, pattern.hash
    for number, (at, client) in enumerate(moments(notes, clients, pattern.newest)):
        rows = note_rows(pattern, number, at, first_client + client, outside_id("client", client))
        for table in ("sealed_document", "appointment", "sealed_record"):
            insert_row(connection, table, rows[table])
        seq += 1
        line = audit_row(pattern, rows["sealed_record"], seq, last, outside_id("client", client))
        last = line["hash"]
        insert_row(connection, "audit", line)
        if number % 5000 == 4999:
            connection.execute("COMMIT")
            connection.execute("BEGIN IMMEDIATE")
    connection.execute("COMMIT")
    return seq, last


def moments(notes: int, clients: int, newest: datetime) -> Iterator[tuple[datetime, int]]:
    """When and with whom, oldest first: everybody once a week, all through the week."""
    start = newest - timedelta(weeks=notes // clients + 1)
    for number in range(notes):
        week, client = divmod(number, clients)
        minutes = week * _MINUTES_OF_A_WEEK + client * _MINUTES_OF_A_WEEK // clients
        yield start + timedelta(minutes=minutes), client


def row_number(at: datetime, number: int) -> int:
    """Above what any signed note of that minute gets by itself."""
    return int(at.timestamp() // 60) << SERIAL_BITS | (number % 500_000) + 1000


def client_row(number: int, no: int) -> Row:
    """A client with nothing but a name."""
    name = f"Made-up {sentences()[number % _SENTENCES].split()[0]} {number}"
    created = _moment("created", datetime(2026, 1, 5, 9, tzinfo=UTC))
    return {
        "no": no, "id": outside_id("client", number), "reference": f"B-{number:06d}", "name_used": name,
        "legal_name": "", "pronouns": "", **created, "name_folded": name.casefold(),
        "sought": name.casefold(), "version": 1,
    }  # fmt: skip


def note_rows(pattern: Pattern, number: int, at: datetime, client_no: int, client_id: str) -> dict[str, Row]:
    """The rows of one note, by table."""
    text, row, record_id = text_of(number), row_number(at, number), outside_id("note", number)
    document, digest = document_of(pattern, record_id, client_id, text, at)
    line = {
        **pattern.line, "client_no": client_no, "row": row, "id": record_id, "excerpt": text[:240],
        "statement_sha256": digest, "appointment_no": number + 1, **_moment("event", at), **_moment("written", at),
        **_moment("signed", at),
    }  # fmt: skip
    kept = {
        "row": row, "client_no": client_no, "words": text, "document": document,
        "document_sha256": sha256(document).hexdigest(),
    }  # fmt: skip
    met = {
        "no": number + 1, "id": outside_id("meeting", number), "client_no": client_no, "row": row,
        "wall": at.strftime("%Y-%m-%dT%H:%M"), "zone": "Europe/London", "minutes": 50, "modality": "in-person",
        "accompanied_by": "[]", "outcome": "attended", "reason": "", "version": 2, **_moment("starts", at),
        **_moment("recorded", at),
    }  # fmt: skip
    return {"sealed_document": kept, "appointment": met, "sealed_record": line}


def document_of(pattern: Pattern, record_id: str, client_id: str, text: str, at: datetime) -> tuple[bytes, str]:
    """A record.json and its statement's digest: as the program writes it, but for the signature."""
    whole = json.loads(pattern.document)
    salt = sha256(record_id.encode()).hexdigest()
    answer = sha256(bytes.fromhex(salt) + json.dumps(text, ensure_ascii=False).encode()).hexdigest()
    whole["answers"] = {"narrative": {"salt": salt, "value": text}}
    whole["statement"] |= {
        "answers": [{"digest": answer, "field": "narrative"}],
        "record_id": record_id,
        "subject_id": client_id,
        "event_time": {"offset_minutes": 0, "utc": _iso(at), "zone": "Europe/London"},
    }
    return _canonical(whole), sha256(_canonical(whole["statement"])).hexdigest()


def audit_row(pattern: Pattern, record: Row, seq: int, prev: str, client_id: str) -> Row:
    """The line that tells of this note, chained as the store chains it; a test has the store walk it."""
    line = {
        "seq": seq, "at_utc": record["signed_utc"], "at_zone": record["signed_zone"],
        "at_offset": record["signed_offset"], "actor": pattern.actor, "action": "note-signed", "entity": "note",
        "entity_id": record["id"], "client_id": client_id, "digest": record["statement_sha256"], "detail": "",
        "prev": prev,
    }  # fmt: skip
    return {**line, "hash": hmac.new(pattern.audit_key, _canonical(line, ascii_only=True), sha256).hexdigest()}


def _canonical(value: Any, *, ascii_only: bool = False) -> bytes:
    return json.dumps(value, ensure_ascii=ascii_only, sort_keys=True, separators=(",", ":")).encode()


def _iso(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _moment(name: str, at: datetime) -> Row:
    return {f"{name}_utc": _iso(at), f"{name}_zone": "Europe/London", f"{name}_offset": 0}


def insert_row(connection: Any, table: str, row: Row) -> None:
    connection.execute(_statement(table, tuple(row)), row)


@cache
def _statement(table: str, columns: tuple[str, ...]) -> str:
    named = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(f":{column}" for column in columns)
    return f"INSERT INTO {table} ({named}) VALUES ({values})"  # noqa: S608  # names of our own
