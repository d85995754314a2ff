"""A full re-key: a new root secret, pending in the key file while the store takes its new key, then in force.

At every moment the key file leads to the key that the store has. While it is pending, whoever opens the present root
secret has the next one too, and the store itself shows which of the two it took.
"""

import os
from collections.abc import Callable
from contextlib import suppress

from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.recovery import SlotInfo
from wellbeingdesk.domain.worldly import CannotWrite, StoreDamaged
from wellbeingdesk.keys.cost import Cost
from wellbeingdesk.keys.derivation import KEY_BYTES, desk_keys
from wellbeingdesk.keys.desk_file import DeskFile
from wellbeingdesk.keys.device import DeviceShelf
from wellbeingdesk.keys.making import enough_memory
from wellbeingdesk.keys.opening import Opened
from wellbeingdesk.keys.pending import make_pending_slot, without_pending
from wellbeingdesk.keys.rewrapping import carried
from wellbeingdesk.keys.stretched import read_cost
from wellbeingdesk.usecases.ways import DeskKeys

StoreOpens = Callable[[DeskKeys], bool]
RekeyStore = Callable[[DeskKeys, DeskKeys], None]


class Rekeying:
    """The re-key of one desk's key file. `store_opens` says whether the store, as it lies there, takes these keys."""

    def __init__(self, file: DeskFile, shelf: DeviceShelf, store_opens: StoreOpens | None) -> None:
        self._file = file
        self._shelf = shelf
        self._store_opens = store_opens
        self.voided: tuple[SlotInfo, ...] = ()

    def run(self, opened: Opened, passphrase: str, rekey_store: RekeyStore) -> None:
        """Give the desk a new root secret. Raises what `rekey_store` raises, CannotWrite, DiskFull, StoreDamaged.

        Whatever is raised, the desk still opens: with the old keys, or, where the store has the new ones, with those.
        """
        next_root = os.urandom(KEY_BYTES)
        pending = self._begun(opened, next_root)
        try:
            rekey_store(desk_keys(opened.root, pending.header.desk_id), desk_keys(next_root, pending.header.desk_id))
        except Exception:
            with suppress(WorldError):
                self.settled(pending, passphrase)
            raise
        if self.settled(pending, passphrase).root != next_root:
            raise RuntimeError("the store was to be re-keyed, and was not")

    def settled(self, opened: Opened, passphrase: str) -> Opened:
        """Bring a re-key that was cut short to its end, or take it back, as the store shows; else nothing.

        Raises CannotWrite, DiskFull.
        """
        if opened.next_root is None:
            return opened
        root = self.root_in_use(opened)
        if root == opened.next_root:
            return self.committed(opened, root, passphrase, read_cost(dict(opened.slot.fields)))
        if root == opened.root:
            return self._file.rewrite(opened, without_pending(opened.header))
        # The store opens with neither: it is damaged or gone, which is told elsewhere; both secrets are kept.
        return opened

    def committed(self, opened: Opened, next_root: bytes, passphrase: str, cost: Cost) -> Opened:
        """Put the next root secret in force, wrapped in what is at hand; `voided` tells what is not."""
        with enough_memory():
            kept = carried(opened, next_root, passphrase, cost, self._shelf)
        rewritten = self._file.rewrite(opened, kept.slots, next_root)
        self.voided = kept.void
        return rewritten

    def root_in_use(self, opened: Opened) -> bytes | None:
        """The root secret whose keys the store takes, None where it takes neither; it is asked only in doubt."""
        if opened.next_root is None:
            return opened.root
        if self._store_opens is None:
            raise RuntimeError("a re-key was cut short, and nobody can say which keys the store has")
        for root in (opened.next_root, opened.root):
            if self._store_opens(desk_keys(root, opened.header.desk_id)):
                return root
        return None

    def _begun(self, opened: Opened, next_root: bytes) -> Opened:
        if self._store_opens is None:
            raise RuntimeError("a re-key needs somebody who can say which keys the store has")
        if opened.next_root is not None:
            # One was cut short before, and the store shows neither of its keys: both may still be needed.
            raise StoreDamaged(part="keys")
        pending = make_pending_slot(opened.root, next_root, opened.bound)
        begun = self._file.rewrite(opened, (*without_pending(opened.header), pending), pending=next_root)
        if not self._file.twins_agree:
            # With the next secret in one copy alone, losing that copy later would lose the store.
            raise CannotWrite(reason="twin")
        return begun
