"""The first run on the screen: nothing is chosen beforehand, nothing entered is lost, and a desk comes of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QRadioButton

from tests.domain.test_picture import png
from tests.helpers import desks
from wellbeingdesk.app.desk import OpenDesk, create_desk
from wellbeingdesk.app.errands import open_logo
from wellbeingdesk.app.house import House
from wellbeingdesk.gui.asking import Asking
from wellbeingdesk.gui.main_window import MainWindow
from wellbeingdesk.gui.pages.setup import DoorContext, SetUpPages
from wellbeingdesk.gui.runner import Door
from wellbeingdesk.gui.telling import Telling
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.tour.driver import Person
from wellbeingdesk.usecases.service_pack import ServicePack, read_service_pack, write_service_pack

DERBY = "Student Wellbeing, University of Derby"
PASSPHRASE = "river lantern seventeen"


@dataclass
class FirstRun:
    """Somebody who sets up a desk, and what came of it."""

    person: Person
    asking: Asking
    made: list[object] = field(default_factory=list)
    cancelled: list[bool] = field(default_factory=list)

    def desk(self) -> OpenDesk:
        assert len(self.made) == 1
        desk = self.made[0]
        assert isinstance(desk, OpenDesk)
        return desk

    def chooses_derby(self) -> None:
        self.person.press(DERBY)
        self.person.press("Next")

    def answers_what_is_open(self) -> None:
        self.person.types("How much notice a student should give to cancel", "48")
        self.person.chooses("On which day the academic year ends", "31 July")
        self.person.types("How soon the second person should sign", "24")
        self.person.types("After how long without use the desk locks", "10")
        self.person.press("Next")

    def says_who_they_are(self) -> None:
        self.person.types("Your name", "Sam Example")
        self.person.types("Your role", "Counsellor")
        self.person.press("Next")

    def gives_a_passphrase(self) -> None:
        self.person.types("Passphrase", PASSPHRASE)
        self.person.types("The same passphrase again", PASSPHRASE)
        self.person.press("Make the desk")


@pytest.fixture
def run(house: House, theme: Theme, qapp: QApplication) -> Iterator[FirstRun]:
    """The window of a computer without a desk."""
    bench = ThreadPoolExecutor(1, thread_name_prefix="bench")
    telling, asking = Telling(theme), Asking(theme, deque())
    door = Door(bench, telling)

    def read_pack(path: str) -> ServicePack:
        return read_service_pack(house.catalogue, house.signer, house.service_keys, Path(path).read_bytes())

    create, policies = partial(create_desk, house), house.catalogue.policies()
    context = DoorContext(
        theme, theme.words, asking, telling, door, policies, read_pack, create, partial(open_logo, house)
    )
    window = MainWindow(theme)
    pages = SetUpPages(context)
    made = FirstRun(Person(window, door.settled), asking)
    pages.made.connect(made.made.append)
    pages.cancelled.connect(lambda: made.cancelled.append(True))
    window.show_alone(pages)
    window.show()
    yield made
    door.close()
    bench.shutdown()
    for desk in made.made:
        assert isinstance(desk, OpenDesk)
        desk.close()
    window.close()
    window.deleteLater()


def test_no_policy_is_chosen_beforehand(run: FirstRun) -> None:
    assert not [one for one in run.person.window.findChildren(QRadioButton) if one.isChecked()]
    run.person.press("Next")
    run.person.sees("Choose the policy of your service, or open a service pack.")


@pytest.mark.rule("H13")
def test_what_the_policy_leaves_open_is_demanded_and_nothing_is_filled_in(run: FirstRun) -> None:
    run.chooses_derby()
    run.person.press("Next (4 still to choose)")
    run.person.sees("This is still to be answered.")
    run.person.types("After how long without use the desk locks", "900")
    run.person.sees("Next (4 still to choose)")
    run.person.sees("This must be 30 or less.")
    run.person.types("After how long without use the desk locks", "9", instead=True)
    run.person.sees("Next (3 still to choose)")


@pytest.mark.journey
def test_a_desk_is_made_and_back_keeps_what_was_entered(run: FirstRun) -> None:
    person = run.person
    run.chooses_derby()
    run.answers_what_is_open()
    person.types("Your name", "Sam Example")
    person.press("Next")
    person.sees("Enter your role.")
    person.types("Your role", "Counsellor")
    person.types("Professional body", "BACP")
    person.press("Next")
    person.sees("A professional body and your number there belong together.")
    person.types("Registration or membership number", "000001")
    person.press("Back")
    assert person.reads("After how long without use the desk locks") == "10"
    person.press("Back")
    person.press("Next")
    person.press("Next")
    assert person.reads("Your name") == "Sam Example"
    assert person.reads("Name of the service") == DERBY
    person.press("Next")
    person.sees("Nobody can tell you a forgotten passphrase.")
    person.types("Passphrase", "short")
    person.sees("At least 12 characters are needed.")
    person.press("Make the desk")
    person.sees("A passphrase has at least 12 characters")
    person.types("Passphrase", PASSPHRASE, instead=True)
    person.sees("Strong.")
    person.types("The same passphrase again", "river lantern eighteen")
    person.press("Make the desk")
    person.sees("The two do not agree.")
    person.types("The same passphrase again", PASSPHRASE, instead=True)
    person.press("Make the desk")
    session = run.desk().ports.session
    assert session.practitioner.registration.number == "000001"
    assert session.setup.choices == {
        "notice_hours": 48, "academic_year_end": "july-31", "countersign_deadline_hours": 24, "idle_minutes": 10,
    }  # fmt: skip
    run.desk().ports.vault.demand(PASSPHRASE)


def test_ones_own_name_makes_no_good_passphrase(run: FirstRun) -> None:
    run.chooses_derby()
    run.answers_what_is_open()
    run.says_who_they_are()
    run.person.types("Passphrase", "Sam Example Counsellor")
    run.person.sees("Easy to guess.")


def test_a_desk_is_set_up_from_the_services_pack(run: FirstRun, tmp_path: Path) -> None:
    lead = desks.make_desk(desks.weak_house(tmp_path / "lead"), "Lee Lead", "000009", "derby-wellbeing")
    try:
        desks.on_bench(lead, write_service_pack, path=str(tmp_path / "service.pack"))
        setup, fingerprint = lead.ports.session.setup, lead.ports.signer.make_card(lead.ports.identity, 1).fingerprint
    finally:
        lead.close()
    run.asking.answer_next(str(tmp_path / "service.pack"))
    run.person.press("Open a service pack…")
    run.person.sees("Made by Lee Lead, number 1")
    run.person.sees(fingerprint[:17])
    run.person.sees("ask the person who made this pack to read out the digits")
    run.person.press("Next")
    run.says_who_they_are()
    run.gives_a_passphrase()
    made = run.desk().ports.session.setup
    assert (made.policy_id, made.choices, made.pack_signer) == (setup.policy_id, setup.choices, "Lee Lead")


def test_a_pack_that_was_changed_is_refused(run: FirstRun, tmp_path: Path) -> None:
    lead = desks.make_desk(desks.weak_house(tmp_path / "lead"), "Lee Lead", "000009", "derby-wellbeing")
    try:
        desks.on_bench(lead, write_service_pack, path=str(tmp_path / "service.pack"))
    finally:
        lead.close()
    path = tmp_path / "service.pack"
    path.write_bytes(path.read_bytes()[:-40])
    run.asking.answer_next(str(path))
    run.person.press("Open a service pack…")
    run.person.sees("This file is cut short or damaged.")
    run.person.press("Close")
    run.person.no_longer_sees("Made by Lee Lead")


def test_the_services_logo_is_chosen_and_what_is_no_picture_is_refused(run: FirstRun, tmp_path: Path) -> None:
    picture, other = tmp_path / "logo.png", tmp_path / "other.png"
    picture.write_bytes(png(40, 20))
    other.write_bytes(b"no picture")
    run.chooses_derby()
    run.answers_what_is_open()
    run.asking.answer_next(str(other), str(picture))
    run.person.press("Choose a picture…")
    run.person.sees("This file is no picture that can be printed as a logo.")
    run.person.press("Close")
    run.person.press("Choose a picture…")
    run.says_who_they_are()
    run.gives_a_passphrase()
    assert run.desk().ports.session.setup.logo_png == picture.read_bytes()


def test_set_up_can_be_left(run: FirstRun) -> None:
    run.person.press("Cancel")
    assert run.cancelled == [True]


def test_nothing_but_what_was_entered_reaches_the_desk(run: FirstRun) -> None:
    """A person without a register leaves both lines empty."""
    run.chooses_derby()
    run.answers_what_is_open()
    run.says_who_they_are()
    run.gives_a_passphrase()
    practitioner = run.desk().ports.session.practitioner
    assert not practitioner.registration.given
