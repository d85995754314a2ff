"""What a rule about a decision may look at, and small questions that several rules ask."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from wellbeingdesk.domain.form import Answers, Finding, answered
from wellbeingdesk.domain.policy import Policy, RuleUse, Setting
from wellbeingdesk.domain.practitioner import Practitioner, Registration
from wellbeingdesk.domain.record import Signatory


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A decision before it is signed: its answers, who signs, and what the service chose."""

    answers: Answers
    author: Practitioner
    second_signer: Signatory | None
    policy: Policy
    choices: Answers

    def text(self, field: str) -> str:
        """An answer as stripped text, empty when there is none."""
        value = self.answers.get(field)
        return value.strip() if isinstance(value, str) else ""

    def has(self, field: str) -> bool:
        """Whether the field is answered."""
        return answered(self.answers.get(field))

    @property
    def discloses(self) -> bool:
        """Whether the decision is to tell somebody; a decision not to is a record too."""
        return self.text("decision") == "disclose"

    def moment(self, field: str) -> datetime | None:
        """An answer as a wall-clock moment, None where there is none that can be read."""
        try:
            return datetime.fromisoformat(self.text(field))
        except ValueError:
            return None

    @property
    def nobody_could_be_asked(self) -> bool:
        """An emergency in which the record says that nobody could be reached, and why."""
        return self.text("consulted") == "nobody-could-be-reached" and self.has("not_consulted_why")

    @property
    def without_consent(self) -> bool:
        """Whether it discloses without the client's consent."""
        return self.discloses and self.text("consent_sought") != "given"

    @property
    def registration(self) -> Registration:
        """The author's registration."""
        return self.author.registration


Settings = Mapping[str, Setting]
Rule = Callable[[DecisionFacts, Settings], tuple[str, str] | None]
"""A rule gives back the field it concerns and a finding code, or None when it is obeyed."""


def finding_of(use: RuleUse, rule: Rule, facts: DecisionFacts) -> Finding | None:
    """The finding of one rule of a policy, with the rule's id and the policy's own section."""
    fault = rule(facts, use.settings)
    return None if fault is None else Finding(fault[0], fault[1], rule=use.id, section=use.section)


def many(settings: Settings, key: str) -> tuple[str, ...]:
    """A setting that is a list of ids."""
    value = settings.get(key, ())
    return value if isinstance(value, tuple) else ()
