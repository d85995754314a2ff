"""A form on paper: what is asked, what was answered, and nothing that does not apply."""

import io
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from tests.documents.conftest import Reader
from tests.documents.samples import CONSENT, CONSENT_ANSWERS, PAPER, RESOURCES, SERVICE, said
from tests.helpers.source_files import ROOT
from wellbeingdesk.catalogue.shipped import ShippedCatalogue
from wellbeingdesk.documents.renderer import TypstRenderer
from wellbeingdesk.domain.form import Field, FieldKind, Form, Section


def test_a_blank_form_asks_everything_in_order(renderer: TypstRenderer, text_of: Reader) -> None:
    text = text_of(renderer.form(CONSENT, None, PAPER))
    labels = [item.label["en"] for item in CONSENT.fields if item.id not in {"which", "copy_to"}]
    assert sorted(labels, key=text.index) == labels
    for expected in (
        SERVICE, "Consent to share information", "You decide who is told what.", "My tutor", "Yes", "No",
        "day month year hour minute", "From 0 to 52.", "weeks", "I may stop this whenever I want.",
    ):  # fmt: skip
        assert expected in text
    assert "✓" not in text


def test_a_blank_form_says_when_a_question_applies(renderer: TypstRenderer, text_of: Reader) -> None:
    text = text_of(renderer.form(CONSENT, None, PAPER))
    assert "Only if you answered “Somebody else” to “Who they are to you” Which somebody" in text
    assert "Only if you answered “Yes” to “I would like a copy” Where the copy goes" in text


def test_a_filled_form_prints_answers_and_ticks(renderer: TypstRenderer, text_of: Reader) -> None:
    text = text_of(renderer.form(CONSENT, CONSENT_ANSWERS, PAPER))
    for expected in ("Dr Nadia Haddad", "So that she can change the prescription. Nothing else.", "21 November 2026",
                     "20 November 2026, 09:05", "Review after 0 weeks", "I would like a copy No"):  # fmt: skip
        assert expected in text
    for label, ticked in (("My doctor", True), ("My tutor", False), ("Dates of appointments", True),
                          ("A letter", False), ("My plan", True)):  # fmt: skip
        assert (f"✓ {label}" in text) is ticked, label
        assert label in text


def test_hidden_questions_and_leftover_answers_vanish(renderer: TypstRenderer, text_of: Reader) -> None:
    text = text_of(renderer.form(CONSENT, CONSENT_ANSWERS, PAPER))
    for hidden in ("Which somebody", "leftover", "Where the copy goes", "Only if"):
        assert hidden not in text
    text = text_of(renderer.form(CONSENT, {**CONSENT_ANSWERS, "role": "other", "copy": True}, PAPER))
    assert "Which somebody a leftover that must not be printed" in text
    assert "Where the copy goes another leftover" in text


def test_what_was_not_answered_is_said_so(renderer: TypstRenderer, text_of: Reader) -> None:
    text = text_of(renderer.form(CONSENT, {"recipient": "  ", "items": ()}, PAPER))
    assert "Name of the person Not answered" in text
    assert "These things Not answered" in text
    assert "Dates of appointments" not in text


def test_text_is_never_markup(renderer: TypstRenderer, text_of: Reader) -> None:
    hostile = '#read("/etc/passwd") *bold* = heading $x$ \\ #panic() </script> -> 3x4 --'
    assert hostile in text_of(renderer.form(CONSENT, {"recipient": hostile, "purpose": hostile}, PAPER))


def test_around_the_form(renderer: TypstRenderer, text_of: Reader) -> None:
    pdf = renderer.form(CONSENT, {**CONSENT_ANSWERS, "purpose": "word " * 2000}, replace(PAPER, made_up=True))
    pages = [" ".join(page.text.split()) for page in renderer.page_pictures(pdf, 20)]
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert "consent-to-share, version 1 · Bramley confidentiality policy, version 3" in page
        assert "Made-up data: not a real record" in page
        assert "Amara Okafor, WD-7K3F" in page
    assert "The service’s choice Notice asked 24 hours" in " ".join(pages)
    plain = text_of(renderer.form(CONSENT, None, replace(PAPER, choices=())))
    assert "Made-up" not in plain
    assert "The service’s choice" not in plain


def test_only_a_consent_has_lines_to_sign_on(renderer: TypstRenderer, text_of: Reader) -> None:
    expected = "Signatures Client Amara Okafor, WD-7K3F Name Signature Date Practitioner Rosa Mensah"
    assert expected in text_of(renderer.form(CONSENT, None, PAPER))
    assert "Signatures" not in text_of(renderer.form(replace(CONSENT, kind="note"), None, PAPER))


def test_the_file_says_what_it_is(renderer: TypstRenderer) -> None:
    with pikepdf.open(io.BytesIO(renderer.form(CONSENT, None, PAPER))) as pdf:
        assert pdf.Root.Lang == "en"
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_metadata() as about:
            assert about["dc:title"] == "Consent to share information"
            assert about["pdfaid:part"] == "3"
            assert about["pdfuaid:part"] == "1"


def test_another_language_falls_back_to_english_by_sentence(renderer: TypstRenderer, text_of: Reader) -> None:
    item = Field("a", FieldKind.LINE, {"en": "Name", "cy": "Enw"})
    form = Form("f", 1, "note", {"en": "Title", "cy": "Teitl"}, (Section("s", said("Section"), (item,)),))
    text = text_of(renderer.form(form, {"a": "Siân"}, replace(PAPER, language="cy")))
    assert "Teitl" in text
    assert "Enw Siân" in text
    assert "Section" in text


@pytest.mark.parametrize("language", ["en-GB", "english", "", "x1"])
def test_any_language_tag_gives_a_file(renderer: TypstRenderer, language: str) -> None:
    assert renderer.form(CONSENT, None, replace(PAPER, language=language)).startswith(b"%PDF-1.7")


def test_a_logo_of_any_shape_stands_in_the_head(renderer: TypstRenderer) -> None:
    plain = renderer.page_pictures(renderer.form(CONSENT, None, PAPER), 40)
    for width, height in ((2000, 40), (40, 2000), (300, 300)):
        pdf = renderer.form(CONSENT, None, replace(PAPER, logo_png=_png(width, height)))
        pages = renderer.page_pictures(pdf, 40)
        assert len(pages) == len(plain)
        assert pages[0].png != plain[0].png
        assert SERVICE in " ".join(pages[0].text.split())


def _png(width: int, height: int) -> bytes:
    def chunk(name: bytes, payload: bytes) -> bytes:
        return struct.pack(">I", len(payload)) + name + payload + struct.pack(">I", zlib.crc32(name + payload))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    rows = (b"\0" + b"\x0b\x6a\x70\xc0" * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def test_every_shipped_form_is_whole_on_paper(renderer: TypstRenderer, text_of: Reader) -> None:
    forms = ShippedCatalogue(RESOURCES, Path(ROOT, "forms")).forms()
    assert len(forms) >= 10
    for form in forms:
        text = text_of(renderer.form(form, None, PAPER))
        for item in form.fields:
            assert " ".join(item.label["en"].split()) in text, (form.id, item.id)
            for one in item.options:
                assert " ".join(one.label["en"].split()) in text, (form.id, item.id, one.id)
