"""What may be printed of a key on paper: every group but the last, which is only ever written in by hand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from wellbeingdesk.domain.letters import GROUP_LETTERS, LETTERS, is_right, read_groups
from wellbeingdesk.domain.practitioner import Practitioner
from wellbeingdesk.domain.recovery import CODE_GROUPS, SHARE_GROUPS, RecoveryCode, Share, SharePurpose
from wellbeingdesk.domain.times import Instant

SevenGroups = tuple[str, str, str, str, str, str, str]
"""What is printed of a recovery code. Each group checks its own place, so the eighth is never one of these."""
EightGroups = tuple[str, str, str, str, str, str, str, str]
"""What is printed of a share, in the same way."""

DRILLS = 8
"""As many dates of drills have their place on a sheet."""

SCAN_MARK = "WD1:"
"""How the text of every code to scan begins."""

_FIRST_OF_CODE = 0
_FIRST_OF_SHARE = CODE_GROUPS
_NUMBER_MASK = 3
_GROUP = f"[{LETTERS}]{{{GROUP_LETTERS}}}"
_SCANNED = re.compile(rf"WD1:(?P<kind>SHEET|SHARE|SERVICE):(?P<of>[0-9A-Z]{{1,16}}):(?P<groups>{_GROUP}(?:-{_GROUP})*)")


@dataclass(frozen=True, slots=True, repr=False)
class RecoverySheet:
    """A recovery sheet as it is printed: whose desk it opens, and seven of the code's eight groups."""

    groups: SevenGroups
    desk_id: str
    practitioner: Practitioner
    made_at: Instant

    def __post_init__(self) -> None:
        _require_printed(self.groups, CODE_GROUPS - 1, _FIRST_OF_CODE)

    @property
    def scanned(self) -> str:
        """What its code to scan holds."""
        return _scan_text(ScannedKind.SHEET, short_id(self.desk_id), self.groups)


@dataclass(frozen=True, slots=True, repr=False)
class ShareSheet:
    """One of three shares as it is printed: eight of its nine groups, the first of which says number, set and purpose.

    A desk's share names the desk, a service's the service alone (which stands on the paper). `holder` is who gets it,
    where that is known already; there are lines to write it in.
    """

    groups: EightGroups
    made_at: Instant
    desk_id: str = ""
    practitioner: Practitioner | None = None
    holder: str = ""

    def __post_init__(self) -> None:
        _require_printed(self.groups, SHARE_GROUPS - 1, _FIRST_OF_SHARE)
        of_a_desk = self.purpose is SharePurpose.DESK
        if of_a_desk is not bool(self.desk_id) or of_a_desk is not (self.practitioner is not None):
            raise ValueError("a desk's share names its desk, a service's none")

    @property
    def number(self) -> int:
        """Which of the set it is: 1, 2 or 3."""
        return self._head >> 16 & _NUMBER_MASK

    @property
    def purpose(self) -> SharePurpose:
        """What it opens."""
        return SharePurpose.SERVICE if self._head >> 18 else SharePurpose.DESK

    @property
    def set_name(self) -> str:
        """Five digits that are the same on the shares that belong together."""
        return f"{self._head & 0xFFFF:05d}"

    @property
    def scanned(self) -> str:
        """What its code to scan holds."""
        if self.purpose is SharePurpose.SERVICE:
            return _scan_text(ScannedKind.SERVICE, self.set_name, self.groups)
        return _scan_text(ScannedKind.SHARE, short_id(self.desk_id), self.groups)

    @property
    def _head(self) -> int:
        return read_groups(self.groups[:1], _FIRST_OF_SHARE)


class ScannedKind(StrEnum):
    """What a scanned code is of."""

    SHEET = "SHEET"
    SHARE = "SHARE"
    SERVICE = "SERVICE"


@dataclass(frozen=True, slots=True, repr=False)
class Scanned:
    """The printed groups of a sheet or share, as a code held them. `of` is the desk's short id without its hyphen, for
    a service's share the five digits of its set.
    """

    kind: ScannedKind
    of: str
    groups: tuple[str, ...]


def printed_groups_of_code(code: RecoveryCode) -> SevenGroups:
    """All but the group that is written in by hand."""
    first, second, third, fourth, fifth, sixth, seventh, _by_hand = code.groups
    return first, second, third, fourth, fifth, sixth, seventh


def printed_groups_of_share(share: Share) -> EightGroups:
    """All but the group that is written in by hand."""
    first, second, third, fourth, fifth, sixth, seventh, eighth, _by_hand = share.groups
    return first, second, third, fourth, fifth, sixth, seventh, eighth


def short_id(desk_id: str) -> str:
    """The first eight digits of a desk's id, for people to compare: `4F2A-91C0`."""
    plain = "".join(sign for sign in desk_id.upper() if sign.isascii() and sign.isalnum())[:8]
    return "-".join(part for part in (plain[:4], plain[4:]) if part)


def read_scanned(untrusted_text: str) -> Scanned | None:
    """What a scanner read off a sheet or share; None where it is anything else, or a group does not check."""
    found = _SCANNED.fullmatch(untrusted_text.strip().upper())
    if found is None:
        return None
    kind, groups = ScannedKind(found["kind"]), tuple(found["groups"].split("-"))
    count, first = (CODE_GROUPS, _FIRST_OF_CODE) if kind is ScannedKind.SHEET else (SHARE_GROUPS, _FIRST_OF_SHARE)
    return Scanned(kind, found["of"], groups) if _are_printed(groups, count - 1, first) else None


def _scan_text(kind: ScannedKind, of: str, groups: Sequence[str]) -> str:
    # Capitals, digits, colon and hyphen only: a code of these has the fewest and so the largest dots.
    return f"WD1:{kind}:{of.replace('-', '')}:{'-'.join(groups)}"


def _require_printed(groups: Sequence[str], count: int, first_place: int) -> None:
    if not _are_printed(groups, count, first_place):
        raise ValueError("the groups that are printed, each in its place, and not the last")


def _are_printed(groups: Sequence[str], count: int, first_place: int) -> bool:
    return len(groups) == count and all(is_right(group, first_place + at) for at, group in enumerate(groups))
