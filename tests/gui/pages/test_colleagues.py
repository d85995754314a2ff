"""Colleagues on the screen: cards given out and taken in, and digits that are typed and never only looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers import desks
from tests.helpers.decision_stage import Sitter, sit, sitter
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.usecases.colleagues import own_card

__all__ = ["sitter"]


@pytest.fixture
def other(tmp_path: Path, theme: Theme, qapp: QApplication) -> Iterator[Sitter]:
    """Somebody on another laptop, not met yet."""
    desk = desks.make_desk(desks.weak_house(tmp_path / "other"), "Robin Sample", "000002")
    made = sit(desk, theme)
    yield made
    made.leaves()
    desk.close()


def test_cards_are_exchanged_and_checked_in_person(sitter: Sitter, other: Sitter, tmp_path: Path) -> None:
    card = tmp_path / "robin.card"
    other.goes("colleagues")
    digits = other.person.reads("Your digits, to read out")
    other.finds(card)
    other.person.press("Save my card…")
    other.person.sees("Your card is saved.")
    sitter.goes("colleagues")
    sitter.person.sees("No colleague’s card yet")
    sitter.finds(card)
    sitter.person.press("Add a card…")
    sitter.person.sees("Robin Sample")
    sitter.person.sees("Identity not checked")
    sitter.person.press("Check in person…")
    sitter.person.press("Compare")
    sitter.person.sees("Type the digits as they are read out.")
    sitter.person.types("The digits that you hear", "12345 67890")
    sitter.person.press("Compare")
    sitter.person.sees("These digits are not the ones of this card.")
    sitter.person.types("The digits that you hear", digits.replace("\n", " "), instead=True)
    sitter.person.press("Compare")
    sitter.person.sees("Robin Sample’s identity is checked.")
    sitter.person.sees("Identity checked in person on")


def test_the_digits_of_a_card_are_nowhere_to_be_copied_from(sitter: Sitter, other: Sitter, tmp_path: Path) -> None:
    card = own_card(other.desk.ports)
    (tmp_path / "robin.card").write_bytes(card.file)
    sitter.goes("colleagues")
    sitter.finds(tmp_path / "robin.card")
    sitter.person.press("Add a card…")
    sitter.person.press("Check in person…")
    assert not [text for text in sitter.person.texts() if card.fingerprint[:11] in text]
    sitter.person.press("Cancel")
    assert not [text for text in sitter.person.texts() if card.fingerprint[:11] in text]


def test_ones_own_card_is_refused(sitter: Sitter, tmp_path: Path) -> None:
    (tmp_path / "own.card").write_bytes(own_card(sitter.desk.ports).file)
    sitter.goes("colleagues")
    sitter.finds(tmp_path / "own.card")
    sitter.person.press("Add a card…")
    sitter.person.sees("This is your own card.")


def test_a_foreign_file_is_told_calmly(sitter: Sitter, tmp_path: Path) -> None:
    (tmp_path / "photo.card").write_bytes(b"\x89PNG not a card at all")
    sitter.goes("colleagues")
    sitter.finds(tmp_path / "photo.card")
    sitter.person.press("Add a card…")
    sitter.person.sees("What to do now")
    sitter.person.press("Close")
    sitter.person.sees("No colleague’s card yet")
