"""Run in a process of its own, on a watched disk: works at a desk as told by the arguments, and says what it saved."""

import json
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.store.made_up import KEYS, OTHER_KEYS, Desk, HandClock, at, draft, head_file, lanes, send
from tests.torture.disk import Disk
from wellbeingdesk.domain.anchor import AsAnchored
from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.store import engine
from wellbeingdesk.store.ballast import Ballast
from wellbeingdesk.store.desk_store import DeskStore
from wellbeingdesk.store.rekeying import rekey_store, store_takes
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


def pull_out(desk: Desk, disk: Disk) -> dict[str, object]:
    """The stick is pulled out while the desk is open, twice saved and once read in vain, and put in again."""
    before, made = draft(_CLIENT, "before " * 5_000), draft(_CLIENT, "the text on the screen " * 5_000)
    desk.begin(before)
    disk.gone(True)
    told = [_tells(partial(desk.begin, made)), _tells(partial(desk.begin, made))]
    told.append(_tells(lambda: desk.ask(lambda views: views.draft(before.id))))
    disk.gone(False)
    afterwards = _tells(partial(desk.begin, made))
    there = {line.id for line in desk.ask(lambda views: views.drafts())}
    whole = desk.on_read(desk.store.examine_all).whole
    desk.reopen()
    return {
        "told": told,
        "afterwards": afterwards,
        "there": there == {before.id, made.id},
        "whole": whole,
        "standing": str(desk.store.standing),
    }


def sort(desk: Desk, where: str) -> None:
    """Twenty megabytes, more than the cache holds."""
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"

    def run() -> None:
        with desk.store._reader.connect() as connection:
            if where == "file":
                send(connection, "PRAGMA temp_store=FILE")
            send(
                connection,
                f"{numbers} SELECT max(x) FROM (SELECT hex(randomblob(500)) AS x FROM n ORDER BY x LIMIT -1)",
            )

    desk.on_read(run)


def _tells(job: Callable[[], object]) -> str:
    """The code of what is told, empty where it goes well."""
    try:
        job()
    except WorldError as error:
        return error.code
    return ""


def rekey_at_each_write(folder: Path, disk: Disk, most: int, step: int) -> dict[str, object]:
    """A disk that is full from the n-th write of a change of keys on; then with room, to begin again from there."""
    told: Counter[str] = Counter()
    wrong: list[int] = []
    keys, others = KEYS, OTHER_KEYS
    with lanes() as (writing, reading):
        for number in range(0, most, step):
            change = partial(rekey_store, folder, keys, others, HandClock())
            disk.full_after(number)
            told[_tells(lambda change=change: writing.submit(change).result()) or "done"] += 1  # type: ignore[misc]  # a default binds the loop's value
            disk.full_after(-1)
            takes = [one for one in (keys, others) if writing.submit(store_takes, folder, one).result()]
            if len(takes) != 1:
                return {"told": told, "opens with": len(takes), "at": number}
            if takes == [others]:
                keys, others = others, keys
            store = writing.submit(DeskStore.open, folder, keys, HandClock(), head_file(folder, keys)).result()
            whole = reading.submit(store.examine_all).result().whole
            if not whole or not isinstance(store.standing, AsAnchored):
                wrong.append(number)
            writing.submit(store.close).result()
    return {"told": told, "wrong": wrong}


def main(folder: Path, what: str, *numbers: str) -> None:
    disk = Disk()
    if what == "rekey":
        print(json.dumps(rekey_at_each_write(folder, disk, *map(int, numbers))))
        return
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
            _work_at(desk, disk, what, numbers)
        finally:
            disk.full_after(-1)
            disk.room(-1)
            disk.gone(False)
            writing.submit(desk.store.close).result()


def _work_at(desk: Desk, disk: Disk, what: str, numbers: tuple[str, ...]) -> None:
    match what:
        case "sort":
            sort(desk, *numbers)
        case "ballast":
            print(json.dumps(fill_and_free(desk, disk)))
        case "pull-out":
            print(json.dumps(pull_out(desk, disk)))
        case "full":
            print(json.dumps(fill_at_each_write(desk, disk, int(numbers[0]))))
        case _:
            work(desk, disk, *map(int, numbers))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
