"""The facts of a desk, as its settings show them."""

from dataclasses import dataclass

from wellbeingdesk.domain.policy import Policy, ServiceSetup
from wellbeingdesk.domain.practitioner import Practitioner
from wellbeingdesk.usecases.papers import choice_lines
from wellbeingdesk.usecases.ports import Ports


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """Whose desk this is, under which policy, and what the service chose, as label and value."""

    practitioner: Practitioner
    setup: ServiceSetup
    policy: Policy
    choices: tuple[tuple[str, str], ...]


def desk_facts(ports: Ports) -> DeskFacts:
    """Of the open desk."""
    session = ports.session
    return DeskFacts(session.practitioner, session.setup, session.policy, choice_lines(ports))
