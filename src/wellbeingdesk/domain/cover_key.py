"""The keys that a cover sheet is sealed to: age X25519 recipients that the service made, and who holds their halves."""

import re
from dataclasses import dataclass
from enum import StrEnum

from wellbeingdesk.domain.failures import Refusal
from wellbeingdesk.domain.times import Instant

MOST_KEYS = 12
LONGEST_HOLDER = 120
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_PREFIX = "age"
_SECRET = re.compile(r"age[-\s]*secret[-\s]*key", re.IGNORECASE)
_WORDS = re.compile(r"[A-Za-z0-9-]+")
_P = 2**255 - 19
_WEAK = frozenset(
    {
        0,
        1,
        325606250916557431795983626356110631294008115727848805560023387167927233504,
        39382357235489614581723060781553021112529911719440698176882885853963445705823,
        _P - 1,
        _P,
        _P + 1,
    }
)
"""Points with which nothing can be sealed (RFC 7748, section 6.1): every secret gives the same result with them."""


class CoverRole(StrEnum):
    """What a holder stands in for."""

    DUTY_COVER = "duty-cover"
    CLINICAL_WILL = "clinical-will"


@dataclass(frozen=True, slots=True)
class CoverKey:
    """One recipient (`age1…`), who holds its secret half, and since when; `pack` is the number of the service pack
    that brought it, 0 where somebody typed it in.
    """

    role: CoverRole
    recipient: str
    holder: str
    since: Instant
    pack: int = 0


class CoverKeyIsSecret(Refusal):
    """What was given is, or holds, the secret half of a key; it was not kept."""


class CoverKeyIsMistyped(Refusal):
    """It looks like an age recipient, and its check does not hold: a letter is wrong or missing."""


class CoverKeyIsNoKey(Refusal):
    """There is no age X25519 recipient in what was given."""


class CoverKeysAreSeveral(Refusal):
    """There is more than one recipient in what was given, so it cannot be told which one is meant."""


class CoverKeyIsADesks(Refusal):
    """This recipient is that of a desk, whose secret half never leaves it: `age` alone could not open the sheet."""


class CoverKeyStands(Refusal):
    """This recipient is set already. Facts: holder."""


class CoverHolderIsNeeded(Refusal):
    """A key needs the name of who holds it."""


class TooManyCoverKeys(Refusal):
    """No more keys fit. Facts: most."""


def recipient_in(untrusted: str) -> str:
    """The one recipient in a pasted line or in what `age-keygen -y` wrote.

    Raises CoverKeyIsSecret (looked for first), CoverKeyIsNoKey, CoverKeysAreSeveral, CoverKeyIsMistyped.
    """
    if _SECRET.search(untrusted):
        raise CoverKeyIsSecret
    found = {word.lower() for word in _WORDS.findall(untrusted) if word.lower().startswith(f"{_PREFIX}1")}
    if not found:
        raise CoverKeyIsNoKey
    if len(found) > 1:
        raise CoverKeysAreSeveral
    return demand_recipient(found.pop())


def demand_recipient(untrusted: str) -> str:
    """An age X25519 recipient in its one spelling. Raises CoverKeyIsNoKey, CoverKeyIsMistyped."""
    prefix, _, letters = untrusted.rpartition("1")
    if prefix != _PREFIX:  # recipients of plug-ins and hardware have longer prefixes
        raise CoverKeyIsNoKey
    if len(letters) != 58 or set(letters) - set(_LETTERS):
        raise CoverKeyIsMistyped
    values = [_LETTERS.index(letter) for letter in letters]
    if _remainder([*_expanded(prefix), *values]) != 1:
        raise CoverKeyIsMistyped
    point = _bytes_of(values[:-6])
    if point is None or int.from_bytes(point, "little") % 2**255 in _WEAK:
        raise CoverKeyIsNoKey
    return untrusted


def holder_named(untrusted: str) -> str:
    """A name on one line. Raises CoverHolderIsNeeded."""
    name = " ".join(untrusted.split())
    if not name or len(name) > LONGEST_HOLDER or not name.isprintable():
        raise CoverHolderIsNeeded
    return name


def _expanded(prefix: str) -> list[int]:
    return [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]


def _remainder(values: list[int]) -> int:
    """Bech32's check (BIP 173), 1 where it holds."""
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for at, generator in enumerate(_GENERATORS):
            check ^= generator if top >> at & 1 else 0
    return check


def _bytes_of(values: list[int]) -> bytes | None:
    """Groups of five bits as 32 bytes; the four bits left over are zero, or it is no key."""
    number = 0
    for value in values:
        number = number << 5 | value
    spare = 5 * len(values) - 256
    return None if spare != 4 or number & 0b1111 else (number >> spare).to_bytes(32, "big")
