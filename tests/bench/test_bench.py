"""The measurements run and give every line; what they measure is never judged here."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Callable

import pytest

from tests.helpers.source_files import ROOT
from wellbeingdesk.app.house import build_house
from wellbeingdesk.bench.answers import RARE, complete_answers, made_up_note
from wellbeingdesk.bench.main import row
from wellbeingdesk.bench.measures import Measure, side_by_side, timed
from wellbeingdesk.bench.store import PRAGMAS
from wellbeingdesk.domain.form import check
from wellbeingdesk.store import engine

LINES = ("start", "client", "search", "note", "consent-pdf", "signature", "unlock", "gap")

# In a process of its own: it dresses the whole application, and imports what the program must not import.
TINY = """
import sys
from wellbeingdesk.app.house import build_house
from wellbeingdesk.bench.main import run_bench
from wellbeingdesk.bench.measures import Settings
tiny = Settings(clients=1, notes_each=1, runs=1, starts=1, idle_seconds=0.05)
sys.exit(run_bench(build_house().catalogue.words, as_json=True, settings=tiny))
"""


def test_every_line_is_measured() -> None:
    done = subprocess.run([sys.executable, "-c", TINY], capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    lines = json.loads(done.stdout)
    assert tuple(line["name"] for line in lines) == LINES
    for line in lines:
        assert set(line) == {"name", "ours_ms", "bare_ms", "ratio", "runs"}
        assert line["ours_ms"] > 0, line
        assert line["bare_ms"] > 0, line
        assert line["runs"] == 1


def test_every_line_has_its_words() -> None:
    words = tomllib.loads((ROOT / "resources" / "wording" / "en" / "bench.toml").read_text("utf-8"))
    assert set(words["bench"]["row"]) == set(LINES)


@pytest.mark.parametrize("name", LINES)
def test_a_line_of_the_table_says_what_was_done(name: str) -> None:
    words = build_house().catalogue.words
    line = row(words, Measure(name, 12.0, 4.0, 1))
    assert line.startswith(words(f"bench.row.{name}") + " ")
    assert line.split()[-3:] == ["12.00", "4.00", "3.0"]


def test_both_sides_are_taken_in_turns_and_the_first_is_not_counted() -> None:
    order: list[str] = []

    def side(name: str, *took: float) -> Callable[[], float]:
        left = iter(took)

        def take() -> float:
            order.append(name)
            return next(left)

        return take

    measure = side_by_side("x", side("ours", 900, 3, 2, 40), side("bare", 900, 1, 2, 1), 3)
    assert (measure.ours_ms, measure.bare_ms, measure.ratio, measure.runs) == (3, 1, 3, 3)
    assert order == ["ours", "bare", "bare", "ours", "ours", "bare", "bare", "ours"]


def test_time_is_told_in_milliseconds() -> None:
    assert 0 <= timed(lambda: None) < 1000


def test_the_bare_store_is_set_as_ours() -> None:
    assert tuple((name, value) for name, value, _ in engine._SETTINGS) == PRAGMAS


def test_notes_are_long_and_differ_and_some_hold_the_word() -> None:
    notes = [made_up_note(number) for number in range(80)]
    assert len(set(notes)) == 80
    assert all(1000 < len(note) < 2500 for note in notes)
    assert sum(RARE in note for note in notes) == 2


def test_the_made_up_answers_complete_the_forms_that_are_measured() -> None:
    house = build_house()
    now = house.clock.now()
    for name in ("consent-to-share", "decision-cambridge"):
        form = house.catalogue.form(name)
        assert check(form, complete_answers(form, now, 3)) == ()
