"""The service's recovery key, on the page of the ways in: whether it opens this desk, and who answers if not."""

from PySide6.QtCore import Qt

from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.service_access import CloseToServiceSheet, OpenToServiceSheet
from wellbeingdesk.gui.pages.ways_list import WaysCard
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.flow import Flow
from wellbeingdesk.gui.widgets.surface import empty
from wellbeingdesk.gui.widgets.text import Caption, Text
from wellbeingdesk.usecases import service_access
from wellbeingdesk.usecases.recovery_views import WaysIn
from wellbeingdesk.usecases.service_access import AccessStanding, OfferedKey

PACK_KIND = "settings.files.pack"


class ServiceAccessCard(WaysCard):
    """One answer, and the way to change it."""

    def __init__(self, context: PageContext) -> None:
        theme, words = context.theme, context.words
        super().__init__(context, "service-access.title", "building-2")
        self._found: AccessStanding | None = None
        self.add(Text(words("service-access.text"), "body2"))
        self.column.addLayout(self.place)
        self.take = Button(theme, words("service-access.from-pack"), "package")
        self.take_own = Button(theme, words("service-access.from-own"), "key")
        self.close_to = Button(theme, words("service-access.shut"))
        self.take.clicked.connect(lambda _checked=False: self._ask_for_pack())
        self.take_own.clicked.connect(lambda _checked=False: self._take_own())
        self.close_to.clicked.connect(lambda _checked=False: self._close_to())
        buttons = Flow(theme.scaled(8))
        for button in (self.take, self.take_own, self.close_to):
            buttons.addWidget(button)
        self.column.addLayout(buttons)
        self.column.setAlignment(buttons, Qt.AlignmentFlag.AlignLeft)

    def show_ways(self, _ways: WaysIn) -> None:
        """It has a view of its own."""
        self.context.runner.ask(service_access.service_access).start(self, self._show)

    def _show(self, found: AccessStanding) -> None:
        empty(self.place)
        self._found = found
        words, said = self.context.words, found.said
        closed = said is not None and not said.opened
        if found.ways:
            self.place.addWidget(Text(words("service-access.open"), "section"))
        elif said is not None and closed:
            facts = {"name": said.answers_name, "role": said.answers_role}
            self.place.addWidget(Text(words("service-access.closed", **facts), "section"))
        else:
            self.place.addWidget(Text(words("service-access.unasked"), "section"))
        if said is not None:
            how = words(f"service-access.{said.employment.value}")
            self.place.addWidget(Caption(words("service-access.said", when=self.dates.day(found.said_on), how=how)))
        self.take_own.setVisible(found.own is not None)
        self.close_to.setText(words("service-access.shut" if found.ways else "service-access.who"))

    def _ask_for_pack(self) -> None:
        self.context.asking.open_file(self, PACK_KIND, self._read)

    def _read(self, path: str | None) -> None:
        if path:
            self.context.runner.work(service_access.offered_key, path=path).start(self, self._offer)

    def _offer(self, offered: OfferedKey) -> None:
        if offered.recipient is None:
            told = self.context.words("service-access.none-in-pack", service=offered.service_name)
            self.place.insertWidget(0, Banner(self.context.theme, "warn", told, closable=True))
            return
        OpenToServiceSheet(self.context, self, offered.recipient, offered).open()

    def _take_own(self) -> None:
        if self._found is not None and self._found.own is not None:
            OpenToServiceSheet(self.context, self, self._found.own, None).open()

    def _close_to(self) -> None:
        CloseToServiceSheet(self.context, self, self._found.said if self._found else None).open()
