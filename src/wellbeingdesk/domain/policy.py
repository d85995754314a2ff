"""A service's policy as data: which rules apply with which numbers, and what is left open for the service."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from wellbeingdesk.domain.form import Answers, Field, Finding, Words, check_field, shown

Setting = str | int | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleUse:
    """A rule that this policy applies: its name in `domain/rules`, the seed rule's id, and the policy's own section."""

    name: str
    id: str
    section: str
    settings: Mapping[str, Setting] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SecondSignature:
    """Whether the policy demands a second signature and in what capacity the second person signs."""

    required: bool
    capacity: str
    words: Words


OUR_CAPACITIES = frozenset(
    {"good-practice", "line-manager", "second-mental-health-professional", "second-practitioner"}
)
"""Capacities of our own policies, which have words; a service's own policy may name another."""


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of one service's policy. Ids of forms name the newest released version unless a record says
    otherwise.
    """

    id: str
    version: int
    service: Words
    summary: Words
    source: Words
    decision_form: str
    second_signature: SecondSignature
    rules: tuple[RuleUse, ...]
    open_points: tuple[Field, ...]
    references: tuple[Words, ...] = ()
    client_named_to_second: bool = True
    """False where the second signatory is briefed without learning who the client is (U31)."""
    kept_on_servers: bool = False
    """True where records are to be kept on the service's own servers (H9)."""

    def missing_choices(self, choices: Answers) -> tuple[Finding, ...]:
        """What the service has still to choose (H13): every open point, none filled in by the program."""
        return tuple(
            finding
            for point in self.open_points
            if shown(point, choices)
            and (finding := check_field(replace(point, required=True), choices.get(point.id))) is not None
        )


@dataclass(frozen=True, slots=True)
class ServiceSetup:
    """What makes every desk of a service alike: the policy, what the service chose, its name and logo."""

    policy_id: str
    policy_version: int
    policy_sha256: str
    service_name: str
    choices: Answers
    logo_png: bytes = b""
    pack_number: int = 0
    pack_signer: str = ""
