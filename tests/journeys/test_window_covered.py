"""Locking covers the screen at once, whatever still runs, and never shows a lock screen over a desk that is open."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer

from tests.helpers.desks import PASSPHRASE
from tests.journeys.conftest import Seat, SitDown
from wellbeingdesk.app.desk import OpenDesk, unlock_desk
from wellbeingdesk.app.desk_list import desks_on_laptop
from wellbeingdesk.app.house import House
from wellbeingdesk.app.window import hear_faults
from wellbeingdesk.domain.events import Done
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.tour.driver import until
from wellbeingdesk.usecases.ports import Ports


@pytest.fixture
def seat(closed_house: House, sit_down: SitDown) -> Seat:
    return sit_down(closed_house)


class Painted(QObject):
    """Sees a widget painted."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Never keeps it."""
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False


@pytest.fixture
def silent_printer(seat: Seat) -> Iterator[threading.Event]:
    """Something on the bench that does not answer until the event is set, as printing to a silent queue."""
    answer = threading.Event()

    def wait(_ports: Ports) -> Done[None]:
        answer.wait(20)
        return Done(None)

    seat.unlocks()
    seat.person.sees(seat.words("today.reminders"))
    assert seat.front.runner is not None
    seat.front.runner.work(wait).start(seat.window, lambda _none: None)
    yield answer
    answer.set()


def test_the_screen_is_covered_before_anything_waits(seat: Seat, silent_printer: threading.Event) -> None:
    painted, replaced = Painted(), seat.window.setCentralWidget

    def watch(widget: object) -> None:
        widget.installEventFilter(painted)  # type: ignore[attr-defined]  # a widget, of the blank page
        replaced(widget)  # type: ignore[arg-type]  # as above

    seat.window.setCentralWidget = watch  # type: ignore[method-assign]  # only to look at what is painted
    begun = time.monotonic()
    seat.window.lock()
    assert time.monotonic() - begun < 1
    assert painted.seen
    assert seat.window.desk is None
    assert seat.window.lock_page is None
    silent_printer.set()
    seat.person.sees(seat.words("shell.lock.title"))


def test_closing_the_window_while_it_locks_waits_for_the_desk(
    closed_house: House, seat: Seat, silent_printer: threading.Event
) -> None:
    seat.window.lock()
    seat.window.close()
    silent_printer.set()
    assert until(lambda: not seat.window.isVisible())


def test_while_a_desk_is_unlocked_nothing_else_can_be_pressed(seat: Seat) -> None:
    page = seat.window.lock_page
    assert page is not None
    page.passphrase.line.setText(PASSPHRASE)
    page.unlock.click()
    assert not [one for one in page.findChildren(Button) if one.isEnabled()]
    seat.person.sees(seat.words("today.reminders"))


def test_set_up_never_stands_over_an_open_desk(seat: Seat) -> None:
    desk_id = desks_on_laptop(seat.front._data)[0].id
    seat.window.unlock_asked.emit(desk_id, PASSPHRASE)
    seat.window.new_desk_asked.emit()
    seat.person.sees(seat.words("setup.policy.title"))
    assert seat.front._desk is None
    assert seat.front.runner is None
    seat.person.press(seat.words("shell.cancel"))
    seat.person.sees(seat.words("shell.lock.title"))
    seat.unlocks()
    seat.person.sees(seat.words("today.reminders"))


def test_a_second_desk_closes_the_first(seat: Seat) -> None:
    seat.unlocks()
    seat.person.sees(seat.words("today.reminders"))
    first = seat.front._desk
    assert first is not None
    seat.window.try_out_asked.emit()
    seat.person.sees(seat.words("shell.made-up"))
    assert not first.lock.held
    assert seat.front._desk is not first


def test_no_lock_screen_is_shown_while_a_desk_is_open(seat: Seat) -> None:
    seat.unlocks()
    seat.person.sees(seat.words("today.reminders"))
    seat.front._show_lock()
    assert seat.window.desk is not None
    assert seat.window.lock_page is None


@pytest.mark.expected_log("ERROR", "fault [0-9A-F]{6}: RuntimeError")
def test_a_desk_that_will_not_close_is_told_and_the_lock_screen_comes(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat.unlocks()
    seat.person.sees(seat.words("today.reminders"))
    opened = seat.front._desk
    assert opened is not None

    def fails() -> None:
        raise RuntimeError

    monkeypatch.setattr(type(opened.store), "close", lambda _store: fails(), raising=True)
    seat.person.presses_keys("Ctrl+L")
    seat.person.sees(seat.words("shell.bug.title"))
    assert seat.window.lock_page is not None
    monkeypatch.undo()
    seat.person.press(seat.words("shell.close"))
    seat.unlocks()
    seat.person.sees(seat.words("today.reminders"))


@pytest.mark.expected_log("ERROR", "fault [0-9A-F]{6}: ValueError")
def test_a_fault_behind_a_click_is_told_once_and_without_its_values(
    seat: Seat, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fails() -> None:
        raise ValueError("Amara Okafor")

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    hear_faults(seat.front.telling)
    for _ in range(2):
        QTimer.singleShot(0, seat.window, fails)
    seat.person.sees(seat.words("shell.bug.title"))
    assert len(seat.window.findChildren(Sheet)) == 1
    seat.person.press(seat.words("shell.close"))
    assert "Amara" not in "".join(capfd.readouterr())


def test_each_step_of_closing_is_taken_whatever_happens_before_it(
    closed_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: OpenDesk = unlock_desk(closed_house, desks_on_laptop(closed_house.data)[0].id, PASSPHRASE)
    bench = opened.threads.bench
    monkeypatch.setattr(bench, "shutdown", _failing(bench.shutdown))
    with pytest.raises(OSError, match="made up"):
        opened.close()
    assert not opened.lock.held
    unlock_desk(closed_house, desks_on_laptop(closed_house.data)[0].id, PASSPHRASE).close()


def _failing(step: Callable[..., None]) -> Callable[..., None]:
    def fail(**how: bool) -> None:
        step(**how)
        raise OSError("made up")

    return fail
