"""Single bits flipped anywhere in a closed store: every one of them must be found."""

import random
from dataclasses import dataclass
from pathlib import Path

from wellbeingdesk.domain.store_check import Fault
from wellbeingdesk.store.examination import examine_store
from wellbeingdesk.usecases.ways import DeskKeys


@dataclass(frozen=True, slots=True)
class Flipped:
    """How many bits were flipped, with how many the store still opened, and the places that nobody noticed."""

    flips: int
    opened: int
    accepted: tuple[int, ...]


def flip_bits(path: Path, keys: DeskKeys, flips: int, lot: random.Random) -> Flipped:
    """On a thread that may read a store; the file is as before at the end."""
    size, opened, accepted = path.stat().st_size, 0, []
    for place in (lot.randrange(size) for _ in range(flips)):
        before = _byte(path, place)
        _write(path, place, before ^ 1 << lot.randrange(8))
        found = examine_store(path, keys)
        opened += not found.of(Fault.CANNOT_BE_OPENED)
        if found.whole:
            accepted.append(place)
        _write(path, place, before)
    return Flipped(flips, opened, tuple(accepted))


def _byte(path: Path, place: int) -> int:
    with path.open("rb") as file:
        file.seek(place)
        return file.read(1)[0]


def _write(path: Path, place: int, value: int) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        file.write(bytes([value]))
