"""What app hands to the window when a desk was unlocked."""

from dataclasses import dataclass

from wellbeingdesk.gui.asking import Asking
from wellbeingdesk.gui.changes import Changes
from wellbeingdesk.gui.context import Pages
from wellbeingdesk.gui.runner import Runner
from wellbeingdesk.gui.telling import Telling


@dataclass(frozen=True, slots=True, repr=False)
class ShownDesk:
    """Everything that lives from unlocking to locking."""

    runner: Runner
    changes: Changes
    asking: Asking
    telling: Telling
    pages: Pages
    practitioner: str
    made_up: bool
    idle_minutes: int
    first_page: str = "today"
