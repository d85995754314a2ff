"""A real window on a real encrypted store, and a person who sits before it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers.desks import weak_house
from wellbeingdesk.app.looks import load_look
from wellbeingdesk.gui.theme import Theme


@pytest.fixture(scope="session")
def worn(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Theme:
    """The program's own look, from its real resources."""
    return Theme(load_look(weak_house(tmp_path_factory.mktemp("look"))))


@pytest.fixture
def theme(worn: Theme, qapp: QApplication) -> Iterator[Theme]:
    """The light look at 100 %, whatever the test before did."""
    worn.apply(qapp, "light")
    yield worn
    worn.apply(qapp, "light")
