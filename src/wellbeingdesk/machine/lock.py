"""One process per desk: a lock that the system drops when its holder dies, with a note inside of who holds it."""

import errno
import json
import os
import platform
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from wellbeingdesk.domain.times import Instant
from wellbeingdesk.domain.worldly import StoreInUse
from wellbeingdesk.machine.reasons import writing_failed

LOCK_NAME = "store.lock"
_MOST_BYTES = 1024
_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK}
_BEYOND_THE_NOTE = 1 << 30
"""Windows locks bytes rather than files: one far behind the note, so that others can still read the note."""


class DeskLock:
    """Held from before the store is opened until after it is closed; also a context manager."""

    def __init__(self, folder: Path, since: Instant) -> None:
        self._path = folder / LOCK_NAME
        self._note = {"host": platform.node()[:80], "pid": os.getpid(), "since": since.iso()}
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds it."""
        return self._descriptor is not None

    def take(self) -> None:
        """Raises StoreInUse (process, host, since) where anybody holds it, also this process; CannotWrite, DiskFull."""
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as error:
            raise writing_failed(error) from error
        try:
            self._lock_and_sign(descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    def release(self) -> None:
        """Let go. The file stays: removing it would let two processes lock two files of one name."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        try:
            os.ftruncate(descriptor, 0)
        finally:
            os.close(descriptor)

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.release()

    def _lock_and_sign(self, descriptor: int) -> None:
        try:
            _lock(descriptor)
        except OSError as error:
            if error.errno in _TAKEN:
                raise _in_use(descriptor) from error
            raise writing_failed(error) from error
        try:
            os.ftruncate(descriptor, 0)
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, json.dumps(self._note, sort_keys=True).encode())
        except OSError as error:
            raise writing_failed(error) from error


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _BEYOND_THE_NOTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        # Not lockf: that one is per process, and closing any other descriptor of the file drops it.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _in_use(descriptor: int) -> StoreInUse:
    """Whoever holds it may not have signed yet, or be no program of ours: then the facts are 0 and empty."""
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        untrusted = json.loads(os.read(descriptor, _MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        untrusted = None
    note = untrusted if isinstance(untrusted, dict) else {}
    process = note.get("pid")
    return StoreInUse(
        process=process if isinstance(process, int) and not isinstance(process, bool) else 0,
        host=_line(note.get("host")),
        since=_line(note.get("since")),
    )


def _line(untrusted: object) -> str:
    return untrusted[:80] if isinstance(untrusted, str) and untrusted.isprintable() else ""
