"""kill -9 in the middle of whatever somebody was doing: what was called saved is there, and half a thing never is."""

import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

from tests.store.made_up import KEYS, OTHER_KEYS, Desk, HandClock, client, head_file, lanes, open_desk
from tests.torture.disk import ROOT
from wellbeingdesk.domain.anchor import AsAnchored
from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.store import backup
from wellbeingdesk.store.desk_store import DeskStore
from wellbeingdesk.store.disposal_register import Register
from wellbeingdesk.store.rekeying import store_takes


class Worker:
    """The warm process, which forks one that works and one that can be killed."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.killed", str(folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        self._heard = b""

    def work_and_kill(self, job: str, lines: int, seconds: float) -> list[list[str]]:
        """Let it say so many lines and then work on for a moment; gives back every line that it said."""
        self._write(job)
        (_, pid) = self._line()
        said = [self._line() for _ in range(lines)]
        said += self._lines_within(seconds)
        os.kill(int(pid), signal.SIGKILL)
        while (line := self._line()) != ["gone"]:
            said.append(line)
        return said

    def close(self) -> None:
        """No more work."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait(30)

    def _write(self, text: str) -> None:
        if self._process.stdin is None:
            raise RuntimeError("no way in")
        self._process.stdin.write(text.encode() + b"\n")

    def _line(self) -> list[str]:
        while b"\n" not in self._heard:
            self._hear()
        line, _, self._heard = self._heard.partition(b"\n")
        return line.decode().split()

    def _lines_within(self, seconds: float) -> Iterator[list[str]]:
        until = time.monotonic() + seconds
        out = self._process.stdout
        if out is None:
            raise AssertionError("it was started with a pipe")
        while (left := until - time.monotonic()) > 0:
            if select.select([out], [], [], left)[0]:
                self._hear()
            while b"\n" in self._heard:
                yield self._line()

    def _hear(self) -> None:
        if self._process.stdout is None:
            raise RuntimeError("no way out")
        heard = os.read(self._process.stdout.fileno(), 65536)
        if not heard:
            raise AssertionError("the process that was to be killed ended by itself")
        self._heard += heard


@contextmanager
def worker_at(folder: Path, clients: int = 0) -> Iterator[Worker]:
    """A store with one client to write notes about, and more to dispose of."""
    folder.mkdir()
    with open_desk(folder, anchored=True) as desk:
        desk.do(lambda uow: uow.clients.add(client("Ash", id="ash")))
        for number in range(clients):
            desk.sign_note(desk.add_client(f"Client {number}").id, "by the river " * 40)
    worker = Worker(folder)
    try:
        yield worker
    finally:
        worker.close()


@contextmanager
def desk_at(folder: Path, keys: object = KEYS) -> Iterator[Desk]:
    with lanes() as (writing, reading):
        clock, anchor = HandClock(), head_file(folder, keys)  # type: ignore[arg-type]  # one of the two sets
        store = writing.submit(DeskStore.open, folder, keys, clock, anchor).result()  # type: ignore[arg-type]  # as above
        desk = Desk(folder, store, clock, writing, reading, anchored=True)
        try:
            yield desk
        finally:
            writing.submit(desk.store.close).result()


@dataclass(frozen=True, slots=True)
class Killed:
    """How often, what had been called saved by then, and what was wrong afterwards."""

    kills: int
    said: int
    lost: int
    not_whole: int
    false_alarms: int

    def __add__(self, other: "Killed") -> "Killed":
        """Of two desks together."""
        return Killed(*(one + another for one, another in zip(astuple(self), astuple(other), strict=True)))


