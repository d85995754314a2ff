"""How things are compared: the same work by the program and by the bare library, taken in turns, medians told."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Timed = Callable[[], float]
"""Prepares what it needs, does the work once, and gives back the milliseconds that the work alone took."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How much is made and how often it is measured."""

    clients: int = 150
    notes_each: int = 10
    runs: int = 15
    starts: int = 5
    idle_seconds: float = 1.0


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table, in milliseconds; the names are wording keys under `bench.row`."""

    name: str
    ours_ms: float
    bare_ms: float
    runs: int

    @property
    def ratio(self) -> float:
        """How many times as long the program takes."""
        return self.ours_ms / self.bare_ms


def timed(work: Callable[[], object]) -> float:
    """The milliseconds that this took."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def side_by_side(name: str, ours: Timed, bare: Timed, runs: int) -> Measure:
    """Take both in turns, each going first every other time, so that whatever else the computer does meets both
    alike. The first of each is not counted: it fills caches.
    """
    ours(), bare()
    taken: dict[Timed, list[float]] = {ours: [], bare: []}
    for turn in range(runs):
        for side in (ours, bare) if turn % 2 else (bare, ours):
            taken[side].append(side())
    return Measure(name, median(taken[ours]), median(taken[bare]), runs)
