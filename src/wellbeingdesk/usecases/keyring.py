"""This computer's keyring as help with the passphrase: how it stands, whose account this is, what is done with it."""

import json
from dataclasses import dataclass
from datetime import datetime

from wellbeingdesk.domain.events import Done, SetupChanged
from wellbeingdesk.domain.keyring import (
    Account,
    AccountIsNotSaid,
    AccountIsShared,
    AccountKind,
    DeviceState,
    KeyringState,
    RecoveryComesFirst,
)
from wellbeingdesk.domain.recovery import SlotInfo, SlotKind
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry

_ACCOUNT = "keyring_account"
_BACK = frozenset({SlotKind.RECOVERY, SlotKind.SHARES, SlotKind.ESCROW})
_LONGEST_LABEL = 120


@dataclass(frozen=True, slots=True)
class DeviceWay:
    """A way in that needs a computer's keyring, and whether it is this one's."""

    slot_id: str
    label: str
    made_at: datetime | None
    state: DeviceState


@dataclass(frozen=True, slots=True)
class KeyringStanding:
    """Everything that the keyring card tells."""

    account: Account
    shared: bool | None
    """What was answered for this account on this computer; None where nobody was asked yet."""
    keyring: KeyringState
    devices: tuple[DeviceWay, ...]
    alone: bool
    """Whether the passphrase opens without the keyring."""
    recovery: bool
    """Whether another way is arranged for the day the keyring is gone."""

    @property
    def here(self) -> DeviceWay | None:
        """The way in of this computer, where it works."""
        return next((one for one in self.devices if one.state is DeviceState.HERE), None)

    @property
    def off(self) -> bool:
        """Whether the keyring may not be used in this account."""
        return self.shared is True or self.account.kind is not AccountKind.ORDINARY


def keyring_standing(ports: Ports) -> Done[KeyringStanding]:
    """How it stands now. Runs on the bench: the keyring may take its time. It changes nothing."""
    account, slots = ports.machine.account(), ports.vault.slots()
    state = ports.keyring.state()
    standing = KeyringStanding(
        account=account,
        shared=ports.lanes.on_store(lambda: _said(ports, account)),
        keyring=state,
        devices=tuple(_device(ports, slot, state) for slot in slots if slot.kind is SlotKind.DEVICE),
        alone=any(slot.kind is SlotKind.PASSPHRASE for slot in slots),
        recovery=any(slot.kind in _BACK for slot in slots),
    )
    return Done(standing)


def say_whose_account(ports: Ports, *, shared: bool) -> Done[None]:
    """Keep whether others use this account on this computer; another account or computer is asked again."""
    account = ports.machine.account()
    with ports.uow() as uow:
        uow.desk.save_setting(_ACCOUNT, json.dumps({"account": account.label, "shared": shared}))
        detail = "shared" if shared else "own"
        uow.audit(AuditEntry("account-answered", "desk", ports.session.desk_id, detail=f"{detail}; {account.kind}"))
        uow.commit()
    return Done(None, (SetupChanged(ports.session.desk_id),))


def strengthen(ports: Ports, *, passphrase: str) -> Done[None]:
    """Let the passphrase open with a part that this computer's keyring holds. Runs on the bench.

    It strengthens nothing until `end_passphrase_alone`. What this computer held before for the desk ends. Raises
    AccountIsShared, AccountIsNotSaid, TooManyWaysIn, WrongPassphrase, and what the keyring says.
    """
    account = ports.machine.account()
    _demand_own(account, ports.lanes.on_store(lambda: _said(ports, account)))
    label = account.label[:_LONGEST_LABEL]
    earlier = [one.id for one in ports.vault.slots() if one.kind is SlotKind.DEVICE and one.label == label]
    slot = ports.vault.add_device(passphrase, label)
    for slot_id in earlier:
        ports.vault.drop_slot(passphrase, slot_id)
    _audit(ports, "keyring-part-added", slot.id)
    return Done(None, (SetupChanged(ports.session.desk_id),))


def end_passphrase_alone(ports: Ports, *, passphrase: str) -> Done[None]:
    """The passphrase opens with this computer's keyring only. Runs on the bench.

    Raises RecoveryComesFirst, AccountIsShared, AccountIsNotSaid, LastWayIn, WrongPassphrase, and what the keyring says
    where it does not give its part at this moment.
    """
    account = ports.machine.account()
    _demand_own(account, ports.lanes.on_store(lambda: _said(ports, account)))
    slots = ports.vault.slots()
    if not any(slot.kind in _BACK for slot in slots):
        raise RecoveryComesFirst
    for slot in slots:
        if slot.kind is SlotKind.PASSPHRASE:
            ports.vault.drop_slot(passphrase, slot.id)
    _audit(ports, "passphrase-alone-ended", ports.session.desk_id)
    return Done(None, (SetupChanged(ports.session.desk_id),))


def weaken(ports: Ports, *, passphrase: str) -> Done[None]:
    """The passphrase opens alone again, and this computer's keyring keeps nothing more. Runs on the bench.

    What other computers hold for the desk ends as well. Raises WrongPassphrase, and what the keyring says.
    """
    ports.vault.add_passphrase(passphrase)
    for slot in ports.vault.slots():
        if slot.kind is SlotKind.DEVICE:
            ports.vault.drop_slot(passphrase, slot.id)
    _audit(ports, "keyring-parts-removed", ports.session.desk_id)
    return Done(None, (SetupChanged(ports.session.desk_id),))


def forget_computer(ports: Ports, *, passphrase: str, slot_id: str) -> Done[None]:
    """Close the way in of a computer that is gone or was set up anew. Runs on the bench. Raises LastWayIn."""
    ports.vault.drop_slot(passphrase, slot_id)
    _audit(ports, "keyring-part-removed", slot_id)
    return Done(None, (SetupChanged(ports.session.desk_id),))


def _demand_own(account: Account, shared: bool | None) -> None:
    if shared or account.kind is not AccountKind.ORDINARY:
        raise AccountIsShared
    if shared is None:
        raise AccountIsNotSaid


def _said(ports: Ports, account: Account) -> bool | None:
    with ports.uow() as uow:
        kept = json.loads(uow.desk.setting(_ACCOUNT) or "{}")
    return bool(kept["shared"]) if kept.get("account") == account.label else None


def _device(ports: Ports, slot: SlotInfo, keyring: KeyringState) -> DeviceWay:
    # One that did not answer is not asked again for each way in: each would take its seconds.
    ready = keyring is KeyringState.READY
    state = ports.vault.device_state(slot.id) if ready else DeviceState.UNREACHABLE
    return DeviceWay(slot.id, slot.label, slot.made_at, state)


def _audit(ports: Ports, action: str, entity_id: str) -> None:
    def write() -> None:
        with ports.uow() as uow:
            uow.audit(AuditEntry(action, "way", entity_id))
            uow.commit()

    ports.lanes.on_store(write)
