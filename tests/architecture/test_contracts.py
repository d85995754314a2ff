"""Every third-party package that the program imports has its owning rooms, and is a declared dependency."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from typing import Any

import pytest
from packaging.requirements import Requirement

from tests.helpers import source_files


@cache
def settings() -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads(source_files.texts()["pyproject.toml"])


def imported(text: str) -> set[str]:
    """Top-level names of the third-party packages that this module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {a.name.split(".")[0] for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names - sys.stdlib_module_names - {"wellbeingdesk"}


def owned() -> set[str]:
    """Packages that some contract keeps to their rooms."""
    contracts = settings()["tool"]["importlinter"]["contracts"]
    return {m for c in contracts for m in c.get("forbidden_modules", ()) if not m.startswith("wellbeingdesk")}


def plain(distribution: str) -> str:
    """A distribution's name as compared (PEP 503)."""
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~;\[ ]", distribution)[0]).lower()


def contract_faults(path: str, text: str, known: set[str]) -> list[str]:
    """Imports of packages that no contract names."""
    return [f"{path}: {name} has no owning room in pyproject.toml" for name in sorted(imported(text) - known)]


def declaration_faults(path: str, text: str, declared: set[str]) -> list[str]:
    """Imports of packages that come only because another package needs them."""
    providers = packages_distributions()
    return [
        f"{path}: {name} is not among the dependencies in pyproject.toml"
        for name in sorted(imported(text))
        if not declared & {plain(d) for d in providers.get(name, [])}
    ]


def test_every_package_has_its_rooms() -> None:
    faults = [f for p, t in source_files.python("src").items() for f in contract_faults(p, t, owned())]
    assert not faults, "\n".join(faults)


def test_every_package_is_declared() -> None:
    declared = {plain(d) for d in settings()["project"]["dependencies"]}
    faults = [f for p, t in source_files.python("src").items() for f in declaration_faults(p, t, declared)]
    assert not faults, "\n".join(faults)


def unlocked(dependencies: list[str], lock: str) -> list[str]:
    """Dependencies that the lock does not pin, or pins outside their bounds."""
    pins = dict(re.findall(r"^([\w.\-]+)==([^\s;]+)", lock, re.MULTILINE))
    versions = {plain(name): version for name, version in pins.items()}
    wanted = map(Requirement, dependencies)
    return [str(w) for w in wanted if plain(w.name) not in versions or versions[plain(w.name)] not in w.specifier]


def test_every_dependency_is_locked() -> None:
    project = settings()["project"]["dependencies"]
    assert not unlocked(project, source_files.texts()["requirements.lock"])
    both = project + settings()["dependency-groups"]["test"]
    assert not unlocked(both, source_files.texts()["requirements-test.lock"])


def test_an_unlocked_dependency_would_be_found() -> None:
    assert unlocked(["a>=2", "b", "C.d<2"], "a==1.9 \\\nc-d==1.0 ; x") == ["a>=2", "b"]


def test_the_test_lock_holds_the_programs_lock() -> None:
    pins = re.compile(r"^[\w.\-]+==\S+", re.MULTILINE)
    locks = [set(pins.findall(source_files.texts()[n])) for n in ("requirements.lock", "requirements-test.lock")]
    assert locks[0] <= locks[1]


def test_the_floors_are_exhaustive() -> None:
    floors = [c for c in settings()["tool"]["importlinter"]["contracts"] if c["type"] == "layers"]
    assert [c["exhaustive"] for c in floors] == [True]


@pytest.mark.parametrize("text", ["import requests_html", "from yaml.cyaml import x", "def f():\n    import yaml"])
def test_a_planted_package_is_found(text: str) -> None:
    assert contract_faults("src/a.py", text, owned())
    assert declaration_faults("src/a.py", text, {"pikepdf"})


def test_what_is_allowed_passes() -> None:
    assert not contract_faults("src/a.py", "import json, pikepdf\nfrom wellbeingdesk import domain", owned())
    assert not declaration_faults("src/a.py", "import json, pikepdf", {"pikepdf"})
