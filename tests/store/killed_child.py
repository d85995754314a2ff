"""Run by test_killed.py: signs notes for ever and says each id once it is committed, until somebody kills it."""

import sys
from pathlib import Path

from tests.store.made_up import KEYS, Desk, HandClock, at, lanes
from wellbeingdesk.store.desk_store import DeskStore


def main(folder: Path, client_id: str) -> None:
    with lanes() as (writing, reading):
        store = writing.submit(DeskStore.open, folder, KEYS, HandClock()).result()
        desk = Desk(folder, store, HandClock(), writing, reading)
        number = 0
        while True:
            number += 1
            row = desk.add_note(client_id, f"river {number} " * 300, at(number % 7))
            print(row.record.draft.record_id, row.record.statement_sha256, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
