"""Pages as pictures with their text, also of files from outside."""

import io
import struct
import threading
import zlib
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.documents.samples import CONSENT, CONSENT_ANSWERS, DECISION, PAPER, POLICY, decision_record
from wellbeingdesk.documents.pictures import MOST_PIXELS
from wellbeingdesk.documents.renderer import TypstRenderer
from wellbeingdesk.domain.worldly import FileNotOurs


def _pixels(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and rows of RGB bytes of one of our PNGs, every checksum verified."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at, parts = 8, {}
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        payload = png[at + 8 : at + 8 + length]
        assert zlib.crc32(name + payload) == struct.unpack(">I", png[at + 8 + length : at + 12 + length])[0]
        parts[name] = payload
        at += 12 + length
    width, height, depth, kind = struct.unpack(">IIBB", parts[b"IHDR"][:10])
    assert (depth, kind) == (8, 2)
    rows = zlib.decompress(parts[b"IDAT"])
    stride = width * 3 + 1
    assert len(rows) == stride * height
    return width, height, [rows[start + 1 : start + stride] for start in range(0, len(rows), stride)]


def test_a_picture_has_the_size_colours_and_words_of_its_page(renderer: TypstRenderer) -> None:
    pages = renderer.page_pictures(renderer.form(CONSENT, CONSENT_ANSWERS, PAPER), 72)
    width, height, rows = _pixels(pages[0].png)
    assert (width, height) == (pages[0].width, pages[0].height)
    assert abs(width - 595) <= 1
    assert abs(height - 842) <= 1
    colours = {row[at : at + 3] for row in rows for at in range(0, len(row), 3)}
    assert b"\xff\xff\xff" in colours
    assert b"\x0b\x6a\x70" in colours
    assert "Dr Nadia Haddad" in pages[0].text
    assert "\r" not in pages[0].text
    larger = renderer.page_pictures(renderer.form(CONSENT, CONSENT_ANSWERS, PAPER), 144)
    assert abs(larger[0].width - 2 * width) <= 2


def test_what_the_fields_hold_is_drawn_and_said(renderer: TypstRenderer) -> None:
    base = renderer.decision(decision_record(), DECISION, POLICY, PAPER)
    empty = renderer.page_pictures(base, 40)
    mini = renderer.box_text("B_reasons", "I read it and agree.")
    with pikepdf.open(io.BytesIO(base)) as pdf, pikepdf.open(io.BytesIO(mini)) as drawn:
        field = pdf.Root.AcroForm.Fields[3]
        field.V = String("I read it and agree.")
        field.AP = Dictionary(N=pdf.copy_foreign(drawn.pages[0].as_form_xobject()))
        out = io.BytesIO()
        pdf.save(out)
    filled = renderer.page_pictures(out.getvalue(), 40)
    assert filled[-1].png != empty[-1].png
    assert filled[-1].text.endswith("I read it and agree.")
    assert "I read it" not in empty[-1].text


@pytest.mark.parametrize("junk", [b"", b"not a pdf", b"%PDF-1.7\n%%EOF\n"])
def test_what_is_no_pdf_is_refused(renderer: TypstRenderer, junk: bytes) -> None:
    with pytest.raises(FileNotOurs):
        renderer.page_pictures(junk, 72)


def test_a_page_of_absurd_size_is_drawn_small(renderer: TypstRenderer) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(14400, 14400))
    pdf.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, FT=Name.Tx, V=String("x"), TU=Name.Odd)])
    out = io.BytesIO()
    pdf.save(out)
    [page] = renderer.page_pictures(out.getvalue(), 300)
    assert page.width * page.height <= MOST_PIXELS * 1.01


def test_several_threads_may_ask_at_once(renderer: TypstRenderer) -> None:
    pdf = renderer.form(CONSENT, CONSENT_ANSWERS, PAPER)
    expected = renderer.page_pictures(pdf, 40)
    found = []

    def work() -> None:
        found.append((renderer.form(CONSENT, CONSENT_ANSWERS, PAPER), renderer.page_pictures(pdf, 40)))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [(pdf, expected)] * 4


def test_no_page_is_written_to_disk(renderer: TypstRenderer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    renderer.page_pictures(renderer.decision(decision_record(), DECISION, POLICY, PAPER), 40)
    renderer.stamp(["Rosa Mensah"], "")
    assert list(tmp_path.iterdir()) == []
