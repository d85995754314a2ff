"""The process keeps its memory to itself: tried in a process of its own, for none of it can be undone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc and Linux's prctl")
HARDENED = """
import ctypes, json, os, resource, sys
from pathlib import Path
from wellbeingdesk.machine.process import harden_process
told = harden_process()
Path(sys.argv[1]).touch()
print(json.dumps({
    "told": [told.no_core_dumps, told.not_dumpable, told.private_files],
    "core": resource.getrlimit(resource.RLIMIT_CORE),
    "dumpable": ctypes.CDLL(None).prctl(3, 0, 0, 0, 0),
    "mode": oct(os.stat(sys.argv[1]).st_mode & 0o777),
    "mounts": bool(Path("/proc/self/mounts").read_text()),
}))
"""


def _hardened(folder: Path, **settings: str) -> dict[str, object]:
    surroundings = {name: value for name, value in os.environ.items() if name != "SNAP"} | settings
    done = subprocess.run(
        [sys.executable, "-c", HARDENED, str(folder / "file")],
        env=surroundings,
        capture_output=True,
        check=True,
        timeout=60,
    )
    told: dict[str, object] = json.loads(done.stdout)
    return told


def test_no_core_dump_no_reading_by_others_and_private_files(tmp_path: Path) -> None:
    assert _hardened(tmp_path) == {
        "told": [True, True, True],
        "core": [0, 0],
        "dumpable": 0,
        "mode": "0o600",
        "mounts": True,
    }


def test_inside_snap_it_stays_dumpable_for_the_desktop_portal(tmp_path: Path) -> None:
    told = _hardened(tmp_path, SNAP="/snap/wellbeingdesk/1")
    assert told["told"] == [True, False, True]
    assert told["dumpable"] == 1
    assert told["core"] == [0, 0]
