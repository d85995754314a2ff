"""What this computer gives a desk: where its folder lies, how much room there is, who could read it, which printers."""

import os
import platform
import shutil
import stat
from pathlib import Path

from wellbeingdesk.domain.backup_plan import Place
from wellbeingdesk.domain.keyring import Account
from wellbeingdesk.machine.account import this_account
from wellbeingdesk.machine.clock import SystemClock
from wellbeingdesk.machine.cloud import cloud_of
from wellbeingdesk.machine.mounts import file_system_of, is_network
from wellbeingdesk.machine.printing import CupsPrinter
from wellbeingdesk.usecases.computer import MachineFacts

_MEGABYTE = 1_000_000


class ThisMachine:
    """Implements the port Machine. `data` is the data folder, in which an account may be marked as shared."""

    def __init__(self, data: Path) -> None:
        self._data = data

    def facts(self, folder: str) -> MachineFacts:
        """About the folder, or its nearest existing parent. CUPS is asked, which is slow: off the window's thread."""
        place = _nearest(Path(folder))
        file_system = file_system_of(place)
        queues = CupsPrinter().queues()
        return MachineFacts(
            (
                ("system", f"{platform.system()} {platform.release()}"),
                ("time_zone", SystemClock().zone()),
                ("file_system", file_system),
                ("network_folder", is_network(file_system)),
                ("cloud_service", cloud_of(place)),
                ("free_megabytes", _free(place)),
                ("folder_private", _is_private(place)),
                ("printers", len(queues)),
                ("default_printer", queues[0] if queues else ""),
            )
        )

    def cloud_service(self, folder: str) -> str:
        """Of the folder, or its nearest existing parent; nobody but the file system is asked."""
        return cloud_of(_nearest(Path(folder)))

    def account(self) -> Account:
        """Whose session this is."""
        return this_account(self._data)

    def place(self, folder: str, beside: str = "") -> Place:
        """Of a folder that is not there only that is said: what it lay on cannot be told."""
        place = Path(folder)
        try:
            if not place.is_dir():
                return Place(there=False)
            network = is_network(file_system_of(place))
            store = _nearest(Path(beside)) if beside else None
            same = store is not None and not network and place.stat().st_dev == store.stat().st_dev
            inside = store is not None and place.resolve().is_relative_to(store)
            return Place(True, network, cloud_of(place), same, inside, _free(place))
        except (OSError, ValueError):
            return Place(there=False)


def _nearest(folder: Path) -> Path:
    place = folder.resolve()
    return next((part for part in (place, *place.parents) if part.is_dir()), place)


def _free(folder: Path) -> int:
    """Megabytes this account may still write; -1 where it cannot be told."""
    try:
        return shutil.disk_usage(folder).free // _MEGABYTE
    except OSError:
        return -1


def _is_private(folder: Path) -> bool:
    """Whether no other account may look in. On Windows the user's profile folder is private by its access list."""
    if os.name != "posix":
        return True
    return not stat.S_IMODE(folder.stat().st_mode) & 0o077
