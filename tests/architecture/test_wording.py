"""Every failure that a person can be told about, and every finding, has its words; and every word finds its facts."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache

import pytest

import wellbeingdesk.domain
from tests.helpers import source_files
from wellbeingdesk.app.resources import forms_folder, resources_folder
from wellbeingdesk.catalogue.shipped import ShippedCatalogue
from wellbeingdesk.domain.failures import Refusal, Told, WorldError
from wellbeingdesk.domain.form import Field, FieldKind, Option, Value, check_field

PARTS_OF_A_FAILURE = ("what", "safe", "do")
DOMAIN = "src/wellbeingdesk/domain/"


@cache
def catalogue() -> ShippedCatalogue:
    return ShippedCatalogue(resources_folder(), forms_folder())


@cache
def told_families() -> dict[str, str]:
    """Every failure with words, by its name: those of the domain, and any that a room defines for itself."""
    for module in pkgutil.walk_packages(wellbeingdesk.domain.__path__, "wellbeingdesk.domain."):
        importlib.import_module(module.name)
    found = {kind.__name__: kind.family for kind in _below(Told) if kind not in {Refusal, WorldError}}
    for text in source_files.python("src").values():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef):
                for base in node.bases:
                    if isinstance(base, ast.Name) and base.id in {"Refusal", "WorldError"}:
                        found[node.name] = "refusal" if base.id == "Refusal" else "world"
    return found


def _below(kind: type[Told]) -> Iterator[type[Told]]:
    for below in kind.__subclasses__():
        if below.__module__.startswith("wellbeingdesk."):
            yield below
            yield from _below(below)


def keys_of(name: str) -> list[str]:
    """The wording keys of one failure."""
    family = told_families()[name]
    code = f"{family}.{name}"
    return [code] if family == "refusal" else [f"{code}.{part}" for part in PARTS_OF_A_FAILURE]


def facts_given() -> Iterator[tuple[str, str, set[str] | None]]:
    """Each place that makes a failure: where, which, and the names of its facts (None where they are handed on)."""
    for path, text in source_files.python("src").items():
        tree = ast.parse(text)
        for node in ast.walk(tree):
            where = f"{path}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Call) and _name(node.func) in told_families():
                handed_on = any(word.arg is None for word in node.keywords)
                yield where, _name(node.func), None if handed_on else {word.arg or "" for word in node.keywords}
            # `raise X` without a call; a call is looked at above.
            if isinstance(node, ast.Raise) and node.exc is not None and _name(node.exc) in told_families():
                yield where, _name(node.exc), set()


def sentences_asked_for(path: str, text: str) -> Iterator[tuple[str, str, set[str] | None]]:
    """Each key that code names in full: where, which, and its facts (None where they are handed on)."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and _name(node.func) in {"words", "_words"} and node.args:
            first = node.args[0]
            handed_on = any(word.arg is None for word in node.keywords)
            for key in [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]:
                if isinstance(key, ast.Constant) and isinstance(key.value, str) and "." in key.value:
                    facts = None if handed_on else {word.arg or "" for word in node.keywords}
                    yield f"{path}:{node.lineno}", key.value, facts


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def finding_codes(path: str, text: str) -> dict[str, str]:
    """Codes of findings in one file, with where: second arguments of Finding, and what a rule gives back."""
    found: dict[str, str] = {}
    for node in ast.walk(ast.parse(text)):
        codes: list[ast.expr] = []
        if isinstance(node, ast.Call) and _name(node.func) == "Finding":
            codes = [*node.args[1:2], *(word.value for word in node.keywords if word.arg == "code")]
        elif isinstance(node, ast.Return) and "/rules/" in path and node.value is not None:
            branches = [node.value.body, node.value.orelse] if isinstance(node.value, ast.IfExp) else [node.value]
            codes = [one.elts[1] for one in branches if isinstance(one, ast.Tuple) and len(one.elts) == 2]
        for code in codes:
            if isinstance(code, ast.Constant) and isinstance(code.value, str):
                found[code.value] = f"{path}:{code.lineno}"
    return found


