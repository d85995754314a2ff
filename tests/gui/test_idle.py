"""The desk locks itself after the service's minutes without touch, and after any sleep."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from wellbeingdesk.gui.idle import IdleLock
from wellbeingdesk.gui.system_watch import SystemWatch


class Hands:
    """Two clocks that move when told."""

    def __init__(self) -> None:
        self.steady = 100.0
        self.wall = 5_000.0

    def pass_by(self, seconds: float, *, asleep: bool = False) -> None:
        self.wall += seconds
        if not asleep:
            self.steady += seconds


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def line(qtbot: QtBot) -> QLineEdit:
    made = QLineEdit()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def idle(hands: Hands, line: QLineEdit) -> Iterator[IdleLock]:
    made = IdleLock(line, lambda: hands.steady, lambda: hands.wall)
    made.start(minutes=10)
    yield made
    made.stop()


def test_it_comes_once_when_the_minutes_are_over(idle: IdleLock, hands: Hands, qtbot: QtBot) -> None:
    hands.pass_by(599)
    with qtbot.assertNotEmitted(idle.idle):
        idle.check()
    hands.pass_by(1)
    with qtbot.waitSignal(idle.idle):
        idle.check()
    with qtbot.assertNotEmitted(idle.idle):
        idle.check()


def test_a_key_or_the_mouse_begins_the_minutes_anew(
    idle: IdleLock, hands: Hands, line: QLineEdit, qtbot: QtBot
) -> None:
    window = line.windowHandle()
    assert window is not None
    for by_key in (True, False):
        hands.pass_by(599)
        if by_key:
            QTest.keyClick(window, Qt.Key.Key_A)
        else:
            QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=line.rect().center())
        hands.pass_by(599)
        with qtbot.assertNotEmitted(idle.idle):
            idle.check()


def test_a_window_opened_later_is_watched_too(idle: IdleLock, hands: Hands, qtbot: QtBot) -> None:
    later = QLineEdit()
    qtbot.addWidget(later)
    with qtbot.waitActive(later):
        later.show()
        later.activateWindow()
    hands.pass_by(599)
    window = later.windowHandle()
    assert window is not None
    QTest.keyClick(window, Qt.Key.Key_A)
    hands.pass_by(2)
    with qtbot.assertNotEmitted(idle.idle):
        idle.check()


def test_sleep_counts_although_the_steady_clock_stood(idle: IdleLock, hands: Hands, qtbot: QtBot) -> None:
    hands.pass_by(3_600, asleep=True)
    with qtbot.waitSignal(idle.idle):
        idle.check()


def test_a_wall_clock_set_back_does_not_keep_the_desk_open(idle: IdleLock, hands: Hands, qtbot: QtBot) -> None:
    hands.pass_by(600)
    hands.wall -= 7_200
    with qtbot.waitSignal(idle.idle):
        idle.check()


def test_without_a_bus_nothing_is_heard_and_nothing_breaks(qtbot: QtBot, qapp: object) -> None:
    owner = QObject()
    watch = SystemWatch(owner)
    assert isinstance(watch.heard_from, tuple)
    with qtbot.waitSignal(watch.leaving):
        watch.on_sleep(True)
    with qtbot.assertNotEmitted(watch.leaving):
        watch.on_sleep(False)
        watch.on_screen(False)
    with qtbot.waitSignal(watch.leaving):
        watch.on_screen(True)
