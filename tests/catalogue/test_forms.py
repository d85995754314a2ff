"""The shipped forms ask what each record must hold, in an order a person can follow, and grade nobody."""

from __future__ import annotations

import re

import pytest

from wellbeingdesk.catalogue.checking import RESERVED
from wellbeingdesk.catalogue.shipped import ShippedCatalogue
from wellbeingdesk.domain.form import Answers, Field, FieldKind, Form, Value, check, shown
from wellbeingdesk.usecases import papers

DECISIONS = ("decision-cambridge", "decision-derby", "decision-herts", "decision-portsmouth", "decision-upsu")
SHARED = (
    "outline", "event_at", "ground", "consent_sought", "consent_why", "discussed_before", "discussed_why",
    "capacity_view", "purpose", "consultee_name", "consultee_role", "consulted_at", "consultee_view", "decision",
    "decision_why", "recipient_type", "recipient_name", "recipient_role", "why_recipient", "content",
    "content_limited", "channel", "actions", "actions_owner", "actions_due", "review_on", "told_after",
    "told_after_why",
)  # fmt: skip
ONLY_WHEN_TELLING = (
    "recipient_type", "recipient_name", "recipient_role", "why_recipient", "content", "content_limited", "channel",
    "told_after",
)  # fmt: skip
OWN = {
    "decision-portsmouth": (
        "factor_risk", "factor_situation", "factor_alternatives", "factor_capacity", "factor_sharing_effect",
        "decider_qualification", "senior_adviser_name",
    ),
    "decision-derby": ("safety_concern", "protects", "best_interest", "options_considered"),
    "decision-upsu": ("why_breach", "options_considered", "decider_name", "decider_role", "chief_executive_view"),
    "decision-herts": ("decider_name", "decider_role"),
    "decision-cambridge": ("options_considered",),
}  # fmt: skip
GRADES = re.compile(r"\b(?:low|medium|moderate|high|severe|level of risk|red|amber|green|score)\b", re.IGNORECASE)
JARGON = re.compile(
    r"\b(?:pursuant|herein|aforementioned|data subject|utilise|stakeholder|service user|disclos\w+|proportionate)\b",
    re.IGNORECASE,
)


def _field(form: Form, name: str) -> Field:
    return next(item for item in form.fields if item.id == name)


def _answer(item: Field) -> Value:
    match item.kind:
        case FieldKind.CHOICE:
            return item.options[0].id
        case FieldKind.CHOICES:
            return (item.options[0].id,)
        case FieldKind.YES_NO:
            return True
        case FieldKind.NUMBER:
            return item.least or 1
        case FieldKind.DATE:
            return "2026-11-05"
        case FieldKind.MOMENT:
            return "2026-11-05T10:00"
        case _:
            return "Words"


def _required_answers(form: Form, **given: Value) -> Answers:
    """Answers to what must be answered, and to nothing else, in reading order."""
    answers: dict[str, Value] = {}
    for item in form.fields:
        if item.id in given or (item.required and shown(item, answers)):
            answers[item.id] = given.get(item.id, _answer(item))
    return answers


@pytest.mark.parametrize("name", DECISIONS)
def test_decisions_share_the_questions_that_rules_look_at(catalogue: ShippedCatalogue, name: str) -> None:
    form = catalogue.form(name)
    ids = {item.id for item in form.fields}
    assert ids >= {*SHARED, *OWN[name]}
    assert {option.id for option in _field(form, "decision").options} == {"disclose", "do-not-disclose"}
    assert [option.id for option in _field(form, "consent_sought").options] == [
        "given", "refused", "could-not-be-asked", "unsafe-to-ask", "lacks-capacity",
    ]  # fmt: skip


@pytest.mark.rule("C19")
@pytest.mark.parametrize("name", DECISIONS)
def test_no_decision_is_complete_without_the_four_of_the_floor(catalogue: ShippedCatalogue, name: str) -> None:
    form = catalogue.form(name)
    answers = _required_answers(form, decision="disclose")
    assert check(form, answers) == ()
    for needed in ("outline", "ground", "consultee_name", "purpose", "recipient_name"):
        less = {key: value for key, value in answers.items() if key != needed}
        assert needed in {finding.field for finding in check(form, less)}


@pytest.mark.parametrize("name", DECISIONS)
def test_deciding_to_tell_nobody_asks_for_no_recipient(catalogue: ShippedCatalogue, name: str) -> None:
    form = catalogue.form(name)
    answers = _required_answers(form, decision="do-not-disclose")
    assert check(form, answers) == ()
    for only in ONLY_WHEN_TELLING:
        assert not shown(_field(form, only), answers)
        assert shown(_field(form, only), {**answers, "decision": "disclose"})


