"""How good a passphrase is, in words a person can act on, and the one refusal: fewer than twelve characters."""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise

from wellbeingdesk.domain.failures import Refusal

LEAST_CHARACTERS = 12
"""A stolen store can be guessed at without limit, so this is above the 8 that NIST SP 800-63B asks for a sign-in."""

_WEAK_BELOW = 13
_STRONG_FROM = {1: 28, 2: 25, 3: 22}
_STRONG_FROM_FOUR_PARTS = 20
_COMMONPLACE = (
    "password",
    "passphrase",
    "letmein",
    "welcome",
    "qwertyuiop",
    "qwerty",
    "asdfgh",
    "zxcvbn",
    "iloveyou",
    "wellbeingdesk",
    "wellbeing",
    "counselling",
    "counsellor",
    "university",
)


class PassphraseTooShort(Refusal):
    """A passphrase has at least twelve characters. Facts: least, found."""


class Strength(StrEnum):
    """What the meter beside the field says."""

    TOO_SHORT = "too-short"
    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"


def normalised(passphrase: str) -> str:
    """NFKC, so that the same passphrase gives the same key from any keyboard or system; spaces count as typed."""
    return unicodedata.normalize("NFKC", passphrase)


def require_length(passphrase: str) -> None:
    """Raises PassphraseTooShort. There is no rule about kinds of characters: those make passphrases worse."""
    found = len(normalised(passphrase))
    if found < LEAST_CHARACTERS:
        raise PassphraseTooShort(least=LEAST_CHARACTERS, found=found)


def judge(passphrase: str, known: Iterable[str] = ()) -> Strength:
    """How hard to guess, by length, different parts and repetition; what is in `known` (names) counts for nothing."""
    text = normalised(passphrase)
    if len(text) < LEAST_CHARACTERS:
        return Strength.TOO_SHORT
    telling = _without_known(text.casefold(), known)
    length = _length_without_repetition(telling)
    if length < _WEAK_BELOW:
        return Strength.WEAK
    parts = max(1, len(set(re.findall(r"[^\W\d_]+|\d+|[^\w\s]+", telling))))
    enough = length >= _STRONG_FROM.get(parts, _STRONG_FROM_FOUR_PARTS)
    return Strength.STRONG if enough else Strength.FAIR


def _without_known(text: str, known: Iterable[str]) -> str:
    words = [word for phrase in known for word in normalised(phrase).casefold().split()]
    for word in sorted({*words, *_COMMONPLACE}, key=len, reverse=True):
        if len(word) > 2:
            text = text.replace(word, " ")
    return text


def _length_without_repetition(text: str) -> int:
    """Characters that are neither the continuation of a run (aaa, 123, cba) nor part of a triple seen before."""
    seen: set[str] = set()
    counted = 0
    for at, letter in enumerate(text):
        triple = text[max(0, at - 2) : at + 1]
        steps = [ord(b) - ord(a) for a, b in pairwise(triple)]
        run = len(steps) == 2 and steps[0] == steps[1] and abs(steps[1]) <= 1
        repeated = len(triple) == 3 and triple in seen
        seen.add(triple)
        counted += not (run or repeated or (letter.isspace() and at > 0 and text[at - 1].isspace()))
    return counted
