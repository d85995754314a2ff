"""Sixty power cuts lose nothing; the same with a weaker setting does lose notes, so the cuts are real ones."""

import random
import sys
from pathlib import Path

import pytest

from tests.torture.disk import compiled
from tests.torture.power_cuts import work_and_cut

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(sys.platform != "linux", reason="the disk is put in front of Linux's C library"),
]
CUTS = 60


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compiled(tmp_path_factory.mktemp("shim"))


def test_no_power_cut_takes_what_was_called_saved(library: Path, tmp_path: Path) -> None:
    done = work_and_cut(library, tmp_path, CUTS, random.Random(5))
    assert done.cuts == CUTS
    assert done.said > CUTS * 10
    assert (done.lost, done.unreadable, done.not_whole, done.false_alarms) == (0, 0, 0, 0)
    assert done.syncs < done.commits * 3


def test_the_weaker_setting_loses_notes_here(library: Path, tmp_path: Path) -> None:
    done = work_and_cut(library, tmp_path, 12, random.Random(6), mode="normal")
    assert done.lost > 0
    assert done.unreadable == 0
