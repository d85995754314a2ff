"""What keeping reminders asks of the store."""

from typing import Protocol

from wellbeingdesk.domain.reminder import Reminder, ReminderKind
from wellbeingdesk.domain.times import Instant


class ReminderRows(Protocol):
    """Dated reminders."""

    def set(self, reminder: Reminder) -> None:
        """Replaces an open one of the same kind and subject."""
        ...

    def settle(self, kind: ReminderKind, subject_id: str, at: Instant) -> None:
        """Mark done whatever is open of this kind about this subject; nothing where there is none."""
        ...

    def settle_one(self, reminder_id: str, at: Instant) -> str:
        """Mark one done; gives back the client's id."""
        ...
