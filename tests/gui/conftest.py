"""The look of the window from the real resources, and a desk's kit on threads of its own."""

from __future__ import annotations

import tomllib
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication

from wellbeingdesk.catalogue.wording import Wording, read_sentences
from wellbeingdesk.gui.asking import Asking
from wellbeingdesk.gui.changes import Changes
from wellbeingdesk.gui.context import Pages
from wellbeingdesk.gui.look import Look
from wellbeingdesk.gui.runner import Runner
from wellbeingdesk.gui.shown_desk import ShownDesk
from wellbeingdesk.gui.telling import Telling
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.usecases.ports import Ports

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
NO_PORTS = cast("Ports", object())
"""For use-cases of a test that ask nothing of the world."""


@dataclass(frozen=True)
class Threads:
    """As app makes them, one thread each."""

    store: Executor
    reader: Executor
    long: Executor
    bench: Executor


@pytest.fixture(scope="session")
def look() -> Look:
    """What app hands to the window."""
    known: dict[str, object] = {}
    for path in sorted((RESOURCES / "wording" / "en").glob("*.toml")):
        known.update(read_sentences(path.read_bytes(), known))  # type: ignore[arg-type]  # sentences, by construction
    wording = Wording(known)  # type: ignore[arg-type]  # as above
    return Look(
        words=lambda key, **facts: wording.say(key, facts),
        fonts=tuple(path.read_bytes() for path in sorted((RESOURCES / "fonts").glob("Inter-*.ttf"))),
        icons={path.stem: path.read_bytes() for path in (RESOURCES / "icons").glob("*.svg")},
        tokens={path.stem: tomllib.loads(path.read_text()) for path in (RESOURCES / "theme").glob("*.toml")},
    )


@pytest.fixture(scope="session")
def dressed(look: Look, qapp: QApplication) -> Theme:
    theme = Theme(look)
    theme.apply(qapp, "light")
    return theme


@pytest.fixture
def theme(dressed: Theme, qapp: QApplication) -> Iterator[Theme]:
    """The light theme at 100 %; a test that changes it leaves it as it was."""
    yield dressed
    if (dressed.in_force, dressed.text_scale) != ("light", 1.0):
        dressed.apply(qapp, "light")


@pytest.fixture
def telling(theme: Theme) -> Telling:
    return Telling(theme)


@pytest.fixture
def asking(theme: Theme) -> Asking:
    """Answers come from a queue; a question nobody expected fails the test."""
    return Asking(theme, deque())


@pytest.fixture
def threads() -> Iterator[Threads]:
    made = [ThreadPoolExecutor(1, thread_name_prefix=name) for name in ("store", "store-reader", "store-long", "bench")]
    yield Threads(*made)
    for one in made:
        one.shutdown()


@pytest.fixture
def changes(qapp: QApplication) -> Changes:
    return Changes()


@pytest.fixture
def runner(threads: Threads, changes: Changes, telling: Telling) -> Iterator[Runner]:
    made = Runner(threads, NO_PORTS, changes, telling)
    yield made
    made.close()


@pytest.fixture
def desk_of(runner: Runner, changes: Changes, asking: Asking, telling: Telling) -> Callable[[Pages], ShownDesk]:
    """A desk with these pages, as app hands it over after unlocking."""

    def make(pages: Pages, *, made_up: bool = False) -> ShownDesk:
        return ShownDesk(runner, changes, asking, telling, pages, "Sam Example", made_up, 10)

    return make
