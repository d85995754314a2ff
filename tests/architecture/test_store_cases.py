"""Every case of a store that is told in tests/torture/README.md is shown by tests that are there."""

from __future__ import annotations

import re

from tests.helpers import source_files

TABLE = "tests/torture/README.md"
CASES = {*range(1, 15), 16}
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def missing(table: str, files: dict[str, str]) -> list[str]:
    """Tests that are named and not there."""
    return [
        f"{path}::{name}"
        for path, name in NAMED.findall(table)
        if path not in files or (name and f"def {name}(" not in files[path])
    ]


def test_every_case_names_tests_that_are_there() -> None:
    texts = source_files.texts()
    assert missing(texts[TABLE], texts) == []


def test_no_case_is_left_out() -> None:
    rows = [line for line in source_files.texts()[TABLE].splitlines() if re.match(r"\| \d", line)]
    assert {int(re.match(r"\| (\d+)", row)[1]) for row in rows} == CASES  # type: ignore[index]  # they match
    assert [row for row in rows if not NAMED.search(row)] == []


def test_a_name_that_is_gone_is_found() -> None:
    table = "`tests/a.py::test_here` `tests/a.py::test_gone` `tests/b.py`"
    assert missing(table, {"tests/a.py": "def test_here() -> None:"}) == ["tests/a.py::test_gone", "tests/b.py::"]
