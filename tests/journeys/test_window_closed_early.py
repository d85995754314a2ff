"""The window is closed while a desk is still being opened or made: the desk that comes of it is shut as well."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TypeVar

import pytest

from tests.helpers.backups import backups_in, on_long
from tests.helpers.desks import PASSPHRASE, make_desk, on_bench, weak_house
from tests.helpers.recovery_stage import makes_sheet, tries
from tests.journeys.conftest import Seat, SitDown
from tests.journeys.test_recovery import NEW, fills_set_up, types_new, types_sheet
from wellbeingdesk.app.desk import unlock_desk
from wellbeingdesk.app.house import House
from wellbeingdesk.domain.backup_plan import Every
from wellbeingdesk.gui.pages.forgotten import ForgottenPages
from wellbeingdesk.gui.pages.restore import RestorePages
from wellbeingdesk.gui.pages.setup import SetUpPages
from wellbeingdesk.tour.driver import until
from wellbeingdesk.usecases.backups import back_up_now, choose_backups

T = TypeVar("T")
pytestmark = pytest.mark.journey


class Gate:
    """Holds an errand behind the door back until the window is closed."""

    def __init__(self) -> None:
        self.begun, self.on = Event(), Event()

    def holds(self, call: Callable[..., T]) -> Callable[..., T]:
        """The errand, which begins and then waits."""

        def wait(*args: object, **kwargs: object) -> T:
            self.begun.set()
            assert self.on.wait(60)
            return call(*args, **kwargs)

        return wait

    def closes_meanwhile(self, seat: Seat) -> None:
        """The errand has begun, the window is closed, and only then the errand goes on."""
        assert until(self.begun.is_set)
        seat.front.door.stop()  # as closing does first: what is answered from now on is dropped
        self.on.set()
        seat.window.close_for_good()


def opens_elsewhere(house: House, passphrase: str = PASSPHRASE) -> bool:
    """Whether nobody holds the lock of the one desk of this computer."""
    (folder,) = house.folders.listed()
    unlock_desk(house, folder.id, passphrase).close()
    return True


def test_while_it_is_unlocked(closed_house: House, sit_down: SitDown, monkeypatch: pytest.MonkeyPatch) -> None:
    seat, gate = sit_down(closed_house), Gate()
    monkeypatch.setattr(seat.front._rooms, "unlock", gate.holds(seat.front._rooms.unlock))
    seat.window.unlock_asked.emit(closed_house.folders.listed()[0].id, PASSPHRASE)
    gate.closes_meanwhile(seat)
    assert opens_elsewhere(closed_house)


def test_during_set_up(tmp_path: Path, sit_down: SitDown, monkeypatch: pytest.MonkeyPatch) -> None:
    house = weak_house(tmp_path / "laptop")
    seat, gate = sit_down(house), Gate()
    monkeypatch.setattr(seat.front._rooms, "create", gate.holds(seat.front._rooms.create))
    fills_set_up(seat, house)
    (pages,) = seat.window.findChildren(SetUpPages)
    pages.next.click()
    gate.closes_meanwhile(seat)
    assert opens_elsewhere(house)


def test_during_a_restore(tmp_path: Path, sit_down: SitDown, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = make_desk(weak_house(tmp_path / "lost laptop"))
    (stick := tmp_path / "stick").mkdir()
    on_bench(desk, choose_backups, folder=str(stick), every=Every.BY_HAND)
    on_long(desk, back_up_now)
    desk.close()
    house = weak_house(tmp_path / "new laptop")
    seat, gate = sit_down(house), Gate()
    monkeypatch.setattr(seat.front._rooms, "restore", gate.holds(seat.front._rooms.restore))
    person, words = seat.person, seat.words
    seat.asking.answer_with(backups_in(stick)[-1])
    person.press(words("shell.restore.ask"))
    person.press(words("restore.file.choose"))
    person.press(words("shell.next"))
    person.types(words("restore.way.passphrase-label"), PASSPHRASE)
    (pages,) = seat.window.findChildren(RestorePages)
    pages.next.click()
    gate.closes_meanwhile(seat)
    assert opens_elsewhere(house)


def test_during_recovery(tmp_path: Path, sit_down: SitDown) -> None:
    house, gate = weak_house(tmp_path / "laptop"), Gate()
    desk = make_desk(house, made_up=False)
    fresh = makes_sheet(desk)
    tries(desk, fresh)
    desk.close()
    seat = sit_down(house)
    seat.person.press(seat.words("shell.lock.forgotten"))
    types_sheet(seat, list(fresh.codes[0]))
    types_new(seat)
    (pages,) = seat.window.findChildren(ForgottenPages)
    assert pages._recover is not None
    pages._recover = gate.holds(pages._recover)
    pages.next.click()
    gate.closes_meanwhile(seat)
    assert opens_elsewhere(house, NEW)
