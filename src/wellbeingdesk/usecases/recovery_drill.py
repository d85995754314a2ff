"""The drill: two groups of a sheet or share asked for at random, or the whole of it; what came of it is noted."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from wellbeingdesk.domain.events import Done
from wellbeingdesk.domain.letters import split_typed
from wellbeingdesk.domain.recovery import SlotKind
from wellbeingdesk.domain.recovery_paper import (
    GROUPS_OF_A_DRILL,
    Asked,
    KeptPaper,
    KeptRecovery,
    is_group,
    possible_questions,
    read_kept,
    wrong_groups,
)
from wellbeingdesk.domain.worldly import GroupMistyped, RecoveryCodeWrong
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.recovery import NAMES, RECOVERY, ask_again, change_kept, really_open
from wellbeingdesk.usecases.rows import AuditEntry, UnitOfWork


@dataclass(frozen=True, slots=True)
class DrillDone:
    """What came of a drill: the groups that were wrong, and how often it failed since it last went well."""

    wrong: tuple[Asked, ...]
    failed: int

    @property
    def right(self) -> bool:
        """Whether the paper is what it should be."""
        return self.failed == 0


def drill_questions(paper: KeptPaper, number: int | None = None) -> tuple[Asked, ...]:
    """Two groups at random, of one paper; of which of three shares, chance says where nobody chose."""
    chance = secrets.SystemRandom()
    of = chance.randrange(len(paper.printed)) if number is None else number
    return tuple(sorted(chance.sample(possible_questions(paper, of), GROUPS_OF_A_DRILL), key=lambda one: one.group))


def drill_groups(
    ports: Ports, *, slot_id: str, untrusted_answers: Mapping[Asked, str], holders: tuple[str, ...] = ()
) -> Done[DrillDone]:
    """Compare with what the store keeps. `holders` are the names as they stand now. Raises PaperUnknown."""
    with ports.uow() as uow:
        paper = read_kept(uow.desk.setting(RECOVERY)).paper(slot_id)
    return _note(ports, paper, wrong_groups(paper, untrusted_answers), "groups", holders)


def drill_whole(
    ports: Ports, *, slot_id: str, number: int, untrusted_typed: str, holders: tuple[str, ...] = ()
) -> Done[DrillDone]:
    """The whole code: a sheet really opens; one share alone opens nothing and is compared. Runs on the bench.

    Raises PaperUnknown, WrongNumberOfLetters, GroupMistyped, TooSoon.
    """

    def kept() -> KeptPaper:
        with ports.uow() as uow:
            return read_kept(uow.desk.setting(RECOVERY)).paper(slot_id)

    paper = ports.lanes.on_store(kept)
    groups = split_typed(untrusted_typed, paper.hand_group + 1)
    for at, group in enumerate(groups):
        if not is_group(paper.kind, group, at):
            raise GroupMistyped(group=at + 1)
    typed = {Asked(number, at): group for at, group in enumerate(groups[:-1])}
    wrong = wrong_groups(paper, typed)
    if not wrong and paper.kind is SlotKind.RECOVERY:
        wrong = _wrong_by_hand(ports, paper, groups)
    return ports.lanes.on_store(lambda: _note(ports, paper, wrong, "whole", holders))


def _wrong_by_hand(ports: Ports, paper: KeptPaper, groups: tuple[str, ...]) -> tuple[Asked, ...]:
    """Nothing here knows the group that was written by hand; the keys do."""
    try:
        really_open(ports, paper.kind, (groups,))
    except RecoveryCodeWrong:
        return (Asked(0, paper.hand_group),)
    return ()


def _note(
    ports: Ports, paper: KeptPaper, wrong: tuple[Asked, ...], how: str, holders: tuple[str, ...]
) -> Done[DrillDone]:
    after = paper.drilled(ports.clock.now(), right=not wrong, holders=holders)

    def keep(uow: UnitOfWork, kept: KeptRecovery) -> KeptRecovery:
        action = "recovery-drill-failed" if wrong else "recovery-drilled"
        uow.audit(AuditEntry(action, "way-in", paper.slot_id, detail=f"{NAMES[paper.kind]} {how}"))
        if not wrong:
            ask_again(ports, uow, paper.slot_id)
        return kept.with_paper(after)

    done = change_kept(ports, keep, paper.slot_id)
    return Done(DrillDone(wrong, after.failed), done.events)
