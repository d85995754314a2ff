"""The format of the key file: a canonical JSON header with its slots, a line against forgery, a line against damage."""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

VERSION = 1
FORMAT = "wellbeingdesk-keys"
MOST_BYTES = 64 * 1024
MOST_SLOTS = 32
_MEMBERS = {"desk", "format", "generation", "seq", "slots", "version"}
_DESK_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
_KIND = re.compile(r"[a-z][a-z0-9-]{0,39}")
_LARGEST = 2**53 - 1

Field = str | int


class CopyDamaged(Exception):
    """This copy is cut, changed or not ours; `reason` is for the log and the tests."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class CopyFromNewerVersion(Exception):
    """A later version of the program wrote this copy; it is left alone."""

    def __init__(self, found: int) -> None:
        super().__init__(str(found))
        self.found = found


@dataclass(frozen=True, slots=True, repr=False)
class Slot:
    """One way to the root secret. A kind this version does not know is kept as it is when the file is rewritten."""

    kind: str
    fields: tuple[tuple[str, Field], ...]

    def plain(self) -> dict[str, Field]:
        """The slot as it stands in the file."""
        return {"kind": self.kind, **dict(self.fields)}


@dataclass(frozen=True, slots=True, repr=False)
class Header:
    """What the key file says. `generation` counts root secrets, `seq` counts rewritings."""

    desk_id: str
    generation: int
    seq: int
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Copy:
    """A copy that is whole and well formed; whether it is genuine shows only with the root secret."""

    raw: bytes
    header: Header
    mac: str

    def is_genuine(self, mac_key: bytes) -> bool:
        """Whether somebody who knew the root secret wrote it."""
        body = self.raw.partition(b"\n")[0]
        return hmac.compare_digest(_mac(body, mac_key), self.mac)


def is_desk_id(text: str) -> bool:
    """Whether a desk can be called this (a UUID is)."""
    return _DESK_ID.fullmatch(text) is not None


def canonical(value: Mapping[str, Any]) -> bytes:
    """The one way to write a value down: sorted keys, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode("ascii")


def write_copy(header: Header, mac_key: bytes) -> bytes:
    """The bytes of a key file."""
    body = canonical(
        {
            "desk": header.desk_id,
            "format": FORMAT,
            "generation": header.generation,
            "seq": header.seq,
            "slots": [slot.plain() for slot in header.slots],
            "version": VERSION,
        }
    )
    sealed = body + b"\nhmac-sha256 " + _mac(body, mac_key).encode() + b"\n"
    return sealed + b"sha256 " + hashlib.sha256(sealed).hexdigest().encode() + b"\n"


def read_copy(untrusted: bytes) -> Copy:
    """A copy as found on disk, parsed strictly. Raises CopyDamaged, CopyFromNewerVersion."""
    untrusted_body, mac = _whole_lines(untrusted)
    untrusted_header = _parse(untrusted_body)
    version = untrusted_header.get("version")
    if untrusted_header.get("format") != FORMAT or not _is_count(version):
        raise CopyDamaged("not a key file")
    if version > VERSION:
        raise CopyFromNewerVersion(version)
    return Copy(untrusted, _header(untrusted_header), mac)


def _mac(body: bytes, mac_key: bytes) -> str:
    return hmac.new(mac_key, body, hashlib.sha256).hexdigest()


def _whole_lines(untrusted: bytes) -> tuple[bytes, str]:
    if len(untrusted) > MOST_BYTES:
        raise CopyDamaged("too large")
    lines = untrusted.split(b"\n")
    if len(lines) != 4 or lines[3]:
        raise CopyDamaged("cut short")
    body, mac_line, sha_line = lines[:3]
    found = hashlib.sha256(body + b"\n" + mac_line + b"\n").hexdigest().encode()
    if sha_line != b"sha256 " + found:
        raise CopyDamaged("changed bytes")
    mac = re.fullmatch(rb"hmac-sha256 ([0-9a-f]{64})", mac_line)
    if mac is None:
        raise CopyDamaged("no line against forgery")
    return body, mac[1].decode()


def _parse(untrusted_body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(untrusted_body.decode("ascii"), parse_float=_refuse, parse_constant=_refuse)
        if not isinstance(value, dict) or canonical(value) != untrusted_body:
            raise CopyDamaged("not in canonical form")
    except (ValueError, RecursionError) as error:
        raise CopyDamaged("not JSON") from error
    return value


def _refuse(_: str) -> Any:
    raise ValueError


def _header(untrusted: dict[str, Any]) -> Header:
    desk_id, slots = untrusted.get("desk"), untrusted.get("slots")
    generation, seq = untrusted.get("generation"), untrusted.get("seq")
    if set(untrusted) != _MEMBERS or not isinstance(desk_id, str) or not is_desk_id(desk_id):
        raise CopyDamaged("header members")
    if not (_is_count(generation) and _is_count(seq)):
        raise CopyDamaged("header numbers")
    if not isinstance(slots, list) or not 1 <= len(slots) <= MOST_SLOTS:
        raise CopyDamaged("number of slots")
    return Header(desk_id, generation, seq, tuple(_slot(slot) for slot in slots))


def _slot(untrusted: Any) -> Slot:
    if not isinstance(untrusted, dict):
        raise CopyDamaged("slot")
    kind = untrusted.get("kind")
    if not isinstance(kind, str) or not _KIND.fullmatch(kind):
        raise CopyDamaged("slot kind")
    fields = {name: value for name, value in untrusted.items() if name != "kind"}
    if not all(isinstance(value, str | bool) or _is_number(value) for value in fields.values()):
        raise CopyDamaged("slot values")
    return Slot(kind, tuple(sorted(fields.items())))


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST


def _is_count(value: object) -> TypeGuard[int]:
    return _is_number(value) and value >= 1
