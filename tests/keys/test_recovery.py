"""A recovery sheet and shares: they open the desk, stay told apart, and outlive every change of the passphrase."""

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from tests.keys.desk_of_keys import NEW_PASSPHRASE, OTHER_DESK, PASSPHRASE, A, B
from tests.keys.ways_in import MADE_AT, EveryWay, kinds, service, slot_id, vault, with_every_way
from wellbeingdesk.domain.letters import write_groups
from wellbeingdesk.domain.passphrase import PassphraseTooShort
from wellbeingdesk.domain.recovery import (
    LastWayIn,
    SharePurpose,
    SlotKind,
    TooManyWaysIn,
    make_code,
    make_share,
    read_code,
    read_share,
)
from wellbeingdesk.domain.worldly import (
    NoEscrow,
    NoRecoverySheet,
    NoShares,
    RecoveryCodeWrong,
    SameShareTwice,
    SharesOfAnotherKind,
    SharesOfTwoSets,
    SharesWrong,
    WrongPassphrase,
)
from wellbeingdesk.keys.coded import three_shares
from wellbeingdesk.keys.cost import CEILING, FLOOR, WANTED, Cost, dearer
from wellbeingdesk.keys.keyfile import read_copy

OTHER_CODE = make_code(bytes(20))


@pytest.fixture
def desk(tmp_path: Path) -> EveryWay:
    return with_every_way(tmp_path)


def test_each_way_opens_with_the_same_keys(desk: EveryWay, tmp_path: Path) -> None:
    assert vault(tmp_path).unlock(PASSPHRASE) == desk.keys
    assert vault(tmp_path).open_with_recovery(desk.code) == desk.keys
    for one, other in permutations(desk.shares, 2):
        assert vault(tmp_path).open_with_shares(one, other) == desk.keys
    for one, other in permutations(desk.service_shares, 2):
        assert vault(tmp_path).open_with_escrow(one, other) == desk.keys


def test_what_is_copied_from_the_paper_opens(desk: EveryWay, tmp_path: Path) -> None:
    typed = " ".join(desk.code.groups).lower().replace("0", "o")
    assert vault(tmp_path).open_with_recovery(read_code(typed)) == desk.keys
    one, other = (read_share("-".join(share.groups)) for share in desk.shares[1:])
    assert vault(tmp_path).open_with_shares(one, other) == desk.keys


def test_the_ways_in_are_listed_without_anything_secret(desk: EveryWay, tmp_path: Path) -> None:
    made = vault(tmp_path)
    assert kinds(made) == ["passphrase", "recovery", "shares", "escrow", "device"]
    assert [slot.label for slot in made.slots()] == ["", "", "", service()[0].label, "the laptop"]
    assert [slot.made_at for slot in made.slots()] == [None, MADE_AT, MADE_AT, MADE_AT, MADE_AT]
    assert desk.code.slot_id == slot_id(made, SlotKind.RECOVERY)
    assert {share.slot_id for share in desk.shares} == {slot_id(made, SlotKind.SHARES)}
    told = repr(made.slots())
    assert not any(group in told for group in (*desk.code.groups, *desk.shares[0].groups))


def test_nothing_of_a_code_stands_in_the_key_file(desk: EveryWay, tmp_path: Path) -> None:
    raw = (tmp_path / A).read_bytes()
    written = [*desk.code.groups, *(group for share in desk.shares for group in share.groups[1:])]
    assert not [group for group in written if group.encode() in raw]
    assert raw == (tmp_path / B).read_bytes()


def test_guessing_the_one_group_that_is_not_printed_costs_four_times_a_passphrase(
    desk: EveryWay, tmp_path: Path
) -> None:
    slots = {slot.kind: dict(slot.fields) for slot in read_copy((tmp_path / A).read_bytes()).header.slots}
    for kind in ("recovery", "shares", "escrow"):
        assert slots[kind]["passes"] == 4 * FLOOR.passes
        assert slots[kind]["memory_kib"] == FLOOR.memory_kib
    assert slots["device"]["passes"] == slots["passphrase"]["passes"] == FLOOR.passes
    assert dearer(WANTED[0]) == Cost(256 * 1024, 12, 4)
    assert dearer(CEILING) == CEILING


