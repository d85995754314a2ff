"""The measurements run and give every line; what they measure is never judged here."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.helpers.source_files import ROOT
from wellbeingdesk.app.house import build_house
from wellbeingdesk.bench.answers import RARE, complete_answers, made_up_note
from wellbeingdesk.bench.main import row
from wellbeingdesk.bench.measures import Measure, Size, StoreMeasure, in_turns, side_by_side, timed
from wellbeingdesk.bench.store import PRAGMAS
from wellbeingdesk.domain.form import check
from wellbeingdesk.store import engine

LINES = ("start", "client", "search", "note", "consent-pdf", "signature", "unlock", "gap")
SIZES = ("size-program", "size-installed", "size-store", "size-note", "size-pdf")
STORE_LINES = (
    "open", "timeline", "list", "list-all", "search-rare", "search-frequent", "search-phrase", "search-prefix",
    "memory", "note", "bulk", "backup", "check", "audit-entry", "audit-million",
)  # fmt: skip

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
    assert tuple(line["name"] for line in lines) == LINES + SIZES
    for line in lines[len(LINES) :]:
        assert set(line) == {"name", "ours_bytes", "bare_bytes", "ratio"}
        assert line["ours_bytes"] > 1000, line
    by_name = {line["name"]: line for line in lines}
    assert by_name["size-installed"]["ours_bytes"] > by_name["size-installed"]["bare_bytes"] > 50_000_000
    assert by_name["size-pdf"]["ours_bytes"] > by_name["size-pdf"]["bare_bytes"]
    for line in lines[: len(LINES)]:
        assert set(line) == {"name", "ours_ms", "bare_ms", "ratio", "runs"}
        assert line["ours_ms"] > 0, line
        assert line["bare_ms"] > 0, line
        assert line["runs"] == 1


def test_every_line_has_its_words() -> None:
    words = tomllib.loads((ROOT / "resources" / "wording" / "en" / "bench.toml").read_text("utf-8"))
    assert set(words["bench"]["row"]) == {*LINES, *SIZES, *STORE_LINES}


@pytest.mark.parametrize("name", LINES)
def test_a_line_of_the_table_says_what_was_done(name: str) -> None:
    words = build_house().catalogue.words
    line = row(words, Measure(name, 12.0, 4.0, 1))
    assert line.startswith(words(f"bench.row.{name}") + " ")
    assert line.split()[-3:] == ["12.00", "4.00", "3.0"]


def test_a_size_is_told_in_kilobytes() -> None:
    words = build_house().catalogue.words
    assert row(words, Size("size-pdf", 4096, 2048)).split()[-3:] == ["4.0", "2.0", "2.0"]
    assert row(words, Size("size-note", 4096, 0)).endswith(" 4.0")


def test_an_aim_that_is_missed_is_told() -> None:
    words = build_house().catalogue.words
    good = StoreMeasure("timeline", 60, first=9, warm=4, bare=3, plain_first=5, plain_warm=2, aim=2, aim_ms=20)
    assert row(words, good).split()[-2:] == ["1.50", "2.00"]
    assert good.within
    slow, much = replace(good, warm=21), replace(good, bare=5)
    assert not slow.within
    assert not much.within
    assert row(words, much).endswith(words("bench.store.more", aim="2 times, 20 ms"))


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


def test_each_side_begins_in_turn_and_the_median_is_told() -> None:
    order: list[str] = []

    def side(name: str, *took: float) -> Callable[[], float]:
        left = iter(took)

        def take() -> float:
            order.append(name)
            return next(left)

        return take

    assert in_turns((side("a", 3, 2, 40), side("b", 1, 2, 1), side("c", 5, 5, 9)), 3) == (3, 1, 5)
    assert order == [*"abc", *"bca", *"cab"]


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
