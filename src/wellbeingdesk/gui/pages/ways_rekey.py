"""New keys for the whole desk, on the page of the ways in: when it helps, what it ends, and what it cannot undo."""

from PySide6.QtCore import Qt

from wellbeingdesk.domain.recovery import SlotKind
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.rekey import RekeySheet
from wellbeingdesk.gui.pages.ways_list import WaysCard
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.text import Caption, Text
from wellbeingdesk.usecases.recovery_views import WaysIn


class RekeyCard(WaysCard):
    """The desk is shut for it, so the window does it and not this page."""

    def __init__(self, context: PageContext) -> None:
        words = context.words
        super().__init__(context, "rekey.card", "shield")
        self._kinds: frozenset[SlotKind] = frozenset()
        self.add(Text(words("rekey.about"), "body2"))
        self.add(Caption(words("rekey.old-copies")))
        self.begin = Button(context.theme, words("rekey.open"))
        self.begin.clicked.connect(lambda _checked=False: self._ask())
        self.begin.setEnabled(False)
        self.column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)

    def show_ways(self, ways: WaysIn) -> None:
        """What there is to end."""
        self._kinds = frozenset(way.slot.kind for way in ways.ways)
        self.begin.setEnabled(True)

    def _ask(self) -> None:
        sheet = RekeySheet(self.context, self, self._kinds)
        sheet.agreed.connect(self.context.rekey)
        sheet.open()
