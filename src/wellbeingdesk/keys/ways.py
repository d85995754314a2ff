"""The ways into a desk: how each tries the slots of its kind, and how it is told that none opened."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.recovery import RecoveryCode, SharePurpose
from wellbeingdesk.domain.worldly import (
    NoEscrow,
    NoRecoverySheet,
    NoShares,
    RecoveryCodeWrong,
    SharesWrong,
    WrongPassphrase,
)
from wellbeingdesk.keys.coded import RECOVERY, SHARES, Pair, open_recovery_slot, open_shares_slot, require_pair
from wellbeingdesk.keys.device import DEVICE, DeviceShelf, device_secret_of, open_device_slot
from wellbeingdesk.keys.escrow import ESCROW, open_escrow_slot
from wellbeingdesk.keys.keyfile import Header, Slot
from wellbeingdesk.keys.slots import PASSPHRASE, open_passphrase_slot, passphrase_bytes
from wellbeingdesk.keys.stretched import Bound

WRONG = (WrongPassphrase, RecoveryCodeWrong, SharesWrong)
"""What counts as a failed attempt: something was tried and did not fit. A slip that its own check finds does not."""


@dataclass(frozen=True, slots=True, repr=False)
class Root:
    """A root secret and the slot that gave it."""

    secret: bytes
    slot: Slot


class Way(Protocol):
    """One way in."""

    def try_slots(self, header: Header) -> Root | None:
        """Open a slot of this way's kind, where one opens. Raises MemoryError."""
        ...

    def wrong(self, headers: Iterable[Header]) -> WorldError:
        """What to say where no slot of these key files opened."""
        ...


class ByPassphrase:
    """The passphrase alone or, where no slot takes it alone, with this computer's keyring."""

    def __init__(self, passphrase: str, shelf: DeviceShelf) -> None:
        self._passphrase = passphrase
        self._shelf = shelf
        self._trouble: WorldError | None = None

    def try_slots(self, header: Header) -> Root | None:
        """As Way; a keyring that gives nothing is remembered for `wrong`."""
        alone = _of_kind(header, PASSPHRASE)
        for slot in alone:
            root = open_passphrase_slot(slot, self._passphrase, header.desk_id, header.generation)
            if root is not None:
                return Root(root, slot)
        # Beside a slot that takes the passphrase alone, one that needs the keyring too is no further way in.
        for slot in () if alone else _of_kind(header, DEVICE):
            root = self._with_device(slot, _bound(header))
            if root is not None:
                return Root(root, slot)
        return None

    def wrong(self, headers: Iterable[Header]) -> WorldError:
        """The keyring's trouble, where it kept the passphrase from being tried; else the passphrase is wrong."""
        del headers
        return self._trouble or WrongPassphrase()

    def _with_device(self, slot: Slot, bound: Bound) -> bytes | None:
        try:
            device = device_secret_of(slot, self._shelf, bound.desk_id)
        except WorldError as trouble:
            self._trouble = trouble
            return None
        return open_device_slot(slot, passphrase_bytes(self._passphrase), device, bound)


class ByRecovery:
    """The code of a recovery sheet."""

    def __init__(self, code: RecoveryCode) -> None:
        self._code = code

    def try_slots(self, header: Header) -> Root | None:
        """As Way."""
        for slot in _of_kind(header, RECOVERY):
            root = open_recovery_slot(slot, self._code, _bound(header))
            if root is not None:
                return Root(root, slot)
        return None

    def wrong(self, headers: Iterable[Header]) -> WorldError:
        """As Way."""
        return RecoveryCodeWrong() if any(_of_kind(header, RECOVERY) for header in headers) else NoRecoverySheet()


class ByShares:
    """Two shares of the desk's three, or of a service's."""

    def __init__(self, pair: Pair, purpose: SharePurpose) -> None:
        """Raises SharesOfAnotherKind, SharesOfTwoSets, SameShareTwice."""
        require_pair(pair, purpose)
        self._pair = pair
        self._kind = SHARES if purpose is SharePurpose.DESK else ESCROW

    def try_slots(self, header: Header) -> Root | None:
        """As Way."""
        open_slot = open_shares_slot if self._kind == SHARES else open_escrow_slot
        for slot in _of_kind(header, self._kind):
            root = open_slot(slot, self._pair, _bound(header))
            if root is not None:
                return Root(root, slot)
        return None

    def wrong(self, headers: Iterable[Header]) -> WorldError:
        """As Way."""
        if any(_of_kind(header, self._kind) for header in headers):
            return SharesWrong()
        return NoShares() if self._kind == SHARES else NoEscrow()


def _of_kind(header: Header, kind: str) -> tuple[Slot, ...]:
    return tuple(slot for slot in header.slots if slot.kind == kind)


def _bound(header: Header) -> Bound:
    return Bound(header.desk_id, header.generation)
