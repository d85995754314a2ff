"""A service's recovery key: its public half goes out in the service pack, its private half is split among three people.

The private half exists nowhere: it is stretched from the secret of the shares when two of them are brought together.
"""

import hashlib
import json
import os
import secrets
from base64 import b64encode, urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.recovery import SECRET_BYTES, ServiceRecipient, Share, SharePurpose
from wellbeingdesk.domain.worldly import CannotRead, CannotWrite, ServiceKeyFaulty, SharesWrong
from wellbeingdesk.keys.coded import MOST_SET, Pair, require_pair, secret_of, three_shares
from wellbeingdesk.keys.cost import Cost, choose_cost, dearer, stretch
from wellbeingdesk.keys.derivation import KEY_BYTES, derive
from wellbeingdesk.keys.keyfile import CopyDamaged, canonical
from wellbeingdesk.keys.stretched import (
    KDF,
    MOST_LETTERS_OF_LABEL,
    SALT_BYTES,
    octets,
    read_cost,
    text,
    whole,
)

_PREFIX = "wellbeingdesk-service-1."
_MOST_LETTERS = 1000
_MEMBERS = {"kdf", "label", "lanes", "memory_kib", "passes", "public", "salt", "set"}
_CONTEXT = b"wellbeingdesk/1/service-key"


def make_service_key(label: str, cost: Cost | None = None) -> tuple[ServiceRecipient, tuple[Share, Share, Share]]:
    """A new key: what goes into the service pack, and the three shares. `label` is the service's name.

    Slow; `cost` is for tests. Raises CannotWrite where the computer lacks the memory.
    """
    if len(label) > MOST_LETTERS_OF_LABEL:
        raise ValueError("label too long")
    secret, salt, set_number = os.urandom(SECRET_BYTES), os.urandom(SALT_BYTES), secrets.randbelow(MOST_SET + 1)
    chosen = dearer(cost or choose_cost())
    private = _private_key(secret, salt, chosen, CannotWrite(reason="memory"))
    public = private.public_key().public_bytes_raw()
    recipient = ServiceRecipient(label, public, set_number, salt, chosen.memory_kib, chosen.passes, chosen.lanes)
    return recipient, three_shares(SharePurpose.SERVICE, set_number, secret)


class ServiceKeyMaker:
    """Implements the port `ServiceKeys`."""

    def __init__(self, cost: Cost | None = None) -> None:
        """`cost` is for tests; without it the machine is measured when a key is made."""
        self._cost = cost

    def make(self, label: str) -> tuple[ServiceRecipient, tuple[Share, Share, Share]]:
        """A new key. Raises CannotWrite where the computer lacks the memory."""
        return make_service_key(label[:MOST_LETTERS_OF_LABEL], self._cost)

    def write(self, recipient: ServiceRecipient) -> str:
        """The public half as one line of text."""
        return write_recipient(recipient)

    def read(self, untrusted: str) -> ServiceRecipient:
        """The inverse. Raises ServiceKeyFaulty."""
        return read_recipient(untrusted)


def private_key(recipient: ServiceRecipient, pair: Pair) -> X25519PrivateKey:
    """The private half, from two of its shares.

    Raises SharesOfAnotherKind, SharesOfTwoSets, SameShareTwice, SharesWrong, and CannotRead for lack of memory.
    """
    require_pair(pair, SharePurpose.SERVICE)
    if pair[0].set_number != recipient.set_number:
        raise SharesWrong
    cost = Cost(recipient.memory_kib, recipient.passes, recipient.lanes)
    private = _private_key(secret_of(pair), recipient.salt, cost, CannotRead(reason="memory"))
    if private.public_key().public_bytes_raw() != recipient.public_key:
        raise SharesWrong
    return private


def write_recipient(recipient: ServiceRecipient) -> str:
    """The public half as one line of text, for a service pack."""
    body = canonical(
        {
            "kdf": KDF,
            "label": recipient.label,
            "lanes": recipient.lanes,
            "memory_kib": recipient.memory_kib,
            "passes": recipient.passes,
            "public": b64encode(recipient.public_key).decode(),
            "salt": b64encode(recipient.salt).decode(),
            "set": recipient.set_number,
        }
    )
    return f"{_PREFIX}{urlsafe_b64encode(body).decode()}.{_check(body)}"


def read_recipient(untrusted: str) -> ServiceRecipient:
    """The inverse. It says nothing of who made it: that is for the signature of the pack. Raises ServiceKeyFaulty."""
    try:
        return _recipient(_members(untrusted))
    except (CopyDamaged, ValueError, RecursionError) as error:
        raise ServiceKeyFaulty from error


def _members(untrusted: str) -> dict[str, Any]:
    untrusted_body, _, check = untrusted.removeprefix(_PREFIX).partition(".")
    if not untrusted.startswith(_PREFIX) or len(untrusted) > _MOST_LETTERS:
        raise CopyDamaged("not a recovery key")
    body = urlsafe_b64decode(untrusted_body.encode("ascii"))
    members = json.loads(body)
    if check != _check(body) or not isinstance(members, dict) or canonical(members) != body:
        raise CopyDamaged("changed letters")
    if set(members) != _MEMBERS:
        raise CopyDamaged("members of a recovery key")
    return members


def _recipient(members: dict[str, Any]) -> ServiceRecipient:
    cost = read_cost(members)
    set_number = whole(members["set"])
    if not 0 <= set_number <= MOST_SET:
        raise CopyDamaged("number of a set")
    return ServiceRecipient(
        text(members["label"], MOST_LETTERS_OF_LABEL),
        octets(members["public"], KEY_BYTES),
        set_number,
        octets(members["salt"], SALT_BYTES),
        cost.memory_kib,
        cost.passes,
        cost.lanes,
    )


def _private_key(secret: bytes, salt: bytes, cost: Cost, too_little: WorldError) -> X25519PrivateKey:
    try:
        stretched = stretch(secret, salt, cost, _CONTEXT)
    except MemoryError as error:
        raise too_little from error
    return X25519PrivateKey.from_private_bytes(derive(stretched, "service", "recovery-key"))


def _check(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:8]
