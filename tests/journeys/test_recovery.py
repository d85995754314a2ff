"""From a new desk to a forgotten passphrase and back, at the real window; the desk still signs as its practitioner."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import desks
from tests.helpers.decisions import complete_answers
from tests.helpers.desks import PASSPHRASE, make_desk, policy_named, weak_house
from tests.journeys.conftest import Seat, SitDown
from wellbeingdesk.app.house import House
from wellbeingdesk.domain.record import RecordKind
from wellbeingdesk.tour.driver import until
from wellbeingdesk.usecases import clients, decisions, drafts, notes
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.recovery_views import kept_recovery, recovery_settled

NEW = "quite another made-up passphrase"
POLICY = "Student Advice Service, Cambridge SU"


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A computer without a desk."""
    return weak_house(tmp_path / "laptop")


@pytest.fixture
def real_house(house: House) -> House:
    """A computer with a real desk on it, closed before a way back was arranged."""
    make_desk(house, made_up=False).close()
    return house


def sets_up(seat: Seat, house: House) -> None:
    """A new desk by hand, up to its last step."""
    person, words = seat.person, seat.words
    policy = policy_named(house, "derby-wellbeing")
    person.press(words("shell.lock.new-desk"))
    person.press(policy.service["en"])
    person.press(words("shell.next"))
    person.types("How much notice a student should give to cancel", "48")
    person.chooses("On which day the academic year ends", "31 July")
    person.types("How soon the second person should sign", "24")
    person.types("After how long without use the desk locks", "10")
    person.press(words("setup.next-missing", count=0))
    person.types(words("setup.person.name"), "Sam Example")
    person.types(words("setup.person.role"), "Counsellor")
    person.press(words("shell.next"))
    person.types(words("setup.passphrase.first"), PASSPHRASE)
    person.types(words("setup.passphrase.second"), PASSPHRASE)
    person.press(words("setup.make"))
    person.sees(words("recovery.step.title"))


def makes_a_sheet(seat: Seat, path: Path) -> list[str]:
    """From the button to the checked sheet; gives the eight groups as a person has them on paper then."""
    person, words = seat.person, seat.words
    person.press(words("recovery.step.sheet.do"))
    person.types(words("recovery.passphrase"), PASSPHRASE)
    person.press(words("recovery.paper.make-sheet"))
    person.sees(words("recovery.paper.printed-groups"))
    groups = [person.reads(words("recovery.group", number=at)) for at in range(1, 8)]
    groups.append(person.reads(words("recovery.group-by-hand", number=8)))
    seat.asking.answer_with(path)
    person.press(words("recovery.paper.save"))
    person.sees(words("recovery.paper.saved"))
    person.press(words("recovery.paper.done"))
    person.no_longer_sees(groups[7])
    person.types(words("recovery.group-by-hand", number=8), groups[7].lower())
    person.press(words("recovery.paper.confirm"))
    return groups


def forgets(seat: Seat) -> None:
    """At the locked window."""
    seat.person.presses_keys("Ctrl+L")
    seat.person.sees(seat.words("shell.lock.title"))
    seat.person.press(seat.words("shell.lock.forgotten"))
    seat.person.sees(seat.words("forgotten.title"))


def chooses_new(seat: Seat) -> None:
    """The passphrase in place of the forgotten one; the desk opens."""
    person, words = seat.person, seat.words
    person.sees(words("forgotten.passphrase.title"))
    person.types(words("setup.passphrase.first"), NEW)
    person.types(words("setup.passphrase.second"), NEW)
    person.press(words("forgotten.open"))
    assert until(lambda: seat.window.desk is not None)


def signs_a_note_and_a_decision(seat: Seat) -> None:
    """With the keys that were made at set-up."""
    assert seat.front._desk is not None
    desk = seat.front._desk
    before = desk.ports.identity.root_sha256
    client_id = desks.on_store(desk, clients.add_client, name_used="Made Up").value
    note = desks.on_store(
        desk, drafts.begin_draft, kind=RecordKind.NOTE, client_id=client_id, form_id="note-narrative",
        answers={"narrative": "Made up, after the recovery."},
    ).value  # fmt: skip
    record_id = desks.on_store(desk, notes.sign_note, draft_id=note.id, version=note.version).value
    assert desks.ask(desk, lambda ports: ports.views.record(record_id)).record.signer_root_sha256 == before


@pytest.mark.journey
def test_a_new_desk_a_sheet_a_forgotten_passphrase_and_back(house: House, sit_down: SitDown, tmp_path: Path) -> None:
    seat = sit_down(house)
    person, words = seat.person, seat.words
    sets_up(seat, house)
    assert seat.window.desk is None, "no page of the desk before a way back is settled"
    groups = makes_a_sheet(seat, tmp_path / "sheet.pdf")
    person.sees(words("recovery.paper.confirmed-sheet"))
    assert seat.window.desk is not None
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF-")
