"""This computer's keyring as help with a passphrase: how it stands here, whose account it is, and what is refused."""

from dataclasses import dataclass
from enum import StrEnum

from wellbeingdesk.domain.failures import Refusal


class AccountIsShared(Refusal):
    """Others use this account on this computer, and its keyring would give them this desk's part as well."""


class AccountIsNotSaid(Refusal):
    """Whether others use this account was not answered for the account that is logged in now."""


class RecoveryComesFirst(Refusal):
    """The passphrase alone ends as a way in only once another way is arranged for the day the keyring is gone."""


class KeyringState(StrEnum):
    """How the keyring of this computer answers."""

    READY = "ready"
    NONE = "none"
    INSECURE = "insecure"
    LOCKED = "locked"
    FAILED = "failed"
    SILENT = "silent"


class DeviceState(StrEnum):
    """What this computer's keyring holds for one of a desk's device ways."""

    HERE = "here"
    MISSING = "missing"
    """It works and holds nothing: made on another computer or account, or the keyring is a new one."""
    REPLACED = "replaced"
    """It holds something that does not belong to the desk."""
    UNREACHABLE = "unreachable"
    """The keyring itself does not answer; see its state."""


class AccountKind(StrEnum):
    """What the system itself says about the account that is logged in."""

    ORDINARY = "ordinary"
    ADMINISTRATOR = "administrator"
    GUEST = "guest"
    MARKED_SHARED = "marked-shared"
    """Whoever looks after the computer says so."""


@dataclass(frozen=True, slots=True)
class Account:
    """The account that is logged in. `label` is its name and the computer's; it is kept nowhere but in the store."""

    label: str
    kind: AccountKind
