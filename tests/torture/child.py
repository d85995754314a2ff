"""Run in a process of its own, on a watched disk: works at a desk as told by the arguments, and says what it saved."""

import json
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.store.made_up import KEYS, Desk, HandClock, at, draft, head_file, lanes
from tests.torture.disk import Disk
from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.store import engine
from wellbeingdesk.store.ballast import Ballast
from wellbeingdesk.store.desk_store import DeskStore
from wellbeingdesk.usecases.rows import UnitOfWork, Views

_CLIENT = "ash"
SMALL_BALLAST = 2 * 1024 * 1024


def work(desk: Desk, disk: Disk, notes: int, pages: int) -> None:
    """Sign notes of about so many pages, save a draft now and then, lock and unlock once; mark what is saved."""
    begun = draft(_CLIENT, "begun")
    desk.begin(begun)
    for number in range(notes):
        row = desk.sign_note(_CLIENT, f"river {number} " * (300 * pages), at(number % 7))
        disk.mark(f"{row.record.draft.record_id} {row.record.statement_sha256}")
        if number % 5 == 0:
            desk.do(lambda uow: uow.drafts.save(uow.drafts.get(begun.id)), audited=False)
        if number == notes // 2:
            desk.reopen()


def fill_at_each_write(desk: Desk, disk: Disk, most: int) -> dict[str, object]:
    """A disk that is full from the n-th write of a save on, for each n; and what is there afterwards."""
    told: Counter[str] = Counter()
    unlike: list[int] = []
    known: set[str] = set()
    for number in range(most):
        made = draft(_CLIENT, f"river {number} " * 45_000)
        disk.full_after(number)
        failure = _tells(partial(desk.begin, made))
        disk.full_after(-1)
        told[failure or "saved"] += 1
        known |= set() if failure else {made.id}
        if _texts(desk) != known:
            unlike.append(number)
        while known:  # keeps the store small
            desk.do(partial(_remove, known.pop()))
        if number % 20 == 0:
            desk.reopen()
    row = desk.sign_note(_CLIENT, "there is room again")
    saved = desk.record(row.record.draft.record_id) == row
    whole = desk.on_read(desk.store.examine_all).whole
    return {"told": told, "unlike": unlike, "saved": saved, "whole": whole, "standing": str(desk.store.standing)}


def _texts(desk: Desk) -> set[str]:
    """Ids of the drafts that are there, each read as a whole."""
    found = [line.id for line in desk.ask(lambda views: views.drafts())]
    return {made_id for made_id in found if len(str(desk.ask(partial(_draft, made_id)).answers["narrative"])) > 30_000}


def _draft(made_id: str, views: Views) -> Draft:
    return views.draft(made_id)


def _remove(made_id: str, uow: UnitOfWork) -> None:
    uow.drafts.remove(made_id)


def fill_and_free(desk: Desk, disk: Disk) -> dict[str, object]:
    """Save until the disk is full; nothing helps from inside, then the ballast does."""
    ballast = Ballast(desk.folder, SMALL_BALLAST)
    ballast.refill()
    disk.room(600_000)
    made = [draft(_CLIENT, "river " * 20_000) for _ in range(50)]
    saved = [one.id for one in made if not _tells(partial(desk.begin, one))]
    removing = _tells(lambda: desk.do(partial(_remove, saved[0])))
    there = [line.id for line in desk.ask(lambda views: views.drafts())]
    freed = ballast.free()
    afterwards = _tells(lambda: desk.begin(draft(_CLIENT, "the text on the screen " * 20_000)))
    refilling = _tells(ballast.refill)
    left = sorted(path.name for path in desk.folder.iterdir() if "ballast" in path.name)
    disk.room(-1)
    return {
        "saved": len(saved),
        "removing": removing,
        "same": set(there) == set(saved),
        "freed": freed,
        "afterwards": afterwards,
        "refilling": refilling,
        "left": left,
        "again": ballast.refill(),
    }


def _tells(job: Callable[[], object]) -> str:
    """The code of what is told, empty where it goes well."""
    try:
        job()
    except WorldError as error:
        return error.code
    return ""


def main(folder: Path, what: str, *numbers: str) -> None:
    disk = Disk()
    if what == "work-normal":
        engine._SETTINGS = tuple(
            (name, "NORMAL", 1) if name == "synchronous" else (name, value, reply)
            for name, value, reply in engine._SETTINGS
        )
    with lanes() as (writing, reading):
        clock, anchor = HandClock(), head_file(folder)
        store = writing.submit(DeskStore.open, folder, KEYS, clock, anchor).result()
        desk = Desk(folder, store, clock, writing, reading, anchored=True)
        try:
            if what.startswith("work"):
                work(desk, disk, *map(int, numbers))
            elif what == "ballast":
                print(json.dumps(fill_and_free(desk, disk)))
            else:
                print(json.dumps(fill_at_each_write(desk, disk, int(numbers[0]))))
        finally:
            disk.full_after(-1)
            disk.room(-1)
            writing.submit(desk.store.close).result()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
