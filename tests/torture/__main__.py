"""The same loops for as long as somebody wants.

python -m tests.torture --kills 1000 --flips 1000 --cuts 1000
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.store.full_client import add_full_client
from tests.store.made_up import KEYS, lanes, open_desk
from tests.torture import kills
from tests.torture.disk import compiled
from tests.torture.flips import Flipped, flip_bits
from tests.torture.kills import Killed
from tests.torture.power_cuts import Cuts, work_and_cut

_A_SESSION = 200
"""Cuts of one session of work; more come from another one."""


Job = Callable[[Path, int, random.Random], Killed]


def killed(job: Job, count: int, folder: Path, lot: random.Random) -> bool:
    """Said, and whether nothing was wrong."""
    done = job(folder, count, lot)
    print(done, flush=True)
    return (done.lost, done.not_whole, done.false_alarms) == (0, 0, 0)


def flipped(count: int, folder: Path, lot: random.Random) -> bool:
    with open_desk(folder) as desk:
        for letter in "zk":
            add_full_client(desk, letter)
    with lanes() as (_, reading):
        done: Flipped = reading.submit(flip_bits, folder / "store.db", KEYS, count, lot).result()
    print(done, flush=True)
    return not done.accepted


def cut(count: int, folder: Path, lot: random.Random) -> bool:
    good = True
    for start in range(0, count, _A_SESSION):
        session = folder / str(start)
        session.mkdir()
        done: Cuts = work_and_cut(compiled(folder), session, min(_A_SESSION, count - start), lot)
        print(done, flush=True)
        good &= (done.lost, done.unreadable, done.not_whole, done.false_alarms) == (0, 0, 0, 0)
    return good


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture")
    for name in ("kills", "flips", "cuts"):
        parser.add_argument(f"--{name}", type=int, default=0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    given = parser.parse_args()
    print("seed", given.seed, flush=True)
    jobs: list[Callable[[Path, random.Random], bool]] = []
    if given.kills:
        jobs += [
            partial(killed, kills.kill_while_signing, given.kills),
            partial(killed, kills.kill_while_backing_up, given.kills // 10 + 1),
            partial(killed, kills.kill_while_disposing, given.kills // 10 + 1),
            partial(killed, kills.kill_while_rekeying, given.kills // 10 + 1),
        ]
    jobs += [partial(flipped, given.flips)] if given.flips else []
    jobs += [partial(cut, given.cuts)] if given.cuts else []
    good = True
    for job in jobs:
        with tempfile.TemporaryDirectory() as folder:
            good &= job(Path(folder), random.Random(given.seed))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
