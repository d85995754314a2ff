"""Each rule of a decision, with one case that obeys and one that breaks it."""

import pytest

from wellbeingdesk.domain.form import Answers, Value
from wellbeingdesk.domain.policy import Policy, RuleUse, SecondSignature
from wellbeingdesk.domain.practitioner import Practitioner, Registration
from wellbeingdesk.domain.record import Signatory
from wellbeingdesk.domain.rules.book import BOOK, findings_under
from wellbeingdesk.domain.rules.facts import DecisionFacts, Settings

ME = Practitioner("me", "Alex Morgan", "Counsellor", Registration("BACP", "1"))
OTHER = Signatory(Practitioner("b", "Blake Rivers", "Lead", Registration("HCPC", "2")), "desk-b", "root-b")
POLICY = Policy("x", 1, {}, {}, {}, "f", SecondSignature(False, "c", {}), (), ())
TELLS: dict[str, Value] = {"decision": "disclose"}
WITHOUT: dict[str, Value] = {**TELLS, "consent_sought": "refused"}
GATE: dict[str, Value] = {**WITHOUT, "ground": "death-or-serious-harm", "safety_concern": True, "protects": True}
ALONE: dict[str, Value] = {"consulted": "nobody-could-be-reached", "not_consulted_why": "Rang all three"}
INSIDE: Settings = {"grounds": ("cause-for-concern",), "recipients": ("university-department",)}
HARM: Settings = {"grounds": ("death-or-serious-harm",)}
FACTORS = ("risk", "situation", "alternatives", "capacity", "sharing_effect")
FIVE: dict[str, Value] = {f"factor_{one}": "words" for one in FACTORS}
FLOOR: dict[str, Value] = {"outline": "o", "consultee_name": "Blake Rivers", "purpose": "p", "recipient_name": "GP"}

CASES: list[tuple[str, str, Answers, Settings, str | None]] = [
    ("C19", "floor-of-every-record", {**FLOOR, **TELLS}, {}, None),
    ("C19", "floor-of-every-record", {**FLOOR, **TELLS, "recipient_name": " "}, {}, "floor-missing"),
    ("C19", "floor-of-every-record", {**FLOOR, "decision": "do-not-disclose", "recipient_name": None}, {}, None),
    ("C19", "floor-of-every-record", {**FLOOR, "consultee_name": ""}, {}, "floor-missing"),
    ("C17", "consultee-is-another-person", {"consultee_name": "Blake Rivers"}, {}, None),
    ("C17", "consultee-is-another-person", {"consultee_name": "alex  MORGAN"}, {}, "consultee-is-author"),
    ("C17", "consultee-is-another-person", {}, {}, "consultee-missing"),
    ("C17", "consultee-is-another-person", ALONE, {}, None),
    ("C17", "consultee-is-another-person", {**ALONE, "not_consulted_why": " "}, {}, "consultee-missing"),
    ("C19", "floor-of-every-record", {**FLOOR, **TELLS, **ALONE, "consultee_name": None}, {}, None),
    ("C19", "consulted-before-deciding", ALONE, {}, None),
    (
        "D8",
        "concern-stays-inside",
        {**TELLS, "ground": "cause-for-concern", "recipient_type": "university-department"},
        INSIDE,
        None,
    ),
    (
        "D8",
        "concern-stays-inside",
        {**TELLS, "ground": "cause-for-concern", "recipient_type": "family"},
        INSIDE,
        "concern-goes-outside",
    ),
    ("D8", "concern-stays-inside", {**TELLS, "ground": "health-crisis", "recipient_type": "family"}, INSIDE, None),
    (
        "C19",
        "consulted-before-deciding",
        {"consulted_at": "2026-11-21T10:00", "event_at": "2026-11-21T10:00"},
        {},
        None,
    ),
    (
        "C19",
        "consulted-before-deciding",
        {"consulted_at": "2026-11-21T10:01", "event_at": "2026-11-21T10:00"},
        {},
        "consulted-too-late",
    ),
    ("C19", "consulted-before-deciding", {}, {}, "consulted-when-missing"),
    ("D15", "decider-is-registered", WITHOUT, {"bodies": ("BACP", "HCPC")}, None),
    ("D15", "decider-is-registered", WITHOUT, {"bodies": ("NMC",)}, "decider-body-not-listed"),
    ("D15", "decider-is-registered", {**TELLS, "consent_sought": "given"}, {"bodies": ("NMC",)}, None),
    ("P24", "five-factors-assessed", FIVE, {}, None),
    ("P24", "five-factors-assessed", {**FIVE, "factor_capacity": None}, {}, "factor-missing"),
    ("P24", "qualified-practitioner-decides", {"decider_qualification": "Accredited"}, {}, None),
    ("P24", "qualified-practitioner-decides", {}, {}, "qualification-missing"),
    ("P12", "consent-tried-or-reason", {**WITHOUT, "discussed_before": True}, {}, None),
    ("P12", "consent-tried-or-reason", WITHOUT, {}, "discussed-reason-missing"),
    ("P23", "consent-tried-or-reason", TELLS, {}, "consent-attempt-missing"),
    ("P23", "consent-tried-or-reason", {**TELLS, "consent_sought": "unsafe-to-ask"}, {}, "consent-reason-missing"),
    ("P23", "consent-tried-or-reason", {"decision": "do-not-disclose"}, {}, None),
    ("D14", "harm-gate-refused-or-incapable", GATE, HARM, None),
    ("D14", "harm-gate-refused-or-incapable", {**GATE, "safety_concern": False}, HARM, "gate-concern"),
    ("D14", "harm-gate-refused-or-incapable", {**GATE, "protects": None}, HARM, "gate-protects"),
    (
        "D14",
        "harm-gate-refused-or-incapable",
        {**GATE, "consent_sought": "could-not-be-asked"},
        HARM,
        "gate-refused-or-incapable",
    ),
    (
        "D14",
        "harm-gate-refused-or-incapable",
        {**GATE, "consent_sought": "lacks-capacity", "capacity_view": "presumed-has-capacity"},
        HARM,
        "gate-refused-or-incapable",
    ),
    (
        "D14",
        "harm-gate-refused-or-incapable",
        {**GATE, "consent_sought": "lacks-capacity", "capacity_view": "assessed-lacks-capacity"},
        HARM,
        None,
    ),
    ("C15", "threshold-of-harm", {**TELLS, "ground": "death-or-serious-harm"}, HARM, None),
    ("C15", "threshold-of-harm", {**TELLS, "ground": "serious-harm-self"}, HARM, "ground-not-in-policy"),
    ("C15", "threshold-of-harm", TELLS, HARM, "ground-missing"),
    ("D11", "content-is-limited", {**TELLS, "content": "Only this", "content_limited": True}, {}, None),
    ("D11", "content-is-limited", {**TELLS, "content": "Only this"}, {}, "content-not-limited"),
    ("D11", "content-is-limited", TELLS, {}, "content-missing"),
    ("H13", "decider-is-who-the-service-chose", {"decider_role": "head-of-service"}, {}, None),
    ("H13", "decider-is-who-the-service-chose", {"decider_role": "counsellor"}, {}, "decider-not-as-chosen"),
    ("H13", "decider-is-who-the-service-chose", {}, {}, "decider-role-missing"),
]


