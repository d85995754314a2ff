"""Every rule of a policy is shown by a test or said not to be, and docs/rules.md says which."""

from __future__ import annotations

import subprocess
import sys
import tomllib

import pytest

from tests.helpers.source_files import ROOT
from tools.rules_doc import NOT_TESTED, RULES, Listed, Service, document, faults, read_listed, read_services

HOW_MANY = {"P": 27, "D": 23, "U": 37, "H": 13, "C": 19}
MADE_UP = (Service("A made-up service", "made-up", {"X1": "One.", "X2": "Two."}),)
MARKS = {"X1": frozenset({("tests/a.py", "test_it_holds")})}


def test_the_document_is_what_the_generator_gives() -> None:
    """In a process of its own, because it collects the whole suite whatever part of it is being run."""
    command = [sys.executable, str(ROOT / "tools" / "rules_doc.py"), "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr + done.stdout


def test_no_rule_is_left_out() -> None:
    expected = {f"{letter}{number}" for letter, last in HOW_MANY.items() for number in range(1, last + 1)}
    services = read_services(RULES.read_text("utf-8"))
    assert {rule for service in services for rule in service.rules} == expected


def test_each_service_is_one_of_our_policies() -> None:
    for service in read_services(RULES.read_text("utf-8")):
        policy = tomllib.loads((ROOT / "resources" / "policies" / f"{service.policy}-v1.toml").read_text("utf-8"))
        assert service.name == policy["service"]["en"].replace("’", "'")


def test_everything_listed_says_something() -> None:
    listed = read_listed(NOT_TESTED.read_text("utf-8"))
    for table in (listed.person, listed.later, listed.rest):
        assert all(words.strip().endswith(".") for words in table.values())


@pytest.mark.parametrize(
    ("listed", "fault"),
    [
        (Listed(), "X2: neither tested nor listed"),
        (Listed(person={"X1": "a.", "X2": "b."}), "X1: tested and person"),
        (Listed(person={"X2": "a."}, later={"X2": "b."}), "X2: person and later"),
        (Listed(same={"X2": "X2"}), "X2: the same as X2, which is not tested"),
        (Listed(later={"X2": "a.", "X3": "b."}), "X3: no such rule (later)"),
        (Listed(later={"X2": "a."}, rest={"X2": "b."}), "X2: a rest of what is not tested"),
    ],
)
def test_a_fault_is_found(listed: Listed, fault: str) -> None:
    assert faults(MADE_UP, listed, MARKS) == [fault]


def test_a_mark_of_an_unknown_rule_is_found() -> None:
    marks = {**MARKS, "Z9": frozenset({("tests/a.py", "test_it")})}
    assert faults(MADE_UP, Listed(same={"X2": "X1"}), marks) == ["Z9: no such rule (tested)"]


def test_a_table_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(TypeError):
        read_listed('[perhaps]\nX1 = "a."')


def test_the_document_says_how_each_rule_is_kept() -> None:
    listed = Listed(later={"X2": "Nothing yet."}, rest={"X1": "Not on Sundays."})
    text = document(MADE_UP, listed, MARKS)
    assert "| X1 | One. | **Tested.** [a.py](../tests/a.py): it holds. *Not whole:* Not on Sundays. |" in text
    assert "| X2 | Two. | **Not in this version.** Nothing yet. |" in text
    assert "2 rules: 1 tested, 0 as another, 0 for a person, 1 not in this version." in text
