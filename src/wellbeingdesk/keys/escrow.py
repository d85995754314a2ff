"""The escrow slot: the root secret sealed to a service's recovery key by HPKE (RFC 9180)."""

from base64 import b64encode
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from wellbeingdesk.domain.recovery import ServiceRecipient
from wellbeingdesk.domain.worldly import ServiceKeyFaulty, SharesWrong
from wellbeingdesk.keys.coded import MOST_SET, Pair
from wellbeingdesk.keys.derivation import KEY_BYTES
from wellbeingdesk.keys.keyfile import CopyDamaged, Field, Slot
from wellbeingdesk.keys.service_key import private_key
from wellbeingdesk.keys.stretched import (
    ABOUT,
    SALT_BYTES,
    Bound,
    context_of,
    members_of,
    octets,
    read_cost,
    whole,
)
from wellbeingdesk.keys.stretched import KDF as STRETCHED_BY

ESCROW = "escrow"
_SUITE_NAME = "hpke-x25519-hkdf-sha256-aes-256-gcm"
_SEALED_BYTES = 32 + KEY_BYTES + 16
_MEMBERS = ABOUT | {"id", "kdf", "kem", "lanes", "memory_kib", "passes", "public", "salt", "sealed", "set"}


def make_escrow_slot(root: bytes, about: Mapping[str, Field], recipient: ServiceRecipient, bound: Bound) -> Slot:
    """Seal the root secret to the service; the slot's label is the service's name. Raises ServiceKeyFaulty."""
    fields: dict[str, Field] = {
        **about,
        "label": recipient.label,
        "kdf": STRETCHED_BY,
        "kem": _SUITE_NAME,
        "lanes": recipient.lanes,
        "memory_kib": recipient.memory_kib,
        "passes": recipient.passes,
        "public": b64encode(recipient.public_key).decode(),
        "salt": b64encode(recipient.salt).decode(),
        "set": recipient.set_number,
    }
    # The library takes no associated data; what the slot is bound to goes into `info`, which serves as well.
    context = context_of(Slot(ESCROW, tuple(fields.items())), bound)
    try:
        sealed = _suite().encrypt(root, X25519PublicKey.from_public_bytes(recipient.public_key), context)
    except ValueError as error:  # a point of small order: everybody would share its secret
        raise ServiceKeyFaulty from error
    return Slot(ESCROW, tuple(sorted({**fields, "sealed": b64encode(sealed).decode()}.items())))


def open_escrow_slot(slot: Slot, pair: Pair, bound: Bound) -> bytes | None:
    """The root secret, or None where the shares are of another key. Raises as `private_key` otherwise."""
    sealed = octets(dict(slot.fields)["sealed"], _SEALED_BYTES)
    try:
        return _suite().decrypt(sealed, private_key(recipient_of(slot), pair), context_of(slot, bound))
    except (InvalidTag, SharesWrong):
        return None


def recipient_of(slot: Slot) -> ServiceRecipient:
    """Whom the slot is sealed to. Raises CopyDamaged."""
    fields = members_of(slot, _MEMBERS)
    cost = read_cost(fields)
    set_number = whole(fields["set"])
    if fields["kem"] != _SUITE_NAME or set_number > MOST_SET:
        raise CopyDamaged("escrow slot")
    return ServiceRecipient(
        str(fields["label"]),
        octets(fields["public"], KEY_BYTES),
        set_number,
        octets(fields["salt"], SALT_BYTES),
        cost.memory_kib,
        cost.passes,
        cost.lanes,
    )


def check_escrow_slot(slot: Slot) -> None:
    """Raises CopyDamaged."""
    recipient_of(slot)
    octets(dict(slot.fields)["sealed"], _SEALED_BYTES)


def _suite() -> Suite:
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
