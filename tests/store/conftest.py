"""A desk's store in a folder of its own, open."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.made_up import Desk, open_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as desk:
        yield desk
