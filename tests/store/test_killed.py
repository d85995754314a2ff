"""A process killed in the middle of writing loses nothing that it said was saved."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.made_up import Desk, open_desk

ROOT = Path(__file__).resolve().parents[2]
KILLS = 5


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a POSIX word")
def test_every_acknowledged_note_survives_kill_9(tmp_path: Path) -> None:
    acknowledged: dict[str, str] = {}
    with open_desk(tmp_path) as desk:
        ash = desk.add_client()
        for _ in range(KILLS):
            desk.on_write(desk.store.close)
            acknowledged |= _until_killed(tmp_path, ash.id, random.randrange(1, 15))
            desk.reopen()
            _demand_whole(desk, acknowledged)
    assert len(acknowledged) >= KILLS


def _until_killed(folder: Path, client_id: str, lines: int) -> dict[str, str]:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.store.killed_child", str(folder), client_id],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    with child, child.stdout as said:
        told = [said.readline() for _ in range(lines)]
        os.kill(child.pid, signal.SIGKILL)
        told += said.readlines()
    pairs = [line.split() for line in told if line.endswith("\n")]
    return dict(pair for pair in pairs if len(pair) == 2)


def _demand_whole(desk: Desk, acknowledged: dict[str, str]) -> None:
    desk.on_write(desk.store.examine)
    assert desk.on_read(desk.store.verify_audit).broken_at == 0
    for record_id, digest in acknowledged.items():
        assert desk.record(record_id).record.statement_sha256 == digest
    (count,) = desk.sql("SELECT count(*) FROM sealed_record")[0]
    assert count - len(acknowledged) in range(KILLS + 1)
    assert len(desk.ask(lambda views: views.search("river", "", 0, 1000))) == count
