"""What a guess costs is measured on the machine, and is less only where the machine is."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.keys.desk_of_keys import A
from wellbeingdesk.keys.cost import CEILING, FLOOR, WANTED, Cost, choose_cost, seconds_for


def test_the_wanted_costs_are_those_of_the_measurements() -> None:
    assert [(cost.memory_kib // 1024, cost.passes, cost.lanes) for cost in WANTED] == [
        (256, 3, 4),
        (128, 3, 4),
        (64, 3, 4),
    ]
    assert all(cost.allowed for cost in (*WANTED, FLOOR, CEILING))


@pytest.mark.parametrize(("seconds", "expected"), [(0.5, 256), (1.5, 256), (1.6, 128), (3.1, 64), (60.0, 64)])
def test_too_slow_a_machine_gets_half_and_never_less_than_64(seconds: float, expected: int) -> None:
    chosen = choose_cost(lambda cost: seconds * cost.memory_kib / WANTED[0].memory_kib)
    assert chosen.memory_kib == expected * 1024


def test_too_little_memory_gets_half() -> None:
    def seconds(cost: Cost) -> float:
        if cost.memory_kib > 128 * 1024:
            raise MemoryError
        return 0.1

    assert choose_cost(seconds) == WANTED[1]


def test_the_measurement_is_a_real_derivation() -> None:
    assert 0.001 < seconds_for(FLOOR) < 60


UNDER_A_LIMIT = """
import resource, sys
from pathlib import Path
from wellbeingdesk.keys.vault import FolderVault
pages = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
limit = pages + 200 * 1024 * 1024
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
made = FolderVault(Path(sys.argv[1]), "desk-1").create("seven quiet herons")
assert FolderVault(Path(sys.argv[1]), "desk-1").unlock("seven quiet herons") == made
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the limit on address space is Linux's")
def test_a_machine_with_little_memory_still_makes_and_opens_a_desk(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", UNDER_A_LIMIT, str(tmp_path)], check=True, timeout=120)
    slot = json.loads((tmp_path / A).read_bytes().split(b"\n")[0])["slots"][0]
    assert slot["memory_kib"] in {64 * 1024, 128 * 1024}
    assert (slot["passes"], slot["lanes"]) == (3, 4)
