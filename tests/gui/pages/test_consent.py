"""Consent to share on the screen: begun, kept while it is typed, recorded, withdrawn, and given out as paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.decision_stage import Sitter, sitter
from wellbeingdesk.domain.consent import CONSENT_FORM
from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.form import Value
from wellbeingdesk.tour.driver import until
from wellbeingdesk.tour.form_filling import FormFilling
from wellbeingdesk.usecases import consents

__all__ = ["sitter"]

PURPOSE = "So that the review can be planned."


def writing(sitter: Sitter, name: str = "Elif Yıldız") -> str:
    """A consent that is open; its draft's id."""
    draft = sitter.does(consents.begin_consent, client_id=sitter.adds(name))
    sitter.goes("consent.edit", draft_id=draft.id)
    sitter.person.sees("Record consent")
    return str(draft.id)


def kept(sitter: Sitter, draft_id: str) -> Draft:
    return sitter.knows(lambda ports: ports.views.draft(draft_id))


def test_what_is_typed_is_kept_by_itself(sitter: Sitter) -> None:
    draft_id = writing(sitter)
    sitter.person.types("Who may be told", "Dr Made-Up")
    assert until(lambda: kept(sitter, draft_id).answers.get("recipient_name") == "Dr Made-Up")
    sitter.person.sees("Saved ")


def test_leaving_keeps_what_was_typed_and_coming_back_shows_it(sitter: Sitter) -> None:
    draft_id = writing(sitter)
    sitter.person.types("Who may be told", "Dr Made-Up")
    sitter.goes("consent")
    assert kept(sitter, draft_id).answers["recipient_name"] == "Dr Made-Up"
    sitter.person.opens("Elif Yıldız")
    assert sitter.person.reads("Who may be told") == "Dr Made-Up"


def test_locking_keeps_what_was_typed(sitter: Sitter) -> None:
    draft_id = writing(sitter)
    sitter.person.types("Who may be told", "Dr Made-Up")
    sitter.person.presses_keys("Ctrl+L")
    assert kept(sitter, draft_id).answers["recipient_name"] == "Dr Made-Up"


def test_what_does_not_apply_just_now_comes_back_with_the_draft(sitter: Sitter) -> None:
    draft_id = writing(sitter)
    sitter.person.ticks("Something else")
    sitter.person.types("What else may be shared", "The bus ticket.")
    sitter.person.ticks("Something else", on=False)
    sitter.goes("consent")
    draft = kept(sitter, draft_id)
    assert "items_other" not in draft.answers
    sitter.goes("consent.edit", draft_id=writing(sitter, "Somebody Else"))
    sitter.goes("consent.edit", draft_id=draft_id)
    sitter.person.ticks("Something else")
    assert sitter.person.reads("What else may be shared") == "The bus ticket."


def test_an_incomplete_consent_is_not_recorded_and_says_what_is_missing(sitter: Sitter) -> None:
    draft_id = writing(sitter)
    sitter.person.press("Record consent")
    sitter.person.sees("things are still missing before you can sign")
    sitter.person.sees("This is still to be answered.")
    before = missing(sitter)
    sitter.person.types("Who may be told", "Dr Made-Up")
    assert missing(sitter) == before - 1
    assert kept(sitter, draft_id).id == draft_id
    assert sitter.knows(lambda ports: ports.views.consents()) == ()


def missing(sitter: Sitter) -> int:
    """What the banner counts."""
    (said,) = {text for text in sitter.person.texts() if text.endswith("what you wrote is kept.")}
    return int(said.split()[0])


@pytest.mark.rule("C1")
def test_a_complete_consent_is_recorded_with_who_what_why_how_and_when(sitter: Sitter) -> None:
    writing(sitter)
    form = sitter.desk.ports.catalogue.form(CONSENT_FORM)
    answers: dict[str, Value] = {
        "recipient_name": "Dr Made-Up",
        "items": ("appointments",),
        "purpose": PURPOSE,
        "direction": "we-tell-them",
        "channels": ("phone",),
        "starts_on": "2020-01-01",
        "ends_on": "2090-01-01",
        "explained": True,
        "explicit": True,
    }
    FormFilling(sitter.person, sitter.view.context.words).fill(form, answers)
    sitter.person.press("Record consent")
    sitter.person.sees("The consent is recorded.")
    for text in ("In force", "1 Jan 2020 to 1 Jan 2090", PURPOSE, "By phone", "Dr Made-Up"):
        sitter.person.sees(text)


def test_an_end_before_the_start_is_refused_beside_the_form(sitter: Sitter) -> None:
    client_id = sitter.adds()
    draft = sitter.does(consents.begin_consent, client_id=client_id)
    form = sitter.desk.ports.catalogue.form(CONSENT_FORM)
    sitter.goes("consent.edit", draft_id=draft.id)
    answers: dict[str, Value] = {
        "recipient_name": "A", "items": ("appointments",), "purpose": "B", "direction": "both-ways",
        "channels": ("post",), "starts_on": "2026-05-02", "ends_on": "2026-05-01", "explained": True, "explicit": True,
    }  # fmt: skip
    FormFilling(sitter.person, sitter.view.context.words).fill(form, answers)
    sitter.person.press("Record consent")
    sitter.person.sees("The last day lies before the first.")


