"""The five policies say what each service published: who decides, on what grounds, what is asked, what is left open."""

from __future__ import annotations

import re
from typing import Any

import pytest

from wellbeingdesk.catalogue.shipped import ShippedCatalogue
from wellbeingdesk.domain.form import FieldKind, Value
from wellbeingdesk.domain.policy import Policy
from wellbeingdesk.domain.rules.book import BOOK

EVERY = ("cambridge-su-advice", "derby-wellbeing", "herts-wellbeing", "portsmouth-sws", "upsu-advice")
ALWAYS_OPEN = {"notice_hours", "countersign_deadline_hours", "idle_minutes"}
RULE_ID = re.compile(r"[PDUHC]\d{1,2}")
DEAD_LAW = re.compile(r"\b(?:1989|1994|1998)\b|Temporary Provisions|Drug Trafficking")


def _policy(catalogue: ShippedCatalogue, name: str) -> Policy:
    return catalogue.policy(name, 1)


def _rules(policy: Policy) -> dict[str, str]:
    return {use.name: use.id for use in policy.rules}


def _setting(policy: Policy, rule: str, key: str) -> Any:
    return next(use for use in policy.rules if use.name == rule).settings[key]


def _open(policy: Policy) -> set[str]:
    return {point.id for point in policy.open_points}


def _choices(policy: Policy) -> dict[str, Value]:
    """An answer to every open point, as somebody at a set-up might give them."""
    answers: dict[str, Value] = {}
    for point in policy.open_points:
        match point.kind:
            case FieldKind.NUMBER:
                answers[point.id] = point.least
            case FieldKind.YES_NO:
                answers[point.id] = False
            case FieldKind.CHOICE:
                answers[point.id] = point.options[0].id
            case _:
                answers[point.id] = "Somebody"
    return answers


@pytest.mark.rule("H13")
@pytest.mark.parametrize("name", EVERY)
def test_nothing_that_a_policy_leaves_open_is_chosen_for_the_service(catalogue: ShippedCatalogue, name: str) -> None:
    policy = _policy(catalogue, name)
    missing = {finding.field for finding in policy.missing_choices({})}
    assert missing == {point.id for point in policy.open_points if point.shown_if is None}
    assert missing >= ALWAYS_OPEN
    assert policy.missing_choices(_choices(policy)) == ()
    for point in policy.open_points:
        assert point.hint["en"], point.id
        left_out = {key: value for key, value in _choices(policy).items() if key != point.id}
        if point.shown_if is None:
            assert [finding.field for finding in policy.missing_choices(left_out)] == [point.id]


@pytest.mark.rule("H13")
def test_herts_is_asked_who_decides_and_how_long_records_are_kept(catalogue: ShippedCatalogue) -> None:
    policy = _policy(catalogue, "herts-wellbeing")
    assert _open(policy) >= {"decider", "retention_years", "retention_start_event", "second_signature_required"}
    assert not policy.second_signature.required
    assert _rules(policy)["decider-is-who-the-service-chose"] == "H13"
    roles = next(item for item in catalogue.form("decision-herts").fields if item.id == "decider_role")
    decider = next(point for point in policy.open_points if point.id == "decider")
    assert [option.id for option in roles.options] == [option.id for option in decider.options]
    silent = {**_choices(policy), "second_signature_required": None}
    assert [finding.field for finding in policy.missing_choices(silent)] == ["second_signature_required"]


@pytest.mark.rule("H1")
def test_herts_works_under_the_law_its_own_policies_and_the_counsellors_framework(catalogue: ShippedCatalogue) -> None:
    references = " ".join(words["en"] for words in _policy(catalogue, "herts-wellbeing").references)
    for named in (
        "UK General Data Protection Regulation", "Data Protection Act 2018", "IM08", "IM03", "EQ07", "EQ03",
        "British Association for Counselling and Psychotherapy",
    ):  # fmt: skip
        assert named in references


@pytest.mark.parametrize(
    ("number", "allowed"), [(-1, False), (0, True), (24, True), (168, True), (169, False), (True, False), ("24", False)]
)
def test_notice_is_a_number_of_hours_up_to_a_week(catalogue: ShippedCatalogue, number: Value, allowed: bool) -> None:
    for name in EVERY:
        policy = _policy(catalogue, name)
        found = policy.missing_choices({**_choices(policy), "notice_hours": number})
        assert bool(found) is not allowed


@pytest.mark.parametrize(("minutes", "allowed"), [(0, False), (1, True), (30, True), (31, False)])
def test_a_desk_locks_within_half_an_hour(catalogue: ShippedCatalogue, minutes: int, allowed: bool) -> None:
    for name in EVERY:
        policy = _policy(catalogue, name)
        assert bool(policy.missing_choices({**_choices(policy), "idle_minutes": minutes})) is not allowed


def test_portsmouth_says_six_years_and_asks_from_when(catalogue: ShippedCatalogue) -> None:
    policy = _policy(catalogue, "portsmouth-sws")
    assert "six years" in policy.summary["en"]
    assert "retention_start_event" in _open(policy)
    event = next(point for point in policy.open_points if point.id == "retention_start_event")
    assert {option.id for option in event.options} >= {"last-contact", "end-of-academic-year"}
    by_year = {**_choices(policy), "retention_start_event": "end-of-academic-year", "academic_year_end": None}
    assert [finding.field for finding in policy.missing_choices(by_year)] == ["academic_year_end"]
    by_contact = {**_choices(policy), "retention_start_event": "last-contact", "academic_year_end": None}
    assert policy.missing_choices(by_contact) == ()


