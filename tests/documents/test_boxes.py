"""What fills a box when somebody signs: the right size, as large as fits, and refused when it cannot fit."""

import io

import pikepdf
import pytest

from tests.documents.conftest import Reader
from wellbeingdesk.documents.boxes import BOXES
from wellbeingdesk.documents.renderer import TypstRenderer
from wellbeingdesk.domain.paper import TextDoesNotFit

LINES = (
    "Łukasz Wójcik",
    "Service lead, BACP 654321",
    "Signed 21 November 2026, 15:12 (signer’s clock)",
    "محمد",
    "kept 😀",
)
FINGERPRINT = "77965 47660 78909 09659 39467 06485 · 1"


def _pages(pdf: bytes) -> list[tuple[float, float]]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [(float(page.mediabox[2]), float(page.mediabox[3])) for page in opened.pages]


def test_a_stamp_has_the_size_of_a_signature_box(renderer: TypstRenderer, text_of: Reader) -> None:
    pdf = renderer.stamp(LINES, FINGERPRINT)
    [(width, height)] = _pages(pdf)
    assert width == pytest.approx(BOXES["SigA"].width * 72 / 25.4, abs=0.1)
    assert height == pytest.approx(BOXES["SigA"].height * 72 / 25.4, abs=0.1)
    assert BOXES["SigA"] == BOXES["SigB"]
    text = text_of(pdf)
    for line in (*LINES[:3], FINGERPRINT, "[U+1F600]", "محمد"):
        assert line in text


def test_a_mini_page_has_no_tags_of_its_own(renderer: TypstRenderer) -> None:
    for pdf in (renderer.stamp(LINES, FINGERPRINT), renderer.box_text("B_reasons", "Because.")):
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert "/StructTreeRoot" not in opened.Root
            assert b"BDC" not in opened.pages[0].Contents.read_bytes()


@pytest.mark.parametrize("field", ["B_decision", "B_reasons"])
def test_text_has_the_size_of_its_field(renderer: TypstRenderer, text_of: Reader, field: str) -> None:
    pdf = renderer.box_text(field, "Agrees. أوافق")
    [(width, height)] = _pages(pdf)
    assert width == pytest.approx(BOXES[field].width * 72 / 25.4, abs=0.1)
    assert height == pytest.approx(BOXES[field].height * 72 / 25.4, abs=0.1)
    assert "Agrees." in text_of(pdf)
    assert len(_pages(renderer.box_text(field, ""))) == 1


def test_long_reasons_are_set_smaller_before_they_are_refused(renderer: TypstRenderer, text_of: Reader) -> None:
    reasons = "I read the record and spoke with both. " * 80
    pdf = renderer.box_text("B_reasons", reasons + "The end.")
    assert len(_pages(pdf)) == 1
    assert "The end." in text_of(pdf)


def test_what_does_not_fit_is_refused_with_the_characters_over(renderer: TypstRenderer) -> None:
    reasons = "I read the record and spoke with both. " * 150
    with pytest.raises(TextDoesNotFit) as caught:
        renderer.box_text("B_reasons", reasons)
    assert caught.value.code == "refusal.TextDoesNotFit"
    over = caught.value.facts["over"]
    assert isinstance(over, int)
    assert 0 < over < len(reasons)
    kept = reasons.strip()[:-over]
    assert len(_pages(renderer.box_text("B_reasons", kept))) == 1
    with pytest.raises(TextDoesNotFit) as again:
        renderer.box_text("B_reasons", kept + " and some more words than there is room for")
    assert again.value.facts["over"] in range(1, 60)


def test_many_lines_are_refused_too(renderer: TypstRenderer) -> None:
    with pytest.raises(TextDoesNotFit):
        renderer.box_text("B_reasons", "a\n" * 400)
    with pytest.raises(TextDoesNotFit):
        renderer.box_text("B_decision", "too long for one line " * 40)
    with pytest.raises(TextDoesNotFit):
        renderer.stamp(["a line"] * 40, FINGERPRINT)
