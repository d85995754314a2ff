"""How often each outcome happened, as numbers with their words; no rate and no grade."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.appointment import AttendanceCount
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.widgets.buttons import LinkButton
from wellbeingdesk.gui.widgets.card import Fact, Strip
from wellbeingdesk.gui.widgets.flow import FlowBox

_KINDS = ("attended", "late", "missed", "cancelled_in_time", "cancelled_late", "did_not_attend", "cancelled_by_us")
_ICONS = {"attended": "calendar-check", "missed": "calendar-x"}


class Counts(Strip):
    """Attended and missed always; the rest where it is not nought."""

    def __init__(self, context: PageContext, link: str = "", follow: Callable[[], None] | None = None) -> None:
        super().__init__(context.theme)
        self._context = context
        self._facts = FlowBox(context.theme.scaled(8))
        self.add(self._facts)
        if follow is not None:
            button = LinkButton(context.theme, link)
            button.clicked.connect(lambda _checked=False: follow())
            self.add(button)

    def show_counts(self, counts: AttendanceCount, *, only_missed: bool = False) -> None:
        """Another answer; `only_missed` where what was attended has not been counted."""
        self._facts.clear()
        for kind in _KINDS:
            count = getattr(counts, kind)
            wanted = kind == "missed" or count or (kind == "attended" and not only_missed)
            if wanted:
                self._facts.add(self._fact(kind, count))

    def _fact(self, kind: str, count: int) -> QWidget:
        words = self._context.words(f"appointments.count.{kind.replace('_', '-')}", count=count)
        return Fact(self._context.theme, _ICONS.get(kind, "list"), words)
