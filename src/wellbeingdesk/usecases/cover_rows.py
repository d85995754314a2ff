"""What the cover sheet asks of the store."""

from typing import Protocol

from wellbeingdesk.domain.cover_sheet import CoverClient
from wellbeingdesk.domain.times import Instant


class CoverRows(Protocol):
    """Whom a stand-in must reach; nothing in here reads a note, a draft, a decision or a reason."""

    def clients(self, now: Instant) -> tuple[CoverClient, ...]:
        """Every client with an open file, by name, with what is still ahead of them."""
        ...
