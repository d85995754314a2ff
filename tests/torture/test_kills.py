"""Fifty kills at random moments: while signing, backing up, disposing and changing keys."""

import random
import sys
from pathlib import Path

import pytest

from tests.torture import kills
from tests.torture.kills import Killed

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a POSIX word"),
]


def _nothing_wrong(done: Killed) -> bool:
    return (done.lost, done.not_whole, done.false_alarms) == (0, 0, 0)


def test_every_note_that_was_called_saved_is_there(tmp_path: Path) -> None:
    done = kills.kill_while_signing(tmp_path, 30, random.Random(1))
    assert _nothing_wrong(done), done
    assert done.said >= 30


def test_a_backup_is_whole_or_not_there(tmp_path: Path) -> None:
    done = kills.kill_while_backing_up(tmp_path, 8, random.Random(2))
    assert _nothing_wrong(done), done


def test_a_client_is_there_or_gone_for_good(tmp_path: Path) -> None:
    done = kills.kill_while_disposing(tmp_path, 6, random.Random(3))
    assert _nothing_wrong(done), done


def test_the_store_has_the_old_keys_or_the_new_ones(tmp_path: Path) -> None:
    done = kills.kill_while_rekeying(tmp_path, 8, random.Random(4))
    assert _nothing_wrong(done), done
    assert done.said > 0
