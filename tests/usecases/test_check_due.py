"""Today asks for a check of the whole store where none was made for three months, and not at a desk to try out."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.backups import TurnedClock, on_long, real_desk, turned_clock
from tests.helpers.desks import ask, make_desk, on_store, weak_house
from wellbeingdesk.app.desk import OpenDesk
from wellbeingdesk.usecases.notices import notices, put_aside
from wellbeingdesk.usecases.store_care import Watch, check_store
from wellbeingdesk.usecases.store_views import store_notices


@pytest.fixture
def clock() -> TurnedClock:
    return turned_clock()


@pytest.fixture
def desk(tmp_path: Path, clock: TurnedClock) -> Iterator[OpenDesk]:
    opened = real_desk(weak_house(tmp_path / "laptop", clock), "derby-wellbeing")
    yield opened
    opened.close()


def due(desk: OpenDesk) -> list[tuple[str, str]]:
    return [(one.key, one.page) for one in ask(desk, store_notices) if one.key.startswith("check-")]


def test_a_store_that_nobody_checked_is_told_after_ninety_days(desk: OpenDesk, clock: TurnedClock) -> None:
    clock.on(days=89)
    assert due(desk) == []
    clock.on(days=1)
    assert due(desk) == [("check-never", "settings.store")]


def test_a_check_settles_it_for_ninety_days(desk: OpenDesk, clock: TurnedClock) -> None:
    clock.on(days=200)
    on_long(desk, check_store, watch=Watch())
    clock.on(days=89)
    assert due(desk) == []
    clock.on(days=1)
    assert due(desk) == [("check-due", "settings.store")]


def test_put_aside_it_comes_again_after_ninety_more(desk: OpenDesk, clock: TurnedClock) -> None:
    clock.on(days=90)
    (notice,) = [one for one in ask(desk, notices) if one.key == "check-never"]
    on_store(desk, put_aside, notice=notice)
    clock.on(days=89)
    assert "check-never" not in {one.key for one in ask(desk, notices)}
    clock.on(days=1)
    assert "check-never" in {one.key for one in ask(desk, notices)}


def test_a_desk_to_try_out_is_not_asked(tmp_path: Path, clock: TurnedClock) -> None:
    made_up = make_desk(weak_house(tmp_path / "try out", clock))
    try:
        clock.on(days=400)
        assert due(made_up) == []
    finally:
        made_up.close()
