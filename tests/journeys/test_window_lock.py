"""Unlocking and locking at the real window: a wrong passphrase, what a locked window still holds, a desk in use."""

from __future__ import annotations

import platform
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.helpers import walk
from tests.helpers.desks import PASSPHRASE
from tests.journeys.conftest import Seat, SitDown
from wellbeingdesk.app.desk import unlock_desk
from wellbeingdesk.app.desk_list import desks_on_laptop
from wellbeingdesk.app.house import House
from wellbeingdesk.domain.worldly import StoreInUse

NAME, LEGAL, NOTE = "Amara Okafor", "Amarachi Okafor", "She slept badly after the argument."
PRIVATE = (NAME, LEGAL, NOTE, "Okafor", "argument")
TITLE = "WellbeingDesk"
OPENS_AND_WAITS = """
import sys
from pathlib import Path
from tests.helpers.desks import PASSPHRASE, weak_house
from wellbeingdesk.app.desk import unlock_desk
from wellbeingdesk.app.desk_list import desks_on_laptop
house = weak_house(Path(sys.argv[1]))
desk = unlock_desk(house, desks_on_laptop(house.data)[0].id, PASSPHRASE)
print("open", flush=True)
sys.stdin.readline()
desk.close()
"""


@pytest.fixture
def seat(closed_house: House, sit_down: SitDown) -> Seat:
    return sit_down(closed_house)


@contextmanager
def open_elsewhere(house: House) -> Iterator[None]:
    """Another process has the desk open."""
    command = [sys.executable, "-c", OPENS_AND_WAITS, str(house.data)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        try:
            yield
        finally:
            other.stdin.write("\n")
            other.stdin.close()


def begin_note_about_a_client(seat: Seat) -> None:
    person, words = seat.person, seat.words
    person.goes_to(words("shell.nav.clients"))
    person.press(words("clients.new.open"), within=words("clients.none"))
    person.types(words("clients.name.used"), NAME)
    person.types(words("clients.name.legal"), LEGAL)
    person.press(words("clients.new.add"))
    person.press(words("clients.do.note"))
    person.press(words("notes.begin.note-soap"))
    person.types("Subjective: what the client told you", NOTE)


def everything_held() -> list[str]:
    """All that can be read in this process by assistive tools, of any window, and every title."""
    windows = QApplication.topLevelWidgets()
    return [text for one in windows for text in (*walk.words_read(one), one.windowTitle())]


def test_a_wrong_passphrase_is_told_calmly_and_the_right_one_still_opens(seat: Seat) -> None:
    seat.unlocks("not the words")
    seat.person.sees(seat.words("world.WrongPassphrase.what"))
    assert seat.window.desk is None
    assert seat.person.reads(seat.words("shell.lock.passphrase")) == ""
    seat.unlocks()
    seat.person.sees(seat.words("today.reminders"))


def test_no_passphrase_is_asked_for_and_not_tried(seat: Seat) -> None:
    seat.person.press(seat.words("shell.lock.unlock"))
    seat.person.sees(seat.words("shell.lock.needed"))


def test_locking_destroys_the_pages_and_all_that_was_on_them(seat: Seat) -> None:
    seat.unlocks()
    begin_note_about_a_client(seat)
    assert any(NOTE in text for text in everything_held())
    seat.person.presses_keys("Ctrl+L")
    seat.person.sees(seat.words("shell.lock.title"))
    held = everything_held()
    assert held
    assert not [text for text in held if any(word in text for word in PRIVATE)]
    assert seat.window.desk is None


def test_locking_takes_an_open_dialog_along(seat: Seat) -> None:
    seat.unlocks()
    person, words = seat.person, seat.words
    person.goes_to(words("shell.nav.clients"))
    person.press(words("clients.new.open"), within=words("clients.none"))
    person.types(words("clients.name.used"), NAME)
    # As when nobody has touched it for the minutes that the service chose; the timer speaks from the event loop.
    QTimer.singleShot(0, seat.window.idle, seat.window.idle.idle.emit)
    person.sees(words("shell.lock.title"))
    assert not [text for text in everything_held() if NAME in text]


def test_locking_empties_the_clipboard(seat: Seat) -> None:
    seat.unlocks()
    begin_note_about_a_client(seat)
    seat.person.presses_keys("Ctrl+A")
    seat.person.presses_keys("Ctrl+C")
    assert QApplication.clipboard().text() == NOTE
    seat.person.presses_keys("Ctrl+L")
    seat.person.sees(seat.words("shell.lock.title"))
    assert QApplication.clipboard().text() == ""


def test_the_title_is_the_same_whatever_is_open(seat: Seat) -> None:
    titles = {seat.window.windowTitle()}
    seat.unlocks()
    begin_note_about_a_client(seat)
    titles |= {one.windowTitle() for one in QApplication.topLevelWidgets() if one.isVisible()}
    seat.person.presses_keys("Ctrl+L")
    titles |= {seat.window.windowTitle()}
    assert titles == {TITLE}


def test_a_desk_that_another_process_has_open_is_refused(closed_house: House, seat: Seat) -> None:
    with open_elsewhere(closed_house):
        with pytest.raises(StoreInUse) as refused:
            unlock_desk(closed_house, desks_on_laptop(closed_house.data)[0].id, PASSPHRASE)
        assert refused.value.facts["process"]
        assert refused.value.facts["since"]
        seat.unlocks()
        sentence = seat.front.telling.sentence(refused.value)
        since = datetime.fromisoformat(str(refused.value.facts["since"])).astimezone()
        assert f"process {refused.value.facts['process']}, since {since.day} " in sentence
        assert f", {since:%H:%M}" in sentence
        assert platform.node() in sentence
        seat.person.sees(sentence)
        assert seat.window.desk is None
    seat.unlocks()
    seat.person.sees(seat.words("today.reminders"))


def test_closing_the_window_closes_the_desk(closed_house: House, seat: Seat) -> None:
    seat.unlocks()
    seat.person.sees(seat.words("today.reminders"))
    seat.window.close()
    unlock_desk(closed_house, desks_on_laptop(closed_house.data)[0].id, PASSPHRASE).close()
