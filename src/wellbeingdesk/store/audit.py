"""The audit: one line per change, each bound to the one before by a digest that only the key can make."""

import hmac
import json
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, insert, select

from wellbeingdesk.domain.times import Instant
from wellbeingdesk.store.columns import Row, moment, moment_values
from wellbeingdesk.store.protection import GENESIS
from wellbeingdesk.store.schema_sealed import audit
from wellbeingdesk.store.transaction import Transaction
from wellbeingdesk.usecases.rows import AuditEntry


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The last line: what an anchor outside the store remembers."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class AuditWalk:
    """What walking the chain found: lines that hold, where they end, and the first that does not hold (0: none)."""

    lines: int
    head: AuditHead
    broken_at: int = 0


@dataclass(frozen=True, slots=True)
class AuditLine:
    """A line of the audit, to be shown or exported."""

    seq: int
    at: Instant
    actor: str
    entry: AuditEntry
    hash: str


_ENTRY = ("action", "entity", "entity_id", "client_id", "digest", "detail")
_CHAINED = ("seq", "at_utc", "at_zone", "at_offset", "actor", *_ENTRY, "prev")


def append(transaction: Transaction, key: bytes, at: Instant, actor: str, entry: AuditEntry) -> AuditHead:
    """Chain one line."""
    last = head(transaction.connection)
    line = {
        "seq": last.seq + 1,
        **moment_values("at", at),
        "actor": actor,
        **{name: getattr(entry, name) for name in _ENTRY},
        "prev": last.hash,
    }
    made = AuditHead(last.seq + 1, line_hash(key, line))
    transaction.write(insert(audit).values(**line, hash=made.hash), audited=False)
    return made


def line_hash(key: bytes, line: Row) -> str:
    """HMAC-SHA256 over the line's canonical JSON, which holds the hash of the line before."""
    canonical = json.dumps({name: line[name] for name in _CHAINED}, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, canonical.encode(), sha256).hexdigest()


def head(connection: Connection) -> AuditHead:
    """The last line, or what stands before the first."""
    row = connection.execute(select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)).first()
    return AuditHead(0, GENESIS) if row is None else AuditHead(row.seq, row.hash)


def walk(connection: Connection, key: bytes, after: AuditHead | None = None) -> AuditWalk:
    """Check every line, or those after a head that was checked before; a head that is gone breaks the chain."""
    last = after or AuditHead(0, GENESIS)
    if last.seq and connection.execute(select(audit.c.hash).where(audit.c.seq == last.seq)).scalar() != last.hash:
        return AuditWalk(0, last, last.seq)
    lines = 0
    rows = connection.execute(select(audit).where(audit.c.seq > last.seq).order_by(audit.c.seq)).mappings()
    for row in rows:
        fits = row["seq"] == last.seq + 1 and row["prev"] == last.hash
        if not fits or not hmac.compare_digest(row["hash"], line_hash(key, row)):
            return AuditWalk(lines, last, last.seq + 1)
        last = AuditHead(row["seq"], row["hash"])
        lines += 1
    return AuditWalk(lines, last)


def lines(connection: Connection, client_id: str, offset: int, limit: int) -> tuple[AuditLine, ...]:
    """Newest first, of one client or of all."""
    statement = select(audit).order_by(audit.c.seq.desc()).limit(limit).offset(offset)
    if client_id:
        statement = statement.where(audit.c.client_id == client_id, audit.c.client_id != "")
    return tuple(
        AuditLine(
            row["seq"],
            moment(row, "at"),
            row["actor"],
            AuditEntry(**{name: row[name] for name in _ENTRY}),
            row["hash"],
        )
        for row in connection.execute(statement).mappings()
    )
