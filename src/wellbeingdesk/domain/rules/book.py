"""The book of rules by the names that policy files use, and what a decision still lacks under a policy."""

from wellbeingdesk.domain.form import Finding
from wellbeingdesk.domain.rules import deciding, grounds
from wellbeingdesk.domain.rules.facts import DecisionFacts, Rule, finding_of

BOOK: dict[str, Rule] = {
    "floor-of-every-record": grounds.floor_of_every_record,
    "consultee-is-another-person": deciding.consultee_is_another_person,
    "consulted-before-deciding": deciding.consulted_before_deciding,
    "decider-is-registered": deciding.decider_is_registered,
    "second-professional-signs": deciding.second_professional_signs,
    "manager-agrees-first": deciding.manager_agrees_first,
    "five-factors-assessed": grounds.five_factors_assessed,
    "qualified-practitioner-decides": deciding.qualified_practitioner_decides,
    "consent-tried-or-reason": grounds.consent_tried_or_reason,
    "harm-gate-refused-or-incapable": grounds.harm_gate_refused_or_incapable,
    "threshold-of-harm": grounds.threshold_of_harm,
    "content-is-limited": grounds.content_is_limited,
    "concern-stays-inside": grounds.concern_stays_inside,
    "decider-is-who-the-service-chose": deciding.decider_is_who_the_service_chose,
}


def findings_under(facts: DecisionFacts) -> tuple[Finding, ...]:
    """Everything the policy's rules miss, in the policy's own order, one finding a rule."""
    return tuple(
        finding for use in facts.policy.rules if (finding := finding_of(use, BOOK[use.name], facts)) is not None
    )
