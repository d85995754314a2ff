"""Where a save fails, nothing typed is lost: not by closing a note, by going on, by locking, by closing the window."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.helpers.desks import PASSPHRASE, ask, on_store
from tests.journeys.conftest import Seat
from tests.journeys.test_window_notes import BEGUN, begin_note, full_disk, look, seat
from wellbeingdesk.app.desk import unlock_desk
from wellbeingdesk.app.desk_list import desks_on_laptop
from wellbeingdesk.app.house import House
from wellbeingdesk.domain.record import RecordKind
from wellbeingdesk.tour.driver import until
from wellbeingdesk.usecases import drafts

__all__ = ["seat"]
MORE = " And this came last."


def saved_note(seat: Seat) -> str:
    """Begin a note and save it while there is room; the label of its question."""
    label = begin_note(seat)
    seat.person.types(label, BEGUN)
    seat.person.presses_keys("Ctrl+S")
    return label


@pytest.fixture
def other_note(seat: Seat) -> str:
    """A second draft of the client; its id."""
    client = seat.knows(lambda ports: ports.views.client_lines("", 0, 1))[0].id
    made: list[str] = []
    assert seat.front.runner is not None
    seat.front.runner.change(
        drafts.begin_draft, kind=RecordKind.NOTE, client_id=client, form_id="note-narrative",
        answers={"narrative": "The other one."},
    ).start(seat.window, lambda draft: made.append(draft.id))  # fmt: skip
    assert until(lambda: bool(made))
    return made[0]


def test_a_note_is_not_closed_before_it_is_saved(closed_house: House, seat: Seat) -> None:
    label = saved_note(seat)
    with full_disk():
        seat.person.types(label, MORE)
        seat.person.press(seat.words("notes.close"))
        seat.person.sees(seat.words("world.DiskFull.what"))
        assert seat.person.reads(label) == BEGUN + MORE
    seat.person.press(seat.words("notes.close"))
    seat.person.sees(seat.words("notes.go-on"))
    seat.person.presses_keys("Ctrl+L")
    seat.person.sees(seat.words("shell.lock.title"))
    assert look(closed_house) == ([BEGUN + MORE], [])


def test_another_note_is_not_opened_over_one_that_cannot_be_saved(seat: Seat, other_note: str) -> None:
    label = saved_note(seat)
    assert seat.window.desk is not None
    with full_disk():
        seat.person.types(label, MORE)
        seat.window.desk.navigate("clients.note", draft_id=other_note)
        seat.person.sees(seat.words("world.DiskFull.what"))
        assert seat.person.reads(label) == BEGUN + MORE
    seat.window.desk.navigate("clients.note", draft_id=other_note)
    assert until(lambda: seat.person.reads(label) == "The other one.")


def test_a_failed_save_is_told_also_where_the_person_has_gone_on(seat: Seat) -> None:
    label = saved_note(seat)
    with full_disk():
        seat.person.types(label, MORE)
        seat.person.goes_to(seat.words("shell.nav.today"))
        seat.person.sees(seat.words("world.DiskFull.what"))
        seat.person.press(seat.words("shell.close"))


def test_locking_on_a_full_disk_says_so_and_saves_after_unlocking(closed_house: House, seat: Seat) -> None:
    label = saved_note(seat)
    with full_disk():
        seat.person.types(label, MORE)
        seat.person.presses_keys("Ctrl+L")
        seat.person.sees(seat.words("shell.lock.unsaved", count=1))
    assert look(closed_house) == ([BEGUN], [])
    seat.unlocks()
    seat.person.sees(seat.words("draft.saved-again", count=1))
    seat.person.presses_keys("Ctrl+L")
    seat.person.sees(seat.words("shell.lock.title"))
    seat.person.no_longer_sees(seat.words("shell.lock.unsaved", count=1))
    assert look(closed_house) == ([BEGUN + MORE], [])


def saved_by_another_program(house: House, text: str) -> None:
    """The one draft of the desk, saved by a program that opened it meanwhile."""
    desk = unlock_desk(house, desks_on_laptop(house.data)[0].id, PASSPHRASE)
    try:
        (line,) = ask(desk, lambda ports: ports.views.drafts())
        draft = ask(desk, lambda ports: ports.views.draft(line.id))
        on_store(desk, drafts.save_draft, draft=replace(draft, answers={"narrative": text}))
    finally:
        desk.close()


def test_a_text_overtaken_while_the_desk_was_locked_is_kept_beside_and_shown(closed_house: House, seat: Seat) -> None:
    label = saved_note(seat)
    with full_disk():
        seat.person.types(label, MORE)
        seat.person.presses_keys("Ctrl+L")
        seat.person.sees(seat.words("shell.lock.unsaved", count=1))
    saved_by_another_program(closed_house, "Written elsewhere.")
    seat.unlocks()
    seat.person.sees(seat.words("draft.kept"))
    assert seat.person.reads(label) == "Written elsewhere."
    seat.person.press(seat.words("draft.show"))
    seat.person.sees(BEGUN + MORE)
    seat.person.press(seat.words("draft.use"))
    seat.person.press(seat.words("shell.close"))
    assert seat.person.reads(label) == BEGUN + MORE


def test_closing_the_window_with_something_unsaved_asks_first(closed_house: House, seat: Seat) -> None:
    label = saved_note(seat)
    with full_disk():
        seat.person.types(label, MORE)
        seat.window.close()
        seat.person.sees(seat.words("shell.close-unsaved.question", count=1))
        seat.person.press(seat.words("shell.cancel"))
        assert seat.window.isVisible()
        assert seat.person.reads(label) == BEGUN + MORE
        seat.window.close()
        seat.window.close()  # asked once
        seat.person.sees(seat.words("shell.close-unsaved.question", count=1))
        seat.person.press(seat.words("shell.close-unsaved.do"))
        assert until(lambda: not seat.window.isVisible())
    assert look(closed_house) == ([BEGUN], [])


def test_closing_the_window_of_a_locked_desk_with_something_unsaved_asks_first(seat: Seat) -> None:
    label = saved_note(seat)
    with full_disk():
        seat.person.types(label, MORE)
        seat.person.presses_keys("Ctrl+L")
        seat.person.sees(seat.words("shell.lock.unsaved", count=1))
        seat.window.close()
        seat.person.sees(seat.words("shell.close-unsaved.question", count=1))
        seat.person.press(seat.words("shell.cancel"))
        assert seat.window.isVisible()


def test_closing_the_window_saves_what_was_typed_a_moment_before(closed_house: House, seat: Seat) -> None:
    seat.person.types(begin_note(seat), BEGUN)
    seat.window.close()
    assert until(lambda: not seat.window.isVisible())
    assert look(closed_house) == ([BEGUN], [])
