"""Notes: written, saved by themselves, signed and locked, deleted and taken back, and never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from tests.helpers.client_stage import NOW, Stage, stage
from tests.helpers.full_store import full
from wellbeingdesk.domain.draft import Draft, DraftIsGone
from wellbeingdesk.domain.record import RecordKind
from wellbeingdesk.domain.times import instant_from_utc
from wellbeingdesk.gui.pages import draft_keeping
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.long_text import LongReading
from wellbeingdesk.tour.driver import until
from wellbeingdesk.usecases import drafts

__all__ = ["stage"]

QUESTION = "What happened in the session"
TEXT = "We talked about sleep, and what helps on bad nights."


def writing(stage: Stage, text: str = "", form_id: str = "note-narrative", at: datetime | None = None) -> str:
    """A draft that is open; its id."""
    client_id = stage.adds("Amara Okafor")
    event_time = None if at is None else instant_from_utc(at.replace(tzinfo=UTC), "Europe/London")
    draft = stage.does(
        drafts.begin_draft, kind=RecordKind.NOTE, client_id=client_id, form_id=form_id, event_time=event_time,
        answers={"narrative": text} if text else {},
    )  # fmt: skip
    stage.goes("clients.note", draft_id=draft.id)
    stage.person.sees("Draft")
    return str(draft.id)


def kept(stage: Stage, draft_id: str) -> Draft:
    """The draft as the store has it."""
    return stage.knows(lambda ports: ports.views.draft(draft_id))


def sign(stage: Stage) -> None:
    """By keyboard, saying yes."""
    stage.asking.answer_next(True)
    stage.person.presses_keys("Ctrl+Return")


def test_what_is_typed_is_saved_by_itself(stage: Stage) -> None:
    draft_id = writing(stage)
    stage.clock.passes(minutes=3)
    stage.person.types(QUESTION, TEXT)
    stage.person.sees("Saved 14:35")
    assert kept(stage, draft_id).answers["narrative"] == TEXT


def test_a_note_begins_from_the_menu_of_templates_with_the_plain_one_first(stage: Stage) -> None:
    person = stage.person
    client_id = stage.adds("Amara Okafor")
    stage.goes("clients.file", client_id=client_id)
    person.sees("Nothing in this file yet")
    person.presses_keys("Ctrl+Shift+N")
    person.presses_keys("Return")
    person.sees(QUESTION)
    lines = stage.knows(lambda ports: ports.views.drafts(client_id))
    assert [line.form_id for line in lines] == ["note-narrative"]


@pytest.mark.rule("C6")
def test_an_advice_note_has_situation_advice_and_action(stage: Stage) -> None:
    person = stage.person
    client_id = stage.adds("Amara Okafor")
    stage.goes("clients.file", client_id=client_id)
    person.press("New note")
    person.press("Advice note: situation, advice, action")
    for part in ("Situation", "Advice", "Action"):
        person.types(part, f"About the {part.lower()}.")
    sign(stage)
    person.sees("The note is signed and locked.")
    person.sees("About the situation.")


@pytest.mark.rule("C6")
def test_an_advice_note_without_its_action_is_not_signed(stage: Stage) -> None:
    draft_id = writing(stage, form_id="note-advice")
    stage.person.types("Situation", "Rent.")
    stage.person.types("Advice", "To write to the landlord.")
    stage.person.presses_keys("Ctrl+Return")
    stage.person.sees("This is still to be answered.")
    assert stage.asking.asked == []
    stage.person.presses_keys("Ctrl+S")
    assert kept(stage, draft_id).answers["situation"] == "Rent."


def test_signing_locks_the_note_and_shows_who_and_when(stage: Stage) -> None:
    draft_id = writing(stage, TEXT)
    sign(stage)
    stage.person.sees("The note is signed and locked.")
    stage.person.sees("Signed by R. Mensah, 21 Nov 2026, 14:32. Locked")
    stage.person.sees(TEXT)
    assert stage.asking.asked == ["notes.sign"]
    assert stage.knows(lambda ports: ports.views.record(draft_id)).record.draft.answers["narrative"] == TEXT
    with pytest.raises(DraftIsGone):
        kept(stage, draft_id)


def test_saying_no_signs_nothing(stage: Stage) -> None:
    draft_id = writing(stage, TEXT)
    stage.asking.answer_next(False)
    stage.person.press("Sign and lock")
    assert kept(stage, draft_id).answers["narrative"] == TEXT


def test_what_was_typed_a_moment_before_is_signed_too(stage: Stage) -> None:
    draft_id = writing(stage, TEXT)
    stage.person.presses_keys("Ctrl+End")
    stage.person.types(QUESTION, "Also: ")
    sign(stage)
    stage.person.sees("The note is signed and locked.")
    signed = stage.knows(lambda ports: ports.views.record(draft_id)).record.draft.answers["narrative"]
    assert "Also: " in str(signed)


def test_the_name_and_reference_stand_beside_sign(stage: Stage) -> None:
    writing(stage)
    reference = stage.knows(lambda ports: ports.views.client_lines("", 0, 1))[0].reference
    stage.person.sees(f"Amara Okafor  ·  {reference}")


def test_locking_saves_what_was_typed(stage: Stage) -> None:
    draft_id = writing(stage)
    stage.person.types(QUESTION, TEXT)
    stage.window.lock()
    stage.runner.close()
    assert kept(stage, draft_id).answers["narrative"] == TEXT


def test_leaving_the_page_saves_what_was_typed(stage: Stage) -> None:
    draft_id = writing(stage)
    stage.person.types(QUESTION, TEXT)
    stage.person.goes_to("Today")
    assert kept(stage, draft_id).answers["narrative"] == TEXT


def test_deleting_a_draft_is_asked_for_and_can_be_undone(stage: Stage) -> None:
    draft_id = writing(stage)
    stage.person.types(QUESTION, TEXT)
    stage.asking.answer_next(False, True)
    stage.person.press("Delete draft")
    assert until(lambda: kept(stage, draft_id).answers.get("narrative") == TEXT)
    stage.person.press("Delete draft")
    stage.person.sees("The draft is deleted.")
    assert stage.asking.asked == ["draft.delete", "draft.delete"]
    with pytest.raises(DraftIsGone):
        kept(stage, draft_id)
    stage.person.press("Undo")
    stage.person.sees("Draft")
    assert stage.person.reads(QUESTION) == TEXT


def test_undo_and_redo_take_back_what_was_typed(stage: Stage) -> None:
    writing(stage)
    stage.person.types(QUESTION, "one")
    stage.person.press("Undo")
    assert stage.person.reads(QUESTION) == ""
    stage.person.press("Redo")
    assert stage.person.reads(QUESTION) == "one"


def test_a_draft_saved_elsewhere_loses_neither_text(stage: Stage) -> None:
    draft_id = writing(stage, TEXT)
    stage.does(drafts.save_draft, draft=replace(kept(stage, draft_id), answers={"narrative": "From the other window."}))
    stage.person.types(QUESTION, "And mine. ")
    stage.person.sees("This draft was changed elsewhere after you opened it")
    stage.person.sees("Saved 14:32")
    assert until(lambda: "other window." in str(kept(stage, draft_id).answers["narrative"]))
    both = str(kept(stage, draft_id).answers["narrative"])
    assert "And mine. " in both
    assert TEXT in both
    assert both == stage.person.reads(QUESTION)


def test_a_draft_that_is_gone_can_be_kept_as_a_new_one(stage: Stage) -> None:
    draft_id = writing(stage, TEXT)
    stage.does(drafts.discard_draft, draft_id=draft_id)
    stage.person.types(QUESTION, "More. ")
    stage.person.sees("This draft was signed or deleted elsewhere")
    assert TEXT in stage.person.reads(QUESTION)
    stage.person.press("Keep as a new draft")
    stage.person.no_longer_sees("This draft was signed or deleted elsewhere")
    lines = stage.knows(lambda ports: ports.views.drafts())
    assert [line.id != draft_id for line in lines] == [True]
    assert "More. " in str(kept(stage, lines[0].id).answers["narrative"])


def test_a_full_disk_is_told_and_the_text_stays(stage: Stage) -> None:
    draft_id = writing(stage)
    full(stage.desk, True)
    stage.person.pastes(QUESTION, "No room for this. " * 4000)
    stage.person.sees("There is no room left on the disk")
    stage.person.sees("Not saved")
    assert len(stage.person.reads(QUESTION)) == 72_000
    full(stage.desk, False)
    stage.person.press("Make room now")
    stage.person.sees("Saved 14:32")
    stage.person.no_longer_sees("There is no room left on the disk")
    assert len(str(kept(stage, draft_id).answers["narrative"])) == 72_000


def test_after_a_full_disk_typing_on_saves_by_itself_and_the_banner_goes(stage: Stage) -> None:
    draft_id = writing(stage)
    full(stage.desk, True)
    stage.person.pastes(QUESTION, "No room for this. " * 4000)
    stage.person.sees("There is no room left on the disk")
    full(stage.desk, False)
    stage.person.types(QUESTION, "!")
    stage.person.no_longer_sees("There is no room left on the disk")
    stage.person.sees("Saved 14:32")
    assert len(str(kept(stage, draft_id).answers["narrative"])) == 72_001


def test_after_a_full_disk_the_text_is_saved_by_itself_and_nothing_is_said_twice(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft_keeping, "AGAIN_MS", 300)
    draft_id = writing(stage)
    full(stage.desk, True)
    stage.person.pastes(QUESTION, "No room for this. " * 4000)
    stage.person.sees("There is no room left on the disk")
    (told,) = stage.window.findChildren(Banner)
    (keeping,) = stage.window.findChildren(draft_keeping.DraftKeeping)
    failed: list[bool] = []
    keeping.failed.connect(lambda: failed.append(True))
    assert until(lambda: len(failed) >= 2)
    assert stage.window.findChildren(Banner) == [told]
    full(stage.desk, False)
    stage.person.no_longer_sees("There is no room left on the disk")
    assert len(str(kept(stage, draft_id).answers["narrative"])) == 72_000


def test_nothing_is_called_saved_before_it_was_and_then_with_its_day(stage: Stage) -> None:
    draft_id = writing(stage)
    assert not [text for text in stage.person.texts() if text.startswith("Saved")]
    stage.person.types(QUESTION, "A walk. ")
    stage.person.sees("Saved 14:32")
    stage.goes("today")
    stage.clock.passes(days=1)
    stage.goes("clients.note", draft_id=stage.notes(stage.adds("Ben Hartley"), "Another.", NOW, sign=False))
    stage.goes("clients.note", draft_id=draft_id)
    stage.person.sees("Saved 21 Nov 2026, 14:32")


def test_two_hundred_thousand_characters_are_kept_and_signed(stage: Stage) -> None:
    draft_id = writing(stage)
    stage.person.pastes(QUESTION, "0123456789" * 20_000)
    stage.person.sees("Saved 14:32")
    assert len(str(kept(stage, draft_id).answers["narrative"])) == 200_000
    sign(stage)
    stage.person.sees("The note is signed and locked.")
    stage.person.press("Show all")
    (reading,) = (one for one in QApplication.allWidgets() if isinstance(one, LongReading))
    reading.selectAll()
    assert reading.marked() == "0123456789" * 20_000


def test_a_late_entry_is_told_before_and_after_signing(stage: Stage) -> None:
    writing(stage, TEXT, at=datetime(2026, 11, 19, 10, 0))
    stage.person.sees("This will be marked as a late entry")
    sign(stage)
    stage.person.sees("Late entry: happened 19 Nov 2026, 10:00, written 21 Nov 2026, 14:32")


def test_when_it_happened_can_be_put_right(stage: Stage) -> None:
    draft_id = writing(stage, TEXT)
    stage.person.types("When it happened", "21/11/26 9:15", instead=True)
    stage.person.presses_keys("Ctrl+S")
    assert kept(stage, draft_id).event_time.iso() == "2026-11-21T09:15:00.000Z"
    stage.person.types("When it happened", "some day", instead=True)
    stage.person.presses_keys("Ctrl+Return")
    stage.person.sees("Write a date and a time")
    assert kept(stage, draft_id).event_time.iso() == "2026-11-21T09:15:00.000Z"


def test_an_addendum_is_shown_with_the_note_which_stays_as_it_was(stage: Stage) -> None:
    person = stage.person
    client_id = stage.adds("Amara Okafor")
    record_id = stage.notes(client_id, TEXT, datetime(2026, 11, 21, 9, 0))
    before = stage.knows(lambda ports: ports.views.record(record_id))
    stage.goes("clients.file", client_id=client_id)
    person.press("Add addendum")
    person.types("Why you are adding this", "Something I left out")
    person.types("What you add", "She asked for a copy.")
    sign(stage)
    person.sees("She asked for a copy.")
    person.sees("Something I left out")
    person.press("Read")
    person.sees("Of 21 Nov 2026, 09:00")
    person.sees("She asked for a copy.")
    assert stage.knows(lambda ports: ports.views.record(record_id)) == before


def test_opening_a_draft_from_elsewhere_is_written_down_as_an_opening(stage: Stage) -> None:
    client_id = stage.adds("Amara Okafor")
    draft_id = stage.notes(client_id, TEXT, datetime(2026, 11, 21, 9, 0), sign=False)
    stage.goes("clients.note", draft_id=draft_id)
    stage.person.sees("Draft")
    assert stage.audited(client_id)[-1] == "client-opened"


def test_closing_keeps_the_draft_and_leaves_nothing_of_it_on_the_page(stage: Stage) -> None:
    draft_id = writing(stage)
    stage.person.types(QUESTION, TEXT)
    stage.person.press("Close; the draft is kept")
    stage.person.sees("Go on writing")
    assert kept(stage, draft_id).answers["narrative"] == TEXT
    assert until(lambda: not any(box.toPlainText() for box in stage.window.findChildren(QPlainTextEdit)))
