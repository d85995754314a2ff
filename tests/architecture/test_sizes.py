"""Files stay small enough to read at one sitting, and say first what they are for."""

from __future__ import annotations

import ast
from collections.abc import Callable

import pytest

from tests.helpers import source_files

MOST_LINES = 400
NAMES_THAT_SAY_NOTHING = {
    "base", "common", "handler", "handlers", "helper", "helpers", "manager", "misc", "tools", "util", "utils",
}  # fmt: skip


def size_faults(path: str, text: str) -> list[str]:
    """A file over the limit."""
    lines = text.count("\n") + (not text.endswith("\n") and bool(text))
    return [f"{path}: {lines} lines, at most {MOST_LINES}"] if lines > MOST_LINES else []


def docstring_faults(path: str, text: str) -> list[str]:
    """A module that does not say what it is for."""
    return [] if (ast.get_docstring(ast.parse(text, path)) or "").strip() else [f"{path}: no module docstring"]


def name_faults(path: str, text: str) -> list[str]:
    """A module whose name would fit any other."""
    del text
    stem = path.rsplit("/", 1)[-1].removesuffix(".py")
    return [f"{path}: name it after what it is about"] if stem in NAMES_THAT_SAY_NOTHING else []


@pytest.mark.parametrize("check", [size_faults, name_faults])
def test_every_python_file(check: Callable[[str, str], list[str]]) -> None:
    faults = [f for p, t in source_files.python("src", "tests").items() for f in check(p, t)]
    assert not faults, "\n".join(faults)


def test_every_module_says_what_it_is_for() -> None:
    faults = [f for p, t in source_files.python("src").items() for f in docstring_faults(p, t)]
    assert not faults, "\n".join(faults)


def test_these_checks_can_fail() -> None:
    assert not size_faults("src/a.py", "x = 1\n" * MOST_LINES)
    assert size_faults("src/a.py", "x = 1\n" * MOST_LINES + "y = 2")
    assert not docstring_faults("src/a.py", '"""Says it."""\n')
    assert docstring_faults("src/a.py", "x = 1\n")
    assert docstring_faults("src/a.py", '""" """\n')
    assert name_faults("src/wellbeingdesk/gui/utils.py", "")
    assert not name_faults("src/wellbeingdesk/gui/asking.py", "")
