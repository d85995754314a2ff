"""What the window is handed of a desk that was unlocked."""

from wellbeingdesk.gui.asking import Asking
from wellbeingdesk.gui.changes import Changes
from wellbeingdesk.gui.context import Pages
from wellbeingdesk.gui.runner import Runner
from wellbeingdesk.gui.shown_desk import ShownDesk
from wellbeingdesk.gui.telling import Telling
from wellbeingdesk.usecases.ports import Session

_IDLE_MINUTES = 10
"""Where neither policy nor service says how long."""


def shown_desk(
    session: Session, runner: Runner, changes: Changes, asking: Asking, telling: Telling, pages: Pages
) -> ShownDesk:
    """From unlocking to locking."""
    minutes = session.setup.choices.get("idle_minutes")
    return ShownDesk(
        runner=runner,
        changes=changes,
        asking=asking,
        telling=telling,
        pages=pages,
        practitioner=session.practitioner.name,
        made_up=session.made_up,
        idle_minutes=minutes if isinstance(minutes, int) else _IDLE_MINUTES,
    )
