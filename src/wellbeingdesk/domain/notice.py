"""What a desk has to tell as soon as it is open: calm, in one place, each with the page on which to see to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from wellbeingdesk.domain.failures import Fact
from wellbeingdesk.domain.times import Instant

Tone = Literal["info", "warn", "danger", "ok"]


@dataclass(frozen=True, slots=True)
class Notice:
    """Its words stand in wording under `notice.<key>` (`title`, `text`, `do`); `at` is filled in there as `{when}`.

    `page` is what `do` leads to. `mark` names what it speaks of: one that a person put aside stays away until there is
    another mark. Without a mark it cannot be put aside and goes when its cause is gone.
    """

    key: str
    tone: Tone = "info"
    facts: Mapping[str, Fact] = field(default_factory=dict)
    at: Instant | None = None
    page: str = ""
    args: Mapping[str, str] = field(default_factory=dict)
    mark: str = ""
