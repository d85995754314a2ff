"""A reviewer's reasons outlive the lock, the way to another review, and a disk without room."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import desks
from tests.helpers.decision_stage import Sitter, colleagues
from tests.helpers.full_store import full
from wellbeingdesk.gui.pages import review_note
from wellbeingdesk.tour.driver import until
from wellbeingdesk.usecases import decisions, exchange, receiving
from wellbeingdesk.usecases.review_notes import ReviewNote, note_on

__all__ = ["colleagues"]

Two = tuple[Sitter, Sitter]
REASONS = "Your reasons"
WRITTEN = "There was time to ask."


def asked(colleagues: Two, folder: Path, name: str = "Elif Yıldız") -> str:
    """A decision of the first that the second has in hand; its id."""
    author, second = colleagues
    file = folder / f"{len(name)}.age"
    draft_id = author.drafts(author.adds(name), consultee_name="Robin Sample")
    version = author.knows(lambda ports: ports.views.draft(draft_id)).version
    decision_id = author.works(decisions.sign_decision, draft_id=draft_id, version=version, passphrase=desks.PASSPHRASE)
    author.works(exchange.send_for_countersignature, decision_id=decision_id, path=str(file))
    received = second.works(receiving.receive_file, path=str(file))
    return str(received.id)


def opens(sitter: Sitter, record_id: str) -> None:
    sitter.goes("decisions.review", record_id=record_id)
    sitter.person.sees("Sign your answer…")


def noted(sitter: Sitter, record_id: str) -> ReviewNote:
    return sitter.knows(lambda ports: note_on(ports, record_id))


def test_reasons_and_choice_are_kept_when_the_desk_is_locked(colleagues: Two, tmp_path: Path) -> None:
    second, record_id = colleagues[1], asked(colleagues, tmp_path)
    opens(second, record_id)
    second.person.chooses("Having read it", "I disagree with the decision")
    second.person.types(REASONS, WRITTEN)
    second.window.lock()
    second.runner.close()
    assert noted(second, record_id) == ReviewNote("disagree", WRITTEN)


def test_they_come_back_with_the_review(colleagues: Two, tmp_path: Path) -> None:
    second, one = colleagues[1], asked(colleagues, tmp_path)
    other = asked(colleagues, tmp_path, "Amara Okafor")
    opens(second, one)
    second.person.chooses("Having read it", "I decline to countersign")
    second.person.types(REASONS, WRITTEN)
    second.goes("decisions.review", record_id=other)
    second.person.sees("Sign your answer…")
    assert second.person.reads(REASONS) == ""
    second.goes("decisions.review", record_id=one)
    second.person.sees("Sign that I decline…")
    assert second.person.reads(REASONS) == WRITTEN


def test_they_are_kept_while_they_are_written(colleagues: Two, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_note, "PAUSE_MS", 50)
    second, record_id = colleagues[1], asked(colleagues, tmp_path)
    opens(second, record_id)
    second.person.types(REASONS, WRITTEN)
    assert until(lambda: noted(second, record_id).reasons == WRITTEN)


def test_another_review_is_not_opened_over_reasons_that_cannot_be_kept(colleagues: Two, tmp_path: Path) -> None:
    second, one = colleagues[1], asked(colleagues, tmp_path)
    other = asked(colleagues, tmp_path, "Amara Okafor")
    opens(second, one)
    full(second.desk, True)
    second.person.pastes(REASONS, WRITTEN * 4_000)
    second.goes("decisions.review", record_id=other)
    second.person.sees("There is no room left on the disk")
    second.person.press("Close")
    assert second.person.reads(REASONS) == WRITTEN * 4_000
    assert second.runner.unsaved.held()
    full(second.desk, False)
    second.goes("decisions.review", record_id=other)
    assert until(lambda: second.person.reads(REASONS) == "")
    assert noted(second, one).reasons == WRITTEN * 4_000
    assert not second.runner.unsaved.held()


def test_nothing_is_left_of_them_once_the_answer_is_signed(colleagues: Two, tmp_path: Path) -> None:
    second, record_id = colleagues[1], asked(colleagues, tmp_path)
    opens(second, record_id)
    second.person.chooses("Having read it", "I disagree with the decision")
    second.person.types(REASONS, WRITTEN)
    second.person.press("Sign that I disagree…")
    second.person.types("Your passphrase", desks.PASSPHRASE, instead=True)
    second.person.press("Sign that I disagree")
    second.person.sees("Your answer is signed.")
    assert until(lambda: noted(second, record_id) == ReviewNote())
