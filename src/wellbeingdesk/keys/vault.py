"""One desk's vault: opens its key file in each of the ways, adds and drops ways, changes passphrase and keys."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.keyring import DeviceState
from wellbeingdesk.domain.passphrase import require_length
from wellbeingdesk.domain.recovery import (
    FailedAttempts,
    RecoveryCode,
    ServiceRecipient,
    Share,
    SharePurpose,
    SlotInfo,
)
from wellbeingdesk.domain.worldly import CannotWrite, KeyFileDamaged, WrongPassphrase
from wellbeingdesk.keys import copies
from wellbeingdesk.keys.attempts import Attempts, utc_now
from wellbeingdesk.keys.cost import Cost
from wellbeingdesk.keys.derivation import KEY_BYTES, desk_keys
from wellbeingdesk.keys.desk_file import DeskFile
from wellbeingdesk.keys.device import (
    DEVICE,
    DeviceShelf,
    device_secret_of,
    device_state_of,
    new_device_secret,
    open_device_slot,
    shelf_name,
)
from wellbeingdesk.keys.keyfile import Slot, is_desk_id
from wellbeingdesk.keys.keyring_shelf import KeyringShelf
from wellbeingdesk.keys.making import Maker, enough_memory
from wellbeingdesk.keys.opening import Opened, well_formed
from wellbeingdesk.keys.pending import PENDING
from wellbeingdesk.keys.rekeying import Rekeying, RekeyStore, StoreOpens
from wellbeingdesk.keys.rewrapping import DAILY, listed, require_ways, with_other_passphrase
from wellbeingdesk.keys.slots import PASSPHRASE, passphrase_bytes
from wellbeingdesk.keys.ways import ByPassphrase, ByRecovery, ByShares, Way
from wellbeingdesk.usecases.ways import DeskKeys


class FolderVault:
    """The key file in a desk's folder, `store.keys` and its twin. Every method derives a key and is slow.

    Whatever opens it raises KeyFileDamaged, StoreFromNewerVersion and CannotRead, besides what its way says, and
    TooSoon where attempts are slowed. Whatever takes a passphrase raises WrongPassphrase or, where the passphrase
    opens only with this computer's keyring and that gives nothing, KeyringAbsent, KeyringInsecure, KeyringLocked,
    KeyringSilent, KeyringFailed, DeviceSecretMissing, DeviceSecretReplaced. Whatever writes raises DiskFull and
    CannotWrite.
    """

    def __init__(
        self,
        folder: Path,
        desk_id: str,
        cost: Cost | None = None,
        *,
        shelf: DeviceShelf | None = None,
        attempts: Attempts | None = None,
        store_opens: StoreOpens | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """`cost` is for tests; without it the machine is measured when a slot is made.

        Without `attempts` nothing is counted or slowed. `store_opens` says whether the store takes these keys; it is
        asked only where a re-key was cut short, and without it there is no re-key.
        """
        if not is_desk_id(desk_id):
            raise ValueError("desk id out of bounds")
        self._folder = folder
        self._desk_id = desk_id
        self._shelf = shelf or KeyringShelf()
        self._maker = Maker(desk_id, cost, now)
        self._file = DeskFile(folder, desk_id, attempts)
        self._rekeying = Rekeying(self._file, self._shelf, store_opens)

    @property
    def sequence(self) -> int:
        """The number of the key file last made or opened, 0 before; the store keeps it to tell an old one put back."""
        return self._file.sequence

    @property
    def twins_agree(self) -> bool:
        """False where one copy could not be mended or written; it is tried again at the next unlock."""
        return self._file.twins_agree

    @property
    def failed_attempts(self) -> FailedAttempts:
        """What had failed before the desk was opened, for its audit; the count begins again from there."""
        return self._file.failed_attempts

    def tell_slips(self, hear: Callable[[FailedAttempts], None]) -> None:
        """From now on `hear` gets what failed inside the open desk, at the next success; called on its thread."""
        self._file.hear_slips = hear

    @property
    def voided(self) -> tuple[SlotInfo, ...]:
        """The ways in that the last re-key ended, also one that was cut short and brought to its end at an unlock."""
        return self._rekeying.voided

    def create(self, passphrase: str) -> DeskKeys:
        """Make the key file. Raises PassphraseTooShort, DiskFull, CannotWrite (also where there is one already)."""
        require_length(passphrase)
        if copies.is_there(self._folder):
            raise CannotWrite(reason="exists")
        root = os.urandom(KEY_BYTES)
        self._file.create(root, self._maker.passphrase(root, passphrase, 1))
        return desk_keys(root, self._desk_id)

    def unlock(self, passphrase: str) -> DeskKeys:
        """Open it and mend its twin."""
        opened = self._file.open(self._by(passphrase))
        self._file.mend(opened)
        keys = self._keys(opened)
        with suppress(WorldError):  # a full disk is no reason to keep somebody from their notes
            self._rekeying.settled(opened, passphrase)
        return keys

    def demand(self, passphrase: str) -> None:
        """Check the passphrase again and change nothing."""
        self._file.open(self._by(passphrase))

    def change_passphrase(self, old: str, new: str) -> None:
        """Re-wrap the root secret, also with this computer's keyring where it is used. Raises PassphraseTooShort.

        A slot of another computer's keyring ends: it would go on taking the old passphrase.
        """
        require_length(new)
        opened = self._ready(old)
        with enough_memory():
            cost = self._maker.cost(opened)
            slots = with_other_passphrase(opened, old, new, cost, self._shelf)
        self._file.rewrite(opened, slots)

    def slots(self) -> tuple[SlotInfo, ...]:
        """The ways in, as the newest whole copy lists them; nothing proves it genuine before it was opened.

        Raises KeyFileDamaged, StoreFromNewerVersion, CannotRead.
        """
        _, candidates = well_formed(self._folder, self._desk_id)
        if not candidates:
            raise KeyFileDamaged
        return listed(candidates[0].header.slots)

    def files(self) -> Mapping[str, bytes]:
        """The key file and its twin by name, for a backup; nothing in them is secret without one of the ways in.

        Raises CannotRead, KeyFileDamaged.
        """
        found, _ = well_formed(self._folder, self._desk_id)
        whole = {one.name: one.raw for one in found if one.copy is not None and one.raw is not None}
        if not whole:
            raise KeyFileDamaged
        return whole

    def open_with_recovery(self, code: RecoveryCode) -> DeskKeys:
        """Open it with a recovery sheet. Raises RecoveryCodeWrong, NoRecoverySheet."""
        return self._opened_by(ByRecovery(code))

    def open_with_shares(self, one: Share, other: Share) -> DeskKeys:
        """Open it with two of three shares.

        Raises SharesWrong, NoShares, SameShareTwice, SharesOfTwoSets, SharesOfAnotherKind.
        """
        return self._opened_by(ByShares((one, other), SharePurpose.DESK))

    def open_with_escrow(self, one: Share, other: Share) -> DeskKeys:
        """Open it with two of the three shares of a service's recovery key. Raises NoEscrow, and as for shares."""
        return self._opened_by(ByShares((one, other), SharePurpose.SERVICE))

    def add_recovery(self, passphrase: str, label: str = "") -> RecoveryCode:
        """Make a recovery code, beside those made before until they are dropped. Raises TooManyWaysIn."""
        opened = self._ready(passphrase)
        slot, code = self._maker.recovery(opened, label)
        self._file.rewrite(opened, (*opened.header.slots, slot))
        return code

    def add_shares(self, passphrase: str, label: str = "") -> tuple[Share, Share, Share]:
        """Make three shares, beside those made before until they are dropped. Raises TooManyWaysIn."""
        opened = self._ready(passphrase)
        slot, shares = self._maker.shares(opened, label)
        self._file.rewrite(opened, (*opened.header.slots, slot))
        return shares

    def add_device(self, passphrase: str, label: str = "") -> SlotInfo:
        """Let the passphrase open with a secret in this computer's keyring. Raises TooManyWaysIn, Keyring….

        It strengthens nothing until the slot that takes the passphrase alone is dropped.
        """
        opened = self._ready(passphrase)
        device = new_device_secret()
        slot = self._maker.device(opened, passphrase, device, label)
        name = self._name_on_shelf(slot)
        self._shelf.put(name, device)
        try:
            self._file.rewrite(opened, (*opened.header.slots, slot))
        except WorldError:
            self._shelf.remove(name)
            raise
        return listed((slot,))[0]

    def add_passphrase(self, passphrase: str) -> None:
        """Let the passphrase open alone again, without the keyring; where it does already, nothing changes."""
        opened = self._ready(passphrase)
        if any(slot.kind == PASSPHRASE for slot in opened.header.slots):
            return
        slot = self._maker.passphrase(opened.root, passphrase, opened.header.generation)
        self._file.rewrite(opened, (slot, *opened.header.slots))

    def device_state(self, slot_id: str) -> DeviceState:
        """What this computer's keyring holds for a device slot; nothing proves the slot genuine before it was opened.

        Raises KeyFileDamaged, StoreFromNewerVersion, CannotRead.
        """
        _, candidates = well_formed(self._folder, self._desk_id)
        slots = candidates[0].header.slots if candidates else ()
        slot = next((one for one in slots if one.kind == DEVICE and _is_called(one, slot_id)), None)
        return DeviceState.MISSING if slot is None else device_state_of(slot, self._shelf, self._desk_id)

    def add_escrow(self, passphrase: str, recipient: ServiceRecipient) -> SlotInfo:
        """Open the desk to a service's recovery key. Raises TooManyWaysIn, ServiceKeyFaulty."""
        opened = self._ready(passphrase)
        slot = self._maker.escrow(opened, recipient)
        self._file.rewrite(opened, (*opened.header.slots, slot))
        return listed((slot,))[0]

    def reset_passphrase(self, way: RecoveryCode | tuple[Share, Share], new: str) -> DeskKeys:
        """A new passphrase for one that was forgotten, by a recovery code or two shares (the desk's or a service's).

        All slots of the old passphrase end. Raises PassphraseTooShort, and as the way says.
        """
        require_length(new)
        opened = self._file.open(_way_of(way))
        root = self._root_in_use(opened)
        if root == opened.root:
            kept = tuple(slot for slot in opened.header.slots if slot.kind not in DAILY)
            slot = self._maker.passphrase(root, new, opened.header.generation)
            self._file.rewrite(opened, (slot, *kept))
        else:
            self._rekeying.committed(opened, root, new, self._maker.measured())
        return desk_keys(root, self._desk_id)

    def drop_slot(self, passphrase: str, slot_id: str) -> None:
        """Close a way in; old copies of the key file still have it. Raises LastWayIn, Keyring….

        The slot of the passphrase alone goes only where the passphrase opens with this computer's keyring right now.
        """
        opened = self._ready(passphrase)
        dropped = [slot for slot in opened.header.slots if _is_called(slot, slot_id)]
        kept = [slot for slot in opened.header.slots if slot not in dropped]
        if not dropped:
            raise ValueError("there is no such slot")
        require_ways(kept)
        if not any(slot.kind == PASSPHRASE for slot in kept):
            self._require_device(opened, kept, passphrase)
        self._file.rewrite(opened, kept)
        for slot in dropped:
            if slot.kind == DEVICE:
                self._shelf.remove(self._name_on_shelf(slot))

    def rekey(self, passphrase: str, rekey_store: RekeyStore) -> tuple[SlotInfo, ...]:
        """New keys for the whole desk: `rekey_store(old, new)` re-encrypts the store.

        Returns the ways in that this ended: sheets and shares are void and have to be made again; so does what was a
        way in of another computer. Raises what `rekey_store` raises; the desk opens whatever happens.
        """
        self._rekeying.run(self._ready(passphrase), passphrase, rekey_store)
        return self._rekeying.voided

    def _by(self, passphrase: str) -> Way:
        return ByPassphrase(passphrase, self._shelf)

    def _opened_by(self, way: Way) -> DeskKeys:
        opened = self._file.open(way)
        self._file.mend(opened)
        return self._keys(opened)

    def _ready(self, passphrase: str) -> Opened:
        """Opened for a change, after any re-key that was cut short has come to its end."""
        opened = self._file.open(self._by(passphrase))
        settled = self._rekeying.settled(opened, passphrase)
        return opened if settled is opened else self._file.open(self._by(passphrase))

    def _keys(self, opened: Opened) -> DeskKeys:
        return desk_keys(self._root_in_use(opened), self._desk_id)

    def _root_in_use(self, opened: Opened) -> bytes:
        # Where the store takes neither, the store itself tells that it is damaged.
        return self._rekeying.root_in_use(opened) or opened.root

    def _require_device(self, opened: Opened, kept: Sequence[Slot], passphrase: str) -> None:
        trouble: WorldError = WrongPassphrase()
        for slot in kept:
            if slot.kind == DEVICE:
                try:
                    device = device_secret_of(slot, self._shelf, self._desk_id)
                    with enough_memory():
                        root = open_device_slot(slot, passphrase_bytes(passphrase), device, opened.bound)
                except WorldError as told:
                    trouble = told
                else:
                    if root is not None:
                        return
        raise trouble

    def _name_on_shelf(self, slot: Slot) -> str:
        return shelf_name(self._desk_id, str(dict(slot.fields)["id"]))


def _way_of(way: RecoveryCode | tuple[Share, Share]) -> Way:
    return ByRecovery(way) if isinstance(way, RecoveryCode) else ByShares(way, way[0].purpose)


def _is_called(slot: Slot, slot_id: str) -> bool:
    return slot.kind != PENDING and dict(slot.fields).get("id") == slot_id
