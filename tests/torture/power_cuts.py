"""Power cuts while somebody works: nothing that was called saved may be gone, whenever it happens."""

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.store.made_up import KEYS, Desk, HandClock, client, head_file, lanes, open_desk
from tests.torture.disk import run_watched
from tests.torture.replay import Event, cut_power, read_log
from wellbeingdesk.domain.anchor import AsAnchored
from wellbeingdesk.domain.worldly import StoreDamaged
from wellbeingdesk.store.desk_store import DeskStore


@dataclass(frozen=True, slots=True)
class Cuts:
    """How many cuts, how many notes had been called saved before them, and what was wrong afterwards."""

    cuts: int
    said: int
    lost: int
    unreadable: int
    not_whole: int
    false_alarms: int
    syncs: int
    commits: int


def work_and_cut(
    library: Path, folder: Path, cuts: int, lot: random.Random, *, mode: str = "full", notes: int = 60, pages: int = 2
) -> Cuts:
    """One session of work, cut at so many random moments. `mode` is synchronous=FULL or, as the control, NORMAL."""
    desk_folder, after = folder / "desk", folder / "after"
    desk_folder.mkdir()
    with open_desk(desk_folder, anchored=True) as desk:
        desk.do(lambda uow: uow.clients.add(client("Ash", id="ash")))
    before = {path.name: path.read_bytes() for path in desk_folder.iterdir()}
    run_watched(library, desk_folder, folder / "log", f"work-{mode}", str(notes), str(pages))
    events = read_log(folder / "log")
    marks = [place for place, event in enumerate(events) if event.what == "M"]
    counted = [0, 0, 0, 0, 0]
    for _ in range(cuts):
        shutil.rmtree(after, ignore_errors=True)
        after.mkdir()
        said = cut_power(before, events, lot.randint(marks[0] + 1, len(events)), after, lot)
        for place, number in enumerate((len(said), *_judge(after, said))):
            counted[place] += number
    said_before, lost, unreadable, not_whole, alarms = counted
    return Cuts(cuts, said_before, lost, unreadable, not_whole, alarms, _syncs(events), len(marks))


def _syncs(events: list[Event]) -> int:
    return sum(event.what in "SD" for event in events)


def _judge(folder: Path, said: list[str]) -> tuple[int, int, int, int]:
    """Notes lost, and whether it was unreadable, not whole, or told as rolled back."""
    with lanes() as (writing, reading):
        clock = HandClock()
        try:
            store = writing.submit(DeskStore.open, folder, KEYS, clock, head_file(folder)).result()
        except StoreDamaged:
            return len(said), 1, 1, 0
        desk = Desk(folder, store, clock, writing, reading, anchored=True)
        there = dict(desk.sql("SELECT id, statement_sha256 FROM sealed_record"))
        lost = sum(there.get(record_id) != digest for record_id, digest in map(str.split, said))
        whole = desk.on_read(desk.store.examine_all).whole
        false_alarm = not lost and not isinstance(desk.store.standing, AsAnchored)
        desk.on_write(desk.store.close)
        return lost, 0, int(not whole), int(false_alarm)
