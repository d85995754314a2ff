"""One process per desk."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wellbeingdesk.domain.times import Instant, instant_from_utc
from wellbeingdesk.domain.worldly import CannotWrite, StoreInUse
from wellbeingdesk.machine.lock import DeskLock

SINCE: Instant = instant_from_utc(datetime(2026, 11, 21, 14, 0, tzinfo=UTC), "Europe/London")
HOLDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from wellbeingdesk.domain.times import instant_from_utc
from wellbeingdesk.machine.lock import DeskLock
DeskLock(Path(sys.argv[1]), instant_from_utc(datetime(2026, 11, 21, 9, 30, tzinfo=UTC), "Europe/London")).take()
print("held", flush=True)
sys.stdin.read()
"""


def _holder(folder: Path) -> subprocess.Popen[bytes]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    return holder


def test_another_process_is_refused_and_told_who_holds_it(tmp_path: Path) -> None:
    with _holder(tmp_path) as holder:
        lock = DeskLock(tmp_path, SINCE)
        with pytest.raises(StoreInUse) as told:
            lock.take()
        assert not lock.held
        assert told.value.facts["process"] == holder.pid
        assert told.value.facts["host"] == os.uname().nodename
        assert told.value.facts["since"] == "2026-11-21T09:30:00.000Z"
        holder.send_signal(signal.SIGKILL)
        holder.wait(20)
    # A crash frees it at once; what the dead one wrote inside means nothing.
    with DeskLock(tmp_path, SINCE) as lock:
        assert lock.held


def test_the_same_process_is_refused_too(tmp_path: Path) -> None:
    with DeskLock(tmp_path, SINCE) as first:
        with pytest.raises(StoreInUse) as told:
            DeskLock(tmp_path, SINCE).take()
        assert told.value.facts["process"] == os.getpid()
        with pytest.raises(StoreInUse):
            first.take()
        assert first.held
    with DeskLock(tmp_path, SINCE) as again:
        assert again.held


def test_reading_the_lock_file_does_not_drop_it(tmp_path: Path) -> None:
    with DeskLock(tmp_path, SINCE):
        assert b'"pid"' in (tmp_path / "store.lock").read_bytes()
        with pytest.raises(StoreInUse):
            DeskLock(tmp_path, SINCE).take()


def test_it_survives_an_exchange_of_the_note_for_rubbish(tmp_path: Path) -> None:
    for rubbish in (b"", b"\xff\xfe", b"[]", b'{"pid":"1","host":["x"],"since":"a\\nb"}', b"[" * 5000):
        with DeskLock(tmp_path, SINCE):
            (tmp_path / "store.lock").write_bytes(rubbish)
            with pytest.raises(StoreInUse) as told:
                DeskLock(tmp_path, SINCE).take()
            assert told.value.facts == {"process": 0, "host": "", "since": ""}


def test_two_desks_in_one_process_do_not_disturb_each_other(tmp_path: Path) -> None:
    one, two = tmp_path / "1", tmp_path / "2"
    one.mkdir()
    two.mkdir()
    with DeskLock(one, SINCE) as first, DeskLock(two, SINCE) as second:
        assert first.held
        assert second.held


def test_released_twice_is_released(tmp_path: Path) -> None:
    lock = DeskLock(tmp_path, SINCE)
    lock.take()
    lock.release()
    lock.release()
    assert not lock.held
    assert (tmp_path / "store.lock").read_bytes() == b""


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as told:
        DeskLock(tmp_path / "gone", SINCE).take()
    assert told.value.facts == {"reason": "no-folder"}


def test_a_program_started_meanwhile_does_not_inherit_it(tmp_path: Path) -> None:
    with DeskLock(tmp_path, SINCE):
        child = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)
    try:
        DeskLock(tmp_path, SINCE).take()
    finally:
        child.communicate(timeout=20)