def _codes_of_forms() -> set[str]:
    """What a form's own check can find, by making each kind of mistake."""
    option = (Option("a", {"en": "A"}),)
    mistakes: list[tuple[FieldKind, Value]] = [
        (FieldKind.LINE, 5), (FieldKind.LINE, "x" * 11), (FieldKind.TEXT, 5), (FieldKind.CHOICE, "b"),
        (FieldKind.CHOICES, ("b",)), (FieldKind.YES_NO, "yes"), (FieldKind.DATE, "soon"), (FieldKind.MOMENT, "now"),
        (FieldKind.NUMBER, "1"), (FieldKind.NUMBER, 0), (FieldKind.NUMBER, 4), (FieldKind.LINE, None),
    ]  # fmt: skip
    found = set()
    for kind, value in mistakes:
        field = Field("f", kind, {"en": "F"}, required=True, options=option, least=1, most=3, longest=10)
        finding = check_field(field, value)
        assert finding is not None, (kind, value)
        wanted = catalogue().wording.placeholders(f"finding.{finding.code}")
        assert wanted <= set(finding.facts), finding.code
        found.add(finding.code)
    return found


def test_every_failure_has_its_words() -> None:
    sentences = catalogue().wording.sentences
    missing = [key for name in told_families() for key in keys_of(name) if key not in sentences]
    assert not missing, "\n".join(missing)


def test_no_words_are_left_of_a_failure_that_is_gone() -> None:
    known = {key for name in told_families() for key in keys_of(name)}
    left = [key for key in catalogue().wording.sentences if key.startswith(("refusal.", "world.")) and key not in known]
    assert not left, "\n".join(left)


def test_every_failure_brings_the_facts_that_its_words_want() -> None:
    faults = []
    for where, name, given in facts_given():
        for key in keys_of(name):
            if key in catalogue().wording.sentences and given is not None:
                faults += [f"{where}: {key} wants {fact}" for fact in catalogue().wording.placeholders(key) - given]
    assert not faults, "\n".join(faults)


def test_every_finding_has_its_words() -> None:
    codes = {code: where for p, t in source_files.python("src").items() for code, where in finding_codes(p, t).items()}
    codes |= dict.fromkeys(_codes_of_forms(), f"{DOMAIN}form.py")
    assert {"missing", "floor-missing", "gate-concern", "too-long"} <= codes.keys()
    missing = [f"{where}: finding.{code}" for code, where in codes.items()]
    assert not [line for line in missing if line.split(": ")[1] not in catalogue().wording.sentences]
    written = {key.removeprefix("finding.") for key in catalogue().wording.sentences if key.startswith("finding.")}
    assert not written - codes.keys()


def test_findings_of_rules_want_no_facts() -> None:
    """A rule gives back a field and a code alone, so its sentence cannot be filled in."""
    for path, text in source_files.python("src/wellbeingdesk/domain").items():
        for code in finding_codes(path, text) if "/rules/" in path else {}:
            assert not catalogue().wording.placeholders(f"finding.{code}"), code


def test_every_sentence_that_code_asks_for_is_there_and_gets_its_facts() -> None:
    wording, faults = catalogue().wording, []
    for path, text in source_files.python("src").items():
        for where, key, given in sentences_asked_for(path, text):
            if key not in wording.sentences:
                faults.append(f"{where}: there is no sentence {key}")
            elif given is not None:
                faults += [f"{where}: {key} wants {fact}" for fact in wording.placeholders(key) - given]
    assert not faults, "\n".join(faults)


def test_every_placeholder_is_a_plain_name() -> None:
    wording = catalogue().wording
    faults = [(key, name) for key in wording.sentences for name in wording.placeholders(key) if not name.isidentifier()]
    assert not faults


def test_a_refusal_says_what_happened_and_what_to_do() -> None:
    """Two things take at least two clauses."""
    for name, family in told_families().items():
        for key in keys_of(name) if family == "refusal" else []:
            sentence = catalogue().wording.sentences[key]
            for form in [sentence] if isinstance(sentence, str) else sentence.values():
                assert form.endswith("."), key
                assert form.count(". ") + form.count(": ") + form.count("; ") >= 1, key


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('x = Finding("field", "one")', {"one"}),
        ('x = Finding("field", code="two")', {"two"}),
        ('def rule(a, b):\n    return None if a else ("field", "three")', {"three"}),
        ('def rule(a, b):\n    return ("field", "four")', {"four"}),
        ("x = Finding(name, code)", set()),
    ],
)
def test_codes_are_found_in_code(text: str, codes: set[str]) -> None:
    assert set(finding_codes(f"{DOMAIN}rules/made_up.py", text)) == codes


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ('self._words("a.b", name=x)', [("a.b", {"name"})]),
        ('theme.words("a.b" if x else "a.c")', [("a.b", set()), ("a.c", set())]),
        ('words("a.b", **facts)', [("a.b", None)]),
        ('words(f"a.{x}")', []),
        ('words("column")', []),
    ],
)
def test_keys_are_found_in_code(text: str, asked: list[tuple[str, set[str] | None]]) -> None:
    assert [(key, facts) for _, key, facts in sentences_asked_for("src/made_up.py", text)] == asked
