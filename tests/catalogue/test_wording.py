"""Sentences are found by key, filled with their facts and put in the right number; a faulty file is refused."""

from __future__ import annotations

import pytest

from tests.catalogue.conftest import Folders
from wellbeingdesk.catalogue.shipped import ShippedCatalogue
from wellbeingdesk.domain.worldly import DefinitionFaulty

WORDS = """
[page]
plain = "Just this."
filled = "Hello, {name}: {hours} hours."

[page.deep.er]
key = "Deep."

[notes]
zero = "No notes"
one = "One note of {name}"
other = "{count} notes of {name}"

[files]
one = "{count} file"
other = "{count} files"
"""


@pytest.fixture
def worded(folders: Folders) -> ShippedCatalogue:
    (folders.resources / "wording/en/ours.toml").write_text(WORDS, "utf-8")
    return folders.open()


def test_a_sentence_is_filled_with_its_facts(worded: ShippedCatalogue) -> None:
    assert worded.words("page.plain") == "Just this."
    assert worded.words("page.deep.er.key") == "Deep."
    assert worded.words("page.filled", name="Ama", hours=24) == "Hello, Ama: 24 hours."
    assert worded.words("page.plain", more="than is needed") == "Just this."


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "No notes"), (1, "One note of Ama"), (2, "2 notes of Ama"), (101, "101 notes of Ama")],
)
def test_the_number_chooses_the_form(worded: ShippedCatalogue, count: int, said: str) -> None:
    assert worded.words("notes", count=count, name="Ama") == said


def test_without_a_word_for_none_there_are_zero_files(worded: ShippedCatalogue) -> None:
    assert worded.words("files", count=0) == "0 files"


def test_braces_in_a_fact_are_only_text(worded: ShippedCatalogue) -> None:
    assert worded.words("page.filled", name="{hours.__class__}", hours="{x}") == "Hello, {hours.__class__}: {x} hours."


def test_a_fact_may_be_called_key(worded: ShippedCatalogue) -> None:
    assert worded.words("definition-place.key", key="a.b", line=0) == "at “a.b”"


def test_what_the_program_itself_gets_wrong_is_a_bug(worded: ShippedCatalogue) -> None:
    with pytest.raises(KeyError):
        worded.words("page.no-such-key")
    with pytest.raises(KeyError):
        worded.words("page.filled", name="Ama")
    with pytest.raises(KeyError):
        worded.words("notes", name="Ama")
    with pytest.raises(KeyError):
        worded.words("page")


@pytest.mark.parametrize(
    ("text", "key", "fault"),
    [
        ('[refusal]\nNoteIsEmpty = "Twice."', "refusal.NoteIsEmpty", "twice"),
        ('[refusal.NoteIsEmpty]\nmore = "Below a sentence."', "refusal.NoteIsEmpty.more", "twice"),
        ('[ours]\nx = "  "', "ours.x", "empty"),
        ("[ours]\nx = 5", "ours.x", "wrong-type"),
        ('[ours]\nx = ["a"]', "ours.x", "wrong-type"),
        ('[ours]\nother = "{count}"', "ours.one", "missing-key"),
        ("[ours]\none = 1\nother = 2", "ours", "wrong-type"),
        ('[ours]\nx = "{name"', "ours.x", "unmatched-brace"),
        ('[ours]\nx = "{a.b}"', "ours.x", "placeholder-not-plain"),
        ('[ours]\nx = "{a:>9}"', "ours.x", "placeholder-not-plain"),
        ('[ours]\nx = "{a!r}"', "ours.x", "placeholder-not-plain"),
        ('[ours]\nx = "{}"', "ours.x", "placeholder-not-plain"),
        ("[ours\n", "", "not-toml"),
    ],
)
def test_a_faulty_wording_file_stops_the_start(folders: Folders, text: str, key: str, fault: str) -> None:
    (folders.resources / "wording/en/zz-ours.toml").write_text(text, "utf-8")
    with pytest.raises(DefinitionFaulty) as refused:
        folders.open()
    facts = refused.value.facts
    assert (facts["file"], facts["key"], facts["fault"]) == ("en/zz-ours.toml", key, fault)


def test_a_fault_is_told_even_before_there_are_words(folders: Folders) -> None:
    (folders.resources / "wording/en/aa-ours.toml").write_text("[ours]\nx = 5", "utf-8")
    with pytest.raises(DefinitionFaulty) as refused:
        folders.open()
    assert refused.value.facts["reason"] == "wrong-type"


def test_another_language_stands_over_the_first_one(folders: Folders) -> None:
    german = folders.resources / "wording/de"
    german.mkdir()
    (german / "failures.toml").write_text('[refusal]\nNoteIsEmpty = "Die Notiz ist leer."', "utf-8")
    catalogue = ShippedCatalogue(folders.resources, folders.forms, language="de")
    assert catalogue.words("refusal.NoteIsEmpty") == "Die Notiz ist leer."
    assert catalogue.words("refusal.DraftIsGone") == folders.open().words("refusal.DraftIsGone")
