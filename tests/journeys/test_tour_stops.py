"""The tour ends with 0 for nothing less than all of it: a step not done, a fault or a row not found stops it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from tests.helpers.desks import PASSPHRASE, make_desk, on_store, weak_house
from tests.journeys.conftest import Seat, SitDown
from wellbeingdesk.app.house import House
from wellbeingdesk.tour import main, reopen
from wellbeingdesk.tour.album import Album
from wellbeingdesk.tour.expectations import Expected
from wellbeingdesk.tour.scene import Scene, Sitter
from wellbeingdesk.usecases import clients


@pytest.fixture
def scene(closed_house: House, sit_down: SitDown, tmp_path: Path) -> Scene:
    seat: Seat = sit_down(closed_house)
    sitter = Sitter("author", seat.window, seat.person, seat.asking)
    policy = closed_house.catalogue.policies()[0]
    album = Album(tmp_path, seat.front.telling._theme)
    now = closed_house.clock.now().wall
    return Scene(seat.words, tmp_path, album, sitter, sitter, closed_house.catalogue.form, policy, now)


def impatient(scene: Scene) -> None:
    scene.author.person._patience = 0.2


def looks_for_what_is_not_there(scene: Scene) -> None:
    impatient(scene)
    scene.author.person.press("Sign everything at once")


def has_a_fault_in_a_slot(scene: Scene) -> None:
    QTimer.singleShot(0, scene.author.window, _fails)


def has_a_fault(_scene: Scene) -> None:
    _fails()


def _fails() -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (looks_for_what_is_not_there, "Sign everything at once"),
        (has_a_fault_in_a_slot, "ZeroDivisionError"),
        (has_a_fault, "ZeroDivisionError"),
    ],
)
def test_a_step_that_is_not_done_is_named_and_stops_the_tour(
    scene: Scene, act: Callable[[Scene], None], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not main._step(scene, 5, "lock", act)
    said = capsys.readouterr().out
    assert told in said
    assert scene.words("tour.stopped", number=5, step=scene.words("tour.do.lock")) in said
    assert list(scene.out.glob("*-stopped-author-light.png"))


def test_a_step_that_is_done_goes_on(scene: Scene) -> None:
    assert main._step(scene, 1, "welcome", lambda one: one.author.person.sees(one.words("shell.lock.title")))


def test_a_record_that_is_not_there_is_not_verified(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not main._verified(house.catalogue.words, tmp_path)
    assert "verify ended with 2 where 0 was expected" in capsys.readouterr().out


def test_each_row_that_is_missing_is_named(tmp_path: Path) -> None:
    house = weak_house(tmp_path / "laptop")
    desk = make_desk(house)
    on_store(desk, clients.add_client, name_used="Elif Yıldız")
    desk.close()
    nothing = Expected("author", str(house.data), PASSPHRASE, ("Elif Yıldız",), "", "", "", "", "")
    assert reopen._missing(nothing) == []
    wanted = replace(
        nothing, clients=("王小明",), note="n", addendum="a", withdrawal="w", decision="countersigned", review="agree"
    )
    names = ["client", "note", "addendum", "consent", "decision", "review"]
    assert reopen._missing(wanted) == [f"author: {name}" for name in names]
