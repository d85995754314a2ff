"""Each shipped policy can be satisfied on its own form, and says so when it is not: rules, fields and options agree."""

from __future__ import annotations

from typing import Any

import pytest

from wellbeingdesk.catalogue.shipped import ShippedCatalogue
from wellbeingdesk.domain.form import Value, check
from wellbeingdesk.domain.policy import Policy
from wellbeingdesk.domain.practitioner import Practitioner, Registration
from wellbeingdesk.domain.record import Signatory
from wellbeingdesk.domain.rules.book import findings_under
from wellbeingdesk.domain.rules.facts import DecisionFacts

AUTHOR = Practitioner("p1", "Ama Mensah", "Counsellor", Registration("BACP", "123456"))
SECOND = Signatory(Practitioner("p2", "Rhys Pugh", "Counsellor", Registration("BACP", "654321")), "desk-2", "ab" * 32)

ANSWERS: dict[str, Value] = {
    "outline": "Rowan told me on the phone that they had bought tablets.",
    "consent_sought": "refused",
    "consent_why": "They said: not my mother.",
    "discussed_before": True,
    "capacity_view": "assessed-has-capacity",
    "capacity_why": "They could say back what I had told them.",
    "options_considered": "To ring together.",
    "purpose": "Somebody is with them tonight.",
    "consulted": "asked",
    "consultee_name": "Rhys Pugh",
    "consultee_role": "Counsellor",
    "consulted_at": "2026-11-05T10:05",
    "consultee_view": "Agreed.",
    "decision": "disclose",
    "decision_why": "Tonight matters most.",
    "event_at": "2026-11-05T10:20",
    "recipient_type": "statutory-services",
    "recipient_name": "Crisis team",
    "why_recipient": "They can come tonight.",
    "content": "Rowan has tablets and said when they mean to take them.",
    "content_limited": True,
    "channel": "phone",
    "told_after": "told",
    "actions": "Ring Rowan at nine.",
    "actions_owner": "Rhys Pugh",
}
OWN: dict[str, dict[str, Value]] = {
    "portsmouth-sws": {
        "ground": "serious-harm-self",
        "factor_risk": "An overdose tonight.",
        "factor_situation": "Alone in a flat.",
        "factor_alternatives": "Their friend is away.",
        "factor_capacity": "Clear throughout.",
        "factor_sharing_effect": "Safer, and they may be angry.",
        "decider_qualification": "MA in counselling",
    },
    "derby-wellbeing": {
        "ground": "death-or-serious-harm",
        "safety_concern": True,
        "protects": True,
        "harm_why": "Tablets in the house.",
    },
    "upsu-advice": {
        "ground": "serious-harm-self",
        "why_breach": "Tonight cannot wait.",
        "decider_name": "Rhys Pugh",
        "decider_role": "line-manager",
    },
    "herts-wellbeing": {
        "ground": "serious-imminent-harm-self",
        "decider_name": "Ama Mensah",
        "decider_role": "practitioner",
    },
    "cambridge-su-advice": {"ground": "serious-imminent-harm-self"},
}
CHOICES: dict[str, Value] = {"decider": "practitioner"}


def _facts(policy: Policy, **changed: Any) -> DecisionFacts:
    second = changed.pop("second", SECOND)
    author = changed.pop("author", AUTHOR)
    return DecisionFacts({**ANSWERS, **OWN[policy.id], **changed}, author, second, policy, CHOICES)


@pytest.mark.parametrize("name", sorted(OWN))
def test_a_whole_decision_satisfies_form_and_policy(catalogue: ShippedCatalogue, name: str) -> None:
    policy = catalogue.policy(name, 1)
    form = catalogue.form(policy.decision_form)
    facts = _facts(policy)
    assert check(form, facts.answers) == ()
    assert findings_under(facts) == ()


@pytest.mark.parametrize("name", sorted(OWN))
def test_every_finding_of_a_rule_stands_beside_a_question_of_the_form(catalogue: ShippedCatalogue, name: str) -> None:
    policy = catalogue.policy(name, 1)
    fields = {item.id for item in catalogue.form(policy.decision_form).fields} | {"second_signer"}
    bare = Practitioner("p1", "Ama Mensah", "Counsellor", Registration("", ""))
    empty = DecisionFacts({"decision": "disclose", "ground": OWN[name]["ground"]}, bare, None, policy, {})
    found = findings_under(empty)
    assert {finding.field for finding in found} <= fields
    assert len(found) >= 4


@pytest.mark.parametrize(
    ("name", "changed", "field", "rule"),
    [
        pytest.param("derby-wellbeing", {"consent_sought": "could-not-be-asked"}, "consent_sought", "D14"),
        pytest.param("derby-wellbeing", {"protects": False}, "protects", "D14"),
        pytest.param("derby-wellbeing", {"consultee_name": "Ama Mensah"}, "consultee_name", "D15"),
        pytest.param("derby-wellbeing", {"second": None}, "second_signer", "D15"),
        pytest.param("derby-wellbeing", {"content_limited": False}, "content_limited", "D11"),
        pytest.param("upsu-advice", {"second": None}, "second_signer", "U30"),
        pytest.param("upsu-advice", {"ground": "child-at-risk"}, "ground", "U25"),
        pytest.param("portsmouth-sws", {"decider_qualification": ""}, "decider_qualification", "P24"),
        pytest.param("portsmouth-sws", {"factor_capacity": ""}, "factor_capacity", "P24"),
        pytest.param("herts-wellbeing", {"decider_role": "dean-of-students"}, "decider_role", "H13"),
        pytest.param("cambridge-su-advice", {"ground": "serious-harm-self"}, "ground", "C15"),
        pytest.param("cambridge-su-advice", {"consulted_at": "2026-11-05T11:00"}, "consulted_at", "C17"),
    ],
)
def test_each_policy_refuses_what_it_does_not_allow(
    catalogue: ShippedCatalogue, name: str, changed: dict[str, Any], field: str, rule: str
) -> None:
    found = findings_under(_facts(catalogue.policy(name, 1), **changed))
    assert [(finding.field, finding.rule) for finding in found] == [(field, rule)]


def test_a_register_counts_by_its_short_and_its_full_name(catalogue: ShippedCatalogue) -> None:
    policy = catalogue.policy("derby-wellbeing", 1)
    for body in ("bacp", "British Association for Counselling & Psychotherapy", "Nursing and Midwifery Council"):
        author = Practitioner("p1", "Ama Mensah", "Counsellor", Registration(body, "1"))
        found = {finding.code for finding in findings_under(_facts(policy, author=author))}
        assert not found, body
    unknown = Practitioner("p1", "Ama Mensah", "Counsellor", Registration("Society of Friends of Tea", "1"))
    assert {finding.code for finding in findings_under(_facts(policy, author=unknown))} == {"decider-body-not-listed"}
