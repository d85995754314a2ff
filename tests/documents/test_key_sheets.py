"""A recovery sheet and a share: the groups exactly, the last nowhere, the code read back, and nothing off the page."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

from tests.documents.conftest import Reader
from tests.documents.key_sheet_samples import CODE, SERVICE_SHARE, SERVICE_SHEET, SHARE, SHARE_SHEET, SHEET
from tests.documents.samples import PAPER, RESOURCES, SERVICE, sentence_keys, words
from tests.documents.test_scripts import NAMES
from wellbeingdesk.documents.renderer import TypstRenderer
from wellbeingdesk.domain.practitioner import Practitioner, Registration
from wellbeingdesk.usecases.ports import Paper

LARGE = replace(PAPER, large_print=True)
KINDS = ("sheet", "share", "service share")
WHOLE = {"sheet": CODE.groups, "share": SHARE.groups, "service share": SERVICE_SHARE.groups}
SCANNED = {"sheet": SHEET.scanned, "share": SHARE_SHEET.scanned, "service share": SERVICE_SHEET.scanned}
SETTER = Callable[[str, Paper], bytes]
# A number, then five single letters with room between.
PRINTED = re.compile(r"(?<!\S)([1-9])((?: [0-9A-Z]){5})(?!\S)")


@pytest.fixture(scope="module")
def setter(renderer: TypstRenderer) -> SETTER:
    def made(kind: str, paper: Paper) -> bytes:
        if kind == "sheet":
            return renderer.recovery_sheet(SHEET, paper)
        return renderer.share_sheet(SHARE_SHEET if kind == "share" else SERVICE_SHEET, paper)

    return made


@pytest.mark.parametrize("paper", [PAPER, LARGE], ids=["plain", "large"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_printed_groups_stand_there_exactly_with_their_places(
    setter: SETTER, text_of: Reader, kind: str, paper: Paper
) -> None:
    found = PRINTED.findall(text_of(setter(kind, paper)))
    assert [(int(place), letters.replace(" ", "")) for place, letters in found] == list(enumerate(WHOLE[kind][:-1], 1))


@pytest.mark.parametrize("paper", [PAPER, LARGE], ids=["plain", "large"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_group_written_by_hand_is_nowhere_in_the_file(
    setter: SETTER, text_of: Reader, kind: str, paper: Paper
) -> None:
    pdf, group = setter(kind, paper), WHOLE[kind][-1]
    everything = b"".join(_streams(pdf)) + pdf
    for spelled in (group, group.lower(), " ".join(group), group.encode("utf-16-be").decode("latin-1")):
        assert spelled.encode("latin-1") not in everything
    assert group not in text_of(pdf).replace(" ", "")
    assert group not in SCANNED[kind]
    # The same search finds what is there, so it would find the group.
    assert (b"Recovery sheet" if kind == "sheet" else b" of 3") in everything
    assert WHOLE[kind][0] in text_of(pdf).replace(" ", "")


@pytest.mark.parametrize("blur", [0, 1.5])
@pytest.mark.parametrize("paper", [PAPER, LARGE], ids=["plain", "large"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_code_is_read_back_from_the_page(setter: SETTER, kind: str, paper: Paper, blur: float) -> None:
    pages = [page.filter(ImageFilter.GaussianBlur(blur)) for page in _pages(setter(kind, paper), 150)]
    assert [found.text for page in pages for found in zxingcpp.read_barcodes(page)] == [SCANNED[kind]]


def test_a_turned_and_stained_code_is_read_too(setter: SETTER) -> None:
    page = _pages(setter("sheet", PAPER), 150)[0]
    corners = zxingcpp.read_barcodes(page)[0].position
    left, top = corners.top_left.x, corners.top_left.y
    side = corners.top_right.x - left
    ImageDraw.Draw(page).ellipse((left + side * 0.4, top + side * 0.4, left + side * 0.65, top + side * 0.65), fill=255)
    turned = page.rotate(7, fillcolor=255, expand=True).filter(ImageFilter.GaussianBlur(1))
    assert [found.text for found in zxingcpp.read_barcodes(turned)] == [SHEET.scanned]


def test_a_sheet_says_whose_it_is_and_what_to_do(setter: SETTER, text_of: Reader) -> None:
    text = text_of(setter("sheet", PAPER))
    for expected in (
        "Secret: keep locked away", "Recovery sheet", "Every note and record at the desk of Rosa Mensah",
        "Rosa Mensah, Counsellor · Desk 4F2A-91C0", f"Service {SERVICE}", "21 November 2026, 14:00 (Europe/London)",
        "Group 8 is never printed or saved.", "never the letters I, L, O or U", "Never with the computer",
        "Do not photograph it", "make this one void", "two may exist", "asks for two groups of this sheet",
    ):  # fmt: skip
        assert expected in text, expected
    assert text.count("Date Date Date Date") == 2


def test_a_share_warns_that_any_two_open_and_has_lines_for_its_holders(setter: SETTER, text_of: Reader) -> None:
    text = text_of(setter("share", PAPER))
    for expected in (
        "Share 2 of 3", "Any two of the three open every note.", "every note and record at the desk of Rosa Mensah",
        "set 04821", "Given to Nadia Haddad", "Group 9 is never printed", "Who holds this share",
        "Name Since Signature",
    ):  # fmt: skip
        assert expected in text, expected


def test_a_share_of_a_service_names_the_service_and_no_desk(
    renderer: TypstRenderer, setter: SETTER, text_of: Reader
) -> None:
    text = text_of(setter("service share", PAPER))
    assert "Share 3 of 3" in text
    assert f"every desk that was opened to the key of {SERVICE}" in text
    assert "Rosa Mensah" not in text
    assert "Desk 4F2A" not in text
    assert "the key of this service" in text_of(renderer.share_sheet(SERVICE_SHEET, replace(PAPER, service_name="")))


def test_a_recovery_sheet_is_one_sheet_of_paper(renderer: TypstRenderer, setter: SETTER) -> None:
    assert len(renderer.page_pictures(setter("sheet", PAPER), 20)) == 1


def test_the_same_sheet_is_the_same_file(renderer: TypstRenderer) -> None:
    again = TypstRenderer(RESOURCES, words)
    for large in (PAPER, LARGE):
        assert again.recovery_sheet(SHEET, large) == renderer.recovery_sheet(SHEET, large)
        assert again.share_sheet(SHARE_SHEET, large) == renderer.share_sheet(SHARE_SHEET, large)
    assert renderer.recovery_sheet(SHEET, PAPER) != renderer.recovery_sheet(SHEET, LARGE)


@pytest.mark.parametrize("script", NAMES)
def test_a_name_in_this_script_is_set_and_read_back(renderer: TypstRenderer, text_of: Reader, script: str) -> None:
    name = NAMES[script]
    who = replace(SHEET.practitioner, name=name, role=name)
    sheet = renderer.recovery_sheet(replace(SHEET, practitioner=who), replace(PAPER, service_name=name))
    share = renderer.share_sheet(replace(SHARE_SHEET, practitioner=who, holder=name), PAPER)
    for word in re.split(r"[\s\u05be-]", name):
        assert "".join(text_of(sheet).split()).count(word) >= 5
        assert "".join(text_of(share).split()).count(word) >= 4


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("name", ["x" * 300, "Maximiliane Konstantinopolskaya " * 12, " ".join(NAMES.values())])
def test_long_names_stay_on_the_page_and_do_not_part_the_groups(
    renderer: TypstRenderer, name: str, *, large: bool
) -> None:
    who = Practitioner("p", name, name, Registration("", ""))
    paper = replace(PAPER, service_name=name, large_print=large, made_up=True)
    for kind, pdf in (
        ("sheet", renderer.recovery_sheet(replace(SHEET, practitioner=who), paper)),
        ("share", renderer.share_sheet(replace(SHARE_SHEET, practitioner=who, holder=name), paper)),
    ):
        assert _outside_the_margins(pdf) == []
        on_pages = [PRINTED.findall(" ".join(page.text.split())) for page in renderer.page_pictures(pdf, 20)]
        assert [len(found) for found in on_pages if found] == [len(WHOLE[kind]) - 1]


def test_every_sentence_of_the_wording_is_printed_somewhere() -> None:
    said: set[str] = set()

    def listening(key: str, **facts: str | int) -> str:
        said.add(key)
        return words(key, **facts)

    renderer = TypstRenderer(RESOURCES, listening)
    renderer.recovery_sheet(SHEET, PAPER)
    renderer.share_sheet(SHARE_SHEET, PAPER)
    renderer.share_sheet(SERVICE_SHEET, replace(PAPER, service_name=""))
    assert sentence_keys("key-sheet") - said == set()


def _streams(pdf: bytes) -> Iterator[bytes]:
    """Every stream of the file, decompressed."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for one in opened.objects:
            if isinstance(one, pikepdf.Stream):
                yield one.read_bytes()


def _pages(pdf: bytes, dpi: int) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        pictures = []
        for page in document:
            pictures.append(page.render(scale=dpi / 72).to_pil().convert("L"))
            page.close()
    return pictures


def _outside_the_margins(pdf: bytes) -> list[str]:
    """Letters that stand where a printer may cut them off."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            for at in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(at)
                if right > left and not (left > 40 and right < 555 and bottom > 20 and top < 822):
                    found.append(text.get_text_range(at, 1))
            text.close()
            page.close()
    return found
