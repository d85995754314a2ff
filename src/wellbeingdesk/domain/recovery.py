"""The ways into a desk besides its passphrase, as people hold them: a recovery code, shares, a service's key."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from wellbeingdesk.domain.failures import Refusal
from wellbeingdesk.domain.letters import GROUP_LETTERS, is_right, read_groups, split_typed, tidy, write_groups
from wellbeingdesk.domain.worldly import WrongNumberOfLetters

SECRET_BYTES = 20
"""160 bits: nobody guesses that, and it fills eight groups exactly."""
CODE_GROUPS = 8
SHARE_GROUPS = 9
SHARES = (1, 2, 3)
"""The numbers of the shares; any two of them open."""

_FIRST_OF_CODE = 0
_FIRST_OF_SHARE = CODE_GROUPS
"""Places go on counting, so that a group of a share is never right in a recovery code."""


class LastWayIn(Refusal):
    """A desk keeps one way for every day and one that needs no keyring; this would take the last of either."""


class TooManyWaysIn(Refusal):
    """There are as many ways of this kind as a desk can hold. Facts: most."""


class SlotKind(StrEnum):
    """The kinds of way into a desk."""

    PASSPHRASE = "passphrase"  # noqa: S105  # the name of a kind
    DEVICE = "device"
    RECOVERY = "recovery"
    SHARES = "shares"
    ESCROW = "escrow"
    UNKNOWN = "unknown"
    """Made by a later version of the program."""


@dataclass(frozen=True, slots=True)
class SlotCost:
    """What one guess at the secret of a way in costs, as measured when it was made."""

    memory_kib: int
    passes: int
    lanes: int


@dataclass(frozen=True, slots=True)
class SlotInfo:
    """One way into a desk, as its key file lists it; nothing in it is secret. `made_at` is UTC where it was noted."""

    id: str
    kind: SlotKind
    made_at: datetime | None
    label: str
    cost: SlotCost | None = None
    """None where nothing is stretched here: a service's key lies elsewhere."""


class SharePurpose(StrEnum):
    """What shares open: one desk, or every desk that was opened to a service's recovery key."""

    DESK = "desk"
    SERVICE = "service"


@dataclass(frozen=True, slots=True, repr=False)
class RecoveryCode:
    """The secret of a recovery sheet in groups of five letters, whole and without a slip.

    `slot_id` names its slot, where it was just made.
    """

    groups: tuple[str, ...]
    slot_id: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        _require_whole(self.groups, CODE_GROUPS, _FIRST_OF_CODE)

    @property
    def hand_group_index(self) -> int:
        """The group that is shown once and written in by hand, never printed or saved."""
        return CODE_GROUPS - 1

    @property
    def secret(self) -> bytes:
        """The 160 bits."""
        return read_groups(self.groups, _FIRST_OF_CODE).to_bytes(SECRET_BYTES, "big")


@dataclass(frozen=True, slots=True, repr=False)
class Share:
    """One of three shares, two of which open, whole and without a slip; its first group says which it is.

    `slot_id` names its slot, where it was just made for a desk.
    """

    groups: tuple[str, ...]
    slot_id: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        _require_whole(self.groups, SHARE_GROUPS, _FIRST_OF_SHARE)

    @property
    def hand_group_index(self) -> int:
        """The group that is shown once and written in by hand, never printed or saved."""
        return SHARE_GROUPS - 1

    @property
    def number(self) -> int:
        """Which of the set it is: 1, 2 or 3."""
        return self._head >> 16 & 3

    @property
    def purpose(self) -> SharePurpose:
        """What it opens."""
        return SharePurpose.SERVICE if self._head >> 18 else SharePurpose.DESK

    @property
    def set_number(self) -> int:
        """The same on the shares that belong together (0 to 65535, drawn by lot)."""
        return self._head & 0xFFFF

    @property
    def points(self) -> bytes:
        """The share itself: 20 bytes, which tell nothing without another."""
        return read_groups(self.groups[1:], _FIRST_OF_SHARE + 1).to_bytes(SECRET_BYTES, "big")

    @property
    def _head(self) -> int:
        return read_groups(self.groups[:1], _FIRST_OF_SHARE)


@dataclass(frozen=True, slots=True)
class ServiceRecipient:
    """The public half of a service's recovery key: what a service pack brings. `label` is the service's name."""

    label: str
    public_key: bytes
    set_number: int
    salt: bytes
    memory_kib: int
    passes: int
    lanes: int


@dataclass(frozen=True, slots=True)
class FailedAttempts:
    """How often somebody failed to open the desk since it last was opened, and when last (UTC).

    `inside`: so many of them while the desk was open, where it asks for its passphrase again.
    """

    count: int
    last: datetime | None
    inside: int = 0

    @property
    def outside(self) -> int:
        """Those before the locked desk."""
        return self.count - self.inside


def make_code(secret: bytes, slot_id: str = "") -> RecoveryCode:
    """The code of 160 random bits."""
    return RecoveryCode(write_groups(int.from_bytes(secret, "big"), CODE_GROUPS, _FIRST_OF_CODE), slot_id)


def make_share(purpose: SharePurpose, set_number: int, number: int, points: bytes, slot_id: str = "") -> Share:
    """One share of a set; `points` are its 20 bytes."""
    if number not in SHARES or not 0 <= set_number <= 0xFFFF:
        raise ValueError("number of share or set")
    head = (purpose is SharePurpose.SERVICE) << 18 | number << 16 | set_number
    whole = head << len(points) * 8 | int.from_bytes(points, "big")
    return Share(write_groups(whole, SHARE_GROUPS, _FIRST_OF_SHARE), slot_id)


def read_code(untrusted_typed: str | Sequence[str]) -> RecoveryCode:
    """The code that somebody typed, in one field or in eight. Raises WrongNumberOfLetters, GroupMistyped."""
    return RecoveryCode(split_typed(untrusted_typed, CODE_GROUPS))


def read_share(untrusted_typed: str | Sequence[str]) -> Share:
    """The share that somebody typed, in one field or in nine. Raises WrongNumberOfLetters, GroupMistyped."""
    return Share(split_typed(untrusted_typed, SHARE_GROUPS))


def is_group_of_code(untrusted_typed: str, index: int) -> bool:
    """Whether a field holds a group without a slip, while somebody still types the others."""
    return is_right(tidy(untrusted_typed), _FIRST_OF_CODE + index)


def is_group_of_share(untrusted_typed: str, index: int) -> bool:
    """The same for a share."""
    return is_right(tidy(untrusted_typed), _FIRST_OF_SHARE + index)


def check_group(kept: RecoveryCode | Share, index: int, untrusted_typed: str) -> bool:
    """The drill: whether somebody who has the sheet typed this group (from 0) of it."""
    return hmac.compare_digest(kept.groups[index], tidy(untrusted_typed))


def _require_whole(groups: tuple[str, ...], count: int, first_place: int) -> None:
    if len(groups) != count:
        raise WrongNumberOfLetters(found=sum(map(len, groups)), wanted=count * GROUP_LETTERS)
    read_groups(groups, first_place)
