"""The passphrase slot, and the check of every slot of a kind that this version knows."""

import secrets
from collections.abc import Callable

from wellbeingdesk.domain.passphrase import normalised
from wellbeingdesk.keys.coded import RECOVERY, SHARES, check_recovery_slot, check_shares_slot
from wellbeingdesk.keys.cost import Cost
from wellbeingdesk.keys.device import DEVICE, check_device_slot
from wellbeingdesk.keys.escrow import ESCROW, check_escrow_slot
from wellbeingdesk.keys.keyfile import CopyDamaged, Header, Slot
from wellbeingdesk.keys.pending import PENDING, check_pending_slot
from wellbeingdesk.keys.stretched import Bound, make_stretched, open_stretched, parts_of

PASSPHRASE = "passphrase"  # noqa: S105  # the name of a kind of slot
MOST_OF_A_KIND = 4
_MORE: frozenset[str] = frozenset()


def check_slots(header: Header) -> None:
    """Raises CopyDamaged where a slot of a kind we know is malformed: forged costs are refused, never tried."""
    for kind, check in _CHECKS.items():
        slots = [slot for slot in header.slots if slot.kind == kind]
        if len(slots) > (1 if kind == PENDING else MOST_OF_A_KIND):
            raise CopyDamaged(f"number of {kind} slots")
        for slot in slots:
            check(slot)


def make_passphrase_slot(root: bytes, passphrase: str, desk_id: str, generation: int, cost: Cost) -> Slot:
    """Wrap the root secret. Raises MemoryError."""
    fields = {"id": secrets.token_hex(8)}
    return make_stretched(PASSPHRASE, fields, root, passphrase_bytes(passphrase), Bound(desk_id, generation), cost)


def open_passphrase_slot(slot: Slot, passphrase: str, desk_id: str, generation: int) -> bytes | None:
    """The root secret, or None where the passphrase is not that of the slot. Raises MemoryError, CopyDamaged."""
    return open_stretched(slot, _MORE, passphrase_bytes(passphrase), Bound(desk_id, generation))


def passphrase_bytes(passphrase: str) -> bytes:
    """What is stretched; half a surrogate pair, as a text field can hand over, gives some key and no error."""
    return normalised(passphrase).encode("utf-8", "surrogatepass")


def _check_passphrase_slot(slot: Slot) -> None:
    parts_of(slot, _MORE)


_CHECKS: dict[str, Callable[[Slot], None]] = {
    PASSPHRASE: _check_passphrase_slot,
    DEVICE: check_device_slot,
    RECOVERY: check_recovery_slot,
    SHARES: check_shares_slot,
    ESCROW: check_escrow_slot,
    PENDING: check_pending_slot,
}
