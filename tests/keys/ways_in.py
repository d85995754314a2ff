"""A desk with every way in, at the least cost allowed, and a shelf of its own in place of the computer's keyring."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.keys.desk_of_keys import DESK, PASSPHRASE, A, B
from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.recovery import RecoveryCode, ServiceRecipient, Share, SlotKind
from wellbeingdesk.domain.worldly import DeviceSecretMissing
from wellbeingdesk.keys.attempts import Attempts
from wellbeingdesk.keys.cost import FLOOR
from wellbeingdesk.keys.service_key import make_service_key
from wellbeingdesk.keys.vault import FolderVault
from wellbeingdesk.usecases.ways import DeskKeys

MADE_AT = datetime(2026, 11, 21, 14, 0, 5, tzinfo=UTC)
Three = tuple[Share, Share, Share]


@dataclass
class PlainShelf:
    """A DeviceShelf that keeps secrets in memory; `trouble` is what the computer's keyring would say."""

    kept: dict[str, bytes] = field(default_factory=dict)
    trouble: WorldError | None = None

    def put(self, name: str, secret: bytes) -> None:
        self._answer()
        self.kept[name] = secret

    def fetch(self, name: str) -> bytes:
        self._answer()
        if name not in self.kept:
            raise DeviceSecretMissing
        return self.kept[name]

    def remove(self, name: str) -> None:
        if self.trouble is None:
            self.kept.pop(name, None)

    def _answer(self) -> None:
        if self.trouble is not None:
            raise self.trouble


@dataclass
class StoreOnDisk:
    """Something that is keyed with one desk's keys; it knows nothing of key files."""

    keys: DeskKeys | None = None

    def opens(self, keys: DeskKeys) -> bool:
        return keys == self.keys

    def rekey(self, old: DeskKeys, new: DeskKeys) -> None:
        assert self.keys == old
        self.keys = new


def vault(
    folder: Path,
    shelf: PlainShelf | None = None,
    *,
    desk_id: str = DESK,
    attempts: Attempts | None = None,
    store_opens: Callable[[DeskKeys], bool] | None = None,
) -> FolderVault:
    return FolderVault(folder, desk_id, FLOOR, shelf=shelf or PlainShelf(), attempts=attempts, store_opens=store_opens)


@cache
def service() -> tuple[ServiceRecipient, Three]:
    """One made-up service's key for the whole run."""
    return make_service_key("Wellbeing Service, Eastport", FLOOR)


@dataclass
class EveryWay:
    """A desk with a slot of each kind."""

    keys: DeskKeys
    shelf: PlainShelf
    code: RecoveryCode
    shares: Three
    service_shares: Three


def with_every_way(folder: Path) -> EveryWay:
    """The same desk each time, in a folder of its own with a shelf of its own; it is derived once in a run."""
    raw, made = _template()
    for name in (A, B):
        (folder / name).write_bytes(raw)
    return replace(made, shelf=PlainShelf(dict(made.shelf.kept)))


@cache
def _template() -> tuple[bytes, EveryWay]:
    with TemporaryDirectory(prefix="wellbeingdesk-keys-") as made_in:
        folder, shelf = Path(made_in), PlainShelf()
        made = FolderVault(folder, DESK, FLOOR, shelf=shelf, now=lambda: MADE_AT)
        keys = made.create(PASSPHRASE)
        code, shares = made.add_recovery(PASSPHRASE), made.add_shares(PASSPHRASE)
        recipient, service_shares = service()
        made.add_escrow(PASSPHRASE, recipient)
        made.add_device(PASSPHRASE, "the laptop")
        return (folder / A).read_bytes(), EveryWay(keys, shelf, code, shares, service_shares)


def slot_id(made: FolderVault, kind: SlotKind) -> str:
    """The id of the one slot of a kind."""
    (found,) = [slot.id for slot in made.slots() if slot.kind is kind]
    return found


def kinds(made: FolderVault) -> list[str]:
    return [slot.kind.value for slot in made.slots()]
