"""The register of disposal orders as a sealed file: beside the store and in every backup, so that none comes back."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from wellbeingdesk.domain.disposal import DisposalOrder, union
from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.times import instant_from_iso
from wellbeingdesk.store.private_files import read_private, write_private
from wellbeingdesk.store.sealed_lines import purpose_key, sealed, unsealed

NAMES = ("store.disposed", "store.disposed.bak")
MOST_BYTES = 64 * 1024 * 1024
_FORMAT = "wellbeingdesk-disposed"
_VERSION = 1


class Register:
    """The file of one desk."""

    def __init__(self, folder: Path, anchor_key: bytes, desk_id: str) -> None:
        self._folder = folder
        self._key = anchor_key
        self._desk_id = desk_id

    def read(self) -> tuple[DisposalOrder, ...] | None:
        """What the whole copies know; empty where there is none, None where each is damaged or forged."""
        copies = [self._copy(name) for name in NAMES]
        whole = [copy for copy in copies if copy]
        return None if not whole and None in copies else union(*whole)

    def add(self, orders: Iterable[DisposalOrder]) -> None:
        """Bring both copies up to date; an order is never taken out. Raises DiskFull, CannotWrite."""
        wanted = union(self.read() or (), orders)
        for name in NAMES:
            self._bring_up(name, wanted)

    def add_twin(self, orders: Iterable[DisposalOrder]) -> None:
        """The second copy alone, while the first is still sealed with older keys. Raises DiskFull, CannotWrite."""
        self._bring_up(NAMES[1], union(orders))

    def _bring_up(self, name: str, wanted: tuple[DisposalOrder, ...]) -> None:
        if wanted and wanted != self._copy(name):
            write_private(self._folder / name, register_bytes(wanted, self._key, self._desk_id))

    def _copy(self, name: str) -> tuple[DisposalOrder, ...] | None:
        try:
            untrusted = read_private(self._folder / name, MOST_BYTES)
        except WorldError:
            return None
        return () if untrusted is None else register_from(untrusted, self._key, self._desk_id)


def register_bytes(orders: Iterable[DisposalOrder], anchor_key: bytes, desk_id: str) -> bytes:
    """The file's bytes, also of a register without orders."""
    value = {
        "desk": desk_id,
        "format": _FORMAT,
        "orders": [_written(order) for order in orders],
        "version": _VERSION,
    }
    return sealed(value, purpose_key(anchor_key, "disposed"))


def register_from(untrusted: bytes, anchor_key: bytes, desk_id: str) -> tuple[DisposalOrder, ...] | None:
    """None where it is damaged, forged, or of another desk."""
    value = unsealed(untrusted, purpose_key(anchor_key, "disposed"))
    if value is None or value.get("desk") != desk_id or value.get("format") != _FORMAT:
        return None
    return tuple(_order(order) for order in value["orders"])


def _written(order: DisposalOrder) -> dict[str, Any]:
    at = order.ordered_at
    return {
        "client": order.client_id,
        "grounds": order.grounds,
        "id": order.id,
        "offset": at.offset_minutes,
        "ordered_by": order.ordered_by,
        "utc": at.iso(),
        "zone": at.zone,
    }


def _order(value: dict[str, Any]) -> DisposalOrder:
    at = instant_from_iso(value["utc"], value["zone"], value["offset"])
    return DisposalOrder(value["id"], value["client"], value["ordered_by"], value["grounds"], at)
