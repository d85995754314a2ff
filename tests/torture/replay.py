"""What is left of a folder after the power goes: all that was synced, and of the rest what chance has it."""

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
_HEAD = struct.Struct("<cQqQ")


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the disk's log: O opened, C created, W written, S synced, D folder synced, T cut, U removed,
    R renamed, M something said.
    """

    what: str
    inode: int
    at: int
    content: bytes


def read_log(log: Path) -> list[Event]:
    """In the order in which it happened."""
    raw, events, place = log.read_bytes(), [], 0
    while place < len(raw):
        what, inode, at, length = _HEAD.unpack_from(raw, place)
        place += _HEAD.size
        events.append(Event(what.decode(), inode, at, raw[place : place + length]))
        place += length
    return events


@dataclass(slots=True)
class _File:
    durable: bytearray
    waiting: list[Event] = field(default_factory=list)

    def sync(self) -> None:
        for event in self.waiting:
            _apply(self.durable, event.what, event.at, event.content)
        self.waiting.clear()

    def after_a_cut(self, lot: random.Random) -> bytes:
        """Each sector that was not synced is there or not; a length that was not synced likewise."""
        content, chance = bytearray(self.durable), lot.choice((0.0, 0.3, 0.7, 1.0))
        for event in self.waiting:
            if event.what == "T":
                if lot.random() < chance:
                    _apply(content, "T", event.at, b"")
                continue
            for start in range(0, len(event.content), SECTOR):
                if lot.random() < chance:
                    _apply(content, "W", event.at + start, event.content[start : start + SECTOR])
        return bytes(content)


def _apply(content: bytearray, what: str, at: int, written: bytes) -> None:
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    if what == "T":
        del content[at:]
    else:
        content[at : at + len(written)] = written


class Replay:
    """The disk as a log tells it, begun with what lay in the folder before."""

    def __init__(self, before: dict[str, bytes]) -> None:
        self._before = before
        self._files: dict[int, _File] = {}
        self._names: dict[str, int] = {}
        self._waiting_names: list[Event] = []
        self.said: list[str] = []

    def run(self, events: list[Event]) -> None:
        """Everything up to the cut."""
        for event in events:
            getattr(self, f"_{event.what.lower()}")(event)

    def left(self, lot: random.Random) -> Iterator[tuple[str, bytes]]:
        """Names and contents. Changes of names reach the disk in their order, some of the last ones perhaps not."""
        names = dict(self._names)
        for event in self._waiting_names[: lot.randint(0, len(self._waiting_names))]:
            _rename(names, event)
        for name, inode in names.items():
            if not name.endswith("-shm"):  # it lies in memory
                yield name, self._files[inode].after_a_cut(lot)

    def _o(self, event: Event) -> None:
        name = event.content.decode()
        if event.inode not in self._files:
            self._files[event.inode] = _File(bytearray(self._before.get(name, b"")))
            self._names.setdefault(name, event.inode)

    def _c(self, event: Event) -> None:
        self._files[event.inode] = _File(bytearray())
        self._waiting_names.append(event)

    def _w(self, event: Event) -> None:
        self._files[event.inode].waiting.append(event)

    _t = _w

    def _s(self, event: Event) -> None:
        self._files[event.inode].sync()

    def _d(self, _: Event) -> None:
        for event in self._waiting_names:
            _rename(self._names, event)
        self._waiting_names.clear()

    def _u(self, event: Event) -> None:
        self._waiting_names.append(event)

    _r = _u

    def _m(self, event: Event) -> None:
        self.said.append(event.content.decode())


def _rename(names: dict[str, int], event: Event) -> None:
    name = event.content.decode()
    if event.what == "C":
        names[name] = event.inode
    elif event.what == "U":
        names.pop(name, None)
    else:
        old, new = name.split("/")
        if old in names:
            names[new] = names.pop(old)


def cut_power(before: dict[str, bytes], events: list[Event], at: int, folder: Path, lot: random.Random) -> list[str]:
    """Put the folder as it is when the power goes after so many events; gives back what was said before."""
    replay = Replay(before)
    replay.run(events[:at])
    for name, content in replay.left(lot):
        (folder / name).write_bytes(content)
    return replay.said
