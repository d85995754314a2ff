"""The sheets and shares of a desk as its store remembers them: printed groups, who holds them, when they worked."""

import hmac
import json
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

from wellbeingdesk.domain.failures import Refusal
from wellbeingdesk.domain.letters import tidy
from wellbeingdesk.domain.recovery import (
    CODE_GROUPS,
    SHARE_GROUPS,
    SHARES,
    SlotKind,
    is_group_of_code,
    is_group_of_share,
)
from wellbeingdesk.domain.times import Instant, instant_from_iso
from wellbeingdesk.domain.worldly import GroupMistyped

FAILED_DRILLS = 3
"""So often may the letters of one paper be given wrongly; then another one is to be made."""
GROUPS_OF_A_DRILL = 2

FIRST_DRILL_CHOICE, LATER_DRILL_CHOICE = "recovery_drill_first_months", "recovery_drill_months"
"""What a service may set in place of the months below."""


class PaperUnknown(Refusal):
    """This sheet or these shares are no way into the desk any more."""


class ReasonIsNeeded(Refusal):
    """Who does without a way back says why, in words."""


class RefusalNotUnderstood(Refusal):
    """Who does without a way back says that they know what it means."""


class TwoPeopleAreNeeded(Refusal):
    """A desk is opened with a service's key by two people, each by name."""


@dataclass(frozen=True, slots=True, repr=False)
class FreshPaper:
    """A sheet or shares just made: every letter, for the screen and once. It is neither kept nor written anywhere."""

    slot_id: str
    kind: SlotKind
    codes: tuple[tuple[str, ...], ...]
    made_at: Instant
    holders: tuple[str, ...] = ()

    @property
    def printed(self) -> tuple[tuple[str, ...], ...]:
        """What may be printed and kept: all groups but the last of each."""
        return tuple(code[:-1] for code in self.codes)


@dataclass(frozen=True, slots=True, repr=False)
class KeptPaper:
    """A sheet (one paper) or a set of shares (three), without the groups that are written by hand."""

    slot_id: str
    kind: SlotKind
    made_at: Instant
    printed: tuple[tuple[str, ...], ...]
    holders: tuple[str, ...] = ()
    confirmed: bool = False
    """Whether the groups written by hand were typed back from the paper, and opened the desk."""
    drilled_at: Instant | None = None
    failed: int = 0
    """Drills that failed since the last one that did not."""

    @property
    def is_worn(self) -> bool:
        """Whether another one should take its place."""
        return self.failed >= FAILED_DRILLS

    @property
    def hand_group(self) -> int:
        """The place of the group that is written in by hand, from 0."""
        return hand_group_of(self.kind)

    def drilled(self, at: Instant, *, right: bool, holders: tuple[str, ...] = ()) -> "KeptPaper":
        """After a drill."""
        if not right:
            return replace(self, failed=self.failed + 1)
        return replace(self, failed=0, drilled_at=at, holders=holders or self.holders)


@dataclass(frozen=True, slots=True)
class Asked:
    """One group that a drill asks for: of which paper (from 0) and at which place (from 0)."""

    paper: int
    group: int


@dataclass(frozen=True, slots=True)
class RefusedRecovery:
    """Somebody does without a way back, and why."""

    at: Instant
    reason: str


@dataclass(frozen=True, slots=True)
class Opening:
    """The desk was opened without its passphrase. `people` are the two who did it with a service's key."""

    at: Instant
    kind: SlotKind
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DrillSchedule:
    """After how many months a paper is first asked for, and then again and again."""

    first_months: int = 1
    later_months: int = 6


@dataclass(frozen=True, slots=True)
class KeptRecovery:
    """Everything that a desk remembers of its ways back."""

    papers: tuple[KeptPaper, ...] = ()
    refused: RefusedRecovery | None = None
    openings: tuple[Opening, ...] = field(default=())

    def paper(self, slot_id: str) -> KeptPaper:
        """Raises PaperUnknown."""
        found = next((one for one in self.papers if one.slot_id == slot_id), None)
        if found is None:
            raise PaperUnknown
        return found

    def with_paper(self, paper: KeptPaper) -> "KeptRecovery":
        """Added, or in place of the earlier state of the same."""
        return replace(self, papers=(*(one for one in self.papers if one.slot_id != paper.slot_id), paper))

    def without(self, slot_ids: Iterable[str]) -> "KeptRecovery":
        """These are forgotten."""
        gone = set(slot_ids)
        return replace(self, papers=tuple(one for one in self.papers if one.slot_id not in gone))

    def is_settled(self, slot_ids: Iterable[str]) -> bool:
        """Whether there is a way back that was tried, among the ways in that are left, or none is wanted."""
        left = set(slot_ids)
        return self.refused is not None or any(one.confirmed and one.slot_id in left for one in self.papers)


def hand_group_of(kind: SlotKind) -> int:
    """The place of the group that is never printed, from 0."""
    return (CODE_GROUPS if kind is SlotKind.RECOVERY else SHARE_GROUPS) - 1


