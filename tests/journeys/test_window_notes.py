"""Notes at the real window: kept without being signed, of any length, and still on the screen when the disk is full."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.helpers.desks import PASSPHRASE
from tests.journeys.conftest import Seat, SitDown
from wellbeingdesk.app.desk import unlock_desk
from wellbeingdesk.app.desk_list import desks_on_laptop
from wellbeingdesk.app.house import House
from wellbeingdesk.tour.driver import until
from wellbeingdesk.usecases.rows import Views

resource = pytest.importorskip("resource", reason="the system sets no limits to the size of files")

NAME = "Elif Yıldız"
BEGUN = "Sleeping five hours, up from four."
LONG = "Talked about sleep, again and at length. " * 4_879


@pytest.fixture
def seat(closed_house: House, sit_down: SitDown) -> Seat:
    """Unlocked, in the file of a client."""
    made = sit_down(closed_house)
    made.unlocks()
    person, words = made.person, made.words
    person.goes_to(words("shell.nav.clients"))
    person.press(words("clients.new.open"), within=words("clients.none"))
    person.types(words("clients.name.used"), NAME)
    person.press(words("clients.new.add"))
    person.sees(words("clients.tab.timeline"))
    return made


def begin_note(seat: Seat) -> str:
    """A plain note; gives the label of its one question."""
    seat.person.press(seat.words("clients.do.note"))
    seat.person.press(seat.words("notes.begin.note-narrative"))
    form = seat.knows(lambda ports: ports.catalogue.form("note-narrative"))
    return form.fields[0].label["en"]


def lock_and_look(house: House, seat: Seat) -> tuple[list[str], list[str]]:
    seat.person.presses_keys("Ctrl+L")
    seat.person.sees(seat.words("shell.lock.title"))
    return look(house)


def look(house: House) -> tuple[list[str], list[str]]:
    """Drafts and signed texts as the store of a closed desk holds them."""
    desk = unlock_desk(house, desks_on_laptop(house.data)[0].id, PASSPHRASE)
    try:
        return desk.threads.reader.submit(lambda: _texts(desk.ports.views)).result()
    finally:
        desk.close()


def _texts(views: Views) -> tuple[list[str], list[str]]:
    drafts = [str(views.draft(line.id).answers.get("narrative")) for line in views.drafts()]
    (client,) = views.client_lines("", 0, 10)
    signed = [
        str(answer.value)
        for entry in views.timeline(client.id, 0, 10)
        if entry.signed
        for answer in views.record(entry.id).record.answers
        if answer.field == "narrative"
    ]
    return drafts, signed


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process may grow: the system refuses each write, as it does where there is no room."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_was_typed_is_kept_without_signing_when_the_desk_is_locked_at_once(
    closed_house: House, seat: Seat
) -> None:
    seat.person.types(begin_note(seat), BEGUN)
    assert lock_and_look(closed_house, seat) == ([BEGUN], [])
    seat.unlocks()
    seat.opens_client(NAME)
    seat.person.press(seat.words("notes.go-on"))
    seat.person.sees(BEGUN)


def test_what_was_typed_is_kept_when_the_person_pauses(seat: Seat) -> None:
    seat.person.types(begin_note(seat), BEGUN)
    assert until(lambda: seat.knows(lambda ports: _texts(ports.views)) == ([BEGUN], []))


def test_a_signed_note_can_only_be_read_and_added_to(closed_house: House, seat: Seat) -> None:
    seat.person.types(begin_note(seat), BEGUN)
    seat.person.press(seat.words("notes.sign-and-lock"))
    seat.person.press(seat.words("notes.sign.do"))
    seat.person.sees(seat.words("notes.signed-toast"))
    seat.person.press(seat.words("notes.read"))
    seat.person.sees(BEGUN)
    assert seat.words("notes.sign-and-lock") not in seat.person.texts()
    seat.person.press(seat.words("notes.addendum.add"))
    assert lock_and_look(closed_house, seat) == (["None"], [BEGUN])


def test_a_note_of_200_000_characters_is_kept_signed_and_read(closed_house: House, seat: Seat) -> None:
    assert len(LONG) > 200_000
    seat.person.pastes(begin_note(seat), LONG)
    seat.person.press(seat.words("notes.sign-and-lock"))
    seat.person.press(seat.words("notes.sign.do"))
    seat.person.sees(seat.words("notes.signed-toast"))
    seat.person.press(seat.words("notes.read"))
    seat.person.sees(LONG.strip()[-100:])
    assert lock_and_look(closed_house, seat) == ([], [LONG])


def test_a_full_disk_is_told_and_nothing_typed_is_lost(closed_house: House, seat: Seat) -> None:
    label = begin_note(seat)
    seat.person.types(label, BEGUN)
    seat.person.presses_keys("Ctrl+S")
    with full_disk():
        seat.person.types(label, " And more.")
        seat.person.sees(seat.words("world.DiskFull.what"))
        seat.person.sees(seat.words("shell.not-saved", reason=seat.words("draft.reason.above")))
        assert seat.person.reads(label) == f"{BEGUN} And more."
    seat.person.press(seat.words("store.make-room"))
    seat.person.sees(seat.words("shell.saved", time=""))
    assert lock_and_look(closed_house, seat) == ([f"{BEGUN} And more."], [])


def test_locking_on_a_full_disk_keeps_what_was_saved(closed_house: House, seat: Seat) -> None:
    label = begin_note(seat)
    seat.person.types(label, BEGUN)
    seat.person.presses_keys("Ctrl+S")
    with full_disk():
        seat.person.presses_keys("Ctrl+L")
        seat.person.sees(seat.words("shell.lock.title"))
    assert look(closed_house) == ([BEGUN], [])
