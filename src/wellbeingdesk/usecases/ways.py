"""What the use-cases need of a desk's key file: the keys it gives, and every way in that it keeps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from wellbeingdesk.domain.keyring import DeviceState, KeyringState
from wellbeingdesk.domain.recovery import FailedAttempts, RecoveryCode, ServiceRecipient, Share, SlotInfo


@dataclass(frozen=True, slots=True, repr=False)
class DeskKeys:
    """Keys derived from a desk's root secret, each 32 bytes; they never leave the process."""

    store: bytes
    audit: bytes
    anchor: bytes


class Vault(Protocol):
    """The key file of one desk (room: keys). Every method that takes a secret derives a key and is slow: never on the
    window's thread. What opens it raises KeyFileDamaged, StoreFromNewerVersion, CannotRead, TooSoon; what takes a
    passphrase also WrongPassphrase and what the keyring says (Keyring…, DeviceSecret…); what writes DiskFull,
    CannotWrite.
    """

    @property
    def failed_attempts(self) -> FailedAttempts:
        """What had failed before the desk was opened; the same as long as it is open."""
        ...

    def tell_slips(self, hear: Callable[[FailedAttempts], None]) -> None:
        """From now on `hear` gets what failed inside the open desk, at the next success; on any thread."""
        ...

    @property
    def voided(self) -> tuple[SlotInfo, ...]:
        """The ways in that the last re-key ended."""
        ...

    def create(self, passphrase: str) -> DeskKeys:
        """Make the key file, its passphrase slot costed on this machine. Raises PassphraseTooShort."""
        ...

    def unlock(self, passphrase: str) -> DeskKeys:
        """Open it."""
        ...

    def demand(self, passphrase: str) -> None:
        """Check the passphrase again, as before a decision is signed."""
        ...

    def change_passphrase(self, old: str, new: str) -> None:
        """Re-wrap the root secret; no data is re-encrypted. Raises PassphraseTooShort."""
        ...

    def slots(self) -> tuple[SlotInfo, ...]:
        """The ways in, without a secret."""
        ...

    def files(self) -> Mapping[str, bytes]:
        """The key file and its twin by name, as a backup takes them along; they open nothing without a secret."""
        ...

    def open_with_recovery(self, code: RecoveryCode) -> DeskKeys:
        """Open it with a recovery sheet. Raises RecoveryCodeWrong, NoRecoverySheet."""
        ...

    def open_with_shares(self, one: Share, other: Share) -> DeskKeys:
        """Open it with two of three shares. Raises SharesWrong, NoShares, SameShareTwice, SharesOfTwoSets,
        SharesOfAnotherKind.
        """
        ...

    def open_with_escrow(self, one: Share, other: Share) -> DeskKeys:
        """Open it with two shares of a service's recovery key. Raises NoEscrow, and as for shares."""
        ...

    def reset_passphrase(self, way: RecoveryCode | tuple[Share, Share], new: str) -> DeskKeys:
        """A new passphrase for one that was forgotten; all slots of the old one end. Raises PassphraseTooShort."""
        ...

    def add_recovery(self, passphrase: str, label: str = "") -> RecoveryCode:
        """Make a recovery code, beside those made before until they are dropped. Raises TooManyWaysIn."""
        ...

    def add_shares(self, passphrase: str, label: str = "") -> tuple[Share, Share, Share]:
        """Make three shares, beside those made before until they are dropped. Raises TooManyWaysIn."""
        ...

    def add_device(self, passphrase: str, label: str = "") -> SlotInfo:
        """Let the passphrase open with a secret in this computer's keyring. Raises TooManyWaysIn."""
        ...

    def add_escrow(self, passphrase: str, recipient: ServiceRecipient) -> SlotInfo:
        """Open the desk to a service's recovery key. Raises TooManyWaysIn, ServiceKeyFaulty."""
        ...

    def add_passphrase(self, passphrase: str) -> None:
        """Let the passphrase open alone again, without the keyring; where it does, nothing changes."""
        ...

    def device_state(self, slot_id: str) -> DeviceState:
        """What this computer's keyring holds for a device slot; no key is derived, and the keyring may be slow."""
        ...

    def drop_slot(self, passphrase: str, slot_id: str) -> None:
        """Close a way in; old copies of the key file still have it. Raises LastWayIn."""
        ...

    def rekey(self, passphrase: str, rekey_store: Callable[[DeskKeys, DeskKeys], None]) -> tuple[SlotInfo, ...]:
        """New keys for the whole desk, whose store must be closed; gives back the ways in that this ended."""
        ...


class ServiceKeys(Protocol):
    """A service's recovery key: its public line goes into the service pack, its shares to three people (room: keys)."""

    def make(self, label: str) -> tuple[ServiceRecipient, tuple[Share, Share, Share]]:
        """A new key; slow. `label` is the service's name. Raises CannotWrite where the computer lacks the memory."""
        ...

    def write(self, recipient: ServiceRecipient) -> str:
        """The public half as one line of text."""
        ...

    def read(self, untrusted: str) -> ServiceRecipient:
        """The inverse. Raises ServiceKeyFaulty."""
        ...


class Keyring(Protocol):
    """This computer's keyring (room: keys)."""

    def state(self) -> KeyringState:
        """How it answers; asked on a thread of its own, it may take some seconds."""
        ...