def test_the_other_times_for_keeping_records_are_the_published_ones(catalogue: ShippedCatalogue) -> None:
    kept = {"derby-wellbeing": "seven years", "upsu-advice": "one year", "cambridge-su-advice": "six academic years"}
    for name, words in kept.items():
        policy = _policy(catalogue, name)
        assert words in policy.summary["en"]
        assert "retention_years" not in _open(policy)


@pytest.mark.rule("P24")
def test_portsmouth_has_five_things_weighed_by_somebody_qualified(catalogue: ShippedCatalogue) -> None:
    rules = _rules(_policy(catalogue, "portsmouth-sws"))
    assert rules["five-factors-assessed"] == rules["qualified-practitioner-decides"] == "P24"


@pytest.mark.rule("D14")
def test_derby_opens_its_gate_only_for_death_or_serious_harm(catalogue: ShippedCatalogue) -> None:
    policy = _policy(catalogue, "derby-wellbeing")
    assert _rules(policy)["harm-gate-refused-or-incapable"] == "D14"
    assert _setting(policy, "harm-gate-refused-or-incapable", "grounds") == ("death-or-serious-harm",)


@pytest.mark.rule("D15")
def test_derby_has_a_registered_professional_decide_and_a_second_one_sign(catalogue: ShippedCatalogue) -> None:
    policy = _policy(catalogue, "derby-wellbeing")
    rules = _rules(policy)
    for rule in ("decider-is-registered", "consultee-is-another-person", "second-professional-signs"):
        assert rules[rule] == "D15"
    assert policy.second_signature.required
    assert policy.second_signature.capacity == "second-mental-health-professional"
    assert {"BACP", "UKCP", "HCPC", "NMC"} <= set(_setting(policy, "decider-is-registered", "bodies"))


@pytest.mark.rule("U30")
def test_upsu_has_the_line_manager_agree_before_anybody_is_told(catalogue: ShippedCatalogue) -> None:
    policy = _policy(catalogue, "upsu-advice")
    assert _rules(policy)["manager-agrees-first"] == "U30"
    assert (policy.second_signature.required, policy.second_signature.capacity) == (True, "line-manager")


@pytest.mark.rule("C15")
def test_cambridge_asks_for_imminent_harm_where_others_do_not(catalogue: ShippedCatalogue) -> None:
    grounds = {name: set(_setting(_policy(catalogue, name), "threshold-of-harm", "grounds")) for name in EVERY}
    imminent = {"serious-imminent-harm-self", "serious-imminent-harm-others"}
    plain = {"serious-harm-self", "serious-harm-others"}
    assert grounds["cambridge-su-advice"] == imminent | {"law-terrorism", "law-money-laundering", "law-other", "court"}
    assert grounds["portsmouth-sws"] & (imminent | plain) == plain
    assert grounds["upsu-advice"] & (imminent | plain) == plain
    assert grounds["herts-wellbeing"] >= imminent | plain
    assert grounds["derby-wellbeing"] & (imminent | plain) == set()
    assert {"conflict-of-interest"} == {g for g in grounds["upsu-advice"] if g.startswith("conflict")}


@pytest.mark.rule("C17")
def test_cambridge_asks_a_colleague_first_and_needs_no_second_signature(catalogue: ShippedCatalogue) -> None:
    policy = _policy(catalogue, "cambridge-su-advice")
    assert _rules(policy)["consultee-is-another-person"] == _rules(policy)["consulted-before-deciding"] == "C17"
    assert (policy.second_signature.required, policy.second_signature.capacity) == (False, "good-practice")


@pytest.mark.rule("C19")
@pytest.mark.parametrize("name", EVERY)
def test_the_floor_of_a_record_is_in_every_policy(catalogue: ShippedCatalogue, name: str) -> None:
    assert _rules(_policy(catalogue, name))["floor-of-every-record"] == "C19"


@pytest.mark.parametrize("name", EVERY)
def test_every_rule_has_the_id_of_a_published_one(catalogue: ShippedCatalogue, name: str) -> None:
    for use in _policy(catalogue, name).rules:
        assert RULE_ID.fullmatch(use.id)
        assert len(use.section) > 10


@pytest.mark.parametrize("name", EVERY)
def test_the_grounds_of_the_form_are_those_of_the_policy(catalogue: ShippedCatalogue, name: str) -> None:
    policy = _policy(catalogue, name)
    ground = next(item for item in catalogue.form(policy.decision_form).fields if item.id == "ground")
    assert {option.id for option in ground.options} == set(_setting(policy, "threshold-of-harm", "grounds"))


@pytest.mark.parametrize("name", EVERY)
def test_law_that_is_no_longer_in_force_is_not_cited(catalogue: ShippedCatalogue, name: str) -> None:
    policy = _policy(catalogue, name)
    texts = [policy.summary["en"], policy.source["en"], *(words["en"] for words in policy.references)]
    texts += [item.hint.get("en", "") for item in catalogue.form(policy.decision_form).fields]
    assert not [text for text in texts if DEAD_LAW.search(text)]


def test_every_rule_in_code_is_named_by_a_policy(catalogue: ShippedCatalogue) -> None:
    named = {use.name for policy in catalogue.policies() for use in policy.rules}
    assert named == set(BOOK)
