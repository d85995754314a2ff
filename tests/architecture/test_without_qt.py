"""What needs no window starts without Qt: the domain, the use-cases, and the commands for the console."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import pytest

LOOK = """
import sys
def has_qt():
    return any(n.split('.')[0] in {'PySide6', 'shiboken6'} for n in sys.modules)
"""


def qt_is_loaded_after(code: str) -> bool:
    """Runs this in a fresh interpreter and says whether Qt was imported by it."""
    done = subprocess.run(
        [sys.executable, "-c", f"{LOOK}\n{code}\nprint('Qt:', has_qt())"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    lines = done.stdout.splitlines()
    assert lines, done.stderr
    assert lines[-1].startswith("Qt: "), done.stderr
    return lines[-1] == "Qt: True"


def command(*arguments: str) -> str:
    """Code that runs the console script with these arguments and goes on afterwards."""
    return f"""
sys.argv = ['wellbeingdesk', *{arguments!r}]
from wellbeingdesk.cli import main
try:
    main()
except SystemExit:
    pass
"""


def test_the_look_can_see_qt() -> None:
    assert qt_is_loaded_after("import PySide6.QtCore")


@pytest.mark.parametrize("package", ["domain", "usecases"])
def test_the_lower_floors_need_no_qt(package: str) -> None:
    code = f"""
import importlib, pkgutil, wellbeingdesk.{package} as package
for found in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):
    importlib.import_module(found.name)
"""
    assert not qt_is_loaded_after(code)


@pytest.mark.parametrize(
    "arguments", [("verify", "--help"), ("doctor", "--json"), ("self-test",), ("--version",), ("--help",)]
)
def test_the_commands_need_no_qt(arguments: tuple[str, ...]) -> None:
    if find_spec("wellbeingdesk.cli") is None:
        pytest.skip("no console script yet")
    assert not qt_is_loaded_after(command(*arguments))
