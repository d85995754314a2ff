"""When the audit's head is written to the anchor: at once after what matters most, else by lines and by time."""

from datetime import timedelta

from wellbeingdesk.domain.anchor import AuditHead
from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.usecases.ports import Anchor, Clock

EVERY_LINES = 100
EVERY = timedelta(seconds=60)
_AT_ONCE = ("export-", "client-disposed", "desk-", "backup-")
"""Beginnings of actions after which nobody should be able to say that they never happened."""


class AnchorKeeper:
    """Between the unit of work and the anchor. While it is held back, what was remembered stays as it is."""

    def __init__(self, anchor: Anchor | None, clock: Clock) -> None:
        self._anchor = anchor
        self._clock = clock
        self._written: AuditHead | None = None
        self._at: Instant | None = None
        self._newest: AuditHead | None = None
        self.held_back = False
        self.failed = False
        """The last writing did not succeed; it is tried again at the next occasion."""

    @property
    def behind(self) -> bool:
        """Whether a line was written that is not remembered outside yet."""
        return self._newest is not None and self._newest != self._written

    def begin(self, head: AuditHead) -> None:
        """This head is remembered already, as of now."""
        self._written, self._at = head, self._clock.now()

    def told(self, head: AuditHead, actions: frozenset[str]) -> None:
        """After a commit, on the writing thread: never raises, the commit stands."""
        self._newest = head
        if any(action.startswith(_AT_ONCE) for action in actions) or self._due(head):
            self.keep(head)

    def keep(self, head: AuditHead) -> bool:
        """Write it now, also where it stands there already: a copy may have been lost. False where that failed or is
        held back.
        """
        if self._anchor is None or self.held_back:
            return False
        try:
            self._anchor.write(head)
        except WorldError:
            # A full disk here takes nothing away: the audit itself is in the store.
            self.failed = True
            return False
        self._written, self._at, self.failed = head, self._clock.now(), False
        return True

    def _due(self, head: AuditHead) -> bool:
        if self._written is None or self._at is None or self.failed:
            return True
        # A clock that was set back counts as time gone by.
        return head.seq - self._written.seq >= EVERY_LINES or abs(self._clock.now().utc - self._at.utc) >= EVERY
