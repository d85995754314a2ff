"""The record of a decision: who, when, under which policy, what was answered, and what is withheld."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.documents.conftest import Reader
from tests.documents.samples import AT, DECISION, DECISION_ANSWERS, LAX_POLICY, PAPER, POLICY, decision_record, without
from wellbeingdesk.documents.decision_sheet import BESIDE_THE_FORM
from wellbeingdesk.documents.renderer import TypstRenderer
from wellbeingdesk.domain.record import Predecessor, Relation
from wellbeingdesk.usecases import papers


def test_the_head_says_who_when_and_under_which_policy(renderer: TypstRenderer, text_of: Reader) -> None:
    record = decision_record()
    text = text_of(renderer.decision(record, DECISION, POLICY, PAPER))
    digest = record.statement_sha256
    groups = " ".join(digest[at : at + 8] for at in range(0, 64, 8))
    for expected in (
        "Bramley University Student Wellbeing", "Whether to tell somebody", f"Record {record.draft.record_id}",
        f"Statement SHA-256 {groups}", "Client Amara Okafor, WD-7K3F", "Policy bramley, version 3",
        "A line manager reads this and signs.", "Happened 21 November 2026, 12:00 (Europe/London)",
        "Written 21 November 2026, 14:00 (Europe/London)", "Author Rosa Mensah Counsellor, BACP 123456",
        "Second signatory Łukasz Wójcik Service lead, BACP 654321 Signs as: line manager",
        "Made with decision, version 1, typst 0.15.2", "How to check this record", "The service’s choice",
    ):  # fmt: skip
        assert expected in text, expected
    assert "Good practice" not in text
    assert "Late entry" not in text
    assert "not checked" not in text


def test_what_is_known_of_the_second_person_is_printed(renderer: TypstRenderer, text_of: Reader) -> None:
    told = replace(PAPER, second_identity="Seen in person on 3 November 2026.")
    text = text_of(renderer.decision(decision_record(), DECISION, POLICY, told))
    assert "Signs as: line manager Seen in person on 3 November 2026." in text


def test_the_answers_stand_in_the_words_of_the_form(renderer: TypstRenderer, text_of: Reader) -> None:
    text = text_of(renderer.decision(decision_record(), DECISION, POLICY, PAPER))
    for expected in (
        "In a few sentences Amara said that she has bought tablets. She asked me to tell nobody.",
        "Did you ask them No",
        "Why not There was no time.",
        "✓ To tell somebody",
        "To tell nobody",
    ):
        assert expected in text
    assert "✓ To tell nobody" not in text
    assert "Also in this record" not in text


@pytest.mark.parametrize(("hours", "late"), [(24, False), (25, True), (-1, False)])
def test_a_late_entry_is_marked(renderer: TypstRenderer, text_of: Reader, hours: int, late: bool) -> None:
    record = decision_record(event_time=replace(AT, utc=AT.utc - timedelta(hours=hours)))
    assert ("Late entry" in text_of(renderer.decision(record, DECISION, POLICY, PAPER))) is late


def test_a_policy_that_does_not_require_it_is_said_so(renderer: TypstRenderer, text_of: Reader) -> None:
    record = decision_record(second_signer=None)
    text = text_of(renderer.decision(record, DECISION, LAX_POLICY, PAPER))
    assert "Good practice; the policy itself does not require a second signature." in text
    assert "Second signatory Nobody is named." in text


def test_what_is_withheld_is_named_with_its_digest(renderer: TypstRenderer, text_of: Reader) -> None:
    record = decision_record()
    held = without(record, "outline", "asked", "client_line")
    text = text_of(renderer.decision(held, DECISION, POLICY, replace(PAPER, client_line="")))
    for field, label in (
        ("outline", "In a few sentences"),
        ("asked", "Did you ask them"),
        ("client_line", "client_line"),
    ):
        digest = next(one.digest for one in record.answers if one.field == field)
        groups = " ".join(digest[at : at + 8] for at in range(0, 64, 8))
        assert f"{label} Withheld (digest {groups})" in text
    for secret in ("tablets", "Amara"):
        assert secret not in text
    # The answer that depended on the withheld one was signed, so it is still shown.
    assert "Why not There was no time." in text


def test_nothing_that_was_signed_is_left_off_the_pages(renderer: TypstRenderer, text_of: Reader) -> None:
    record = decision_record({**DECISION_ANSWERS, "slipped_in": "I also agree to this.", "many": ("one", "two")})
    text = text_of(renderer.decision(record, DECISION, POLICY, PAPER))
    assert "Also in this record" in text
    assert "slipped_in I also agree to this." in text
    assert "many one two" in text


def test_a_revision_names_what_it_follows(renderer: TypstRenderer, text_of: Reader) -> None:
    before = Predecessor(Relation.REVISION, "00000000-0000-4000-8000-000000000008", "12345678" * 8)
    text = text_of(renderer.decision(decision_record(predecessor=before), DECISION, POLICY, PAPER))
    assert f"Follows A revision of record {before.record_id} {'12345678 ' * 8}".strip() in text


def test_when_it_is_printed_leaves_no_trace(renderer: TypstRenderer) -> None:
    record = decision_record()
    later = replace(PAPER, made_at=replace(AT, utc=AT.utc + timedelta(days=400)))
    assert renderer.decision(record, DECISION, POLICY, later) == renderer.decision(record, DECISION, POLICY, PAPER)


def test_answers_beside_the_form_are_those_that_make_the_paper() -> None:
    assert {
        papers.SERVICE_NAME, papers.SERVICE_CHOICES, papers.POLICY_LINE, papers.CLIENT_LINE, papers.SECOND_IDENTITY,
        papers.MADE_UP,
    } == BESIDE_THE_FORM  # fmt: skip
