"""Three hundred bits flipped in a small store that holds one of everything: the check finds each of them."""

import random
from pathlib import Path

import pytest

from tests.store.full_client import add_full_client
from tests.store.made_up import KEYS, lanes, open_desk
from tests.torture.flips import flip_bits

pytestmark = pytest.mark.torture
FLIPS = 300


def test_no_flipped_bit_is_accepted(tmp_path: Path) -> None:
    with open_desk(tmp_path) as desk:
        add_full_client(desk, "z")
    path = tmp_path / "store.db"
    whole = path.read_bytes()
    with lanes() as (_, reading):
        done = reading.submit(flip_bits, path, KEYS, FLIPS, random.Random(11)).result()
    assert (done.flips, done.accepted) == (FLIPS, ())
    assert FLIPS // 3 < done.opened < FLIPS
    assert path.read_bytes() == whole
