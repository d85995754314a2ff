"""Failed attempts to open a desk: counted in a plain file beside its keys, and slowed more with each.

The file is a brake and a notice, not a proof: whoever can write in the folder can take it away. What guessing costs
is the derivation, and a copy of the folder elsewhere has no brake at all.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from math import ceil
from pathlib import Path

from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.recovery import FailedAttempts
from wellbeingdesk.domain.worldly import TooSoon
from wellbeingdesk.keys import copies
from wellbeingdesk.keys.keyfile import canonical

NAME = "attempts.json"
FREE = 4
"""So many slips cost nothing; then 2, 4, 8 seconds and so on."""
LONGEST_SECONDS = 300
_MOST_BYTES = 200
_MOST = 1_000_000
_NONE = FailedAttempts(0, None)


def utc_now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


class Attempts:
    """The sidecar of one desk. Nothing here sleeps or fails for want of room: it raises TooSoon, or does nothing."""

    def __init__(self, folder: Path, now: Callable[[], datetime] = utc_now) -> None:
        self._folder = folder
        self._now = now

    def require_pause(self) -> None:
        """Raises TooSoon (seconds to wait) where the last failure was too short a while ago."""
        found = self.found()
        pause = seconds_after(found.count)
        if not pause or found.last is None:
            return
        passed = (self._now() - found.last).total_seconds()
        if passed < 0:
            # The clock was set back, or the file forged; nobody waits longer than one pause for that.
            self._write(FailedAttempts(found.count, self._now(), found.inside))
            passed = 0
        if passed < pause:
            raise TooSoon(seconds=ceil(pause - passed))

    def failed(self, *, inside: bool = False) -> None:
        """One more; `inside`: the desk was open."""
        found = self.found()
        count = min(found.count + 1, _MOST)
        self._write(FailedAttempts(count, self._now(), min(found.inside + inside, count)))

    def cleared(self) -> FailedAttempts:
        """Forget them; what there was goes to whoever writes the audit."""
        found = self.found()
        with suppress(OSError):
            (self._folder / NAME).unlink()
        return found

    def found(self) -> FailedAttempts:
        """What the file says; one that cannot be read says nothing."""
        try:
            with (self._folder / NAME).open("rb") as file:
                return _read(file.read(_MOST_BYTES + 1))
        except (OSError, ValueError, OverflowError, RecursionError):
            return _NONE

    def _write(self, attempts: FailedAttempts) -> None:
        last = attempts.last.astimezone(UTC).isoformat(timespec="milliseconds") if attempts.last else ""
        members: dict[str, int | str] = {"count": attempts.count, "last": last}
        if attempts.inside:
            members["inside"] = attempts.inside
        with suppress(WorldError):
            copies.write(self._folder, NAME, canonical(members) + b"\n")


def seconds_after(count: int) -> int:
    """How long to wait after so many failures."""
    return 0 if count <= FREE else min(2 ** min(count - FREE, 9), LONGEST_SECONDS)


def _read(untrusted: bytes) -> FailedAttempts:
    members = json.loads(untrusted.decode("ascii"))
    if len(untrusted) > _MOST_BYTES or not isinstance(members, dict):
        raise ValueError
    if set(members) - {"inside"} != {"count", "last"} or not isinstance(members["last"], str):
        raise ValueError
    count = _whole(members["count"], 1, _MOST)
    inside = _whole(members.get("inside", 0), 0, count)
    at = datetime.fromisoformat(members["last"])
    if at.tzinfo is None:
        raise ValueError
    return FailedAttempts(count, at.astimezone(UTC), inside)


def _whole(untrusted: object, least: int, most: int) -> int:
    if isinstance(untrusted, bool) or not isinstance(untrusted, int) or not least <= untrusted <= most:
        raise ValueError
    return untrusted
