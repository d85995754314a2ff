"""The service's recovery key, in the settings of the desk that makes its packs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.dialogs.service_key import ServiceKeySheet
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.surface import column, empty
from wellbeingdesk.gui.widgets.text import Caption, Text
from wellbeingdesk.usecases.service_key import KeptServiceKey, service_key


class ServiceKeyCard(Card):
    """For a lead: what there is, and the way to make one or another."""

    def __init__(self, context: PageContext) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, words("service-key.title"), "key")
        self._context = context
        self._again = False
        self.add(Text(words("service-key.text"), "body2"))
        self._place = column(theme.scaled(4))
        self.column.addLayout(self._place)
        self.make = Button(theme, words("service-key.make.open"), "plus")
        self.make.clicked.connect(lambda _checked=False: ServiceKeySheet(context, self, again=self._again).open())
        self.column.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)

    def ask_again(self) -> None:
        """Whether there is one."""
        self._context.runner.ask(service_key).start(self, self._show)

    def _show(self, kept: KeptServiceKey | None) -> None:
        empty(self._place)
        words = self._context.words
        self._again = kept is not None
        self.make.setText(words("service-key.make.another" if kept else "service-key.make.open"))
        for line in self._lines(kept):
            self._place.addWidget(line)

    def _lines(self, kept: KeptServiceKey | None) -> list[QWidget]:
        words = self._context.words
        if kept is None:
            return [Caption(words("service-key.none"))]
        holders = (
            Caption(words("ways.shares.holder", number=at, name=name or words("ways.shares.nobody")))
            for at, name in enumerate(kept.holders, start=1)
        )
        made = words("service-key.made", when=Dates(words).day(kept.made_on), set=f"{kept.set_number:05d}")
        return [Text(made, "section"), *holders, Caption(words("service-key.in-packs"))]