def is_group(kind: SlotKind, untrusted_typed: str, index: int) -> bool:
    """Whether a field holds a group of such a paper without a slip."""
    of_kind = is_group_of_code if kind is SlotKind.RECOVERY else is_group_of_share
    return of_kind(untrusted_typed, index)


def whole_codes(paper: KeptPaper, untrusted_hand: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The codes with the groups that somebody typed from their own writing. Raises GroupMistyped (group, from 1)."""
    if len(untrusted_hand) != len(paper.printed):
        raise ValueError("one group by hand for each paper")
    for untrusted in untrusted_hand:
        if not is_group(paper.kind, untrusted, paper.hand_group):
            raise GroupMistyped(group=paper.hand_group + 1)
    return tuple((*printed, tidy(by_hand)) for printed, by_hand in zip(paper.printed, untrusted_hand, strict=True))


def wrong_groups(paper: KeptPaper, untrusted_answers: Mapping[Asked, str]) -> tuple[Asked, ...]:
    """Those groups of a drill that are not what was printed."""
    return tuple(
        asked
        for asked, untrusted in untrusted_answers.items()
        if not hmac.compare_digest(paper.printed[asked.paper][asked.group], tidy(untrusted))
    )


def possible_questions(paper: KeptPaper, number: int) -> tuple[Asked, ...]:
    """What a drill may ask of one paper (from 0): every printed group but the first of a share, which is no secret."""
    first = 0 if paper.kind is SlotKind.RECOVERY else 1
    return tuple(Asked(number, group) for group in range(first, len(paper.printed[number])))


def schedule_of(choices: Mapping[str, object]) -> DrillSchedule:
    """As the service chose, or our own."""
    usual = DrillSchedule()
    first, later = (choices.get(key) for key in (FIRST_DRILL_CHOICE, LATER_DRILL_CHOICE))
    return DrillSchedule(
        first if isinstance(first, int) and first > 0 else usual.first_months,
        later if isinstance(later, int) and later > 0 else usual.later_months,
    )


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last."""
    at = day.year * 12 + day.month - 1 + months
    year, month = at // 12, at % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def demand_people(people: Sequence[str]) -> tuple[str, str]:
    """Two names that are not one. Raises TwoPeopleAreNeeded."""
    names = [" ".join(one.split()) for one in people]
    if len(names) != len(SHARES) - 1 or not all(names) or names[0].casefold() == names[1].casefold():
        raise TwoPeopleAreNeeded
    return names[0], names[1]


def write_kept(kept: KeptRecovery) -> str:
    """As the desk's store keeps it."""
    return json.dumps(
        {
            "papers": [_paper_to(one) for one in kept.papers],
            "refused": {"at": _moment_to(kept.refused.at), "reason": kept.refused.reason} if kept.refused else None,
            "openings": [
                {"at": _moment_to(one.at), "kind": one.kind.value, "people": list(one.people)} for one in kept.openings
            ],
        },
        ensure_ascii=False,
    )


def read_kept(text: str | None) -> KeptRecovery:
    """The inverse of `write_kept`; nothing was kept by a desk of an earlier version."""
    if not text:
        return KeptRecovery()
    found = json.loads(text)
    refused = found["refused"]
    return KeptRecovery(
        tuple(_paper_from(one) for one in found["papers"]),
        RefusedRecovery(_moment_from(refused["at"]), refused["reason"]) if refused else None,
        tuple(
            Opening(_moment_from(one["at"]), SlotKind(one["kind"]), tuple(one["people"])) for one in found["openings"]
        ),
    )


def _paper_to(paper: KeptPaper) -> dict[str, object]:
    return {
        "slot": paper.slot_id,
        "kind": paper.kind.value,
        "made": _moment_to(paper.made_at),
        "printed": [list(one) for one in paper.printed],
        "holders": list(paper.holders),
        "confirmed": paper.confirmed,
        "drilled": _moment_to(paper.drilled_at) if paper.drilled_at else None,
        "failed": paper.failed,
    }


def _paper_from(found: Mapping[str, object]) -> KeptPaper:
    printed = cast("list[list[str]]", found["printed"])
    drilled = found["drilled"]
    return KeptPaper(
        slot_id=cast("str", found["slot"]),
        kind=SlotKind(cast("str", found["kind"])),
        made_at=_moment_from(found["made"]),
        printed=tuple(tuple(one) for one in printed),
        holders=tuple(cast("list[str]", found["holders"])),
        confirmed=cast("bool", found["confirmed"]),
        drilled_at=_moment_from(drilled) if drilled else None,
        failed=cast("int", found["failed"]),
    )


def _moment_to(moment: Instant) -> list[str | int]:
    return [moment.iso(), moment.zone, moment.offset_minutes]


def _moment_from(found: object) -> Instant:
    iso, zone, offset = cast("tuple[str, str, int]", found)
    return instant_from_iso(iso, zone, offset)
