"""One client's file: the head always in sight, below it timeline, appointments, consents, decisions and details."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.record import RecordKind
from wellbeingdesk.gui.changes import StalePage
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.pages.appointments import Appointments
from wellbeingdesk.gui.pages.client_file_actions import FileActions
from wellbeingdesk.gui.pages.client_file_details import Details
from wellbeingdesk.gui.pages.client_file_head import ClientHead
from wellbeingdesk.gui.pages.client_file_papers import PapersTab
from wellbeingdesk.gui.pages.client_file_timeline import Timeline
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.buttons import LinkButton
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.tabs import Tabs
from wellbeingdesk.gui.widgets.text import Caption
from wellbeingdesk.usecases import clients

LOW = 620
"""Below this height, at the text size in force, the rules in the head fold to what is forbidden."""

_ROOM_FOR_NAME = 280
_LEAST_PART = 220
"""Whatever is shown below the head keeps this height; where it does not fit, the window scrolls."""

ASK_SAFETY_PLAN = "safety-plan"


class ClientFilePage(QWidget):
    """Whoever is shown was written down as opened before; another client's file is made anew from nothing."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._client_id = ""
        self.open_file: OpenFile | None = None
        theme, words = context.theme, context.words
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._page = column(theme.scaled(8))
        margin = theme.scaled(24)
        self._page.setContentsMargins(margin, theme.scaled(14), margin, 0)
        back = LinkButton(theme, words("clients.all"), "arrow-left")
        back.clicked.connect(self._go_back)
        self._page.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self._page.addWidget(BannerBar(theme))
        self._waiting = Caption(words("shell.loading"))
        self._page.addWidget(self._waiting)
        self._page.addStretch(1)
        self.setLayout(self._page)

    def arrive(self, client_id: str, ask: str = "") -> None:
        """The opening is written down first; only then is anything shown."""
        if client_id != self._client_id:
            self._close()
        self._client_id = client_id
        note = self._context.runner.change(clients.note_client_opened, client_id=client_id)
        note.start(self, lambda opened: self._show(opened, ask), self._not_opened)

    def _show(self, client_id: str, ask: str) -> None:
        if client_id != self._client_id:
            return  # somebody has gone on to another file
        self._waiting.setVisible(False)
        if self.open_file is None:
            self.open_file = OpenFile(self._context, client_id)
            self._page.insertWidget(self._page.count() - 1, self.open_file, 1)
            self._page.setStretch(self._page.count() - 1, 0)
        else:
            self.open_file.refresh()
        self.open_file.tabs.bar.setFocus()
        if ask == ASK_SAFETY_PLAN:
            self.open_file.head.ask_plan()

    def _not_opened(self, told: Told) -> None:
        self._close()
        self._context.telling.tell(told, self)

    def _go_back(self) -> None:
        self._close()
        self._context.navigate("clients")

    def _close(self) -> None:
        self._client_id = ""
        self._waiting.setVisible(True)
        if self.open_file is not None:
            self.open_file.hide()
            self.open_file.deleteLater()
            self.open_file = None


class OpenFile(QWidget):
    """The content of one file."""

    def __init__(self, context: PageContext, client_id: str) -> None:
        super().__init__()
        self._context = context
        theme, words = context.theme, context.words
        self.begin = FileActions(context, client_id)
        self.head = ClientHead(context, client_id, self.begin)
        self.tabs = Tabs(theme, words("clients.tab.name"))
        self.tabs.add("timeline", words("clients.tab.timeline"), lambda: Timeline(context, client_id))
        self.tabs.add("appointments", words("clients.tab.appointments"), lambda: Appointments(context, client_id))
        for kind in (RecordKind.CONSENT, RecordKind.DECISION):
            make = partial(PapersTab, context, client_id, kind)
            self.tabs.add(kind.value, words(f"clients.tab.{kind.value}"), make)
        self.tabs.add("details", words("clients.tab.details"), lambda: Details(context, client_id))
        self.tabs.setMinimumHeight(theme.scaled(_LEAST_PART))
        inside = column(theme.scaled(12))
        inside.addWidget(self.head)
        inside.addWidget(self.tabs, 1)
        self.setLayout(inside)

    def refresh(self) -> None:
        """Somebody came back: drafts may have grown, which announces nothing."""
        self.head.freshness.touch()
        part = self.tabs.part(self.tabs.shown())
        if isinstance(part, StalePage):
            part.freshness.touch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what there is no room for."""
        super().resizeEvent(event)
        theme = self._context.theme
        self.begin.fit(self.width() - theme.scaled(_ROOM_FOR_NAME))
        self.head.be_short(self.window().height() < theme.scaled(LOW))
