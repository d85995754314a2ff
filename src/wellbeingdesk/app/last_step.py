"""Set-up's last step, before the first page of a desk that has no settled way back."""

from collections.abc import Callable

from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.pages.recovery_step import RecoveryStep
from wellbeingdesk.gui.shown_desk import ShownDesk
from wellbeingdesk.gui.theme import Theme


def recovery_step(
    theme: Theme, shown: ShownDesk, lock: Callable[[], None], done: Callable[[str], None], *, service_opens: bool
) -> RecoveryStep:
    """`done` gets what there is to say, once the desk may be entered."""
    said: list[str] = []

    def say(sentence: str, undo: Callable[[], None] | None = None) -> None:  # noqa: ARG001  # the shape of a toast
        said.append(sentence)

    def nowhere(name: str, **args: str) -> None:
        """There is no other page yet."""

    page = RecoveryStep(
        PageContext(
            runner=shown.runner,
            theme=theme,
            asking=shown.asking,
            telling=shown.telling,
            changes=shown.changes,
            words=theme.words,
            navigate=nowhere,
            toast=say,
            has_page=lambda _name: False,
        ),
        service_opens=service_opens,
    )
    page.settled.connect(lambda: done(said[-1] if said else ""))
    page.lock_asked.connect(lock)
    return page
