"""A logo is looked at before anything draws it."""

import struct
import zlib

import pytest

from wellbeingdesk.domain.picture import LogoIsNoPicture, demand_png


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = 2, height: int = 2, pixels: bytes | None = None) -> bytes:
    raw = pixels if pixels is not None else (b"\0" + b"\x10\x20\x30" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")


def test_a_small_picture_is_taken() -> None:
    assert demand_png(png()) == png()


@pytest.mark.parametrize(
    "untrusted",
    [
        b"",
        b"GIF89a",
        png()[:-6],
        png().replace(b"IDAT", b"IDAX"),
        png(width=5000),
        png(width=0),
        png(pixels=b"\0" * 40_000_000),
        png() + b"\0" * (1024 * 1024),
    ],
    ids=["empty", "other", "cut", "checksum", "wide", "no-width", "bomb", "large"],
)
def test_anything_else_is_refused(untrusted: bytes) -> None:
    with pytest.raises(LogoIsNoPicture):
        demand_png(untrusted)
