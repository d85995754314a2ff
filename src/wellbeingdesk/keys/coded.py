"""Slots for codes written on paper: a recovery sheet's 160 bits, and shares of 160 bits of which any two open.

A code alone would need no stretching. One group of it is never printed, though, so whoever has the printer's copy and
the key file has twenty bits left to guess: about seven seconds without Argon2id, weeks with it.
"""

import os
import secrets
from collections.abc import Mapping

from wellbeingdesk.domain.recovery import SECRET_BYTES, RecoveryCode, Share, SharePurpose, make_code, make_share
from wellbeingdesk.domain.recovery import SHARES as NUMBERS
from wellbeingdesk.domain.worldly import SameShareTwice, SharesOfAnotherKind, SharesOfTwoSets
from wellbeingdesk.keys.cost import Cost, dearer
from wellbeingdesk.keys.keyfile import CopyDamaged, Field, Slot
from wellbeingdesk.keys.sharing import joined, split
from wellbeingdesk.keys.stretched import ABOUT, Bound, make_stretched, open_stretched, parts_of, whole

RECOVERY = "recovery"
SHARES = "shares"
_OF_SHARES = ABOUT | {"set"}
MOST_SET = 0xFFFF

Pair = tuple[Share, Share]


def make_recovery_slot(root: bytes, about: Mapping[str, Field], bound: Bound, cost: Cost) -> tuple[Slot, RecoveryCode]:
    """A new code and its slot. Raises MemoryError."""
    secret = os.urandom(SECRET_BYTES)
    slot = make_stretched(RECOVERY, about, root, secret, bound, dearer(cost))
    return slot, make_code(secret, str(about["id"]))


def open_recovery_slot(slot: Slot, code: RecoveryCode, bound: Bound) -> bytes | None:
    """The root secret, or None where this is not its code. Raises MemoryError, CopyDamaged."""
    return open_stretched(slot, ABOUT, code.secret, bound)


def make_shares_slot(
    root: bytes, about: Mapping[str, Field], bound: Bound, cost: Cost
) -> tuple[Slot, tuple[Share, Share, Share]]:
    """Three new shares and their slot. Raises MemoryError."""
    secret, set_number = os.urandom(SECRET_BYTES), secrets.randbelow(MOST_SET + 1)
    fields = {**about, "set": set_number}
    slot = make_stretched(SHARES, fields, root, secret, bound, dearer(cost))
    return slot, three_shares(SharePurpose.DESK, set_number, secret, str(about["id"]))


def open_shares_slot(slot: Slot, pair: Pair, bound: Bound) -> bytes | None:
    """The root secret, or None where these are not its shares. Raises MemoryError, CopyDamaged."""
    if dict(slot.fields).get("set") != pair[0].set_number:
        return None
    return open_stretched(slot, _OF_SHARES, secret_of(pair), bound)


def three_shares(
    purpose: SharePurpose, set_number: int, secret: bytes, slot_id: str = ""
) -> tuple[Share, Share, Share]:
    """The secret in three shares that belong together."""
    points = split(secret, NUMBERS)
    first, second, third = (make_share(purpose, set_number, number, points[number], slot_id) for number in NUMBERS)
    return first, second, third


def require_pair(pair: Pair, purpose: SharePurpose) -> None:
    """Raises SharesOfAnotherKind, SharesOfTwoSets, SameShareTwice."""
    one, other = pair
    if {one.purpose, other.purpose} != {purpose}:
        raise SharesOfAnotherKind
    if one.set_number != other.set_number:
        raise SharesOfTwoSets
    if one.number == other.number:
        raise SameShareTwice


def secret_of(pair: Pair) -> bytes:
    """What two shares that belong together were made from."""
    return joined({share.number: share.points for share in pair})


def check_recovery_slot(slot: Slot) -> None:
    """Raises CopyDamaged."""
    parts_of(slot, ABOUT)


def check_shares_slot(slot: Slot) -> None:
    """Raises CopyDamaged."""
    parts_of(slot, _OF_SHARES)
    if whole(dict(slot.fields)["set"]) > MOST_SET:
        raise CopyDamaged("number of a set")
