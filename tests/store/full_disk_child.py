"""Run by test_full_disk.py in a process of its own, whose files may not grow beyond what the first argument names."""

import json
import resource
import sys
from pathlib import Path

from tests.store.made_up import KEYS, Desk, HandClock, draft, lanes, make_store
from wellbeingdesk.domain.worldly import DiskFull
from wellbeingdesk.store.desk_store import DeskStore

ROOM = 1_200_000


def limit(size: int) -> None:
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))


def fill(desk: Desk) -> dict[str, object]:
    """Save until there is no room; say what was acknowledged and what is there then."""
    ash = desk.add_client("Ash")
    acknowledged: list[str] = []
    limit(ROOM)
    told = ""
    for _ in range(200):
        made = draft(ash.id, "river " * 4000)
        try:
            desk.begin(made)
        except DiskFull as full:
            told = full.code
            break
        acknowledged.append(made.id)
    there = {line.id for line in desk.ask(lambda views: views.drafts())}
    return {"told": told, "acknowledged": len(acknowledged), "same": there == set(acknowledged)}


def go_on(desk: Desk) -> dict[str, object]:
    """With room again, everything works as before."""
    limit(resource.RLIM_INFINITY)
    count = len(desk.ask(lambda views: views.drafts()))
    desk.add_client("Kim")
    desk.on_write(desk.store.examine)
    return {"after": count, "broken_at": desk.on_read(desk.store.verify_audit).broken_at}


def main(folder: Path) -> dict[str, object]:
    (folder / "small").mkdir()
    with lanes() as (writing, reading):
        limit(100_000)
        try:
            writing.submit(make_store, folder / "small").result()
            made = "made"
        except DiskFull as full:
            made = full.code
        limit(resource.RLIM_INFINITY)
        desk = Desk(folder, writing.submit(make_store, folder).result(), HandClock(), writing, reading)
        found = fill(desk)
        writing.submit(desk.store.close).result()
        desk.store = writing.submit(DeskStore.open, folder, KEYS, desk.clock).result()
        found |= {"reopened": len(desk.ask(lambda views: views.drafts()))}
        found |= go_on(desk)
        writing.submit(desk.store.close).result()
    return {"made": made, "left": [path.name for path in (folder / "small").iterdir()], **found}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
