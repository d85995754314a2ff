"""One desk's vault: makes and opens its key file, changes the passphrase, mends a damaged copy from the good one."""

import os
from dataclasses import dataclass
from pathlib import Path

from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.passphrase import require_length
from wellbeingdesk.domain.worldly import (
    CannotRead,
    CannotWrite,
    KeyFileDamaged,
    StoreFromNewerVersion,
    WrongPassphrase,
)
from wellbeingdesk.keys import copies
from wellbeingdesk.keys.cost import Cost, choose_cost
from wellbeingdesk.keys.derivation import KEY_BYTES, desk_keys, header_mac_key
from wellbeingdesk.keys.keyfile import VERSION, Copy, Header, Slot, is_desk_id, write_copy
from wellbeingdesk.keys.slots import PASSPHRASE, cost_of, make_passphrase_slot, open_passphrase_slot
from wellbeingdesk.usecases.ports import DeskKeys


@dataclass(frozen=True, slots=True, repr=False)
class _Opened:
    """A genuine copy, the root secret in it, and the slot that gave it."""

    root: bytes
    copy: Copy
    slot: Slot
    found: tuple[copies.Found, ...]


class FolderVault:
    """The key file in a desk's folder, `store.keys` and its twin. Every method derives a key and is slow."""

    def __init__(self, folder: Path, desk_id: str, cost: Cost | None = None) -> None:
        """`cost` is for tests; without it the machine is measured when a slot is made."""
        if not is_desk_id(desk_id) or (cost is not None and not cost.allowed):
            raise ValueError("desk id or cost out of bounds")
        self._folder = folder
        self._desk_id = desk_id
        self._cost = cost
        self._sequence = 0
        self._twins_agree = True

    @property
    def sequence(self) -> int:
        """The number of the key file last made or opened, 0 before; the store keeps it to tell an old one put back."""
        return self._sequence

    @property
    def twins_agree(self) -> bool:
        """False where one copy could not be mended or written; it is tried again at the next unlock."""
        return self._twins_agree

    def create(self, passphrase: str) -> DeskKeys:
        """Make the key file. Raises PassphraseTooShort, DiskFull, CannotWrite (also where there is one already)."""
        require_length(passphrase)
        if copies.is_there(self._folder):
            raise CannotWrite(reason="exists")
        root = os.urandom(KEY_BYTES)
        slot = self._make_slot(root, passphrase, 1, self._cost or choose_cost())
        payload = write_copy(Header(self._desk_id, 1, 1, (slot,)), header_mac_key(root, self._desk_id))
        try:
            for name in copies.NAMES:
                copies.write(self._folder, name, payload)
        except WorldError:
            copies.remove(self._folder)
            raise
        self._sequence, self._twins_agree = 1, True
        return desk_keys(root, self._desk_id)

    def unlock(self, passphrase: str) -> DeskKeys:
        """Open it and mend its twin. Raises WrongPassphrase, KeyFileDamaged, StoreFromNewerVersion, CannotRead."""
        opened = self._open(passphrase)
        self._sequence = opened.copy.header.seq
        self._bring_into_line(opened.copy.raw, {found.name for found in opened.found if found.raw == opened.copy.raw})
        return desk_keys(opened.root, self._desk_id)

    def demand(self, passphrase: str) -> None:
        """Check the passphrase again and change nothing. Raises as `unlock`."""
        self._open(passphrase)

    def change_passphrase(self, old: str, new: str) -> None:
        """Re-wrap the root secret. Raises PassphraseTooShort, DiskFull, CannotWrite, and as `unlock` does."""
        require_length(new)
        opened = self._open(old)
        header = opened.copy.header
        slot = self._make_slot(opened.root, new, header.generation, self._new_cost(opened.slot))
        slots = tuple(slot if kept is opened.slot else kept for kept in header.slots)
        rewritten = Header(self._desk_id, header.generation, header.seq + 1, slots)
        payload = write_copy(rewritten, header_mac_key(opened.root, self._desk_id))
        copies.write(self._folder, copies.NAMES[0], payload)
        # From here the new passphrase holds: the higher number wins. A failure of the twin must not say otherwise.
        self._sequence = rewritten.seq
        self._bring_into_line(payload, {copies.NAMES[0]})

    def _new_cost(self, slot: Slot) -> Cost:
        """Measured again, the machine may be a better one; never less than before, it may only have been busy."""
        if self._cost is not None:
            return self._cost
        return max(choose_cost(), cost_of(slot), key=lambda cost: cost.memory_kib)

    def _make_slot(self, root: bytes, passphrase: str, generation: int, cost: Cost) -> Slot:
        try:
            return make_passphrase_slot(root, passphrase, self._desk_id, generation, cost)
        except MemoryError as error:
            raise CannotWrite(reason="memory") from error

    def _bring_into_line(self, payload: bytes, in_line: set[str]) -> None:
        self._twins_agree = True
        for name in copies.NAMES:
            if name in in_line:
                continue
            try:
                copies.write(self._folder, name, payload)
            except WorldError:
                # A full disk is no reason to keep somebody from their notes; the copy in hand is whole.
                self._twins_agree = False

    def _open(self, passphrase: str) -> _Opened:
        found = copies.look(self._folder, self._desk_id)
        newer = max(copy.newer for copy in found)
        if newer:
            raise StoreFromNewerVersion(found=newer, known=VERSION)
        candidates = sorted({f.copy.raw: f.copy for f in found if f.copy}.values(), key=_seq, reverse=True)
        forged = not candidates
        for candidate in candidates:
            root, slot = self._root_of(candidate, passphrase)
            if root is None or slot is None:
                continue
            mac_key = header_mac_key(root, self._desk_id)
            if not candidate.is_genuine(mac_key):
                forged = True
                continue
            if any(_seq(other) > _seq(candidate) and other.is_genuine(mac_key) for other in candidates):
                # The twin of a crash in mid-change: this passphrase was replaced.
                raise WrongPassphrase
            return _Opened(root, candidate, slot, found)
        raise KeyFileDamaged if forged else WrongPassphrase

    def _root_of(self, copy: Copy, passphrase: str) -> tuple[bytes, Slot] | tuple[None, None]:
        for slot in copy.header.slots:
            if slot.kind != PASSPHRASE:
                continue
            try:
                root = open_passphrase_slot(slot, passphrase, self._desk_id, copy.header.generation)
            except MemoryError as error:
                raise CannotRead(reason="memory") from error
            if root is not None:
                return root, slot
        return None, None


def _seq(copy: Copy) -> int:
    return copy.header.seq
