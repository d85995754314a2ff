"""Rules about who decides, who is consulted and who signs as second."""

from wellbeingdesk.domain.practitioner import same_name
from wellbeingdesk.domain.rules.facts import DecisionFacts, Settings, many

LEAST_ABBREVIATION = 3


def consultee_is_another_person(facts: DecisionFacts, _: Settings) -> tuple[str, str] | None:
    """Somebody else is asked for advice, never oneself (C17, D15, U30)."""
    consultee = facts.text("consultee_name")
    if facts.nobody_could_be_asked:
        return None
    if not consultee:
        return ("consultee_name", "consultee-missing")
    if same_name(consultee, facts.author.name):
        return ("consultee_name", "consultee-is-author")
    return None


def consulted_before_deciding(facts: DecisionFacts, _: Settings) -> tuple[str, str] | None:
    """The advice was asked before the decision, not after it (C19 ii, D15, U30)."""
    if facts.nobody_could_be_asked:
        return None
    asked, decided = facts.moment("consulted_at"), facts.moment("event_at")
    if asked is None:
        return ("consulted_at", "consulted-when-missing")
    return ("consulted_at", "consulted-too-late") if decided is not None and asked > decided else None


def decider_is_registered(facts: DecisionFacts, settings: Settings) -> tuple[str, str] | None:
    """Only a professional on a listed register decides to share without consent (D15)."""
    if not facts.without_consent:
        return None
    if not facts.registration.given:
        return ("decision", "decider-not-registered")
    bodies, body = many(settings, "bodies"), facts.registration.body
    known = not bodies or any(same_name(one, body) or _names(body, one) for one in bodies)
    return None if known else ("decision", "decider-body-not-listed")


def second_professional_signs(facts: DecisionFacts, _: Settings) -> tuple[str, str] | None:
    """A second professional is named to countersign what is shared without consent (D15)."""
    if not facts.without_consent or facts.nobody_could_be_asked:
        return None
    if facts.second_signer is None:
        return ("second_signer", "second-professional-missing")
    asked = facts.text("consultee_name")
    if not asked or same_name(asked, facts.author.name):
        # Another rule says so; one finding is enough.
        return None
    return (
        None
        if same_name(asked, facts.second_signer.practitioner.name)
        else ("second_signer", "second-was-not-consulted")
    )


def manager_agrees_first(facts: DecisionFacts, _: Settings) -> tuple[str, str] | None:
    """No adviser decides alone: the line manager is named to agree before anything is disclosed (U30)."""
    if not facts.discloses or facts.second_signer is not None or facts.nobody_could_be_asked:
        return None
    return ("second_signer", "manager-missing")


def qualified_practitioner_decides(facts: DecisionFacts, _: Settings) -> tuple[str, str] | None:
    """Whoever decides says by what qualification or training (P24)."""
    return None if facts.has("decider_qualification") else ("decider_qualification", "qualification-missing")


def decider_is_who_the_service_chose(facts: DecisionFacts, _: Settings) -> tuple[str, str] | None:
    """Where a policy names no decider, the role the service chose at set-up decides (H13)."""
    chosen = facts.choices.get("decider")
    if not facts.has("decider_role"):
        return ("decider_role", "decider-role-missing")
    return None if facts.answers.get("decider_role") == chosen else ("decider_role", "decider-not-as-chosen")


def _names(body: str, listed: str) -> bool:
    """Whether a body as typed holds a listed abbreviation: `MBACP (Accred)` names BACP."""
    return listed.isupper() and len(listed) >= LEAST_ABBREVIATION and listed in body.upper()
