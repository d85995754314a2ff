"""A slot that wraps the root secret under something stretched by Argon2id, bound to its desk and its own numbers."""

import os
import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wellbeingdesk.keys.cost import Cost, stretch
from wellbeingdesk.keys.derivation import KEY_BYTES, derive
from wellbeingdesk.keys.keyfile import FORMAT, VERSION, CopyDamaged, Field, Slot, canonical

KDF = "argon2id"
MADE = "%Y-%m-%dT%H:%M:%SZ"
"""How the time of a slot's making is written, in UTC."""
SALT_BYTES = 16
NONCE_BYTES = 12
WRAPPED_BYTES = KEY_BYTES + 16
MOST_LETTERS_OF_LABEL = 120
ABOUT = frozenset({"label", "made"})
"""What a slot tells of itself; the first kind of slot, made before there were others, has neither."""

_MEMBERS = frozenset({"id", "kdf", "lanes", "memory_kib", "nonce", "passes", "salt", "wrapped"})
_NOT_IN_CONTEXT = frozenset({"nonce", "wrapped", "sealed"})
_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Bound:
    """What a slot is bound to: it opens in no other desk and with no other root secret's file."""

    desk_id: str
    generation: int


@dataclass(frozen=True, slots=True, repr=False)
class Parts:
    """A slot's values, each of the right kind, length and size."""

    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes


def make_stretched(
    kind: str,
    fields: Mapping[str, Field],
    root: bytes,
    secret: bytes,
    bound: Bound,
    cost: Cost,
    device: bytes | None = None,
) -> Slot:
    """Wrap the root secret. `fields` holds the slot's id and what else stands in it. Raises MemoryError."""
    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    bound_fields: dict[str, Field] = {
        **fields,
        "kdf": KDF,
        "memory_kib": cost.memory_kib,
        "passes": cost.passes,
        "lanes": cost.lanes,
        "salt": b64encode(salt).decode(),
    }
    context = context_of(Slot(kind, tuple(bound_fields.items())), bound)
    key = derive(stretch(secret, salt, cost, context, device), bound.desk_id, f"slot/{kind}")
    wrapped = AESGCM(key).encrypt(nonce, root, context)
    sealed: dict[str, Field] = {"nonce": b64encode(nonce).decode(), "wrapped": b64encode(wrapped).decode()}
    return Slot(kind, tuple(sorted({**bound_fields, **sealed}.items())))


def open_stretched(
    slot: Slot, more: Set[str], secret: bytes, bound: Bound, device: bytes | None = None
) -> bytes | None:
    """The root secret, or None where the secret is not that of the slot. Raises MemoryError, CopyDamaged."""
    parts = parts_of(slot, more)
    context = context_of(slot, bound)
    key = derive(stretch(secret, parts.salt, parts.cost, context, device), bound.desk_id, f"slot/{slot.kind}")
    try:
        return AESGCM(key).decrypt(parts.nonce, parts.wrapped, context)
    except InvalidTag:
        return None


def parts_of(slot: Slot, more: Set[str]) -> Parts:
    """The values of a slot whose members are the usual ones and `more`. Raises CopyDamaged."""
    fields = members_of(slot, _MEMBERS | more)
    return Parts(
        read_cost(fields),
        salt=octets(fields["salt"], SALT_BYTES),
        nonce=octets(fields["nonce"], NONCE_BYTES),
        wrapped=octets(fields["wrapped"], WRAPPED_BYTES),
    )


def members_of(slot: Slot, wanted: Set[str]) -> dict[str, Field]:
    """The fields of a slot that has these and no others; an id and what it tells of itself are well formed."""
    fields = dict(slot.fields)
    if set(fields) != wanted or not _ID.fullmatch(text(fields["id"], 16)):
        raise CopyDamaged("members of a slot")
    if wanted >= ABOUT:
        text(fields["label"], MOST_LETTERS_OF_LABEL)
        _require_moment(text(fields["made"], 20))
    return fields


def read_cost(fields: Mapping[str, Field]) -> Cost:
    """A cost within bounds, before anything is derived at it. Raises CopyDamaged."""
    cost = Cost(whole(fields["memory_kib"]), whole(fields["passes"]), whole(fields["lanes"]))
    if fields["kdf"] != KDF or not cost.allowed:
        raise CopyDamaged("cost out of bounds")
    return cost


def context_of(slot: Slot, bound: Bound) -> bytes:
    """All that the wrapping stands on: no number of a slot can be changed and no slot moved to another desk."""
    fields = {name: value for name, value in slot.plain().items() if name not in _NOT_IN_CONTEXT}
    return canonical(
        {
            "desk": bound.desk_id,
            "format": FORMAT,
            "generation": bound.generation,
            "slot": fields,
            "version": VERSION,
        }
    )


def _require_moment(untrusted: str) -> None:
    try:
        datetime.strptime(untrusted, MADE).replace(tzinfo=UTC)
    except ValueError as error:
        raise CopyDamaged("time of a slot") from error


def whole(untrusted: object) -> int:
    """A whole number. Raises CopyDamaged."""
    if isinstance(untrusted, bool) or not isinstance(untrusted, int):
        raise CopyDamaged("a number of the slot")
    return untrusted


def text(untrusted: object, most: int) -> str:
    """A text of at most so many letters. Raises CopyDamaged."""
    if not isinstance(untrusted, str) or len(untrusted) > most:
        raise CopyDamaged("a text of the slot")
    return untrusted


def octets(untrusted: object, length: int) -> bytes:
    """So many bytes in base64. Raises CopyDamaged."""
    if not isinstance(untrusted, str):
        raise CopyDamaged("a value of the slot")
    try:
        found = b64decode(untrusted, validate=True)
    except (Base64Error, ValueError) as error:
        raise CopyDamaged("base64 of the slot") from error
    if len(found) != length or b64encode(found).decode() != untrusted:
        raise CopyDamaged("length of a slot value")
    return found
