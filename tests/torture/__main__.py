"""The same loops for as long as somebody wants; the whole bar of the store is one command.

python -m tests.torture --bar
python -m tests.torture --kills 50 --flips 50 --cuts 60 --full 200 --seed 7
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.store.full_client import add_full_client
from tests.store.made_up import KEYS, client, lanes, open_desk
from tests.torture import kills
from tests.torture.disk import compiled, run_watched
from tests.torture.flips import Flipped, flip_bits
from tests.torture.kills import Killed
from tests.torture.power_cuts import Cuts, work_and_cut

BAR = {"kills": 1000, "flips": 1000, "cuts": 1000, "full": 200}
_A_DESK = 100
"""Kills at one desk; more come at another one, so that looking through it stays quick."""
_A_SESSION = 200
"""Cuts of one session of work; more come from another one."""
_OF_THE_CONTROL = 60
"""Cuts with the weaker setting, which must lose notes: otherwise the cuts are no cuts."""

Loop = Callable[[Path, int, random.Random], Killed]
Job = Callable[[Path, random.Random], bool]


def killed(name: str, loop: Loop, count: int, folder: Path, lot: random.Random) -> bool:
    """Said, and whether nothing was wrong."""
    done = Killed(0, 0, 0, 0, 0)
    for start in range(0, count, _A_DESK):
        place = folder / str(start)
        place.mkdir()
        done += loop(place, min(_A_DESK, count - start), lot)
    print(name, done, flush=True)
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


def cut_with_less(count: int, folder: Path, lot: random.Random) -> bool:
    """The control: good is what loses notes."""
    done: Cuts = work_and_cut(compiled(folder), folder, count, lot, mode="normal")
    print("synchronous=NORMAL", done, flush=True)
    return done.lost > 0


def filled(writes: int, folder: Path, _: random.Random) -> bool:
    """A disk that is full at each of so many first writes of a save."""
    desk_folder = folder / "desk"
    desk_folder.mkdir()
    with open_desk(desk_folder, anchored=True) as desk:
        desk.do(lambda uow: uow.clients.add(client("Ash", id="ash")))
    found = json.loads(run_watched(compiled(folder), desk_folder, None, "full", str(writes)))
    print("full disk", found, flush=True)
    told = {"world.DiskFull": writes}
    return (found["told"], found["unlike"], found["saved"], found["whole"]) == (told, [], True, True)


def jobs(given: argparse.Namespace) -> list[Job]:
    """What was asked for, in order."""
    rest = given.kills // 10 + 1
    wanted: list[tuple[int, list[Job]]] = [
        (given.full, [partial(filled, given.full)]),
        (given.cuts, [partial(cut, given.cuts), partial(cut_with_less, _OF_THE_CONTROL)]),
        (given.flips, [partial(flipped, given.flips)]),
        (
            given.kills,
            [
                partial(killed, "signing", kills.kill_while_signing, given.kills),
                partial(killed, "backing up", kills.kill_while_backing_up, rest),
                partial(killed, "disposing", kills.kill_while_disposing, rest),
                partial(killed, "changing keys", kills.kill_while_rekeying, rest),
            ],
        ),
    ]
    return [job for count, some in wanted if count for job in some]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    for name in BAR:
        parser.add_argument(f"--{name}", type=int, default=0)
    parser.add_argument("--bar", action="store_true", help=f"all of it: {BAR}")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    given = parser.parse_args()
    if given.bar:
        vars(given).update(BAR)
    print("seed", given.seed, flush=True)
    good = True
    for job in jobs(given):
        with tempfile.TemporaryDirectory() as folder:
            began = time.monotonic()
            good &= job(Path(folder), random.Random(given.seed))
            print(f"  {time.monotonic() - began:.0f} s", flush=True)
    print("the bar holds" if good else "NOT GOOD", flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
