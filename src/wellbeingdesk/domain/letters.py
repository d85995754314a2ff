"""Secrets as people copy them by hand: groups of five letters, the fifth of which checks the four before it."""

import re
import unicodedata
from collections.abc import Sequence

from wellbeingdesk.domain.worldly import GroupMistyped, WrongNumberOfLetters

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: without I, L, O, which look like digits, and U, which is written like V."""
GROUP_LETTERS = 5
GROUP_BITS = 20

_VALUES = {letter: value for value, letter in enumerate(LETTERS)} | {
    "O": 0,
    "I": 1,
    "L": 1,
    "U": 27,
    "\u0130": 1,
    "\u0131": 1,
}
_BETWEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff_.,;:/|\u2010-\u2015\u2212-]+")
_FIELD = 0b100101
"""x^5 + x^2 + 1: its powers of two run through every letter but 0."""


def write_groups(number: int, groups: int, first_place: int) -> tuple[str, ...]:
    """A number of 20 bits a group, each group with its check. `first_place` (0-31) sets one kind of code apart."""
    if not (0 <= number < 1 << groups * GROUP_BITS and 0 <= first_place <= len(LETTERS) - groups):
        raise ValueError("a number that fits its groups, in places that exist")
    shifts = range((groups - 1) * GROUP_BITS, -1, -GROUP_BITS)
    return tuple(_group(number >> shift, first_place + at) for at, shift in enumerate(shifts))


def read_groups(groups: Sequence[str], first_place: int) -> int:
    """The number of groups as `split_typed` gives them. Raises GroupMistyped (group, from 1)."""
    number = 0
    for at, group in enumerate(groups):
        if not is_right(group, first_place + at):
            raise GroupMistyped(group=at + 1)
        for letter in group[:-1]:
            number = number << 5 | _VALUES[letter]
    return number


def split_typed(untrusted_typed: str | Sequence[str], groups: int) -> tuple[str, ...]:
    """What somebody typed, in one piece or in as many as there are groups, tidied and cut into groups.

    Raises WrongNumberOfLetters (found, wanted), GroupMistyped where one piece is too long or too short.
    """
    pieces = _BETWEEN.split(untrusted_typed.strip()) if isinstance(untrusted_typed, str) else untrusted_typed
    tidied = [tidy(piece) for piece in pieces]
    if len(tidied) == groups and all(tidied):
        for at, group in enumerate(tidied):
            if len(group) != GROUP_LETTERS:
                raise GroupMistyped(group=at + 1)
        return tuple(tidied)
    whole = "".join(tidied)
    if len(whole) != groups * GROUP_LETTERS:
        raise WrongNumberOfLetters(found=len(whole), wanted=groups * GROUP_LETTERS)
    return tuple(whole[start : start + GROUP_LETTERS] for start in range(0, len(whole), GROUP_LETTERS))


def tidy(untrusted_typed: str) -> str:
    """Without spaces and hyphens, in capitals, O as 0, I and L as 1, U as V; a letter that is none of ours as `?`."""
    shown = unicodedata.normalize("NFKC", _BETWEEN.sub("", untrusted_typed))
    return "".join(_one_of_ours(letter) for letter in _BETWEEN.sub("", shown))


def is_right(group: str, place: int) -> bool:
    """Whether a tidied group carries the check of its own letters and its place.

    It misses no single wrong letter, no two letters exchanged and no two groups exchanged; of anything else 1 in 32.
    """
    if len(group) != GROUP_LETTERS or not set(group) <= set(LETTERS):
        return False
    return _check([_VALUES[letter] for letter in group[:-1]], place) == _VALUES[group[-1]]


def _group(bits: int, place: int) -> str:
    values = [bits >> shift & 31 for shift in (15, 10, 5, 0)]
    return "".join(LETTERS[value] for value in (*values, _check(values, place)))


def _check(values: Sequence[int], place: int) -> int:
    """The place plus each value times its own power of two, in the field of 32 elements."""
    check = 0
    for value in reversed(values):
        check = _doubled(check ^ value)
    return check ^ place


def _doubled(value: int) -> int:
    return value << 1 ^ (_FIELD if value & 16 else 0)


def _one_of_ours(letter: str) -> str:
    value = _VALUES.get(letter, _VALUES.get(letter.upper()))
    return "?" if value is None else LETTERS[value]
