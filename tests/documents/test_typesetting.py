"""The typesetter gets data, not markup, uses released templates and shipped fonts, and repeats itself to the byte."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.documents.conftest import Reader
from tests.documents.samples import CONSENT, CONSENT_ANSWERS, DECISION, PAPER, POLICY, RESOURCES, decision_record, words
from tests.documents.test_scripts import NOTE
from tests.helpers.source_files import ROOT
from wellbeingdesk.documents.renderer import DECISION_TEMPLATE, FORM_TEMPLATE, TypstRenderer
from wellbeingdesk.documents.typesetting import FLAT_ARCHIVE, Typesetter, TypesettingFailed

MAKE = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from tests.documents.key_sheet_samples import COVER, SHARE_SHEET, SHEET
from tests.documents.samples import *
from wellbeingdesk.documents.renderer import TypstRenderer
renderer = TypstRenderer(RESOURCES, words)
for pdf in (
    renderer.form(CONSENT, None, PAPER), renderer.form(CONSENT, CONSENT_ANSWERS, PAPER),
    renderer.decision(decision_record(), DECISION, POLICY, PAPER),
    renderer.stamp(["Rosa Mensah"], "77965 47660"), renderer.box_text("B_reasons", "I read it."),
    renderer.recovery_sheet(SHEET, PAPER), renderer.share_sheet(SHARE_SHEET, PAPER), renderer.cover_sheet(COVER, PAPER),
):
    print(hashlib.sha256(pdf).hexdigest())
"""


def test_another_process_makes_the_same_bytes() -> None:
    def digests(seed: str) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", MAKE, str(ROOT)], env={"PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"},
            capture_output=True, text=True, check=True, timeout=120,
        )  # fmt: skip
        return done.stdout.split()

    first = digests("1")
    assert len(set(first)) == 8
    assert digests("7") == first


def test_the_same_values_give_the_same_bytes_after_other_work(renderer: TypstRenderer) -> None:
    first = renderer.decision(decision_record(), DECISION, POLICY, PAPER)
    renderer.form(CONSENT, CONSENT_ANSWERS, PAPER)
    renderer.form(CONSENT, None, PAPER)
    assert renderer.decision(decision_record(), DECISION, POLICY, PAPER) == first
    assert TypstRenderer(RESOURCES, words).decision(decision_record(), DECISION, POLICY, PAPER) == first


def test_a_template_is_named_by_its_folder_and_its_digest_covers_what_shapes_the_page(tmp_path: Path) -> None:
    folder = tmp_path / "resources"
    shutil.copytree(RESOURCES / "templates", folder / "templates")
    shutil.copytree(RESOURCES / "wording", folder / "wording")
    (folder / "fonts").mkdir()
    first = Typesetter(folder).reference("decision")
    assert (first.id, first.version) == ("decision", 1)
    assert Typesetter(folder).reference("decision") == first
    seen = {first.sha256}
    for changed in (
        "templates/decision-1/main.typ",
        "templates/look-1/look.typ",
        "wording/en/paper.toml",
        "fonts/a.ttf",
    ):
        with (folder / changed).open("ab") as file:
            file.write(b"\n")
        seen.add(Typesetter(folder).reference("decision").sha256)
    assert len(seen) == 5
    (folder / "templates" / "form-1" / "main.typ").write_bytes(b"//")
    assert Typesetter(folder).reference("decision").sha256 in seen
    shutil.copytree(folder / "templates" / "decision-1", folder / "templates" / "decision-10")
    assert Typesetter(folder).reference("decision").version == 10


def test_what_is_set_is_what_is_named(renderer: TypstRenderer) -> None:
    for name, used in (("form", FORM_TEMPLATE), ("decision", DECISION_TEMPLATE)):
        ref = renderer.template(name)
        assert f"{ref.id}-{ref.version}" == used


def test_the_engine_is_named_with_its_version(renderer: TypstRenderer) -> None:
    name, _, number = renderer.engine.partition(" ")
    assert name == "typst"
    assert number.split(".")[:2] == ["0", "15"]


def test_a_missing_glyph_would_be_an_error_that_quotes_nothing() -> None:
    typesetter = Typesetter(RESOURCES)
    data = {"lines": ["secret 😀"], "points": 10, "weight": "regular", "width": 170, "height": 112}
    with pytest.raises(TypesettingFailed) as caught:
        typesetter.set("box-1", data, FLAT_ARCHIVE)
    assert str(caught.value) == ""
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


@pytest.mark.parametrize("text", [("The fox spoke of sleep. " * 9 + "\n") * 920, "no end " * 28571, "x" * 200_000])
def test_an_answer_of_200_000_characters_is_printed_to_its_end(
    renderer: TypstRenderer, text_of: Reader, text: str
) -> None:
    whole = f"{text[:200_000]} the last word"
    pdf = renderer.form(NOTE, {"t": whole}, PAPER)
    printed = text_of(pdf)
    assert printed.count("Page ") >= 30
    assert "the last word" in printed
