"""From a new desk to a forgotten passphrase and back, at the real window; the desk still signs as its practitioner."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest

from tests.helpers import desks
from tests.helpers.decisions import complete_answers
from tests.helpers.desks import PASSPHRASE, WEAK, make_desk, policy_named, weak_house
from tests.helpers.recovery_stage import audit_entries, makes_shares, makes_sheet, other_letter, tries
from tests.journeys.conftest import Seat, SitDown
from wellbeingdesk.app.house import House
from wellbeingdesk.domain.record import RecordKind
from wellbeingdesk.gui.widgets.groups import GroupsEditor
from wellbeingdesk.keys.attempts import Attempts
from wellbeingdesk.keys.service_key import make_service_key
from wellbeingdesk.tour.driver import until
from wellbeingdesk.usecases import clients, decisions, drafts, notes
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.recovering import opening_digest
from wellbeingdesk.usecases.recovery_views import kept_recovery
from wellbeingdesk.usecases.rows import SealedRow

NEW = "quite another made-up passphrase"


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
    fills_set_up(seat, house)
    seat.person.press(seat.words("setup.make"))
    seat.person.sees(seat.words("recovery.step.title"))


def fills_set_up(seat: Seat, house: House) -> None:
    """All of it, up to the button that makes the desk."""
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
    types_new(seat)
    person.press(words("forgotten.open"))
    assert until(lambda: seat.window.desk is not None)


def types_new(seat: Seat) -> None:
    """Twice."""
    seat.person.types(seat.words("setup.passphrase.first"), NEW)
    seat.person.types(seat.words("setup.passphrase.second"), NEW)


def is_entered(seat: Seat) -> bool:
    """Whether a page of the desk can be seen."""
    return seat.window.desk is not None


def record_of(record_id: str, ports: Ports) -> SealedRow:
    """As the store has it."""
    return ports.views.record(record_id)


def signs(seat: Seat) -> None:
    """A note and a decision, with the identity that was made at set-up."""
    desk = seat.front._desk
    assert desk is not None
    root = desk.ports.identity.root_der
    client_id = desks.on_store(desk, clients.add_client, name_used="Made Up").value
    answers = {"narrative": "Made up, after the passphrase was forgotten."}
    note = desks.on_store(
        desk, drafts.begin_draft, kind=RecordKind.NOTE, client_id=client_id, form_id="note-narrative", answers=answers
    ).value
    note_id = desks.on_store(desk, notes.sign_note, draft_id=note.id, version=note.version).value
    draft = desks.on_store(desk, decisions.begin_decision, client_id=client_id).value
    form = desk.ports.catalogue.form(draft.form_id)
    full = replace(draft, answers=complete_answers(form))
    saved = desks.on_store(desk, drafts.save_draft, draft=full).value
    decision_id = desks.on_bench(
        desk, decisions.sign_decision, draft_id=saved.id, version=saved.version, passphrase=NEW
    ).value
    for record_id in (note_id, decision_id):
        record = desks.ask(desk, partial(record_of, record_id)).record
        assert record.root_der == root
        assert desk.ports.signer.check_bytes(record.statement, record.signature, record.leaf_der)
    pdf = desks.ask(desk, lambda ports: ports.views.file(decision_id, "signed"))
    assert pdf is not None
    assert desk.ports.verifier.verify(pdf, frozenset({desk.ports.identity.root_sha256})).codes == ()


def types_sheet(seat: Seat, groups: list[str]) -> None:
    """All of it into the first group, as somebody who scanned or pasted it would."""
    person, words = seat.person, seat.words
    person.press(words("forgotten.way.recovery"))
    person.press(words("shell.next"))
    person.pastes(words("recovery.group", number=1), " ".join(groups))
    person.press(words("forgotten.try"))


@pytest.mark.journey
def test_a_new_desk_a_sheet_a_forgotten_passphrase_and_back(house: House, sit_down: SitDown, tmp_path: Path) -> None:
    seat = sit_down(house)
    person, words = seat.person, seat.words
    sets_up(seat, house)
    assert not is_entered(seat), "no page of the desk before a way back is settled"
    groups = makes_a_sheet(seat, tmp_path / "sheet.pdf")
    person.sees(words("recovery.paper.confirmed-sheet"))
    assert is_entered(seat)
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF-")
    assert not seat.asking.suggested[0].startswith("Sam"), "a neutral name is offered"
    forgets(seat)
    types_sheet(seat, groups)
    chooses_new(seat)
    person.sees(words("notice.recovered-recovery.title"))
    person.presses_keys("Ctrl+L")
    seat.unlocks()
    person.sees(words("world.WrongPassphrase.what"))
    seat.unlocks(NEW)
    person.sees(words("today.reminders"))


@pytest.mark.journey
def test_after_recovery_the_desk_signs_as_before(real_house: House, sit_down: SitDown, tmp_path: Path) -> None:
    seat = sit_down(real_house)
    seat.unlocks()
    groups = makes_a_sheet(seat, tmp_path / "sheet.pdf")
    seat.person.sees(seat.words("recovery.paper.confirmed-sheet"))
    forgets(seat)
    types_sheet(seat, groups)
    chooses_new(seat)
    signs(seat)


@pytest.mark.journey
def test_killed_before_its_last_step_set_up_goes_on_at_the_next_unlocking(real_house: House, sit_down: SitDown) -> None:
    seat = sit_down(real_house)
    person, words = seat.person, seat.words
    seat.unlocks()
    person.sees(words("recovery.step.title"))
    person.press(words("recovery.step.sheet.do"))
    person.presses_keys("Ctrl+L")
    person.sees(words("shell.lock.title"))
    assert seat.front._desk is None, "locking works during it, and shuts the desk"
    seat.unlocks()
    person.sees(words("recovery.step.title"))
    person.presses_keys("Ctrl+2")
    person.presses_keys("Ctrl+,")
    person.sees(words("recovery.step.title"))
    assert not is_entered(seat), "no key leads past it"
    seat.window.idle.idle.emit()
    person.sees(words("shell.lock.title"))


@pytest.mark.journey
def test_doing_without_is_possible_and_asked_once(real_house: House, sit_down: SitDown) -> None:
    seat = sit_down(real_house)
    person, words = seat.person, seat.words
    seat.unlocks()
    person.sees(words("recovery.step.title"))
    person.press(words("recovery.step.refuse.do"))
    person.press(words("recovery.refuse.do"))
    person.sees(words("recovery.refuse.reason-needed"))
    person.types(words("recovery.refuse.reason"), "The notes are kept on paper as well.")
    person.press(words("recovery.refuse.do"))
    person.sees(words("refusal.RefusalNotUnderstood"))
    assert not is_entered(seat)
    person.ticks(words("recovery.refuse.understood"))
    person.press(words("recovery.refuse.do"))
    person.sees(words("today.reminders"))
    person.presses_keys("Ctrl+L")
    seat.unlocks()
    person.sees(words("today.reminders"))


@pytest.mark.journey
def test_two_shares_of_three_open_after_a_slip_was_pointed_out(house: House, sit_down: SitDown) -> None:
    desk = make_desk(house, made_up=False)
    fresh = makes_shares(desk)
    tries(desk, fresh)
    desk.close()
    seat = sit_down(house)
    person, words = seat.person, seat.words
    person.press(words("shell.lock.forgotten"))
    person.press(words("forgotten.way.shares"))
    person.press(words("shell.next"))
    first, last = fresh.codes[0], fresh.codes[2]
    fills(seat, "forgotten.type.first", other_letter(first[0]) + "".join(first[1:]))
    person.sees(words("recovery.group-slip", number=1))
    fills(seat, "forgotten.type.first", "".join(first))
    fills(seat, "forgotten.type.second", "".join(last))
    person.press(words("forgotten.try"))
    chooses_new(seat)
    person.sees(words("notice.recovered-shares.title"))


@pytest.mark.journey
@pytest.mark.rule("D2")
def test_two_people_of_the_service_open_by_name_and_the_desk_tells_so(house: House, sit_down: SitDown) -> None:
    desk = make_desk(house, made_up=False)
    recipient, shares = make_service_key("Example University Wellbeing", WEAK)
    desk.ports.vault.add_escrow(PASSPHRASE, recipient)
    desk.close()
    seat = sit_down(house)
    person, words = seat.person, seat.words
    person.press(words("shell.lock.forgotten"))
    person.press(words("forgotten.way.escrow"))
    person.press(words("shell.next"))
    fills(seat, "forgotten.type.first", "".join(shares[0].groups))
    fills(seat, "forgotten.type.second", "".join(shares[1].groups))
    person.press(words("forgotten.try"))
    person.sees(words("forgotten.people.needed"))
    person.types(words("forgotten.people.one"), "Lee Lead")
    person.types(words("forgotten.people.other"), "lee  lead")
    person.press(words("forgotten.try"))
    person.sees(words("forgotten.people.needed"))
    person.types(words("forgotten.people.other"), "Kim Cover", instead=True)
    person.press(words("forgotten.try"))
    person.sees(words("forgotten.passphrase.title"))
    person.types(words("setup.passphrase.first"), NEW)
    person.types(words("setup.passphrase.second"), NEW)
    person.press(words("forgotten.open"))
    person.sees(words("recovery.step.text-service"))
    opened = seat.front._desk
    assert opened is not None
    (opening,) = desks.ask(opened, kept_recovery).openings
    assert opening.people == ("Lee Lead", "Kim Cover")
    lines = [line for line in audit_entries(opened) if line.action == "opened-with-recovery"]
    assert [(line.detail, line.digest) for line in lines] == [("escrow", opening_digest(opening))]
    person.press(words("recovery.step.refuse.do"))
    person.types(words("recovery.refuse.reason"), "The service can open it.")
    person.ticks(words("recovery.refuse.understood-service"))
    person.press(words("recovery.refuse.do"))
    person.sees("Lee Lead and Kim Cover did it")
    person.press(words("notice.recovered-escrow.do"))
    person.sees("by Lee Lead and Kim Cover")


@pytest.mark.journey
def test_the_sheet_of_another_desk_is_told_plainly_and_attempts_are_slowed(
    house: House, sit_down: SitDown, tmp_path: Path
) -> None:
    other = make_desk(weak_house(tmp_path / "other"), made_up=False)
    foreign = makes_sheet(other)
    other.close()
    desk = make_desk(house, made_up=False)
    own = makes_sheet(desk)
    tries(desk, own)
    desk.close()
    seat = sit_down(house)
    person, words = seat.person, seat.words
    person.press(words("shell.lock.forgotten"))
    types_sheet(seat, list(foreign.codes[0]))
    person.sees(words("world.RecoveryCodeWrong.what"))
    person.press(words("shell.close"))
    attempts = Attempts(next(iter(house.folders.listed())).path)
    for _ in range(6):
        attempts.failed()
    person.press(words("forgotten.try"))
    person.sees(words("world.TooSoon.safe"))
    person.press(words("shell.close"))
    attempts.cleared()
    person.pastes(words("recovery.group", number=1), "".join(own.codes[0]))
    person.press(words("forgotten.try"))
    person.sees(words("forgotten.passphrase.title"))
    person.press(words("shell.cancel"))
    person.sees(words("shell.lock.title"))
    seat.unlocks()
    person.sees(words("notice.recovered-recovery.title"))


@pytest.mark.journey
def test_letters_of_the_other_kind_of_share_are_told(house: House, sit_down: SitDown) -> None:
    desk = make_desk(house, made_up=False)
    fresh = makes_shares(desk)
    desk.close()
    seat = sit_down(house)
    person, words = seat.person, seat.words
    person.press(words("shell.lock.forgotten"))
    person.press(words("forgotten.way.escrow"))
    person.press(words("shell.next"))
    for at, name in enumerate(("first", "second")):
        fills(seat, f"forgotten.type.{name}", "".join(fresh.codes[at]))
    person.press(words("forgotten.try"))
    person.sees(words("forgotten.type.wrong-kind-desk"))


def fills(seat: Seat, code: str, letters: str) -> None:
    """Paste into the first group of the card that is called so."""
    name = seat.words(code)
    seen = (one for one in seat.window.findChildren(GroupsEditor) if one.isVisible())
    (editor,) = (one for one in seen if one.accessibleName() == name)
    seat.person.looks_here()
    editor.groups[0].line.setFocus()
    editor.groups[0].line.selectAll()
    QGuiApplication.clipboard().setText(letters)
    QTest.keySequence(editor.groups[0].line, QKeySequence(QKeySequence.StandardKey.Paste))
    seat.person.waits()