def kill_while_signing(folder: Path, kills: int, lot: random.Random) -> Killed:
    """The store is looked through after every kill; the log is left as the kill left it until then."""
    known: dict[str, str] = {}
    lost = not_whole = false_alarms = 0
    with worker_at(folder / "desk") as worker:
        for _ in range(kills):
            said = worker.work_and_kill("notes", lot.randrange(1, 4), lot.random() * 0.02)
            known |= {record_id: digest for _, record_id, digest in said}
            with desk_at(folder / "desk") as desk:
                there = dict(desk.sql("SELECT id, statement_sha256 FROM sealed_record"))
                lost += sum(there.get(record_id) != digest for record_id, digest in known.items())
                not_whole += not desk.on_read(desk.store.examine_all).whole
                false_alarms += not isinstance(desk.store.standing, AsAnchored)
    return Killed(kills, len(known), lost, not_whole, false_alarms)


def kill_while_backing_up(folder: Path, kills: int, lot: random.Random) -> Killed:
    """Whatever bears the name of a backup is one."""
    stick = folder / "stick"
    stick.mkdir()
    said: set[str] = set()
    not_whole = 0
    with worker_at(folder / "desk", clients=3) as worker:
        for _ in range(kills):
            made = worker.work_and_kill("backup", lot.randrange(2), lot.random() * 0.2)
            said |= {name for _, name in made}
            for path in stick.glob("*" + backup.SUFFIX):
                try:
                    backup.verify_backup(path, KEYS, folder)
                except WorldError:
                    not_whole += 1
                if path.name not in said:
                    path.unlink()
        lost = sum(not (stick / name).exists() for name in said)
        with desk_at(folder / "desk") as desk:
            not_whole += not desk.on_read(desk.store.examine_all).whole
            not_whole += any((desk.folder / name).exists() for name in backup.HALF_MADE)
    return Killed(kills, len(said), lost, not_whole, 0)


def kill_while_disposing(folder: Path, kills: int, lot: random.Random) -> Killed:
    """A client is there with everything or gone with everything, and an order that was carried out is known."""
    gone: set[str] = set()
    lost = not_whole = false_alarms = 0
    with worker_at(folder / "desk", clients=kills * 6) as worker:
        for _ in range(kills):
            said = worker.work_and_kill("dispose", lot.randrange(2), lot.random() * 0.1)
            gone |= {words[1] for words in said if words[0] == "disposed"}
            with desk_at(folder / "desk") as desk:
                clients = {row[0] for row in desk.sql("SELECT id FROM client")}
                notes = desk.sql("SELECT count(*) FROM sealed_record")[0][0]
                lost += len(gone & clients) + (notes != len(clients) - 1)
                registered = Register(desk.folder, KEYS.anchor, desk.store.desk_id).read() or ()
                lost += len(gone - {order.client_id for order in registered})
                not_whole += not desk.on_read(desk.store.examine_all).whole
                false_alarms += bool(desk.store.came_back) + (not isinstance(desk.store.standing, AsAnchored))
    return Killed(kills, len(gone), lost, not_whole, false_alarms)


def kill_while_rekeying(folder: Path, kills: int, lot: random.Random) -> Killed:
    """The store opens with exactly one of the two sets of keys, and what is sealed beside it goes with that one."""
    rekeyed = lost = not_whole = false_alarms = 0
    with worker_at(folder / "desk", clients=6) as worker, lanes() as (writing, _):
        for _ in range(kills):
            said = worker.work_and_kill("rekey", lot.randrange(1, 3), lot.random() * 0.03)
            rekeyed += sum(words == ["rekeyed"] for words in said)
            takes = [keys for keys in (KEYS, OTHER_KEYS) if writing.submit(store_takes, folder / "desk", keys).result()]
            if len(takes) != 1:
                lost += 1
                continue
            with desk_at(folder / "desk", takes[0]) as desk:
                lost += desk.sql("SELECT count(*) FROM sealed_record") != [(6,)]
                not_whole += not desk.on_read(desk.store.examine_all).whole
                false_alarms += not isinstance(desk.store.standing, AsAnchored)
    return Killed(kills, rekeyed, lost, not_whole, false_alarms)
