"""Canonical JSON (RFC 8785): writing the bytes that are signed, and reading outside bytes without mercy."""

import base64
import binascii
import json
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, NoReturn, TypeVar

import rfc8785

from wellbeingdesk.domain.worldly import FileFromNewerVersion, FileNotOurs, FileTooLarge, FileTruncated
from wellbeingdesk.signing.failures import TextCannotBeSigned

Json = Any
"""What `json.loads` gives: None, bool, int, str, list, dict. Its shape is checked by `members` before use."""

T = TypeVar("T")

MEGABYTE = 1024 * 1024
LONGEST_FACT = 60
"""What a hostile file may put into a sentence that a person reads."""
MOST_NUMBER = 2**31 - 1
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}")
_HEX_DIGEST = re.compile(r"[0-9a-f]{64}")


class Flaw(Exception):
    """What is wrong with outside bytes, as a code that a verdict or a told failure carries on."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NotOurs(Flaw):
    """The bytes are not of the kind that was expected at all."""


class Newer(Flaw):
    """A later version of the program wrote them."""

    def __init__(self, found: str, known: str) -> None:
        super().__init__("NEWER_VERSION")
        self.found = found
        self.known = known


class TooLarge(Flaw):
    """More bytes than anything of ours has."""

    def __init__(self, found: int, most: int) -> None:
        super().__init__("TOO_LARGE")
        self.found = found
        self.most = most


@contextmanager
def told(expected: str) -> Iterator[None]:
    """Turn a flaw into the failure that a person is told about."""
    try:
        yield
    except NotOurs as flaw:
        raise FileNotOurs(expected=expected, reason=flaw.code) from flaw
    except Newer as flaw:
        raise FileFromNewerVersion(found=flaw.found[:LONGEST_FACT], known=flaw.known) from flaw
    except TooLarge as flaw:
        raise FileTooLarge(megabytes=_megabytes(flaw.found), most=_megabytes(flaw.most)) from flaw
    except Flaw as flaw:
        raise FileTruncated(expected=expected, reason=flaw.code) from flaw


def canonical(value: Json) -> bytes:
    """The one byte sequence of a JSON value under RFC 8785."""
    return rfc8785.dumps(value)


def digest(payload: bytes) -> str:
    """SHA-256 in lower-case hex."""
    return sha256(payload).hexdigest()


def normalised(text: str, field: str) -> str:
    """Text in NFC, so that one word has one digest. Raises TextCannotBeSigned for a lone surrogate."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise TextCannotBeSigned(field=field) from error
    return unicodedata.normalize("NFC", text)


def read_canonical(untrusted: bytes, opening: bytes, most_bytes: int) -> dict[str, Json]:
    """A JSON object that is its own canonical form; `opening` tells a cut file of ours from somebody else's."""
    ours = untrusted.startswith(opening)
    if len(untrusted) > most_bytes:
        raise TooLarge(len(untrusted), most_bytes) if ours else NotOurs("TOO_LARGE")
    try:
        value = json.loads(untrusted.decode("utf-8"), parse_float=_refuse, parse_constant=_refuse)
        same = type(value) is dict and canonical(value) == untrusted
    except (ValueError, RecursionError) as error:
        raise (Flaw if ours else NotOurs)("NOT_JSON") from error
    if type(value) is not dict:
        raise NotOurs("NOT_AN_OBJECT")
    if not same:
        raise (Flaw if ours else NotOurs)("NOT_CANONICAL")
    return value


def members(value: Json, /, **kinds: type | None) -> dict[str, Json]:
    """The object's members, exactly these and of exactly these types (None: checked by the caller)."""
    if type(value) is not dict or value.keys() != kinds.keys():
        raise Flaw("KEYS")
    if any(kind is not None and type(value[key]) is not kind for key, kind in kinds.items()):
        raise Flaw("TYPES")
    return value


def demand_format(value: Json, known: str) -> None:
    """Tell another kind of file from a later version of this kind. `known` reads `name/number`."""
    found = value.get("format") if type(value) is dict else None
    if type(found) is not str:
        raise NotOurs("NO_FORMAT")
    if found == known:
        return
    if found.partition("/")[0] == known.partition("/")[0]:
        raise Newer(found, known)
    raise NotOurs("OTHER_FORMAT")


def identifier(value: Json) -> str:
    """An id: a letter or digit, then up to 99 letters, digits, dots, colons, hyphens or underscores."""
    if type(value) is not str or not _IDENTIFIER.fullmatch(value):
        raise Flaw("IDENTIFIER")
    return value


def hex_digest(value: Json) -> str:
    """A SHA-256 in lower-case hex."""
    if type(value) is not str or not _HEX_DIGEST.fullmatch(value):
        raise Flaw("DIGEST_FORM")
    return value


def counting_number(value: Json, code: str) -> int:
    """A whole number from 1 to 2^31-1, which every program and database can hold."""
    if type(value) is not int or not 1 <= value <= MOST_NUMBER:
        raise Flaw(code)
    return value


def to_base64(payload: bytes) -> str:
    """Standard base64 with padding, no line breaks."""
    return base64.b64encode(payload).decode("ascii")


def from_base64(value: Json) -> bytes:
    """The inverse, accepting only what `to_base64` writes."""
    if type(value) is not str:
        raise Flaw("BASE64")
    try:
        payload = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Flaw("BASE64") from error
    if to_base64(payload) != value:
        raise Flaw("BASE64")
    return payload


def _megabytes(found: int) -> int:
    return -(-found // MEGABYTE)


def _refuse(_text: str) -> NoReturn:
    raise ValueError("fractions and NaN are not part of the format")
