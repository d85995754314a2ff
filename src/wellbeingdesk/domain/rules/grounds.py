"""Rules about why confidentiality may be broken, what was asked of the client, and how little is told."""

from wellbeingdesk.domain.rules.facts import DecisionFacts, Settings, many

FLOOR = ("outline", "consultee_name", "purpose")
FACTORS = tuple(f"factor_{one}" for one in ("risk", "situation", "alternatives", "capacity", "sharing_effect"))


def floor_of_every_record(facts: DecisionFacts, _: Settings) -> tuple[str, str] | None:
    """Outline and reason, who was asked before, what it achieves, and to whom: the least of any record (C19)."""
    for field in FLOOR:
        if not facts.has(field) and not (field == "consultee_name" and facts.nobody_could_be_asked):
            return (field, "floor-missing")
    if facts.discloses and not facts.has("recipient_name"):
        return ("recipient_name", "floor-missing")
    return None


def five_factors_assessed(facts: DecisionFacts, _: Settings) -> tuple[str, str] | None:
    """Risk, whole situation, what else would help, capacity, and what sharing would do: five texts, no grade (P24)."""
    for field in FACTORS:
        if not facts.has(field):
            return (field, "factor-missing")
    return None


def consent_tried_or_reason(facts: DecisionFacts, _: Settings) -> tuple[str, str] | None:
    """The client is asked or told first, or the record says why not (P12, P23, D9, H5, C16)."""
    if not facts.discloses:
        return None
    if not facts.has("consent_sought"):
        return ("consent_sought", "consent-attempt-missing")
    asked = facts.text("consent_sought") in {"given", "refused"}
    if not asked and not facts.has("consent_why"):
        return ("consent_why", "consent-reason-missing")
    if facts.answers.get("discussed_before") is not True and not facts.has("discussed_why"):
        return ("discussed_why", "discussed-reason-missing")
    return None


def harm_gate_refused_or_incapable(facts: DecisionFacts, settings: Settings) -> tuple[str, str] | None:
    """A significant safety concern and protection from death or serious harm, and consent refused or no capacity
    (D14).
    """
    if not facts.without_consent or facts.text("ground") not in many(settings, "grounds"):
        return None
    if facts.answers.get("safety_concern") is not True:
        return ("safety_concern", "gate-concern")
    if facts.answers.get("protects") is not True:
        return ("protects", "gate-protects")
    sought = facts.text("consent_sought")
    incapable = sought == "lacks-capacity" and facts.text("capacity_view") == "assessed-lacks-capacity"
    return None if sought == "refused" or incapable else ("consent_sought", "gate-refused-or-incapable")


def threshold_of_harm(facts: DecisionFacts, settings: Settings) -> tuple[str, str] | None:
    """The ground is one that this policy knows (P12, D10, U25, H4, C15)."""
    ground = facts.text("ground")
    if not facts.discloses:
        return None
    if not ground:
        return ("ground", "ground-missing")
    return None if ground in many(settings, "grounds") else ("ground", "ground-not-in-policy")


def content_is_limited(facts: DecisionFacts, _: Settings) -> tuple[str, str] | None:
    """The exact words are written down and are no more than is needed (D8, D11, H7)."""
    if not facts.discloses:
        return None
    if not facts.has("content"):
        return ("content", "content-missing")
    return None if facts.answers.get("content_limited") is True else ("content_limited", "content-not-limited")


def concern_stays_inside(facts: DecisionFacts, settings: Settings) -> tuple[str, str] | None:
    """A cause for concern goes to a department or college with limited facts, never outside (D8)."""
    if not facts.discloses or facts.text("ground") not in many(settings, "grounds"):
        return None
    inside = facts.text("recipient_type") in many(settings, "recipients")
    return None if inside else ("recipient_type", "concern-goes-outside")
