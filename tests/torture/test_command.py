"""The bar by one command: it says what it found and ends with 1 where something was lost."""

import random
import sys
from pathlib import Path

import pytest

from tests.torture import __main__ as command
from tests.torture.kills import Killed

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(sys.platform != "linux", reason="the disk is put in front of Linux's C library"),
]


def test_each_loop_runs_and_the_control_loses_notes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    small = "--kills 1 --flips 2 --cuts 2 --full 3 --seed 11"
    monkeypatch.setattr(sys, "argv", ["torture", *small.split()])
    assert command.main() == 0
    said = capsys.readouterr().out
    for part in ("seed 11", "full disk", "Cuts(", "synchronous=NORMAL", "Flipped(", "signing", "changing keys"):
        assert part in said
    assert said.endswith("the bar holds\n")


def test_one_lost_note_is_not_good(tmp_path: Path) -> None:
    def loop(_folder: Path, kills: int, _lot: random.Random) -> Killed:
        return Killed(kills, 5, int(kills < 100), 0, 0)

    assert not command.killed("signing", loop, 150, tmp_path, random.Random(1))


def test_the_bar_is_what_was_asked_for() -> None:
    assert command.BAR == {"kills": 1000, "flips": 1000, "cuts": 1000, "full": 200}
