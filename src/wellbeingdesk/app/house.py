"""What all desks of one program share: the shipped definitions, and the adapters that hold no desk's secrets."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from wellbeingdesk.app.anchors import HeadNote, head_note, no_note
from wellbeingdesk.app.resources import forms_folder, resources_folder
from wellbeingdesk.catalogue.shipped import ShippedCatalogue
from wellbeingdesk.documents.renderer import TypstRenderer
from wellbeingdesk.keys.attempts import Attempts
from wellbeingdesk.keys.keyring_state import ThisKeyring
from wellbeingdesk.keys.service_key import ServiceKeyMaker
from wellbeingdesk.keys.vault import FolderVault
from wellbeingdesk.machine.clock import SystemClock
from wellbeingdesk.machine.facts import ThisMachine
from wellbeingdesk.machine.files import SafeFiles
from wellbeingdesk.machine.folders import DeskFolders, data_folder
from wellbeingdesk.machine.ids import SystemIds
from wellbeingdesk.machine.printing import CupsPrinter
from wellbeingdesk.signing.sealing import AgeSealer
from wellbeingdesk.signing.signer import PdfSigner
from wellbeingdesk.signing.verifier import StrictVerifier
from wellbeingdesk.store.ballast import SIZE
from wellbeingdesk.usecases.computer import Machine
from wellbeingdesk.usecases.ports import Clock, Ids, Printer
from wellbeingdesk.usecases.ways import DeskKeys, Keyring, ServiceKeys, Vault

StoreOpens = Callable[[DeskKeys], bool]


@dataclass(frozen=True, slots=True)
class House:
    """The shared adapters. `make_vault` takes a desk's folder and id, and how to ask whether its store takes keys."""

    data: Path
    clock: Clock
    ids: Ids
    catalogue: ShippedCatalogue
    renderer: TypstRenderer
    signer: PdfSigner
    verifier: StrictVerifier
    sealer: AgeSealer
    files: SafeFiles
    printer: Printer
    machine: Machine
    make_vault: Callable[[Path, str, StoreOpens], Vault]
    service_keys: ServiceKeys
    keyring: Keyring
    reserve_bytes: int = SIZE
    """What each desk keeps on the disk to give back when that is full."""
    head_note: Callable[[str], HeadNote | None] = no_note
    """By desk id, where else than beside the store its audit's head is remembered."""

    @property
    def words(self) -> Callable[..., str]:
        """Sentences by key."""
        return self.catalogue.words

    def ready(self) -> Self:
        """It is built already; see HouseToCome."""
        return self

    @property
    def folders(self) -> DeskFolders:
        """The desks on this computer."""
        return DeskFolders(self.data)


def build_house(data: Path | None = None, clock: Clock | None = None) -> House:
    """Everything real; tests may give another data folder and clock."""
    data, clock = data or data_folder(), clock or SystemClock()
    resources = resources_folder()
    own = data / "service"
    catalogue = ShippedCatalogue(resources, forms_folder(), extra=own if own.is_dir() else None)
    return House(
        data=data,
        clock=clock,
        ids=SystemIds(),
        catalogue=catalogue,
        renderer=TypstRenderer(resources, catalogue.words),
        signer=PdfSigner(),
        verifier=StrictVerifier(clock),
        sealer=AgeSealer(),
        files=SafeFiles(),
        printer=CupsPrinter(),
        machine=ThisMachine(data),
        make_vault=_vault,
        head_note=head_note(data),
        service_keys=ServiceKeyMaker(),
        keyring=ThisKeyring(),
    )


def _vault(folder: Path, desk_id: str, store_opens: StoreOpens) -> Vault:
    return FolderVault(folder, desk_id, attempts=Attempts(folder), store_opens=store_opens)
