"""What the use-cases need to know of the computer that they run on."""

from dataclasses import dataclass
from typing import Protocol

from wellbeingdesk.domain.backup_plan import Place
from wellbeingdesk.domain.keyring import Account


@dataclass(frozen=True, slots=True)
class MachineFacts:
    """What `doctor` tells; every value is plain text or a truth."""

    facts: tuple[tuple[str, str | int | bool], ...]


class Machine(Protocol):
    """The computer (room: machine)."""

    def facts(self, folder: str) -> MachineFacts:
        """File system, free space, cloud-synced or network folder, printers, fonts."""
        ...

    def cloud_service(self, folder: str) -> str:
        """The name of the service that keeps the folder in step with a cloud, `other`, or empty; quick."""
        ...

    def account(self) -> Account:
        """The account of the system under which the program runs."""
        ...

    def place(self, folder: str, beside: str = "") -> Place:
        """What a folder for copies lies on, and whether that is the disk on which `beside` lies too. A share that does
        not answer keeps this waiting: never on the window's thread.
        """
        ...
