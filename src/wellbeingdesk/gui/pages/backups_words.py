"""Times and sizes of backups in a person's words."""

import re
from datetime import UTC, datetime

from wellbeingdesk.domain.backup import KeptBackup
from wellbeingdesk.domain.times import Instant, instant_from_utc
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.look import Words

_IN_NAME = re.compile(r"-([0-9]{8})T([0-9]{6})Z")
_MEGABYTE = 1_000_000


class BackupWords:
    """`zone` is that of the reader's clock: the names of backups tell UTC."""

    def __init__(self, words: Words, zone: str = "UTC") -> None:
        self._words = words
        self._dates = Dates(words)
        self._zone = zone

    def moment(self, at: Instant) -> str:
        """`21 Nov 2026, 14:00` on the clock of whoever was there."""
        return self._dates.moment(at.wall)

    def made(self, backup: KeptBackup) -> str:
        """When a backup was made, as its name tells, on the reader's clock."""
        return self._at(str(backup.order))

    def named(self, name: str) -> str:
        """The same for a file of this name; the name itself where it tells no time."""
        found = _IN_NAME.search(name)
        return self._at(found[1] + found[2]) if found else name

    def _at(self, digits: str) -> str:
        utc = datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        return self._dates.moment(instant_from_utc(utc, self._zone).wall)

    def size(self, size: int) -> str:
        """`12.3 MB`."""
        if size < _MEGABYTE:
            return self._words("backups.small")
        return self._words("backups.megabytes", size=f"{size / _MEGABYTE:.1f}")