@pytest.mark.rule("U12")
def test_a_consent_is_withdrawn_at_once_and_without_a_reason(sitter: Sitter) -> None:
    consent_id = sitter.consents(sitter.adds())
    sitter.goes("consent.view", consent_id=consent_id)
    sitter.person.press("Withdraw…")
    sitter.person.presses_keys("Return")
    sitter.person.sees("It allows nothing any more.")
    consent = sitter.knows(lambda ports: ports.views.consent(consent_id))
    assert not consent.counts_at(sitter.desk.ports.clock.now())
    sitter.goes("consent")
    sitter.person.sees("Withdrawn ")


def test_words_and_time_of_a_withdrawal_are_kept_and_a_time_to_come_is_refused(sitter: Sitter) -> None:
    consent_id = sitter.consents(sitter.adds())
    sitter.goes("consent.view", consent_id=consent_id)
    sitter.person.press("Withdraw…")
    sitter.person.types("When they said so", "soon")
    sitter.person.press("Withdraw consent")
    sitter.person.sees("Write a date and a time")
    sitter.person.types("When they said so", "1 Jan 2099, 10:00", instead=True)
    sitter.person.press("Withdraw consent")
    sitter.person.sees("cannot be later than now")
    sitter.person.types("When they said so", "", instead=True)
    sitter.person.types("In their words", "I will tell them myself.")
    sitter.person.press("Withdraw consent")
    sitter.person.sees("In the client’s words: “I will tell them myself.”")


def test_the_clients_own_copy_and_the_blank_form_are_saved(sitter: Sitter, tmp_path: Path) -> None:
    consent_id = sitter.consents(sitter.adds())
    sitter.goes("consent.view", consent_id=consent_id)
    sitter.person.sees("Page 1 of")
    sitter.finds(tmp_path / "copy.pdf")
    sitter.person.press("Save PDF…")
    sitter.person.sees("The PDF is saved.")
    sitter.goes("consent")
    sitter.person.press("Print blank form…")
    sitter.person.sees("Page 1 of")
    sitter.finds(tmp_path / "blank.pdf")
    sitter.person.press("Save PDF…")
    sitter.person.sees("The PDF is saved.")
    assert (tmp_path / "copy.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "blank.pdf").read_bytes().startswith(b"%PDF")


def test_what_cannot_be_printed_is_told_before_printing(sitter: Sitter) -> None:
    consent_id = sitter.consents(sitter.adds(), purpose="So that 🙂 they know.")
    sitter.goes("consent.view", consent_id=consent_id)
    sitter.person.sees("Page 1 of")
    sitter.person.press("Print the client’s copy…")
    sitter.person.sees("One character cannot be printed as it is.")
    sitter.person.sees("[U+1F642]")
    sitter.person.sees("may keep finished jobs")
    sitter.person.press("Cancel")


def test_the_ledger_is_narrowed_by_words_and_by_state(sitter: Sitter) -> None:
    sitter.consents(sitter.adds("Amara Okafor"), ends_on="2021-01-01")
    sitter.consents(sitter.adds("Elif Yıldız"))
    sitter.goes("consent")
    for text in ("Amara Okafor", "Elif Yıldız", "Ended 1 Jan 2021", "In force"):
        sitter.person.sees(text)
    sitter.person.press("In force")
    sitter.person.no_longer_sees("Amara Okafor")
    sitter.person.press("All")
    sitter.person.types("Search clients and recipients", "yildiz")
    sitter.person.no_longer_sees("Amara Okafor")
    sitter.person.types("Search clients and recipients", "nobody", instead=True)
    sitter.person.sees("Nothing matches")


def test_a_deleted_draft_comes_back_by_undo(sitter: Sitter) -> None:
    draft_id = writing(sitter)
    sitter.person.types("Who may be told", "Dr Made-Up")
    sitter.asking.answer_next(True)
    sitter.person.press("Delete draft")
    sitter.person.sees("The draft is deleted.")
    sitter.person.goes_to("Today")
    assert sitter.knows(lambda ports: ports.views.drafts()) == ()
    sitter.person.press("Undo")
    assert sitter.person.reads("Who may be told") == "Dr Made-Up"
    assert kept(sitter, draft_id).answers["recipient_name"] == "Dr Made-Up"


def test_opening_a_consent_is_written_down_before_it_is_shown(sitter: Sitter) -> None:
    client_id = sitter.adds()
    consent_id = sitter.consents(client_id)
    sitter.goes("consent.view", consent_id=consent_id)
    sitter.person.sees("In force")
    assert sitter.audited(client_id)[-1] == "consent-opened"
    sitter.goes("consent")
    sitter.goes("consent.view", consent_id=consent_id)
    assert sitter.audited(client_id).count("consent-opened") == 2
