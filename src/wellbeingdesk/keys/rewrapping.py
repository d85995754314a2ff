"""Slots made again for another passphrase or root secret, the rule of which may go, and how they are listed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.recovery import LastWayIn, SlotCost, SlotInfo, SlotKind
from wellbeingdesk.keys.coded import RECOVERY, SHARES
from wellbeingdesk.keys.cost import Cost
from wellbeingdesk.keys.device import DEVICE, DeviceShelf, device_secret_of, make_device_slot, open_device_slot
from wellbeingdesk.keys.escrow import ESCROW, make_escrow_slot, recipient_of
from wellbeingdesk.keys.keyfile import Field, Header, Slot
from wellbeingdesk.keys.opening import Opened
from wellbeingdesk.keys.pending import PENDING
from wellbeingdesk.keys.slots import PASSPHRASE, make_passphrase_slot, open_passphrase_slot, passphrase_bytes
from wellbeingdesk.keys.stretched import ABOUT, MADE, Bound, read_cost

DAILY = (PASSPHRASE, DEVICE)
WITHOUT_KEYRING = (PASSPHRASE, RECOVERY, SHARES, ESCROW)
_LISTED = frozenset({PASSPHRASE, DEVICE, RECOVERY, SHARES, ESCROW})


@dataclass(frozen=True, slots=True, repr=False)
class Carried:
    """The slots of a new root secret, and those of the old one that it leaves behind."""

    slots: tuple[Slot, ...]
    void: tuple[SlotInfo, ...]


def require_ways(slots: Iterable[Slot]) -> None:
    """One way for every day and one that needs no keyring must be left. Raises LastWayIn."""
    kinds = {slot.kind for slot in slots}
    if kinds.isdisjoint(DAILY) or kinds.isdisjoint(WITHOUT_KEYRING):
        raise LastWayIn


def with_other_passphrase(opened: Opened, old: str, new: str, cost: Cost, shelf: DeviceShelf) -> tuple[Slot, ...]:
    """The slots of a desk after its passphrase changed: what the old one opened, the new one opens. Raises MemoryError.

    A device slot whose secret is out of reach goes, because it would keep the old one; not the one that just opened,
    which raises what the keyring says.
    """
    header = opened.header
    bound = Bound(header.desk_id, header.generation)
    slots: list[Slot] = []
    for slot in header.slots:
        if slot.kind == DEVICE:
            try:
                slots += _device_again(slot, (old, bound), (new, bound), opened.root, cost, shelf)
            except WorldError:
                if slot is opened.slot:
                    raise
        elif slot is opened.slot:
            slots.append(make_passphrase_slot(opened.root, new, header.desk_id, header.generation, cost))
        else:
            slots.append(slot)
    return tuple(slots)


def carried(opened: Opened, next_root: bytes, passphrase: str, cost: Cost, shelf: DeviceShelf) -> Carried:
    """What a new root secret can be wrapped in again: the passphrase, this computer's secret, a service's public key.

    Nobody has the code of a sheet or of shares at hand, so those end; so does a slot that the passphrase does not open.
    `cost` is for a slot that has to be added. Raises MemoryError, ServiceKeyFaulty.
    """
    header = opened.header
    slots: list[Slot] = []
    left: list[Slot] = []
    for slot in header.slots:
        again = _again(slot, header, next_root, passphrase, shelf)
        slots += again
        if not again and slot.kind != PENDING:
            left.append(slot)
    kinds = {slot.kind for slot in slots}
    if kinds.isdisjoint(DAILY) or kinds.isdisjoint(WITHOUT_KEYRING):
        # Its sheet void, a desk would be left to the keyring alone, or to nothing where that is out of reach.
        slots.append(make_passphrase_slot(next_root, passphrase, header.desk_id, header.generation + 1, cost))
    return Carried(tuple(slots), listed(left))


def listed(slots: Sequence[Slot]) -> tuple[SlotInfo, ...]:
    """The slots as ways in, without what is no way in by itself."""
    return tuple(_info(slot) for slot in slots if slot.kind != PENDING)


def _again(slot: Slot, header: Header, next_root: bytes, passphrase: str, shelf: DeviceShelf) -> list[Slot]:
    bound, next_bound = Bound(header.desk_id, header.generation), Bound(header.desk_id, header.generation + 1)
    if slot.kind == ESCROW:
        return [make_escrow_slot(next_root, _about(slot), recipient_of(slot), next_bound)]
    if slot.kind not in DAILY:
        return []
    cost = read_cost(dict(slot.fields))
    if slot.kind == DEVICE:
        try:
            return _device_again(slot, (passphrase, bound), (passphrase, next_bound), next_root, cost, shelf)
        except WorldError:
            return []
    if open_passphrase_slot(slot, passphrase, bound.desk_id, bound.generation) is None:
        return []
    return [make_passphrase_slot(next_root, passphrase, next_bound.desk_id, next_bound.generation, cost)]


def _device_again(
    slot: Slot, old: tuple[str, Bound], new: tuple[str, Bound], root: bytes, cost: Cost, shelf: DeviceShelf
) -> list[Slot]:
    """The slot with another passphrase or root secret and the same secret in the keyring; none where the old passphrase
    does not open it. Raises as `device_secret_of`.
    """
    device = device_secret_of(slot, shelf, old[1].desk_id)
    if open_device_slot(slot, passphrase_bytes(old[0]), device, old[1]) is None:
        return []
    return [make_device_slot(root, _about(slot), passphrase_bytes(new[0]), device, new[1], cost)]


def _about(slot: Slot) -> dict[str, Field]:
    return {name: value for name, value in slot.fields if name in ABOUT or name == "id"}


def _info(slot: Slot) -> SlotInfo:
    fields = dict(slot.fields)
    if slot.kind not in _LISTED:
        return SlotInfo(str(fields.get("id", "")), SlotKind.UNKNOWN, None, "")
    made = str(fields.get("made", ""))
    made_at = datetime.strptime(made, MADE).replace(tzinfo=UTC) if made else None
    return SlotInfo(str(fields["id"]), SlotKind(slot.kind), made_at, str(fields.get("label", "")), _cost(slot))


def _cost(slot: Slot) -> SlotCost | None:
    if slot.kind == ESCROW:  # the numbers in it belong to the service's own key
        return None
    cost = read_cost(dict(slot.fields))
    return SlotCost(cost.memory_kib, cost.passes, cost.lanes)
