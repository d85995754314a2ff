"""The slot that stands in a key file while a full re-key is under way: the next root secret under the present one."""

import os
import secrets
from base64 import b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wellbeingdesk.keys.derivation import derive
from wellbeingdesk.keys.keyfile import Header, Slot
from wellbeingdesk.keys.stretched import NONCE_BYTES, WRAPPED_BYTES, Bound, context_of, members_of, octets

PENDING = "pending"
_PURPOSE = "slot/pending"
_MEMBERS = frozenset({"id", "nonce", "wrapped"})


def make_pending_slot(root: bytes, next_root: bytes, bound: Bound) -> Slot:
    """Whoever gets to the present root secret gets to the next one too."""
    slot = Slot(PENDING, (("id", secrets.token_hex(8)),))
    nonce, context = os.urandom(NONCE_BYTES), context_of(slot, bound)
    wrapped = AESGCM(derive(root, bound.desk_id, _PURPOSE)).encrypt(nonce, next_root, context)
    fields = {**dict(slot.fields), "nonce": b64encode(nonce).decode(), "wrapped": b64encode(wrapped).decode()}
    return Slot(PENDING, tuple(sorted(fields.items())))


def next_root_of(header: Header, root: bytes) -> bytes | None:
    """The next root secret, where a re-key began and did not come to its end."""
    bound = Bound(header.desk_id, header.generation)
    for slot in header.slots:
        if slot.kind == PENDING:
            fields = dict(slot.fields)
            nonce, wrapped = octets(fields["nonce"], NONCE_BYTES), octets(fields["wrapped"], WRAPPED_BYTES)
            try:
                return AESGCM(derive(root, header.desk_id, _PURPOSE)).decrypt(nonce, wrapped, context_of(slot, bound))
            except InvalidTag:
                return None
    return None


def check_pending_slot(slot: Slot) -> None:
    """Raises CopyDamaged."""
    fields = members_of(slot, _MEMBERS)
    octets(fields["nonce"], NONCE_BYTES)
    octets(fields["wrapped"], WRAPPED_BYTES)


def without_pending(header: Header) -> tuple[Slot, ...]:
    """The slots of the present root secret alone."""
    return tuple(slot for slot in header.slots if slot.kind != PENDING)