@pytest.mark.parametrize(
    ("name", "answers", "settings", "code"),
    [pytest.param(*case, marks=pytest.mark.rule(rule)) for rule, *case in CASES],
)
def test_rule(name: str, answers: Answers, settings: Settings, code: str | None) -> None:
    facts = DecisionFacts(answers, ME, OTHER, POLICY, {"decider": "head-of-service"})
    fault = BOOK[name](facts, settings)
    assert (fault[1] if fault else None) == code


@pytest.mark.rule("D15")
@pytest.mark.rule("U30")
@pytest.mark.parametrize("name", ["second-professional-signs", "manager-agrees-first"])
def test_a_second_signatory_is_named_where_the_policy_demands_one(name: str) -> None:
    rule = BOOK[name]
    asked: dict[str, Value] = {**WITHOUT, "consultee_name": "Blake Rivers"}
    assert rule(DecisionFacts(asked, ME, None, POLICY, {}), {}) is not None
    assert rule(DecisionFacts(asked, ME, OTHER, POLICY, {}), {}) is None
    assert rule(DecisionFacts({**asked, **ALONE}, ME, None, POLICY, {}), {}) is None
    assert rule(DecisionFacts({"decision": "do-not-disclose"}, ME, None, POLICY, {}), {}) is None


@pytest.mark.rule("D15")
def test_the_second_professional_is_the_one_who_was_consulted() -> None:
    asked: dict[str, Value] = {**WITHOUT, "consultee_name": "Somebody Else"}
    found = BOOK["second-professional-signs"](DecisionFacts(asked, ME, OTHER, POLICY, {}), {})
    assert found == ("second_signer", "second-was-not-consulted")


@pytest.mark.rule("D15")
@pytest.mark.parametrize(("body", "known"), [("MBACP (Accred)", True), ("bacp", True), ("Chess Club", False)])
def test_a_register_is_known_however_it_is_written(body: str, known: bool) -> None:
    person = Practitioner("n", "Casey Field", "Adviser", Registration(body, "7"))
    facts = DecisionFacts(WITHOUT, person, OTHER, POLICY, {})
    assert (BOOK["decider-is-registered"](facts, {"bodies": ("BACP",)}) is None) is known


@pytest.mark.rule("D15")
def test_nobody_without_a_registration_decides_to_share_without_consent() -> None:
    nobody = Practitioner("n", "Casey Field", "Adviser", Registration("", ""))
    assert BOOK["decider-is-registered"](DecisionFacts(WITHOUT, nobody, OTHER, POLICY, {}), {}) == (
        "decision",
        "decider-not-registered",
    )


def test_every_rule_has_a_case_that_obeys_and_one_that_breaks() -> None:
    seen = {(name, code is None) for _, name, _, _, code in CASES}
    seen |= {(name, good) for name in ("second-professional-signs", "manager-agrees-first") for good in (True, False)}
    assert {(name, good) for name in BOOK for good in (True, False)} <= seen


def test_findings_name_the_policys_own_section() -> None:
    policy = Policy(
        "x",
        1,
        {},
        {},
        {},
        "f",
        SecondSignature(False, "c", {}),
        (RuleUse("content-is-limited", "D11", "Section 4"),),
        (),
    )
    (finding,) = findings_under(DecisionFacts(TELLS, ME, OTHER, policy, {}))
    assert (finding.rule, finding.section, finding.field) == ("D11", "Section 4", "content")
