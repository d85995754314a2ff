"""A keyring and an account that a test holds in its hand, and a lead whose service has a recovery key."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.helpers.desks import PASSPHRASE, WEAK, make_desk, on_bench, on_store, weak_house
from tests.keys.ways_in import PlainShelf
from wellbeingdesk.app.desk import OpenDesk
from wellbeingdesk.app.house import House, StoreOpens
from wellbeingdesk.domain.keyring import Account, AccountKind, KeyringState
from wellbeingdesk.keys.attempts import Attempts
from wellbeingdesk.keys.vault import FolderVault
from wellbeingdesk.machine.facts import ThisMachine
from wellbeingdesk.usecases import service_key, service_pack
from wellbeingdesk.usecases.service_key import NewServiceKey
from wellbeingdesk.usecases.ways import Vault


@dataclass
class Computer:
    """What of a computer decides on its keyring; a test turns it over while the program runs."""

    account: Account = field(default_factory=lambda: Account("sam@laptop", AccountKind.ORDINARY))
    keyring: KeyringState = KeyringState.READY
    shelf: PlainShelf = field(default_factory=PlainShelf)

    def state(self) -> KeyringState:
        """Implements the port `Keyring`."""
        return self.keyring


class MachineOf(ThisMachine):
    """This machine, under another account."""

    def __init__(self, computer: Computer) -> None:
        self._computer = computer

    def account(self) -> Account:
        """The computer's."""
        return self._computer.account


def house_on(computer: Computer, data: Path) -> House:
    """A house whose keyring is in the test's hand; everything else is real."""

    def vault(folder: Path, desk_id: str, store_opens: StoreOpens) -> Vault:
        return FolderVault(
            folder, desk_id, WEAK, shelf=computer.shelf, attempts=Attempts(folder), store_opens=store_opens
        )

    return replace(weak_house(data), make_vault=vault, machine=MachineOf(computer), keyring=computer)


def makes_service_key(lead: OpenDesk, holders: tuple[str, str, str] = ("", "", "")) -> NewServiceKey:
    """The lead makes the service's key and its shares are written in."""
    new: NewServiceKey = on_bench(lead, service_key.make_service_key).value
    typed = [share.groups[share.hand_group_index] for share in new.shares]
    on_store(lead, service_key.keep_service_key, new=new, untrusted_typed=typed, holders=holders)
    return new


def pack_with_key(folder: Path, policy_id: str = "derby-wellbeing") -> tuple[Path, NewServiceKey]:
    """A service pack that brings a recovery key, made at a lead's desk that is closed again."""
    lead = make_desk(weak_house(folder / "lead"), "Kim Lead", "000007", policy_id)
    try:
        new = makes_service_key(lead)
        file = folder / "service.pack"
        on_bench(lead, service_pack.write_service_pack, path=str(file))
    finally:
        lead.close()
    return file, new


__all__ = ["PASSPHRASE", "Computer", "house_on", "makes_service_key", "pack_with_key"]