def test_another_code_is_wrong_and_not_mistyped(desk: EveryWay, tmp_path: Path) -> None:
    with pytest.raises(RecoveryCodeWrong):
        vault(tmp_path).open_with_recovery(OTHER_CODE)
    # All printed groups right, the hand-written one of another sheet: the code cannot be told from a wrong one.
    with pytest.raises(RecoveryCodeWrong):
        vault(tmp_path).open_with_recovery(read_code([*desk.code.groups[:7], OTHER_CODE.groups[7]]))


def test_shares_that_cannot_open_are_told_apart(desk: EveryWay, tmp_path: Path) -> None:
    one, other, _ = desk.shares
    with pytest.raises(SameShareTwice):
        vault(tmp_path).open_with_shares(one, one)
    foreign = make_share(SharePurpose.DESK, one.set_number ^ 1, 2, other.points)
    with pytest.raises(SharesOfTwoSets):
        vault(tmp_path).open_with_shares(one, foreign)
    with pytest.raises(SharesOfAnotherKind):
        vault(tmp_path).open_with_shares(one, desk.service_shares[1])
    with pytest.raises(SharesOfAnotherKind):
        vault(tmp_path).open_with_escrow(one, other)
    wrong_points = make_share(SharePurpose.DESK, one.set_number, 2, bytes(20))
    with pytest.raises(SharesWrong):
        vault(tmp_path).open_with_shares(one, wrong_points)
    with pytest.raises(SharesWrong):
        vault(tmp_path).open_with_shares(*three_shares(SharePurpose.DESK, one.set_number ^ 1, bytes(20))[:2])
    with pytest.raises(SharesWrong):
        vault(tmp_path).open_with_escrow(*three_shares(SharePurpose.SERVICE, 1, bytes(20))[:2])


def test_a_share_of_a_number_that_no_share_has_is_wrong(desk: EveryWay, tmp_path: Path) -> None:
    none = read_share(write_groups(desk.shares[0].set_number << 160, 9, 8))
    assert none.number == 0
    with pytest.raises(SharesWrong):
        vault(tmp_path).open_with_shares(desk.shares[0], none)


def test_a_way_that_was_never_made_is_told_as_such(tmp_path: Path) -> None:
    vault(tmp_path).create(PASSPHRASE)
    with pytest.raises(NoRecoverySheet):
        vault(tmp_path).open_with_recovery(OTHER_CODE)
    with pytest.raises(NoShares):
        vault(tmp_path).open_with_shares(*three_shares(SharePurpose.DESK, 1, bytes(20))[:2])
    with pytest.raises(NoEscrow):
        vault(tmp_path).open_with_escrow(*service()[1][:2])


