"""Calls that block, wait for a fixed time, or ask outside the two doors for questions."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator

import pytest

from tests.helpers import source_files

Check = Callable[[str, str], list[str]]

THE_WINDOW = "src/wellbeingdesk/app/window.py"
THE_WAITING_LOOP = "src/wellbeingdesk/tour/driver.py"
THE_QUESTIONS = "src/wellbeingdesk/gui/asking.py"
ASKING = {"QMessageBox", "QFileDialog", "QInputDialog", "QErrorMessage"}
FIXED_WAITS = {
    "qtbot.wait",
    "QTest.qWait",
    "QTest.qSleep",
    "QThread.sleep",
    "QThread.msleep",
    "QThread.usleep",
}
TYPE_IGNORE = re.compile(r"#\s*type:\s*ignore(?P<code>\[[\w\-, ]+\])?(?P<rest>.*)")


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def _calls(tree: ast.AST, within: str = "") -> Iterator[tuple[str, str, int]]:
    """Each call as (dotted name, enclosing function, line)."""
    for child in ast.iter_child_nodes(tree):
        inner = child.name if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) else within
        if isinstance(child, ast.Call):
            yield _dotted(child.func) or "." + getattr(child.func, "attr", ""), within, child.lineno
        yield from _calls(child, inner)


def _sleeps(tree: ast.AST) -> set[str]:
    """Names under which this module holds `time.sleep`."""
    names = {"time.sleep", "asyncio.sleep"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            names |= {a.asname or a.name for a in node.names if a.name == "sleep"}
        if isinstance(node, ast.Import):
            names |= {f"{a.asname}.sleep" for a in node.names if a.name == "time" and a.asname}
    return names


def blocking_faults(path: str, text: str) -> list[str]:
    """An inner event loop, a hand-turned one, or a wait for a fixed time."""
    tree = ast.parse(text, path)
    sleeps = _sleeps(tree)
    faults = []
    execs = 0
    for name, function, line in _calls(tree):
        last = name.rsplit(".", 1)[-1]
        the_loop = path == THE_WAITING_LOOP and function == "until"
        if "." in name and last in {"exec", "exec_"}:
            execs += 1
            if path != THE_WINDOW or execs > 1:
                faults.append(f"{path}:{line}: {name}() runs an inner event loop; use open()")
        elif last == "processEvents" and not the_loop:
            faults.append(f"{path}:{line}: {name}() turns the event loop by hand")
        elif name in sleeps or any(name == wait or name.endswith("." + wait) for wait in FIXED_WAITS):
            faults.append(f"{path}:{line}: {name}() waits for a fixed time")
    return faults


def asking_faults(path: str, text: str) -> list[str]:
    """A question asked beside the door for questions."""
    if path == THE_QUESTIONS or not path.startswith("src/"):
        return []
    found = {
        (node.lineno, name)
        for node in ast.walk(ast.parse(text, path))
        if isinstance(node, ast.Name | ast.Attribute | ast.ImportFrom)
        for name in _names(node) & ASKING
    }
    return [f"{path}:{line}: {name} outside gui/asking.py" for line, name in sorted(found)]


def _names(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Name):
        return {node.id}
    if isinstance(node, ast.Attribute):
        return {node.attr}
    return {a.name for a in node.names} if isinstance(node, ast.ImportFrom) else set()


def type_ignore_faults(path: str, text: str) -> list[str]:
    """A silenced type error without its code, or without a word on why."""
    faults = []
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        found = TYPE_IGNORE.match(token.string) if token.type == tokenize.COMMENT else None
        if found is None:
            continue
        if not found["code"]:
            faults.append(f"{path}:{token.start[0]}: type: ignore without [code]")
        elif len(re.findall(r"\w{2,}", re.sub(r"#\s*noqa.*", "", found["rest"]))) < 2:
            faults.append(f"{path}:{token.start[0]}: type: ignore without a reason in the same line")
    return faults


CHECKS = (blocking_faults, asking_faults, type_ignore_faults)


@pytest.mark.parametrize("check", CHECKS)
def test_nowhere(check: Check) -> None:
    faults = [f for p, t in source_files.python("src", "tests").items() for f in check(p, t)]
    assert not faults, "\n".join(faults)


def test_the_window_starts_the_event_loop_once() -> None:
    text = source_files.texts().get(THE_WINDOW)
    if text is None:
        pytest.skip("no window yet")
    assert [n for n, _, _ in _calls(ast.parse(text)) if n.endswith(".exec")], "nobody starts the event loop"


PLANTED = [
    (blocking_faults, "src/wellbeingdesk/gui/a.py", "dialog.exec()"),
    (blocking_faults, "src/wellbeingdesk/gui/a.py", "make_dialog().exec_()"),
    (blocking_faults, THE_WINDOW, "app.exec()\napp.exec()"),
    (blocking_faults, "src/wellbeingdesk/gui/a.py", "QApplication.processEvents()"),
    (blocking_faults, THE_WAITING_LOOP, "def press():\n    QApplication.processEvents()"),
    (blocking_faults, "tests/a.py", "import time\ntime.sleep(1)"),
    (blocking_faults, "tests/a.py", "from time import sleep as nap\nnap(1)"),
    (blocking_faults, "tests/a.py", "import time as t\nt.sleep(1)"),
    (blocking_faults, "tests/a.py", "qtbot.wait(50)"),
    (blocking_faults, "tests/a.py", "QTest.qWait(50)"),
    (asking_faults, "src/wellbeingdesk/gui/a.py", "from PySide6.QtWidgets import QMessageBox"),
    (asking_faults, "src/wellbeingdesk/gui/a.py", "QtWidgets.QFileDialog.getOpenFileName(w)"),
    (type_ignore_faults, "src/a.py", "x = 1  # type: " + "ignore"),
    (type_ignore_faults, "src/a.py", "x = 1  # type: " + "ignore[misc]"),
    (type_ignore_faults, "src/a.py", "x = 1  # type: " + "ignore[misc]  # noqa: S101"),
]
ALLOWED = [
    (blocking_faults, THE_WINDOW, "app.exec()"),
    (blocking_faults, THE_WAITING_LOOP, "def until():\n    QApplication.processEvents()"),
    (blocking_faults, "tests/a.py", "qtbot.waitUntil(lambda: True)\nsession.execute(q)\nprocess.wait(5)"),
    (asking_faults, THE_QUESTIONS, "from PySide6.QtWidgets import QMessageBox"),
    (type_ignore_faults, "src/a.py", "x = 1  # type: " + "ignore[misc]  # the library publishes no types"),
]


@pytest.mark.parametrize(("check", "path", "text"), PLANTED)
def test_a_planted_breach_is_found(check: Check, path: str, text: str) -> None:
    assert check(path, text)


@pytest.mark.parametrize(("check", "path", "text"), ALLOWED)
def test_what_is_allowed_passes(check: Check, path: str, text: str) -> None:
    assert not check(path, text)
