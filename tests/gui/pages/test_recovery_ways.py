"""The page of the ways into a desk: what opens it, papers made, tried and made void; and the drill from Today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers import desks
from tests.helpers.client_stage import NOW, SetClock
from tests.helpers.decision_stage import Sitter, sit
from tests.helpers.recovery_stage import HOLDERS, audited, kept, makes_shares, makes_sheet, other_letter, tries, ways
from wellbeingdesk.app.desk import OpenDesk
from wellbeingdesk.domain.recovery import SlotKind
from wellbeingdesk.domain.recovery_paper import FreshPaper
from wellbeingdesk.gui.dialogs.recovery_drill import RecoveryDrillSheet
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.usecases import recovery


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock) -> Iterator[OpenDesk]:
    opened = desks.make_desk(desks.weak_house(tmp_path / "laptop", clock))
    yield opened
    opened.close()


@pytest.fixture
def sitter(desk: OpenDesk, theme: Theme, qapp: QApplication) -> Iterator[Sitter]:
    made = sit(desk, theme)
    yield made
    made.leaves()


def tried_sheet(desk: OpenDesk) -> FreshPaper:
    sheet = makes_sheet(desk)
    tries(desk, sheet)
    return sheet


def asked(sitter: Sitter) -> tuple[RecoveryDrillSheet, list[int]]:
    """The drill that is open, and the groups it asks for (from 1)."""
    sheet = sitter.window.findChildren(RecoveryDrillSheet)[-1]
    return sheet, sorted(one.group + 1 for one in sheet._few)


def types_groups(sitter: Sitter, code: tuple[str, ...]) -> None:
    for number in asked(sitter)[1]:
        sitter.person.types(f"Group {number}", code[number - 1], instead=True)


def test_what_opens_the_desk_is_listed_with_its_cost(sitter: Sitter) -> None:
    sitter.goes("settings")
    sitter.person.press("Ways into this desk…")
    sitter.person.sees("There is no way back that was tried.")
    sitter.person.sees("Your passphrase")
    sitter.person.sees("Each guess costs 19 MiB of memory and 2 passes")
    sitter.person.sees("There is no recovery sheet.")


def test_a_sheet_is_made_and_made_void_here(sitter: Sitter) -> None:
    person = sitter.person
    sitter.goes("settings.ways")
    person.press("Make a recovery sheet…")
    person.types("Your passphrase", "not the passphrase")
    person.press("Make the sheet")
    person.sees("This passphrase does not open the desk.")
    person.types("Your passphrase", desks.PASSPHRASE, instead=True)
    person.press("Make the sheet")
    hand = person.reads("Group 8, by hand")
    person.press("I have written it in")
    person.types("Group 8, by hand", other_letter(hand))
    person.press("Check")
    person.sees("There is a slip in group 8.")
    person.types("Group 8, by hand", hand, instead=True)
    person.press("Check")
    person.sees("The recovery sheet opens this desk.")
    person.sees("tried")
    person.no_longer_sees("There is no way back that was tried.")
    person.press("Make void…")
    person.types("Your passphrase", desks.PASSPHRASE)
    person.press("Make it void")
    person.sees("It is void.")
    person.sees("There is no recovery sheet.")
    assert ways(sitter.desk) == [SlotKind.PASSPHRASE]


def test_one_that_was_begun_is_finished_later_from_the_paper(sitter: Sitter) -> None:
    sheet = makes_sheet(sitter.desk)
    sitter.goes("settings.ways")
    sitter.person.sees("Nobody has tried it yet")
    sitter.person.press("Type the group by hand…")
    sitter.person.sees("nobody has tried them yet")
    assert not any(group in text for text in sitter.person.texts() for group in sheet.codes[0])
    sitter.person.types("Group 8, by hand", sheet.codes[0][7])
    sitter.person.press("Check")
    sitter.person.sees("The recovery sheet opens this desk.")
    assert kept(sitter.desk, sheet).confirmed


def test_shares_are_made_one_after_the_other_and_tried_together(sitter: Sitter) -> None:
    person = sitter.person
    sitter.goes("settings.ways")
    person.press("Make three shares…")
    person.sees("Any two of these people can open every note, without you.")
    for at, name in enumerate(HOLDERS, 1):
        person.types(f"Who gets share {at}", name)
    person.types("Your passphrase", desks.PASSPHRASE)
    person.press("Make the shares")
    hands = []
    for at, name in enumerate(HOLDERS, 1):
        person.sees(f"Share {at} of 3, for {name}")
        hands.append(person.reads("Group 9, by hand"))
        person.press("I have written it in")
    for at, hand in enumerate(hands, 1):
        person.types(f"Group 9 of share {at}", hand)
    person.press("Check")
    person.sees("The shares open this desk.")
    person.sees("Share 2: Ben Example")


def test_the_drill_comes_up_on_today_and_notes_its_day(sitter: Sitter, clock: SetClock) -> None:
    sheet = tried_sheet(sitter.desk)
    person = sitter.person
    sitter.goes("today")
    person.no_longer_sees("Is your way back in order?")
    clock.passes(days=31)
    sitter.goes("today")
    person.sees("Is your way back in order?")
    person.press("Try it…")
    person.sees("Take the sheet out of its place")
    groups = asked(sitter)[1]
    assert len(groups) == 2
    assert 8 not in groups
    types_groups(sitter, sheet.codes[0])
    person.press("Check")
    person.sees("That is right. The sheet is in order")
    person.sees("Last tried 22 Dec 2026, 14:32")
    sitter.goes("today")
    person.no_longer_sees("Is your way back in order?")


def test_a_drill_that_keeps_failing_leads_to_a_new_sheet(sitter: Sitter) -> None:
    sheet = tried_sheet(sitter.desk)
    person = sitter.person
    sitter.goes("settings.ways")
    person.press("Try it…")
    wrong = tuple(other_letter(group) for group in sheet.codes[0])
    for _ in range(2):
        types_groups(sitter, wrong)
        person.press("Check")
        person.sees("of the groups are not what was printed")
    types_groups(sitter, wrong)
    person.press("Check")
    person.sees("This has failed 3 times now.")
    person.press("Make a new sheet…")
    person.sees("The sheet opens this desk without the passphrase.")
    person.press("Cancel")
    person.sees("to be replaced")
    sitter.goes("today")
    person.sees("A recovery sheet or share keeps failing")


def test_the_whole_code_can_be_typed_instead(sitter: Sitter) -> None:
    sheet = tried_sheet(sitter.desk)
    person = sitter.person
    sitter.goes("settings.ways")
    person.press("Try it…")
    person.press("Type the whole code instead")
    person.press("Check")
    person.sees("8 groups are missing or have a slip.")
    person.pastes("Group 1", " ".join(sheet.codes[0]))
    person.press("Check")
    person.sees("That is right. The sheet is in order")
    assert ("recovery-drilled", "recovery-sheet whole") in audited(sitter.desk)


def test_the_drill_of_shares_asks_a_holder_and_notes_who_holds_them(sitter: Sitter) -> None:
    shares = makes_shares(sitter.desk)
    tries(sitter.desk, shares)
    person = sitter.person
    sitter.goes("settings.ways")
    person.press("Try it…")
    sheet, groups = asked(sitter)
    assert 1 not in groups, "the first group of a share is the same on all"
    person.sees(f"Ask {HOLDERS[sheet._number]}, who holds share {sheet._number + 1}")
    person.press("Ask for another share")
    person.sees(f"Ask {HOLDERS[sheet._number]}, who holds share {sheet._number + 1}")
    person.types("Share 3", "Dee Example", instead=True)
    types_groups(sitter, shares.codes[sheet._number])
    person.press("Check")
    person.sees("That is right. The share is in order")
    person.sees("Share 3: Dee Example")


def test_doing_without_comes_back_and_can_be_put_off(sitter: Sitter, clock: SetClock) -> None:
    sitter.does(recovery.refuse_recovery, reason="Kept on paper as well.", understood=True)
    person = sitter.person
    sitter.goes("settings.ways")
    person.sees("you chose to do without a way back: Kept on paper as well.")
    clock.utc = datetime(2027, 2, 21, 9, tzinfo=NOW.tzinfo)
    sitter.goes("today")
    person.sees("If your passphrase is forgotten, nobody can open your notes")
    person.press("Ask again in three months")
    person.no_longer_sees("If your passphrase is forgotten, nobody can open your notes")
    clock.utc = datetime(2027, 5, 21, 9, tzinfo=NOW.tzinfo)
    sitter.goes("today")
    person.press("Arrange a way back…")
    person.sees("Ways into this desk")
