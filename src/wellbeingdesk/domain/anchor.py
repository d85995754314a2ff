"""Whether this is the store that was closed last, judged by the audit's head that is remembered outside it."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The audit's last line: what an anchor outside the store remembers."""

    seq: int
    hash: str


class AnchorState(StrEnum):
    """What was found where the head is remembered."""

    WHOLE = "whole"
    MISSING = "missing"
    DAMAGED = "damaged"
    """Something is there, and no copy of it is whole and genuine."""


@dataclass(frozen=True, slots=True)
class AnchorFound:
    """What an anchor gives back; `head` only where it is whole."""

    state: AnchorState
    head: AuditHead | None = None


@dataclass(frozen=True, slots=True)
class AsAnchored:
    """The store holds the head that was remembered; `newer` lines came after it, as after a crash."""

    newer: int = 0


@dataclass(frozen=True, slots=True)
class RolledBack:
    """The store ends before the head that was remembered: at least so many audited events are gone from it."""

    events: int


@dataclass(frozen=True, slots=True)
class Forked:
    """The line that was remembered is another one here: an older store was put back and then written on."""

    at: int


@dataclass(frozen=True, slots=True)
class NotAnchored:
    """Nothing is remembered; `first`: nothing ever was, as in a store that an earlier version made."""

    first: bool


@dataclass(frozen=True, slots=True)
class AnchorUnreadable:
    """What is remembered is damaged or forged, so nothing can be said."""


Standing = AsAnchored | RolledBack | Forked | NotAnchored | AnchorUnreadable


def judge(found: AnchorFound, head: AuditHead, hash_there: str | None, *, anchored_before: bool) -> Standing:
    """Compare what was remembered with the store: its head, and the hash of its line of the remembered number."""
    if found.state is AnchorState.DAMAGED:
        return AnchorUnreadable()
    if found.head is None:
        return NotAnchored(first=not anchored_before)
    if head.seq < found.head.seq:
        return RolledBack(found.head.seq - head.seq)
    if found.head.seq and hash_there != found.head.hash:
        return Forked(found.head.seq)
    return AsAnchored(head.seq - found.head.seq)
