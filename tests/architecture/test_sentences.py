"""No sentence that a person reads stands in code: it lives in the wording files, by key."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.helpers import source_files

SPEAKING_ROOMS = tuple(f"src/wellbeingdesk/{room}" for room in ("gui/", "documents/", "tour/", "cli.py", "cli/"))
# Strings that read like a sentence to this test and are none; each with the reason.
ALLOWED: dict[tuple[str, str], str] = {}
FOR_PROGRAMMERS = {
    "AssertionError", "IndexError", "KeyError", "LookupError", "NotImplementedError", "RuntimeError", "TypeError",
    "ValueError",
}  # fmt: skip
LOG_CALLS = {"critical", "debug", "error", "exception", "info", "log", "warning"}
NOT_PROSE = re.compile(
    r"""
      [{}] .* [:;] .* [{}]      # a QSS block
    | [\w\])\"'] \s* \{ .* :    # the opening of one
    | ^\s* \#\w+                # Typst code
    | \# (?:set|let|show|import|if|for)\b
    | ^\s* < [\w?!/]            # markup
    | :\s*[\w#-]+\s*;           # a style declaration
    """,
    re.VERBOSE | re.DOTALL,
)
PLAIN_WORD = re.compile(r"^[(\"'“‘]*[a-z]+(?:[’'-][a-z]+)?[.,;:!?…)\"'”’]*$")
DATE_PATTERN = re.compile(r"^([dMyHhmsz])\1*$")


def reads_like_a_sentence(text: str) -> bool:
    """Whether a person would read this: at least two plain words with a space between."""
    if NOT_PROSE.search(text):
        return False
    words = [w for w in text.split() if len(w) > 1 and PLAIN_WORD.match(w) and not DATE_PATTERN.match(w)]
    return len(words) >= 2


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _not_for_people(node: ast.AST) -> Iterator[ast.AST | None]:
    """Children of this node whose strings no person reads."""
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        # Docstrings, also those below an attribute.
        yield from (s for s in node.body if isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        yield node.returns
    if isinstance(node, ast.arg | ast.AnnAssign):
        yield node.annotation
    if isinstance(node, ast.Assert):
        yield node.msg
    if isinstance(node, ast.Call):
        if _called(node) in FOR_PROGRAMMERS or _called(node) in LOG_CALLS:
            yield from node.args
        if _called(node) in {"cast", "TypeVar", "NewType"}:
            yield from node.args[:1]


def _strings(node: ast.AST) -> Iterator[tuple[int, str]]:
    skipped = {id(n) for n in _not_for_people(node)}
    for child in ast.iter_child_nodes(node):
        if id(child) in skipped:
            continue
        if isinstance(child, ast.JoinedStr):
            parts = (str(v.value) if isinstance(v, ast.Constant) else "{}" for v in child.values)
            yield child.lineno, "".join(parts)
            for value in child.values:
                if not isinstance(value, ast.Constant):
                    yield from _strings(value)
        elif isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.lineno, child.value
        else:
            yield from _strings(child)


def sentence_faults(path: str, text: str) -> list[str]:
    """Each string in this module that a person would read."""
    return [
        f"{path}:{line}: {string[:70]!r}"
        for line, string in _strings(ast.parse(text, path))
        if (path, string) not in ALLOWED and reads_like_a_sentence(string)
    ]


def test_nowhere() -> None:
    rooms = {p: t for p, t in source_files.python("src").items() if p.startswith(SPEAKING_ROOMS)}
    faults = [f for p, t in rooms.items() for f in sentence_faults(p, t)]
    assert not faults, "\n".join(faults)


def test_every_allowance_is_still_needed() -> None:
    texts = source_files.python("src")
    stale = [key for key in ALLOWED if all(s != key[1] for _, s in _strings(ast.parse(texts.get(key[0], ""))))]
    assert not stale


@pytest.mark.parametrize(
    "text",
    [
        'label.setText("Nothing was saved.")',
        'label.setText(f"Saved {n} notes just now")',
        'QLabel("The second signer must be someone else")',
        'def f():\n    return "wrong passphrase, try again"',
        'TITLES = {"lock": "Lock this desk"}',
        'parser.add_argument("--out", help="folder for the screenshots")',
        'raise Refused("the client has withdrawn")',
        'x = f"{a}" + f"{g(\'still not saved\')}"',
    ],
)
def test_a_planted_sentence_is_found(text: str) -> None:
    assert sentence_faults("src/wellbeingdesk/gui/a.py", text)


@pytest.mark.parametrize(
    "text",
    [
        '"""Says what the module is for."""',
        'class A:\n    x: int\n    """What this attribute holds, in words."""',
        'label.setText(words("note.saved", count=3))',
        'label.setText(f"{a} {b}")',
        'w.setStyleSheet("QLabel { color: red; border: none }")',
        'w.setStyleSheet(f"QLabel {{ color: {c}; }}")',
        'BLOCK = "#set text(font: names, size: 10pt)"',
        'raise ValueError("no such widget kind")',
        'log.warning("the page took too long")',
        'assert x, "the runner was closed"',
        'x: "dict[str, int] | None" = None',
        'when.toString("dd MMM yyyy hh mm")',
        'font = "Noto Sans Arabic"',
        'mark = "note.signed"',
        'path = "M 10 20 L 30 40 z"',
    ],
)
def test_what_is_allowed_passes(text: str) -> None:
    assert not sentence_faults("src/wellbeingdesk/gui/a.py", text)
