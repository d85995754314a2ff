"""Each dependency and each main choice has its page under docs/decisions, whole and listed."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.helpers import source_files

FOLDER = "docs/decisions/"
PARTS = ("Context", "Decision", "What was measured", "What else was tried", "Consequences")
IN_ITS_OWN_SHAPE = {"004-sealed-record.md"}
DOCUMENTS = [p for p in source_files.texts() if p.endswith(".md") and ("/" not in p or p.startswith("docs/"))]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def pages() -> dict[str, str]:
    """The decisions by file name."""
    found = {p.removeprefix(FOLDER): t for p, t in source_files.texts().items() if p.startswith(FOLDER)}
    return {name: text for name, text in found.items() if name != "README.md"}


def faults(name: str, text: str) -> list[str]:
    """What a page lacks."""
    lacking = [part for part in PARTS if f"\n## {part}\n" not in text]
    title = f"# {name[:3]} "
    return [f"{name}: no part {part}" for part in lacking] + ([] if text.startswith(title) else [f"{name}: no title"])


def test_every_page_is_whole() -> None:
    found = [fault for name, text in pages().items() if name not in IN_ITS_OWN_SHAPE for fault in faults(name, text)]
    assert not found, "\n".join(found)


def test_numbers_follow_one_another_and_every_page_is_listed() -> None:
    listed = source_files.texts()[f"{FOLDER}README.md"]
    names = sorted(pages())
    assert [name[:3] for name in names] == [f"{number:03}" for number in range(1, len(names) + 1)]
    assert [name for name in names if f"({name})" not in listed] == []


def test_every_dependency_has_its_decision() -> None:
    listed = source_files.texts()[f"{FOLDER}README.md"].lower()
    settings = tomllib.loads(source_files.texts()["pyproject.toml"])
    names = [re.split(r"[<>=!~; ]", one)[0].lower() for one in settings["project"]["dependencies"]]
    assert [name for name in names if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", listed)] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str) -> None:
    here = source_files.ROOT / document
    text = source_files.texts()[document]
    broken = [one for one in LINK.findall(text) if not (here.parent / one).exists() and not one.endswith(".png")]
    assert broken == []


def test_a_page_without_its_parts_is_found() -> None:
    assert faults("001-x.md", "# 001 x\n\n## Context\n") == [f"001-x.md: no part {part}" for part in PARTS[1:]]
    assert "002-x.md: no title" in faults("002-x.md", "# 001 x")