def test_the_sheet_and_shares_of_another_desk_do_not_open_this_one(desk: EveryWay, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    theirs = vault(other, desk_id=OTHER_DESK)
    keys = theirs.create(PASSPHRASE)
    theirs.add_recovery(PASSPHRASE)
    theirs.add_shares(PASSPHRASE)
    theirs.add_escrow(PASSPHRASE, service()[0])
    with pytest.raises(RecoveryCodeWrong):
        theirs.open_with_recovery(desk.code)
    with pytest.raises(SharesWrong):
        theirs.open_with_shares(*desk.shares[:2])
    # A service's key opens every desk that was opened to it, each with its own keys.
    assert theirs.open_with_escrow(*desk.service_shares[:2]) == keys != desk.keys


def test_a_change_of_the_passphrase_ends_no_other_way(desk: EveryWay, tmp_path: Path) -> None:
    vault(tmp_path, desk.shelf).change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    assert kinds(vault(tmp_path)) == ["passphrase", "recovery", "shares", "escrow", "device"]
    assert vault(tmp_path).open_with_recovery(desk.code) == desk.keys
    assert vault(tmp_path).open_with_shares(*desk.shares[:2]) == desk.keys
    assert vault(tmp_path).open_with_escrow(*desk.service_shares[:2]) == desk.keys


@pytest.mark.parametrize("way", ["code", "shares", "service"])
def test_a_forgotten_passphrase_is_replaced(desk: EveryWay, tmp_path: Path, way: str) -> None:
    given = {"code": desk.code, "shares": desk.shares[:2], "service": desk.service_shares[1:]}[way]
    assert vault(tmp_path, desk.shelf).reset_passphrase(given, NEW_PASSPHRASE) == desk.keys  # type: ignore[arg-type]  # two of three are a pair
    assert vault(tmp_path).unlock(NEW_PASSPHRASE) == desk.keys
    with pytest.raises(WrongPassphrase):
        vault(tmp_path, desk.shelf).unlock(PASSPHRASE)
    assert kinds(vault(tmp_path)) == ["passphrase", "recovery", "shares", "escrow"]
    assert vault(tmp_path).open_with_recovery(desk.code) == desk.keys


def test_a_reset_that_fails_changes_nothing(desk: EveryWay, tmp_path: Path) -> None:
    before = (tmp_path / A).read_bytes()
    with pytest.raises(PassphraseTooShort):
        vault(tmp_path).reset_passphrase(desk.code, "short")
    with pytest.raises(RecoveryCodeWrong):
        vault(tmp_path).reset_passphrase(OTHER_CODE, NEW_PASSPHRASE)
    assert (tmp_path / A).read_bytes() == (tmp_path / B).read_bytes() == before


def test_a_new_sheet_stands_beside_the_old_one_until_that_is_dropped(desk: EveryWay, tmp_path: Path) -> None:
    made = vault(tmp_path, desk.shelf)
    code = made.add_recovery(PASSPHRASE, "the second")
    assert made.open_with_recovery(desk.code) == made.open_with_recovery(code) == desk.keys
    made.drop_slot(PASSPHRASE, desk.code.slot_id)
    assert made.open_with_recovery(code) == desk.keys
    with pytest.raises(RecoveryCodeWrong):
        made.open_with_recovery(desk.code)


def test_the_twin_of_a_crash_does_not_revive_a_dropped_sheet(desk: EveryWay, tmp_path: Path) -> None:
    before = (tmp_path / A).read_bytes()
    vault(tmp_path, desk.shelf).drop_slot(PASSPHRASE, desk.code.slot_id)
    after = (tmp_path / A).read_bytes()
    (tmp_path / B).write_bytes(before)
    with pytest.raises(RecoveryCodeWrong):
        vault(tmp_path).open_with_recovery(desk.code)
    assert vault(tmp_path).open_with_shares(*desk.shares[:2]) == desk.keys
    assert (tmp_path / B).read_bytes() == after


def test_a_desk_holds_four_of_a_kind(tmp_path: Path) -> None:
    made = vault(tmp_path)
    made.create(PASSPHRASE)
    codes = [made.add_recovery(PASSPHRASE) for _ in range(4)]
    with pytest.raises(TooManyWaysIn) as told:
        made.add_recovery(PASSPHRASE)
    assert told.value.facts == {"most": 4}
    keys = made.unlock(PASSPHRASE)
    assert [made.open_with_recovery(code) for code in codes] == [keys] * 4
    for _ in range(4):
        made.add_escrow(PASSPHRASE, service()[0])
    with pytest.raises(TooManyWaysIn):
        made.add_escrow(PASSPHRASE, service()[0])


def test_the_last_way_in_stays(tmp_path: Path) -> None:
    made = vault(tmp_path)
    made.create(PASSPHRASE)
    only = slot_id(made, SlotKind.PASSPHRASE)
    code = made.add_recovery(PASSPHRASE)
    with pytest.raises(LastWayIn):
        made.drop_slot(PASSPHRASE, only)  # the sheet alone is no way in for every day
    made.drop_slot(PASSPHRASE, code.slot_id)
    with pytest.raises(LastWayIn):
        made.drop_slot(PASSPHRASE, only)
    with pytest.raises(ValueError, match="no such slot"):
        made.drop_slot(PASSPHRASE, code.slot_id)


def test_adding_and_dropping_ask_for_the_passphrase(desk: EveryWay, tmp_path: Path) -> None:
    made = vault(tmp_path, desk.shelf)
    before = (tmp_path / A).read_bytes()
    wrong = "seven quiet heron"
    acts: list[Callable[[], object]] = [
        lambda: made.add_recovery(wrong),
        lambda: made.add_shares(wrong),
        lambda: made.add_device(wrong),
        lambda: made.add_escrow(wrong, service()[0]),
        lambda: made.drop_slot(wrong, desk.code.slot_id),
    ]
    for act in acts:
        with pytest.raises(WrongPassphrase):
            act()
    assert (tmp_path / A).read_bytes() == before


def test_a_label_too_long_is_a_bug_of_ours(tmp_path: Path) -> None:
    made = vault(tmp_path)
    made.create(PASSPHRASE)
    with pytest.raises(ValueError, match="label"):
        made.add_recovery(PASSPHRASE, "x" * 121)
