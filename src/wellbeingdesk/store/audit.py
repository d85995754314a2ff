"""The audit: one line per change, each bound to the one before by a digest that only the key can make."""

import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, and_, insert, or_, select

from wellbeingdesk.domain.anchor import AuditHead
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.store.columns import Row, moment, moment_values
from wellbeingdesk.store.protection import GENESIS
from wellbeingdesk.store.schema import setting
from wellbeingdesk.store.schema_sealed import audit, disposal_order
from wellbeingdesk.store.transaction import Transaction
from wellbeingdesk.usecases.rows import AuditEntry


@dataclass(frozen=True, slots=True)
class AuditWalk:
    """What walking the chain found: lines that hold, where they end, and the first that does not hold (0: none)."""

    lines: int
    head: AuditHead
    broken_at: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class PastKey:
    """A key of the audit that was in force up to and with this line, before the desk was given new keys."""

    through: int
    key: bytes


@dataclass(frozen=True, slots=True)
class AuditLine:
    """A line of the audit, to be shown or exported."""

    seq: int
    at: Instant
    actor: str
    entry: AuditEntry
    hash: str


WITH_ANCHOR = "anchored"
PAST_KEYS = "audit-keys"
"""The setting that holds what older lines were sealed with."""
SIGNED = ("note-signed", "addendum-signed", "consent-given", "decision-signed")
"""What tells of a signed record, by its id."""
_ANCHORED = ("desk-restored", "anchoring-begun", "roll-back-accepted", "fork-accepted", "anchor-renewed")
_ENTRY = ("action", "entity", "entity_id", "client_id", "digest", "detail")
_APPEND = insert(audit)
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"))
_CHAINED = ("seq", "at_utc", "at_zone", "at_offset", "actor", *_ENTRY, "prev")


def append(
    transaction: Transaction, key: bytes, at: Instant, actor: str, entry: AuditEntry, last: AuditHead | None = None
) -> AuditHead:
    """Chain one line, to the last one that this transaction wrote where there is one."""
    last = last or head(transaction.connection)
    line = {
        "seq": last.seq + 1,
        **moment_values("at", at),
        "actor": actor,
        **{name: getattr(entry, name) for name in _ENTRY},
        "prev": last.hash,
    }
    made = AuditHead(last.seq + 1, line_hash(key, line))
    transaction.write(_APPEND, {**line, "hash": made.hash}, audited=False)
    return made


def line_hash(key: bytes, line: Row) -> str:
    """HMAC-SHA256 over the line's canonical JSON, which holds the hash of the line before."""
    canonical = _CANONICAL.encode({name: line[name] for name in _CHAINED})
    return hmac.digest(key, canonical.encode(), "sha256").hex()


def head(connection: Connection) -> AuditHead:
    """The last line, or what stands before the first."""
    row = connection.execute(select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)).first()
    return AuditHead(0, GENESIS) if row is None else AuditHead(row.seq, row.hash)


def hash_at(connection: Connection, seq: int) -> str | None:
    """The hash of one line, None where there is none of this number."""
    found = connection.execute(select(audit.c.hash).where(audit.c.seq == seq)).scalar()
    return None if found is None else str(found)


def walk(
    connection: Connection, key: bytes, after: AuditHead | None = None, pulse: Callable[[int], None] | None = None
) -> AuditWalk:
    """Check every line, or those after a head that was checked before; a head that is gone breaks the chain.

    `pulse` hears the number of lines every thousand.
    """
    last = after or AuditHead(0, GENESIS)
    if last.seq and hash_at(connection, last.seq) != last.hash:
        return AuditWalk(0, last, last.seq)
    lines, past = 0, past_keys(connection)
    names = audit.c.keys()
    for values in connection.execute(select(audit).where(audit.c.seq > last.seq).order_by(audit.c.seq)):
        row = dict(zip(names, values, strict=True))
        fits = row["seq"] == last.seq + 1 and row["prev"] == last.hash
        in_force = next((one.key for one in past if row["seq"] <= one.through), key)
        if not fits or not hmac.compare_digest(row["hash"], line_hash(in_force, row)):
            return AuditWalk(lines, last, last.seq + 1)
        last = AuditHead(row["seq"], row["hash"])
        lines += 1
        if pulse is not None and lines % 1000 == 0:
            pulse(lines)
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


def past_keys(connection: Connection) -> tuple[PastKey, ...]:
    """Oldest first. They lie in the store, which the new keys protect."""
    kept = connection.execute(select(setting.c.value).where(setting.c.key == PAST_KEYS)).scalar()
    found = json.loads(kept) if kept else []
    return tuple(PastKey(int(one["through"]), bytes.fromhex(one["key"])) for one in found)


def past_keys_text(keys: tuple[PastKey, ...]) -> str:
    """As they are kept."""
    return json.dumps([{"key": one.key.hex(), "through": one.through} for one in keys], separators=(",", ":"))


def signed_digests(connection: Connection) -> dict[str, str]:
    """By record id, the statement's digest that the audit tells of; disposed clients' records are left out."""
    disposed = select(disposal_order.c.client_id)
    statement = select(audit.c.entity_id, audit.c.digest).where(
        audit.c.action.in_(SIGNED), audit.c.digest != "", audit.c.client_id.not_in(disposed)
    )
    return {row.entity_id: row.digest for row in connection.execute(statement)}


def ever_anchored(connection: Connection, desk_id: str) -> bool:
    """Whether the audit tells that its head was remembered outside before."""
    made = and_(audit.c.action == "desk-created", audit.c.detail == WITH_ANCHOR)
    statement = select(audit.c.seq).where(audit.c.entity_id == desk_id, or_(made, audit.c.action.in_(_ANCHORED)))
    return connection.execute(statement.limit(1)).first() is not None
