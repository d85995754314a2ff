"""Names in every promised script come out whole; what no font has is shown, and never keeps a page from being made."""

import subprocess
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.conftest import Reader
from tests.documents.samples import PAPER, RESOURCES, said, words
from tests.helpers import font_coverage
from wellbeingdesk.documents.renderer import TypstRenderer
from wellbeingdesk.domain.form import Field, FieldKind, Form, Section

NAMES = {
    "Latin": "Zoë Brontë-Wójcik, Yıldız Nguyễn",
    "Greek": "Ελένη Παπαδοπούλου",
    "Cyrillic": "Юлия Щербакова",
    "Arabic": "محمد علي الحسن",
    "Hebrew": "יעקב בן־דוד",
    "Devanagari": "अनिता सिंह क्षत्रिय",
    "Bengali": "অনিন্দিতা চট্টোপাধ্যায়",
    "Gurmukhi": "ਹਰਪ੍ਰੀਤ ਸਿੰਘ",
    "Gujarati": "હેમંત પ્રજાપતિ",
    "Tamil": "தமிழ்ச்செல்வி",
    "Thai": "สมชาย ใจดี",
    "Ethiopic": "ሰላም ገብረ",
    "Chinese": "王小明",
    "Japanese": "田中さくら サクラ",
    "Korean": "김민준",
}
NOTE = Form("n", 1, "note", said("Note"), (Section("s", said("Note"), (Field("t", FieldKind.TEXT, said("Text")),)),))
BARE = replace(PAPER, choices=())


@pytest.mark.parametrize("script", NAMES)
def test_a_name_in_this_script_is_set_and_read_back(renderer: TypstRenderer, text_of: Reader, script: str) -> None:
    name = NAMES[script]
    assert renderer.unprintable([name]) == ()
    pdf = renderer.form(NOTE, {"t": name}, replace(BARE, service_name=name, client_line=name, practitioner_line=name))
    assert text_of(pdf).count(name) >= 4


@pytest.mark.parametrize("script", NAMES)
def test_other_readers_find_the_name_too(renderer: TypstRenderer, script: str) -> None:
    pdf = renderer.form(NOTE, {"t": NAMES[script]}, BARE)
    told = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    assert NAMES[script] in told


def test_arabic_words_and_letters_run_from_right_to_left(renderer: TypstRenderer) -> None:
    name = NAMES["Arabic"]
    lefts = _lefts(renderer.form(NOTE, {"t": name}, BARE), name)
    letters = [left for letter, left in zip(name, lefts, strict=True) if letter != " "]
    assert letters == sorted(letters, reverse=True)
    latin = _lefts(renderer.form(NOTE, {"t": "Amara Okafor, always"}, BARE), "Amara Okafor, always")
    assert latin == sorted(latin)


def test_latin_inside_an_arabic_sentence_keeps_its_order(renderer: TypstRenderer, text_of: Reader) -> None:
    sentence = "قال Dr Smith إنه بخير"
    pdf = renderer.form(NOTE, {"t": sentence}, BARE)
    assert "Dr Smith" in text_of(pdf)
    lefts = _lefts(pdf, "Dr Smith")
    assert lefts == sorted(lefts)


def _lefts(pdf: bytes, wanted: str) -> list[float]:
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        text = page.get_textpage()
        start = text.get_text_range().index(wanted)
        lefts = [text.get_charbox(at)[0] for at in range(start, start + len(wanted))]
        text.close()
        page.close()
    return lefts


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("thanks 😀", "thanks [U+1F600]"),
        ("👩‍👧 and 1️⃣", "[U+1F469]\u200d[U+1F467] and 1[U+20E3]"),
        ("nul \x00 bell \x07", "nul [U+0000] bell [U+0007]"),
        ("half \ud83d a pair", "half [U+D83D] a pair"),
        ("own \ue000 and nobody's \U0010ffff", "own [U+E000] and nobody's [U+10FFFF]"),
        ("turned \u202egnihton\u202c round", "turned [U+202E]gnihton round"),
        ("phone \u202a+44 20\u202c \u2066x\u2069 \ufeff.", "phone +44 20 x ."),
        ("e\u0301 composed", "é composed"),
        ("a\tb", "a b"),
    ],
)
def test_what_cannot_be_printed_is_shown_by_its_number(
    renderer: TypstRenderer, text_of: Reader, typed: str, printed: str
) -> None:
    assert printed in text_of(renderer.form(NOTE, {"t": f"before {typed} after"}, BARE))


def test_characters_that_will_be_lost_are_told_once_in_order(renderer: TypstRenderer) -> None:
    texts = ["a 😀 b \x00", "again 😀", "王 محمد é", "\u202e"]
    assert renderer.unprintable(texts) == ("😀", "\x00", "\u202e")


def test_a_word_without_end_stays_on_the_page(renderer: TypstRenderer, text_of: Reader) -> None:
    word = "x" * 700
    pdf = renderer.form(NOTE, {"t": f"{word} https://example.org/{'path/' * 60}"}, BARE)
    assert text_of(pdf).replace(" ", "").count("x" * 100) >= 7
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        text = page.get_textpage()
        rights = [text.get_charbox(at)[2] for at in range(text.count_chars())]
        text.close()
        page.close()
    assert max(rights) < 210 / 25.4 * 72 - 50


def test_the_list_of_characters_is_that_of_the_shipped_fonts() -> None:
    kept = (RESOURCES / "fonts" / "coverage.json").read_text(encoding="ascii")
    assert kept == font_coverage.text_of(font_coverage.measured())


def test_templates_look_for_characters_in_the_listed_order() -> None:
    look = (RESOURCES / "templates" / "look-1" / "look.typ").read_text(encoding="utf-8")
    block = look[look.index("#let faces") : look.index("// Inter turns")]
    assert tuple(block.split('"')[1::2]) == font_coverage.FALLBACK_ORDER


def _clusters() -> st.SearchStrategy[str]:
    spans = [span for spans in font_coverage.measured()["families"].values() for span in spans.split()]
    marks = font_coverage.measured()["marks"].split()

    def of(span: str) -> st.SearchStrategy[int]:
        first, _, last = span.partition("-")
        return st.integers(int(first, 16), int(last or first, 16))

    point = st.one_of(
        st.sampled_from(spans).flatmap(of),
        st.sampled_from(marks).flatmap(of),
        st.sampled_from([0x200D, 0x200C, 0xFE0F, 0x1F600, 0xD83D, 0, 0x25CC]),
        st.integers(0, 0x10FFFF),
    )
    return st.lists(point, min_size=1, max_size=200).map(lambda points: "".join(map(chr, points)))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=_clusters())
def test_no_text_whatever_keeps_a_page_from_being_made(text: str) -> None:
    renderer = TypstRenderer(RESOURCES, words)
    assert renderer.form(NOTE, {"t": text}, replace(BARE, service_name=text)).startswith(b"%PDF-1.7")
