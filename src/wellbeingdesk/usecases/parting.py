"""What a desk leaves behind for others when it is locked, before its keys go: each errand by itself."""

from collections.abc import Callable, Sequence

from wellbeingdesk.domain.failures import Told
from wellbeingdesk.usecases.ports import Ports

Parting = Callable[[Ports], None]
"""Runs on a thread of no room: it hops to the store by `ports.lanes`. Raises refusals and world errors."""


def part(ports: Ports, errands: Sequence[Parting]) -> tuple[Told, ...]:
    """Run them in turn; one that fails keeps neither the others nor the lock from coming. Gives back what to tell."""
    failed: list[Told] = []
    for errand in errands:
        try:
            errand(ports)
        except Told as told:
            failed.append(told)
    return tuple(failed)
