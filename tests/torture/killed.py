"""A process of its own, kept warm: for each line it is told, it forks one that works at a desk until it is killed.

Told `notes` or `backup` or `rekey` or `dispose`, it answers with the number of the forked process, which says what
it has done, line by line; once that process is gone it says `gone`.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.store.made_up import KEYS, OTHER_KEYS, Desk, HandClock, at, head_file, identity, lanes
from wellbeingdesk.domain.disposal import DisposalOrder
from wellbeingdesk.store.desk_store import DeskStore
from wellbeingdesk.store.rekeying import rekey_store, store_takes
from wellbeingdesk.usecases.ways import DeskKeys

CLIENT = "ash"


def say(*words: object) -> None:
    """At once, and whole: a line is shorter than what a pipe takes in one piece."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def sign_notes(desk: Desk) -> None:
    """For ever."""
    number = 0
    while True:
        number += 1
        row = desk.sign_note(CLIENT, f"river {number} " * 300, at(number % 7))
        say("saved", row.record.draft.record_id, row.record.statement_sha256)


def back_up(desk: Desk) -> None:
    """For ever, each under another name."""
    number = 0
    while True:
        number += 1
        target = desk.folder.parent / "stick" / f"{os.getpid()}-{number}.wbdbackup"
        desk.on_read(lambda target=target: desk.store.back_up(target, {"store.keys": b"x"}))  # type: ignore[misc]  # a default binds the loop's value
        say("made", target.name)


def dispose(desk: Desk) -> None:
    """Of one client after the other, until there is none."""

    def one(client_id: str) -> None:
        with desk.store.writing() as uow:
            uow.dispose_client(DisposalOrder(f"o-{client_id}", client_id, "p-ines", "retention", at()))
            uow.commit()
        desk.store.finish_disposals()

    for line in desk.client_lines("", 0, 1000):
        if line.id != CLIENT:
            desk.on_write(lambda line=line: one(line.id))  # type: ignore[misc]  # a default binds the loop's value
            say("disposed", line.id)
    say("all")
    sys.stdin.read()


def rekey(folder: Path) -> None:
    """To and fro between two sets of keys, for ever; the desk is closed meanwhile."""
    with lanes() as (writing, _):
        keys, others = KEYS, OTHER_KEYS
        if not writing.submit(store_takes, folder, KEYS).result():
            keys, others = OTHER_KEYS, KEYS
        while True:
            say("begin")
            writing.submit(rekey_store, folder, keys, others, HandClock()).result()
            say("rekeyed")
            keys, others = others, keys


def at_a_desk(folder: Path, job: Callable[[Desk], None]) -> None:
    keys: DeskKeys = replace(KEYS)
    with lanes() as (writing, reading):
        clock, anchor = HandClock(), head_file(folder)
        store = writing.submit(DeskStore.open, folder, keys, clock, anchor).result()
        job(Desk(folder, store, clock, writing, reading, anchored=True))


JOBS: dict[str, Callable[[Path], None]] = {
    "notes": lambda folder: at_a_desk(folder, sign_notes),
    "backup": lambda folder: at_a_desk(folder, back_up),
    "dispose": lambda folder: at_a_desk(folder, dispose),
    "rekey": rekey,
}


def main(folder: Path) -> None:
    identity()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            JOBS[line.strip()](folder)
            os._exit(0)
        say("pid", child)
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
