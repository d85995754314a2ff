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


@dataclass(frozen=True, slots=True)
class Size:
    """One line of the table, in bytes; 0 where there is nothing to compare with."""

    name: str
    ours: int
    bare: int

    @property
    def ratio(self) -> float:
        """How many times as large."""
        return self.ours / self.bare if self.bare else 0.0


@dataclass(frozen=True, slots=True)
class StoreMeasure:
    """One line about a store of many notes: what a person waits for the first time and in the median after it; the
    same statements alone on the encrypted store; and in plain SQLite.

    Times are milliseconds, memory is megabytes; an aim of 0 is none.
    """

    name: str
    notes: int
    first: float
    warm: float
    bare: float
    plain_first: float
    plain_warm: float
    aim: float = 0.0
    aim_ms: float = 0.0

    @property
    def ratio(self) -> float:
        """How many times as much as plain SQLite the encrypted store takes, warm."""
        return self.bare / self.plain_warm if self.plain_warm else 0.0

    @property
    def whole(self) -> float:
        """The same for all that the program does around it: threads, checks, values."""
        return self.warm / self.plain_warm if self.plain_warm else 0.0

    @property
    def within(self) -> bool:
        """Whether the aims are met."""
        return (not self.aim or self.ratio <= self.aim) and (not self.aim_ms or self.warm <= self.aim_ms)


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


def in_turns(sides: tuple[Timed, ...], runs: int) -> tuple[float, ...]:
    """The median of each; another one begins every time."""
    taken: tuple[list[float], ...] = tuple([] for _ in sides)
    for turn in range(runs):
        for place in range(len(sides)):
            at = (turn + place) % len(sides)
            taken[at].append(sides[at]())
    return tuple(median(one) for one in taken)
