"""Which backups stay: the newest of each of the last seven days, four weeks and six months that have one."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wellbeingdesk.domain.backup import KeptBackup, Rotation, kept

START = date(2026, 1, 1)


def backup(day: int, order: int = 0) -> KeptBackup:
    return KeptBackup(f"{day}-{order}", START + timedelta(days=day), day * 100 + order)


backups = st.lists(st.builds(backup, st.integers(0, 800), st.integers(0, 3)), unique=True)


@given(backups)
def test_the_newest_stays_and_never_more_than_the_rotation_holds(some: list[KeptBackup]) -> None:
    stay = kept(some)
    assert len(stay) <= 17
    assert stay <= {one.name for one in some}
    if some:
        assert max(some, key=lambda one: one.order).name in stay
    days = sorted({one.day for one in some})[-7:]
    assert {one.day for one in some if one.name in stay} >= set(days)


@given(backups)
def test_thinning_out_twice_is_thinning_out_once(some: list[KeptBackup]) -> None:
    stay = kept(some)
    assert kept(one for one in some if one.name in stay) == stay


def test_a_backup_a_day_leaves_half_a_year() -> None:
    there: list[KeptBackup] = []
    for day in range(400):
        there.append(backup(day))
        stay = kept(there)
        there = [one for one in there if one.name in stay]
    ages = sorted(399 - (one.day - START).days for one in there)
    assert ages[:7] == list(range(7))
    assert len(there) <= 17
    assert ages[-1] > 120
    assert all(later - earlier <= 31 for earlier, later in pairwise(ages))


def test_a_desk_that_is_opened_once_a_term_keeps_them_all() -> None:
    some = [backup(day) for day in (0, 120, 240, 360)]
    assert len(kept(some)) == 4


def test_of_one_day_the_last_stays() -> None:
    some = [backup(5, order) for order in range(4)]
    assert kept(some) == {"5-3"}
    assert kept(some, Rotation(0, 0, 0)) == frozenset()


def test_what_an_earlier_instance_left_is_thinned_out_by_itself_and_goes_after_half_a_year() -> None:
    earlier = [backup(5, order) for order in range(3)]
    present = [replace(backup(5, 9), instance=2), replace(backup(5, 8), instance=2)]
    assert kept([*earlier, *present]) == {"5-2", "5-9"}
    much_later = replace(backup(5 + 31 * 6, 0), instance=2)
    assert "5-2" in kept([*earlier, *present, much_later])
    assert "5-2" not in kept([*earlier, *present, replace(backup(6 + 31 * 6, 0), instance=2)])
