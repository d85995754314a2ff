"""What is known of a backup before it is opened."""

from dataclasses import dataclass

from wellbeingdesk.domain.backup import BackupManifest
from wellbeingdesk.domain.desk import DeskOnLaptop
from wellbeingdesk.domain.failures import Refusal
from wellbeingdesk.domain.recovery import SlotInfo


class DeskIsHereAlready(Refusal):
    """A desk of this id is on the laptop and nobody said that it is to be set aside."""


@dataclass(frozen=True, slots=True)
class BackupOffer:
    """What a file says of itself; nothing of it is proven before a way in has opened it.

    `here`: the desk of the same id on this laptop, where there is one.
    """

    path: str
    manifest: BackupManifest
    ways: tuple[SlotInfo, ...]
    here: DeskOnLaptop | None
