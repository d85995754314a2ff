"""Rules about who decides, who is consulted and who signs as second."""

import unicodedata

from wellbeingdesk.domain.rules.facts import DecisionFacts, Settings, many


def consultee_is_another_person(facts: DecisionFacts, _: Settings) -> tuple[str, str] | None:
    """Somebody else is asked for advice, never oneself (C17, D15, U30)."""
    consultee = facts.text("consultee_name")
    if not consultee:
        return ("consultee_name", "consultee-missing")
    if _folded(consultee) == _folded(facts.author.name):
        return ("consultee_name", "consultee-is-author")
    return None


def consulted_before_deciding(facts: DecisionFacts, _: Settings) -> tuple[str, str] | None:
    """The advice was asked before the decision, not after it (C19 ii, D15, U30)."""
    asked, decided = facts.text("consulted_at"), facts.text("event_at")
    if not asked:
        return ("consulted_at", "consulted-when-missing")
    return ("consulted_at", "consulted-too-late") if decided and asked > decided else None


def decider_is_registered(facts: DecisionFacts, settings: Settings) -> tuple[str, str] | None:
    """Only a professional on a listed register decides to share without consent (D15)."""
    if not facts.without_consent:
        return None
    if not facts.registration.given:
        return ("decision", "decider-not-registered")
    bodies = {_folded(body) for body in many(settings, "bodies")}
    known = not bodies or _folded(facts.registration.body) in bodies
    return None if known else ("decision", "decider-body-not-listed")


def second_professional_signs(facts: DecisionFacts, _: Settings) -> tuple[str, str] | None:
    """A second professional is named to countersign what is shared without consent (D15)."""
    if not facts.without_consent or facts.second_signer is not None:
        return None
    return ("second_signer", "second-professional-missing")


def manager_agrees_first(facts: DecisionFacts, _: Settings) -> tuple[str, str] | None:
    """No adviser decides alone: the line manager is named to agree before anything is disclosed (U30)."""
    if not facts.discloses or facts.second_signer is not None:
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


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())