@pytest.mark.rule("P24")
def test_the_five_factors_are_words_and_never_a_choice(catalogue: ShippedCatalogue) -> None:
    form = catalogue.form("decision-portsmouth")
    for factor in OWN["decision-portsmouth"][:5]:
        assert _field(form, factor).kind is FieldKind.TEXT
        assert _field(form, factor).required


@pytest.mark.rule("P17")
def test_the_emergency_contact_needs_a_senior_adviser(catalogue: ShippedCatalogue) -> None:
    form = catalogue.form("decision-portsmouth")
    answers = _required_answers(form, decision="disclose", recipient_type="emergency-contact")
    assert answers["senior_adviser_name"]
    less = {key: value for key, value in answers.items() if key != "senior_adviser_name"}
    assert [finding.field for finding in check(form, less)] == ["senior_adviser_name"]
    elsewhere = _required_answers(form, decision="disclose", recipient_type="gp")
    assert "senior_adviser_name" not in elsewhere
    assert check(form, elsewhere) == ()


@pytest.mark.rule("D14")
def test_derby_shows_every_part_of_its_gate_where_it_applies(catalogue: ShippedCatalogue) -> None:
    form = catalogue.form("decision-derby")
    for part in ("safety_concern", "protects", "harm_why"):
        assert shown(_field(form, part), {"ground": "death-or-serious-harm"})
        assert not shown(_field(form, part), {"ground": "cause-for-concern"})
    for always in ("consent_sought", "capacity_view"):
        assert _field(form, always).required
        assert _field(form, always).shown_if is None


@pytest.mark.rule("U29")
def test_upsu_asks_for_issues_reasons_aim_and_options(catalogue: ShippedCatalogue) -> None:
    form = catalogue.form("decision-upsu")
    for part in ("outline", "why_breach", "purpose", "options_considered"):
        assert _field(form, part).required
        assert _field(form, part).shown_if is None


def test_capacity_is_asked_wherever_somebody_endangers_themselves(catalogue: ShippedCatalogue) -> None:
    for name in DECISIONS:
        form = catalogue.form(name)
        for option in _field(form, "ground").options:
            if option.id.endswith("harm-self") or option.id == "death-or-serious-harm":
                assert shown(_field(form, "capacity_view"), {"ground": option.id})


def test_no_form_grades_risk(catalogue: ShippedCatalogue) -> None:
    allowed = {
        "In words, not as high or low.",
        "A few words each. There are no scores and no grades: say what you see.",
    }
    for form in catalogue.forms():
        for text in _sentences(form):
            assert text in allowed or not GRADES.search(text), f"{form.id}: {text}"


def test_the_words_are_plain_and_the_hints_short(catalogue: ShippedCatalogue) -> None:
    for form in catalogue.forms():
        for text in _sentences(form):
            assert not JARGON.search(text), f"{form.id}: {text}"
        for item in form.fields:
            assert len(item.label["en"]) <= 90, item.label["en"]
            assert len(item.hint.get("en", "")) <= 170, item.hint["en"]


def test_what_every_record_carries_is_reserved() -> None:
    carried = {papers.SERVICE_NAME, papers.SERVICE_CHOICES, papers.POLICY_LINE, papers.CLIENT_LINE}
    assert carried | {papers.SECOND_IDENTITY, papers.MADE_UP} <= RESERVED


def test_a_consent_is_empty_without_who_what_why_how_and_until_when(catalogue: ShippedCatalogue) -> None:
    form = catalogue.form("consent-to-share")
    needed = {
        "recipient_name", "items", "purpose", "direction", "channels", "starts_on", "ends_on", "explained", "explicit",
    }  # fmt: skip
    assert {finding.field for finding in check(form, {})} == needed
    answers = _required_answers(form)
    assert check(form, answers) == ()
    other = check(form, {**answers, "items": ("something-else",)})
    assert [finding.field for finding in other] == ["items_other"]


@pytest.mark.rule("C6")
def test_an_advice_note_has_situation_advice_and_action(catalogue: ShippedCatalogue) -> None:
    fields = catalogue.form("note-advice").fields
    assert [(item.id, item.required) for item in fields] == [("situation", True), ("advice", True), ("action", True)]


def test_a_plain_narrative_is_one_box_and_tells_a_text_that_is_too_long(catalogue: ShippedCatalogue) -> None:
    form = catalogue.form("note-narrative")
    (only,) = form.fields
    assert check(form, {only.id: "x" * only.longest}) == ()
    (finding,) = check(form, {only.id: "x" * 600_000})
    assert (finding.code, finding.facts["longest"]) == ("too-long", 500_000)
    assert "500000" in catalogue.words("finding.too-long", **finding.facts)


def _sentences(form: Form) -> list[str]:
    told = [form.title, form.intro, form.closing]
    for section in form.sections:
        told += [section.title, section.intro]
    for item in form.fields:
        told += [item.label, item.hint, item.unit, *(option.label for option in item.options)]
    return [words["en"] for words in told if words]
