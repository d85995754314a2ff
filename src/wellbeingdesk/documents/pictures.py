"""Pictures of pages for the preview, with their text for assistive tools."""

import io
import struct
import threading
import zlib
from typing import Any

import pikepdf

from wellbeingdesk.domain.worldly import FileNotOurs
from wellbeingdesk.usecases.ports import PagePicture

POINTS_PER_INCH = 72
MOST_PIXELS = 40_000_000
"""Of one page: a hostile file may claim a page of any size."""

_UNSPOKEN = dict.fromkeys(map(ord, "\u200b\ufffe"))
"""Break opportunities and PDFium's sign for a hyphen at a line's end."""

# PDFium keeps state for the whole process and may be entered by one thread at a time.
_pdfium = threading.Lock()


def page_pictures(pdf: bytes, dots_per_inch: int) -> tuple[PagePicture, ...]:
    """Every page in order. Raises FileNotOurs when these bytes are no PDF that can be read."""
    import pypdfium2

    said = _said_in_fields(pdf)
    with _pdfium:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError:
            raise FileNotOurs(expected="pdf") from None
        try:
            document.init_forms()
            return tuple(
                _picture(document[number], dots_per_inch / POINTS_PER_INCH, said.get(number, ""))
                for number in range(len(document))
            )
        finally:
            document.close()


def _picture(page: Any, scale: float, said: str) -> PagePicture:
    width, height = page.get_size()
    scale = min(scale, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
    try:
        png = _png(bitmap.width, bitmap.height, bitmap.n_channels, bitmap.stride, bytes(bitmap.buffer))
        size = bitmap.width, bitmap.height
    finally:
        bitmap.close()
    text = page.get_textpage()
    try:
        words = text.get_text_range()
    finally:
        text.close()
        page.close()
    plain = words.replace("\r\n", "\n").translate(_UNSPOKEN).strip()
    return PagePicture(png, *size, "\n".join(part for part in (plain, said) if part))


def _png(width: int, height: int, channels: int, stride: int, pixels: bytes) -> bytes:
    kind = {1: 0, 3: 2, 4: 6}[channels]
    rows = b"".join(b"\0" + pixels[at : at + width * channels] for at in range(0, height * stride, stride))
    header = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 3)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, payload) for name, payload in chunks)


def _chunk(name: bytes, payload: bytes) -> bytes:
    return struct.pack(">I", len(payload)) + name + payload + struct.pack(">I", zlib.crc32(name + payload))


def _said_in_fields(pdf: bytes) -> dict[int, str]:
    """What the fields of each page hold: their drawings are no part of the page's own text."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            return {number: said for number, page in enumerate(opened.pages) if (said := _values(page))}
    except (pikepdf.PdfError, AttributeError, KeyError, RuntimeError, TypeError, ValueError):
        return {}


def _values(page: pikepdf.Page) -> str:
    return "\n".join(
        ": ".join(str(part) for part in (note.get("/TU", ""), note.V) if str(part))
        for note in page.obj.get("/Annots", [])
        if note.get("/FT") == "/Tx" and isinstance(note.get("/V"), pikepdf.String)
    )
