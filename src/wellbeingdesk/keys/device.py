"""The device slot: a passphrase that opens only together with a secret in this computer's keyring."""

import hmac
import os
from base64 import b64encode
from collections.abc import Mapping
from typing import Protocol

from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.keyring import DeviceState
from wellbeingdesk.domain.worldly import DeviceSecretMissing, DeviceSecretReplaced
from wellbeingdesk.keys.cost import Cost
from wellbeingdesk.keys.derivation import KEY_BYTES, derive
from wellbeingdesk.keys.keyfile import CopyDamaged, Field, Slot
from wellbeingdesk.keys.stretched import ABOUT, Bound, make_stretched, octets, open_stretched, parts_of

DEVICE = "device"
_CHECK_BYTES = 16
_MORE = ABOUT | {"check", "device"}


class DeviceShelf(Protocol):
    """Where a computer keeps its secret."""

    def put(self, name: str, secret: bytes) -> None:
        """Keep it, and see that it comes back. Raises KeyringAbsent, -Insecure, -Locked, -Silent, -Failed."""
        ...

    def fetch(self, name: str) -> bytes:
        """What is kept under the name. Raises as `put`, and DeviceSecretMissing, DeviceSecretReplaced."""
        ...

    def remove(self, name: str) -> None:
        """Forget it, where that can be done; a secret left behind opens nothing by itself."""
        ...


def new_device_secret() -> bytes:
    """32 random bytes."""
    return os.urandom(KEY_BYTES)


def shelf_name(desk_id: str, slot_id: str) -> str:
    """What the secret of a slot is called in the keyring."""
    return f"{desk_id} {slot_id}"


def make_device_slot(
    root: bytes, about: Mapping[str, Field], passphrase: bytes, device: bytes, bound: Bound, cost: Cost
) -> Slot:
    """Wrap the root secret under the passphrase and the device's secret. Raises MemoryError."""
    fields: dict[str, Field] = {**about, "device": True, "check": _check(device, bound.desk_id)}
    return make_stretched(DEVICE, fields, root, passphrase, bound, cost, device)


def open_device_slot(slot: Slot, passphrase: bytes, device: bytes, bound: Bound) -> bytes | None:
    """The root secret, or None where the passphrase is not that of the slot. Raises MemoryError, CopyDamaged."""
    return open_stretched(slot, _MORE, passphrase, bound, device)


def device_secret_of(slot: Slot, shelf: DeviceShelf, desk_id: str) -> bytes:
    """The secret that the keyring holds for this slot. Raises what the shelf raises, DeviceSecretReplaced."""
    fields = dict(slot.fields)
    device = shelf.fetch(shelf_name(desk_id, str(fields["id"])))
    if not hmac.compare_digest(_check(device, desk_id), str(fields["check"])):
        raise DeviceSecretReplaced
    return device


def device_state_of(slot: Slot, shelf: DeviceShelf, desk_id: str) -> DeviceState:
    """What the keyring holds for this slot."""
    try:
        device_secret_of(slot, shelf, desk_id)
    except DeviceSecretMissing:
        return DeviceState.MISSING
    except DeviceSecretReplaced:
        return DeviceState.REPLACED
    except WorldError:
        return DeviceState.UNREACHABLE
    return DeviceState.HERE


def check_device_slot(slot: Slot) -> None:
    """Raises CopyDamaged."""
    parts_of(slot, _MORE)
    fields = dict(slot.fields)
    octets(fields["check"], _CHECK_BYTES)
    if fields["device"] is not True:
        raise CopyDamaged("device flag")


def _check(device: bytes, desk_id: str) -> str:
    """Tells one random secret from another, and nothing else about it."""
    return b64encode(derive(device, desk_id, "device-check")[:_CHECK_BYTES]).decode()
