"""Whether bytes are a PNG picture of a sensible size, before anything tries to draw them."""

import struct
import zlib

from wellbeingdesk.domain.failures import Refusal

MOST_BYTES = 1024 * 1024
MOST_SIDE = 2000
"""Pixels; a logo is printed two centimetres high."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_MOST_RAW = MOST_SIDE * MOST_SIDE * 8 + MOST_SIDE


class LogoIsNoPicture(Refusal):
    """A logo is a PNG picture of at most 2000 by 2000 pixels and 1 MB."""


def demand_png(untrusted: bytes) -> bytes:
    """The same bytes. Raises LogoIsNoPicture where they are cut, forged, too large, or blow up when unpacked."""
    try:
        _walk(untrusted)
    except (ValueError, struct.error, zlib.error):
        raise LogoIsNoPicture from None
    return untrusted


def _walk(untrusted: bytes) -> None:
    if len(untrusted) > MOST_BYTES or not untrusted.startswith(_SIGNATURE):
        raise ValueError
    at, packed = len(_SIGNATURE), b""
    seen: list[bytes] = []
    while at < len(untrusted):
        (length,) = struct.unpack_from(">I", untrusted, at)
        kind, body = untrusted[at + 4 : at + 8], untrusted[at + 8 : at + 8 + length]
        (checksum,) = struct.unpack_from(">I", untrusted, at + 8 + length)
        if zlib.crc32(kind + body) != checksum:
            raise ValueError
        if not seen:
            _check_head(kind, body)
        packed += body if kind == b"IDAT" else b""
        seen.append(kind)
        at += 12 + length
    if not seen or seen[-1] != b"IEND":
        raise ValueError
    _check_pixels(packed)


def _check_head(kind: bytes, body: bytes) -> None:
    width, height = struct.unpack_from(">II", body)
    if kind != b"IHDR" or not (0 < width <= MOST_SIDE and 0 < height <= MOST_SIDE):
        raise ValueError


def _check_pixels(packed: bytes) -> None:
    unpacker = zlib.decompressobj()
    unpacker.decompress(packed, _MOST_RAW)
    if not unpacker.eof:
        raise ValueError
