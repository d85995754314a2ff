"""Drafts of every kind are kept in one way: also while somebody types without a pause, and whoever else saved them."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from tests.helpers import walk
from tests.helpers.decision_stage import Sitter, colleagues, sitter
from wellbeingdesk.domain.draft import Draft, DraftIsGone
from wellbeingdesk.domain.form import Value
from wellbeingdesk.gui.pages import draft_keeping
from wellbeingdesk.gui.pages.draft_kept import KeptText
from wellbeingdesk.tour.driver import until
from wellbeingdesk.usecases import consents, drafts
from wellbeingdesk.usecases.kept_texts import keep_text_as_new, kept_text, save_again

__all__ = ["colleagues", "sitter"]
OUTLINE = "What has happened, in a few sentences"
TOLD = "Who may be told"
SECONDS = 1.2


def kept(sitter: Sitter, draft_id: str) -> Draft:
    return sitter.knows(lambda ports: ports.views.draft(draft_id))


def writing(sitter: Sitter, **given: object) -> str:
    """A decision that is open; its id."""
    draft_id = sitter.drafts(sitter.adds(), second=False, **given)  # type: ignore[arg-type]  # answers by field
    sitter.goes("decisions.edit", draft_id=draft_id)
    sitter.person.sees(OUTLINE)
    return draft_id


def writing_consent(sitter: Sitter) -> str:
    draft = sitter.does(consents.begin_consent, client_id=sitter.adds())
    sitter.goes("consent.edit", draft_id=draft.id)
    sitter.person.sees(TOLD)
    return str(draft.id)


def saves_elsewhere(sitter: Sitter, draft_id: str, **answers: Value) -> None:
    before = kept(sitter, draft_id)
    sitter.does(drafts.save_draft, draft=replace(before, answers={**before.answers, **answers}))


def box_of(sitter: Sitter, held: str) -> QPlainTextEdit:
    """The text box in which these words stand."""
    boxes = [one for one in sitter.window.findChildren(QPlainTextEdit) if one.isVisible()]
    return next(one for one in boxes if held in one.toPlainText())


def test_somebody_who_never_pauses_is_kept_all_the_same(sitter: Sitter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_keeping, "LONGEST_MS", 500)
    draft_id = writing(sitter, outline="Begun.")
    box, end = box_of(sitter, "Begun."), time.monotonic() + SECONDS
    while time.monotonic() < end:
        box.insertPlainText("word ")
        until(lambda: False, 0.1)  # less than the pause that is waited for
    assert "word" in str(kept(sitter, draft_id).answers["outline"])


def test_the_longest_wait_is_five_seconds() -> None:
    assert (draft_keeping.PAUSE_MS, draft_keeping.LONGEST_MS) == (800, 5_000)


def test_a_decision_saved_elsewhere_loses_neither_text_and_is_kept_from_then_on(sitter: Sitter) -> None:
    draft_id = writing(sitter)
    saves_elsewhere(sitter, draft_id, outline="From the other side.")
    sitter.person.types(OUTLINE, "And mine. ")
    sitter.person.sees("This draft was changed elsewhere after you opened it")
    assert until(lambda: "And mine. " in str(kept(sitter, draft_id).answers["outline"]))
    assert "From the other side." in str(kept(sitter, draft_id).answers["outline"])
    sitter.person.types(OUTLINE, "Still kept. ")
    assert until(lambda: "Still kept. " in str(kept(sitter, draft_id).answers["outline"]))


def test_an_answer_that_differs_can_be_looked_at_and_used(sitter: Sitter) -> None:
    draft_id = writing_consent(sitter)
    saves_elsewhere(sitter, draft_id, recipient_name="Dr Other")
    sitter.person.types(TOLD, "Dr Mine")
    sitter.person.press("Look at the other version")
    sitter.person.sees("Dr Other")
    (sheet,) = sitter.window.findChildren(KeptText)
    assert not walk.faults(sheet)
    assert not walk.tab_misses(sheet)
    sitter.person.press("Use this")
    sitter.person.press("Close")
    assert sitter.person.reads(TOLD) == "Dr Other"
    assert until(lambda: kept(sitter, draft_id).answers.get("recipient_name") == "Dr Other")


def test_a_text_that_was_put_beside_a_draft_can_be_reached(sitter: Sitter) -> None:
    draft_id = sitter.drafts(sitter.adds(), second=False, outline="As it was.")
    stale = kept(sitter, draft_id)
    saves_elsewhere(sitter, draft_id, outline="As it is.")
    again = sitter.does(save_again, draft=replace(stale, answers={**stale.answers, "outline": "What I wrote."}))
    assert sitter.knows(lambda ports: kept_text(ports, again.kept_id)).answers["outline"] == "What I wrote."
    sitter.goes("decisions.edit", draft_id=draft_id, kept_id=again.kept_id)
    sitter.person.press("Look at the other version")
    sitter.person.sees("What I wrote.")
    sitter.person.press("Use this")
    sitter.person.press("Close")
    assert sitter.person.reads(OUTLINE) == "What I wrote."


def test_a_decision_that_is_gone_can_be_kept_as_a_new_one(sitter: Sitter) -> None:
    draft_id = writing(sitter, outline="As it was.")
    sitter.does(drafts.discard_draft, draft_id=draft_id)
    sitter.person.types(OUTLINE, "And mine. ")
    sitter.person.sees("This draft was signed or deleted elsewhere")
    sitter.person.press("Keep as a new draft")
    sitter.person.no_longer_sees("This draft was signed or deleted elsewhere")
    (line,) = sitter.knows(lambda ports: ports.views.drafts())
    assert line.id != draft_id
    assert "And mine. " in str(kept(sitter, line.id).answers["outline"])
    assert kept(sitter, line.id).answers["consultee_name"] == "Kim Third"


def test_leaving_a_draft_that_is_gone_is_asked_about(sitter: Sitter) -> None:
    draft_id, other = writing(sitter, outline="As it was."), sitter.drafts(sitter.adds("Amara Okafor"), second=False)
    sitter.does(drafts.discard_draft, draft_id=draft_id)
    sitter.person.types(OUTLINE, "And mine. ")
    sitter.person.sees("This draft was signed or deleted elsewhere")
    sitter.asking.answer_next(False, True)
    sitter.goes("decisions.edit", draft_id=other)
    assert "And mine. " in sitter.person.reads(OUTLINE)
    sitter.goes("decisions.edit", draft_id=other)
    sitter.person.sees("Amara Okafor")
    assert sitter.asking.asked == ["draft.let-go", "draft.let-go"]


def test_deleting_a_decision_is_asked_for_and_can_be_undone_after_going_on(sitter: Sitter) -> None:
    draft_id = writing(sitter, outline="As it was.")
    sitter.asking.answer_next(True)
    sitter.person.press("Delete draft")
    sitter.person.sees("The draft is deleted.")
    assert sitter.knows(lambda ports: ports.views.drafts()) == ()
    sitter.person.goes_to("Today")
    sitter.person.press("Undo")
    sitter.person.sees(OUTLINE)
    assert kept(sitter, draft_id).answers["outline"] == "As it was."


def test_what_cannot_be_saved_is_held_in_memory_until_it_is(sitter: Sitter) -> None:
    draft_id = writing(sitter, outline="As it was.")
    sitter.does(drafts.discard_draft, draft_id=draft_id)
    sitter.person.types(OUTLINE, "And mine. ")
    sitter.person.sees("This draft was signed or deleted elsewhere")
    sitter.view.flush()
    (again,) = sitter.runner.unsaved.held().values()
    made = sitter.does(again)
    assert "And mine. " in str(made.draft.answers["outline"])
    assert made.draft.id != draft_id
    assert made.draft.answers["consultee_name"] == "Kim Third"


def test_a_kept_text_waits_on_today_until_somebody_has_dealt_with_it(sitter: Sitter) -> None:
    person, client_id = sitter.person, sitter.adds()
    draft_id = sitter.drafts(client_id, second=False, outline="As it was.")
    stale = kept(sitter, draft_id)
    saves_elsewhere(sitter, draft_id, outline="As it is.")
    sitter.does(save_again, draft=replace(stale, answers={**stale.answers, "outline": "What I wrote."}))
    sitter.goes("today")
    person.sees("A text about Elif Yıldız was typed while its draft was changed elsewhere.")
    person.press("Look at it")
    person.press("Look at the other version")
    person.sees("What I wrote.")
    person.press("Close")
    person.goes_to("Today")
    sitter.asking.answer_next(False)
    person.press("Let it go")
    assert len(sitter.knows(lambda ports: ports.views.kept_texts())) == 1
    sitter.asking.answer_next(True)
    person.press("Let it go")
    person.no_longer_sees("A text about Elif Yıldız was typed")
    assert sitter.knows(lambda ports: ports.views.kept_texts()) == ()
    assert sitter.audited(client_id)[-1] == "kept-text-dropped"


def test_a_kept_text_whose_draft_is_gone_becomes_a_draft_again_and_only_once(sitter: Sitter) -> None:
    person, client_id = sitter.person, sitter.adds()
    draft_id = sitter.drafts(client_id, second=False, outline="As it was.")
    stale = kept(sitter, draft_id)
    saves_elsewhere(sitter, draft_id, outline="As it is.")
    sitter.does(save_again, draft=replace(stale, answers={**stale.answers, "outline": "What I wrote."}))
    sitter.does(drafts.discard_draft, draft_id=draft_id)
    sitter.goes("today")
    person.press("Open it as a draft")
    assert person.reads(OUTLINE) == "What I wrote."
    (line,) = sitter.knows(lambda ports: ports.views.drafts())
    assert kept(sitter, line.id).answers["outline"] == "What I wrote."
    assert sitter.knows(lambda ports: ports.views.kept_texts()) == ()
    with pytest.raises(DraftIsGone):
        sitter.does(keep_text_as_new, kept_id="gone")
