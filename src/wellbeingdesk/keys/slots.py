"""The passphrase slot: the root secret wrapped by what somebody remembers, bound to its desk and to its own numbers."""

import os
import secrets
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wellbeingdesk.domain.passphrase import normalised
from wellbeingdesk.keys.cost import Cost, stretch
from wellbeingdesk.keys.derivation import KEY_BYTES, derive
from wellbeingdesk.keys.keyfile import FORMAT, VERSION, CopyDamaged, Field, Header, Slot, canonical

PASSPHRASE = "passphrase"  # noqa: S105  # the name of a kind of slot
_MOST_PASSPHRASE_SLOTS = 4
_SALT_BYTES = 16
_NONCE_BYTES = 12
_WRAPPED_BYTES = KEY_BYTES + 16
_KDF = "argon2id"
_MEMBERS = {"id", "kdf", "lanes", "memory_kib", "nonce", "passes", "salt", "wrapped"}
_NOT_IN_CONTEXT = {"nonce", "wrapped"}


@dataclass(frozen=True, slots=True)
class _Parts:
    """A passphrase slot's values, each of the right kind, length and size."""

    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes


def check_slots(header: Header) -> None:
    """Raises CopyDamaged where a slot of a kind we know is malformed: forged costs are refused, never tried."""
    if sum(slot.kind == PASSPHRASE for slot in header.slots) > _MOST_PASSPHRASE_SLOTS:
        raise CopyDamaged("number of passphrase slots")
    for slot in header.slots:
        if slot.kind == PASSPHRASE:
            _parts(slot)


def make_passphrase_slot(root: bytes, passphrase: str, desk_id: str, generation: int, cost: Cost) -> Slot:
    """Wrap the root secret. Raises MemoryError."""
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    fields: dict[str, Field] = {
        "id": secrets.token_hex(8),
        "kdf": _KDF,
        "memory_kib": cost.memory_kib,
        "passes": cost.passes,
        "lanes": cost.lanes,
        "salt": b64encode(salt).decode(),
    }
    context = _context(Slot(PASSPHRASE, tuple(fields.items())), desk_id, generation)
    key = _wrapping_key(passphrase, salt, cost, context, desk_id)
    wrapped = AESGCM(key).encrypt(nonce, root, context)
    fields |= {"nonce": b64encode(nonce).decode(), "wrapped": b64encode(wrapped).decode()}
    return Slot(PASSPHRASE, tuple(sorted(fields.items())))


def open_passphrase_slot(slot: Slot, passphrase: str, desk_id: str, generation: int) -> bytes | None:
    """The root secret, or None where the passphrase is not that of the slot. Raises MemoryError, CopyDamaged."""
    parts = _parts(slot)
    context = _context(slot, desk_id, generation)
    key = _wrapping_key(passphrase, parts.salt, parts.cost, context, desk_id)
    try:
        return AESGCM(key).decrypt(parts.nonce, parts.wrapped, context)
    except InvalidTag:
        return None


def cost_of(slot: Slot) -> Cost:
    """What the slot costs. Raises CopyDamaged."""
    return _parts(slot).cost


def _wrapping_key(passphrase: str, salt: bytes, cost: Cost, context: bytes, desk_id: str) -> bytes:
    # A text field can hand over half a surrogate pair; it must give some key rather than an error.
    secret = normalised(passphrase).encode("utf-8", "surrogatepass")
    return derive(stretch(secret, salt, cost, context), desk_id, "slot/passphrase")


def _context(slot: Slot, desk_id: str, generation: int) -> bytes:
    """All that the wrapping stands on: no number of a slot can be changed and no slot moved to another desk."""
    fields = {name: value for name, value in slot.plain().items() if name not in _NOT_IN_CONTEXT}
    return canonical({"desk": desk_id, "format": FORMAT, "generation": generation, "slot": fields, "version": VERSION})


def _parts(slot: Slot) -> _Parts:
    fields = dict(slot.fields)
    if set(fields) != _MEMBERS or fields["kdf"] != _KDF:
        raise CopyDamaged("members of the passphrase slot")
    cost = Cost(_whole(fields["memory_kib"]), _whole(fields["passes"]), _whole(fields["lanes"]))
    if not cost.allowed:
        raise CopyDamaged("cost out of bounds")
    return _Parts(
        cost,
        salt=_octets(fields["salt"], _SALT_BYTES),
        nonce=_octets(fields["nonce"], _NONCE_BYTES),
        wrapped=_octets(fields["wrapped"], _WRAPPED_BYTES),
    )


def _whole(untrusted: object) -> int:
    if isinstance(untrusted, bool) or not isinstance(untrusted, int):
        raise CopyDamaged("a number of the slot")
    return untrusted


def _octets(untrusted: object, length: int) -> bytes:
    if not isinstance(untrusted, str):
        raise CopyDamaged("a value of the slot")
    try:
        octets = b64decode(untrusted, validate=True)
    except (Base64Error, ValueError) as error:
        raise CopyDamaged("base64 of the slot") from error
    if len(octets) != length or b64encode(octets).decode() != untrusted:
        raise CopyDamaged("length of a slot value")
    return octets
