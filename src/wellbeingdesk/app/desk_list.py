"""The desks on this computer, before any passphrase; read without loading what only an open desk needs."""

from pathlib import Path

from wellbeingdesk.domain.desk import DeskOnLaptop
from wellbeingdesk.machine.folders import DeskFolder, DeskFolders, read_label


def desks_on_laptop(data: Path) -> tuple[DeskOnLaptop, ...]:
    """The desks that the unlock page lists."""
    return tuple(_listed(folder) for folder in DeskFolders(data).listed())


def _listed(folder: DeskFolder) -> DeskOnLaptop:
    label = read_label(folder.path)
    if label is None:
        return DeskOnLaptop(folder.id, "", "", made_up=False)
    return DeskOnLaptop(folder.id, label.practitioner, label.service, label.made_up)
