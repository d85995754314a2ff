"""What Today tells at its head: once, in plain words, with a way to see to it and a way to put it aside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers import desks
from tests.helpers.decision_stage import Sitter, sit
from tests.helpers.recovery_stage import audited
from wellbeingdesk.app.desk import OpenDesk, unlock_desk
from wellbeingdesk.domain.worldly import WrongPassphrase
from wellbeingdesk.gui.pages.today_notices import NoticeCard, NoticeStrip
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.usecases.notices import notices, put_aside

Seated = Callable[[OpenDesk], Sitter]


@pytest.fixture
def seated(theme: Theme, qapp: QApplication) -> object:
    """Sits people down before desks, and lets them leave."""
    made: list[Sitter] = []

    def seat(desk: OpenDesk) -> Sitter:
        made.append(sit(desk, theme))
        return made[-1]

    yield seat
    for one in made:
        one.leaves()
        one.desk.close()


def told(sitter: Sitter) -> list[str]:
    """What stands at the head of Today."""
    (strip,) = sitter.window.findChildren(NoticeStrip)
    return [card.accessibleName() for card in strip.findChildren(NoticeCard)] if strip.isVisible() else []


def after_failures(folder: Path, count: int) -> OpenDesk:
    """A desk that somebody failed to open so many times before its owner came."""
    house = desks.weak_house(folder)
    desk = desks.make_desk(house)
    desk.close()
    for _ in range(count):
        with pytest.raises(WrongPassphrase):
            unlock_desk(house, desk.ports.session.desk_id, "not the passphrase at all")
    return unlock_desk(house, desk.ports.session.desk_id, desks.PASSPHRASE)


def test_a_desk_with_nothing_to_tell_tells_nothing(tmp_path: Path, seated: Seated) -> None:
    assert told(seated(after_failures(tmp_path, 0))) == []


def test_failed_attempts_are_told_with_their_number_and_lead_to_the_passphrase(tmp_path: Path, seated: Seated) -> None:
    sitter = seated(after_failures(tmp_path, 2))
    (sentence,) = told(sitter)
    assert sentence.startswith("Somebody typed a wrong passphrase 2 times since you were here last")
    last = sitter.desk.ports.vault.failed_attempts.last
    assert last is not None
    assert str(last.year) in sentence
    sitter.person.press("Go to settings")
    sitter.person.sees("Change passphrase…")


def test_a_notice_that_was_put_aside_stays_away_and_the_audit_knows(tmp_path: Path, seated: Seated) -> None:
    sitter = seated(after_failures(tmp_path, 1))
    sitter.person.press("Put aside")
    sitter.goes("clients")
    sitter.goes("today")
    assert told(sitter) == []
    assert sitter.knows(notices) == ()
    assert "notice-put-aside" in sitter.audited("")


def test_what_was_put_aside_once_does_not_hide_the_next(tmp_path: Path) -> None:
    desk, house = after_failures(tmp_path, 1), desks.weak_house(tmp_path)
    (notice,) = desks.ask(desk, notices)
    desks.on_store(desk, put_aside, notice=notice)
    assert desks.ask(desk, notices) == ()
    desk.close()
    with pytest.raises(WrongPassphrase):
        unlock_desk(house, desk.ports.session.desk_id, "not the passphrase at all")
    again = unlock_desk(house, desk.ports.session.desk_id, desks.PASSPHRASE)
    try:
        assert [notice.key for notice in desks.ask(again, notices)] == ["failed-attempts"]
    finally:
        again.close()


def test_slips_in_the_open_desk_neither_hide_nor_swell_what_is_told(tmp_path: Path) -> None:
    desk = after_failures(tmp_path, 2)
    with pytest.raises(WrongPassphrase):
        desk.ports.vault.demand("a slip of its own practitioner")
    desk.ports.vault.demand(desks.PASSPHRASE)
    assert [notice.facts["count"] for notice in desks.ask(desk, notices)] == [2]
    with pytest.raises(WrongPassphrase):
        desk.ports.vault.demand("another slip, and then it is locked")
    again = desks.reopen(desks.weak_house(tmp_path), desk)
    try:
        assert desks.ask(again, notices) == ()
        failed = [(action, detail.split()[0]) for action, detail in audited(again) if action.endswith("-failed")]
        assert failed == [("unlock-failed", "2"), ("passphrase-failed", "1"), ("passphrase-failed", "1")]
    finally:
        again.close()


def test_failed_attempts_are_told_at_one_unlocking_only(tmp_path: Path) -> None:
    desk = after_failures(tmp_path, 3)
    assert [notice.facts["count"] for notice in desks.ask(desk, notices)] == [3]
    again = desks.reopen(desks.weak_house(tmp_path), desk)
    try:
        assert desks.ask(again, notices) == ()
    finally:
        again.close()
