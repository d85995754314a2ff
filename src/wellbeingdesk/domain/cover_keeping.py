"""What is remembered of the sealed cover sheet: the last that was put into its folder, and the last that was not."""

from dataclasses import dataclass

from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.times import Instant


class CoverFolderAway(WorldError):
    """The folder for the sealed sheet is not there: a share that is not connected, a stick that was taken out."""


class CoverFolderFull(WorldError):
    """There is no room for the sealed sheet where it should lie."""


class CoverFolderRefuses(WorldError):
    """The sealed sheet could not be put into its folder for another reason."""


@dataclass(frozen=True, slots=True)
class CoverSealed:
    """The sheet in force. `content` is a digest (SHA-256, hex) of all that it shows and to whom it is sealed, `file`
    that of the sealed bytes, `path` where they were put.
    """

    at: Instant
    content: str
    file: str
    path: str
    recipients: tuple[str, ...]
    clients: int


@dataclass(frozen=True, slots=True)
class CoverFailed:
    """The last try, where it failed after the last success; `code` is its wording key."""

    at: Instant
    code: str

    def told_today(self, code: str, now: Instant) -> bool:
        """Whether the same was said today already: a share that is away all day is told of once."""
        return self.code == code and self.at.wall.date() == now.wall.date()
