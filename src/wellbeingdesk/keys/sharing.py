"""A secret in three shares, any two of which give it back and one of which tells nothing (Shamir, 1979).

Each byte is the value at 0 of a random straight line over the field of 256 elements (the one of AES), as in
draft-mcgrew-tss-03, whose published case and those of a second implementation are among the tests. No library was
small, looked after and made for this; what it takes is a multiplication and one formula.
"""

import os
from collections.abc import Mapping

_FIELD = 0x11B
_GROUP_ORDER = 255


def split(secret: bytes, numbers: tuple[int, ...]) -> dict[int, bytes]:
    """The share for each number (1 to 255): the secret's lines, with slopes drawn by lot, at that number."""
    slopes = os.urandom(len(secret))
    return {number: on_lines(secret, slopes, number) for number in numbers}


def on_lines(secret: bytes, slopes: bytes, at: int) -> bytes:
    """The value of each byte's line at a number."""
    return bytes(start ^ times(slope, at) for start, slope in zip(secret, slopes, strict=True))


def joined(shares: Mapping[int, bytes], at: int = 0) -> bytes:
    """The value at a number of the one curve through all these shares (Lagrange); at 0 it is the secret."""
    whole = bytes(len(next(iter(shares.values()))))
    for number, points in shares.items():
        weight = 1
        for other in shares:
            if other != number:
                weight = times(weight, times(at ^ other, _inverse(number ^ other)))
        whole = bytes(a ^ times(b, weight) for a, b in zip(whole, points, strict=True))
    return whole


def times(a: int, b: int) -> int:
    """The product of two elements."""
    product = 0
    for bit in range(8):
        product ^= a * (b >> bit & 1)
        a = a << 1 ^ _FIELD * (a >> 7)
    return product


def _inverse(a: int) -> int:
    """The element that gives 1 with `a`: its 254th power."""
    inverse = 1
    for _ in range(_GROUP_ORDER - 1):
        inverse = times(inverse, a)
    return inverse
