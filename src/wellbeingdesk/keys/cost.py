"""What guessing a passphrase costs: the numbers of Argon2id, their bounds, and how they are chosen on this machine."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

MIB = 1024
SLOWEST_SECONDS = 1.5
"""An unlock that takes longer than this teaches people to leave the desk unlocked."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Argon2id's memory in KiB, passes over it, and lanes."""

    memory_kib: int
    passes: int
    lanes: int

    @property
    def allowed(self) -> bool:
        """Whether it lies between the floor (OWASP: 19 MiB, 2 passes) and what would exhaust the machine."""
        return (
            FLOOR.memory_kib <= self.memory_kib <= CEILING.memory_kib
            and FLOOR.passes <= self.passes <= CEILING.passes
            and FLOOR.lanes <= self.lanes <= CEILING.lanes
        )


FLOOR = Cost(19 * MIB, 2, 1)
CEILING = Cost(2048 * MIB, 20, 16)
WANTED = (Cost(256 * MIB, 3, 4), Cost(128 * MIB, 3, 4), Cost(64 * MIB, 3, 4))


def stretch(secret: bytes, salt: bytes, cost: Cost, context: bytes, device: bytes | None = None) -> bytes:
    """Argon2id to 32 bytes, bound to its context and, where given, to a device's secret.

    Raises MemoryError where the machine cannot give that much.
    """
    kdf = Argon2id(
        salt=salt,
        length=32,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
        ad=context,
        secret=device,
    )
    return kdf.derive(secret)


def dearer(cost: Cost) -> Cost:
    """For what is typed once in years: as much memory, four times the passes."""
    return replace(cost, passes=min(cost.passes * 4, CEILING.passes))


def seconds_for(cost: Cost) -> float:
    """How long this machine takes for one derivation. Raises MemoryError."""
    started = time.perf_counter()
    stretch(b"a trial passphrase", bytes(16), cost, b"trial")
    return time.perf_counter() - started


def choose_cost(seconds: Callable[[Cost], float] = seconds_for) -> Cost:
    """The dearest of the wanted costs that this machine gives within the time; the last one in any case."""
    for cost in WANTED[:-1]:
        try:
            if seconds(cost) <= SLOWEST_SECONDS:
                return cost
        except MemoryError:
            continue
    return WANTED[-1]
