"""How new slots of one desk are made: with an id and a time, at a cost that this machine was measured for."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from wellbeingdesk.domain.recovery import RecoveryCode, ServiceRecipient, Share, TooManyWaysIn
from wellbeingdesk.domain.worldly import CannotWrite
from wellbeingdesk.keys.coded import RECOVERY, SHARES, make_recovery_slot, make_shares_slot
from wellbeingdesk.keys.cost import Cost, choose_cost
from wellbeingdesk.keys.device import DEVICE, make_device_slot
from wellbeingdesk.keys.escrow import ESCROW, make_escrow_slot
from wellbeingdesk.keys.keyfile import Field, Header, Slot
from wellbeingdesk.keys.opening import Opened
from wellbeingdesk.keys.slots import MOST_OF_A_KIND, make_passphrase_slot, passphrase_bytes
from wellbeingdesk.keys.stretched import MADE, MOST_LETTERS_OF_LABEL, read_cost


class Maker:
    """Makes the slots of one desk. Each method raises CannotWrite where the computer lacks the memory."""

    def __init__(self, desk_id: str, cost: Cost | None, now: Callable[[], datetime]) -> None:
        """`cost` is for tests; without it the machine is measured when a slot is made."""
        if cost is not None and not cost.allowed:
            raise ValueError("cost out of bounds")
        self._desk_id = desk_id
        self._cost = cost
        self._now = now

    def passphrase(self, root: bytes, passphrase: str, generation: int) -> Slot:
        """A slot that opens to the passphrase alone."""
        with enough_memory():
            return make_passphrase_slot(root, passphrase, self._desk_id, generation, self.measured())

    def recovery(self, opened: Opened, label: str) -> tuple[Slot, RecoveryCode]:
        """A new recovery code. Raises TooManyWaysIn."""
        _require_room(opened.header, RECOVERY)
        with enough_memory():
            return make_recovery_slot(opened.root, self._about(label), opened.bound, self.cost(opened))

    def shares(self, opened: Opened, label: str) -> tuple[Slot, tuple[Share, Share, Share]]:
        """Three new shares. Raises TooManyWaysIn."""
        _require_room(opened.header, SHARES)
        with enough_memory():
            return make_shares_slot(opened.root, self._about(label), opened.bound, self.cost(opened))

    def device(self, opened: Opened, passphrase: str, device: bytes, label: str) -> Slot:
        """The passphrase with this computer's secret. Raises TooManyWaysIn."""
        _require_room(opened.header, DEVICE)
        about, secret = self._about(label), passphrase_bytes(passphrase)
        with enough_memory():
            return make_device_slot(opened.root, about, secret, device, opened.bound, self.cost(opened))

    def escrow(self, opened: Opened, recipient: ServiceRecipient) -> Slot:
        """The desk opened to a service's key. Raises TooManyWaysIn, ServiceKeyFaulty."""
        _require_room(opened.header, ESCROW)
        return make_escrow_slot(opened.root, self._about(""), recipient, opened.bound)

    def measured(self) -> Cost:
        """What this machine gives within the time."""
        return self._cost or choose_cost()

    def cost(self, opened: Opened) -> Cost:
        """Measured again, the machine may be a better one; never less than before, it may only have been busy."""
        if self._cost is not None:
            return self._cost
        before = read_cost(dict(opened.slot.fields))
        return max(choose_cost(), before, key=lambda cost: cost.memory_kib)

    def _about(self, label: str) -> dict[str, Field]:
        if len(label) > MOST_LETTERS_OF_LABEL:
            raise ValueError("label too long")
        return {"id": secrets.token_hex(8), "label": label, "made": self._now().astimezone(UTC).strftime(MADE)}


@contextmanager
def enough_memory() -> Iterator[None]:
    """Raises CannotWrite where a derivation finds too little memory."""
    try:
        yield
    except MemoryError as error:
        raise CannotWrite(reason="memory") from error


def _require_room(header: Header, kind: str) -> None:
    if sum(slot.kind == kind for slot in header.slots) >= MOST_OF_A_KIND:
        raise TooManyWaysIn(most=MOST_OF_A_KIND)
