"""Safety plans: open or closed, and when to review; never a grade of risk."""

from dataclasses import dataclass
from datetime import date

from wellbeingdesk.domain.failures import Refusal
from wellbeingdesk.domain.times import Instant


@dataclass(frozen=True, slots=True)
class SafetyPlan:
    """That a plan is open and its review date; the plan's own words are kept in a later version."""

    client_id: str
    opened_at: Instant
    review_on: date
    closed_at: Instant | None = None

    @property
    def open(self) -> bool:
        """Whether the banner shows it."""
        return self.closed_at is None


class ReviewDateLiesInPast(Refusal):
    """A review date must be today or later."""
