"""One client's file: the head always in sight, below it timeline, appointments, consents, decisions and details."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.events import Noun
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.record import RecordKind
from wellbeingdesk.gui.changes import StalePage
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.contact_rules import ContactRulesDialog
from wellbeingdesk.gui.dialogs.safety_plan import SafetyPlanDialog
from wellbeingdesk.gui.pages import client_file_reading as reading
from wellbeingdesk.gui.pages.appointments import Appointments
from wellbeingdesk.gui.pages.client_file_actions import FileActions
from wellbeingdesk.gui.pages.client_file_details import Details
from wellbeingdesk.gui.pages.client_file_head import ClientHead
from wellbeingdesk.gui.pages.client_file_papers import PapersTab
from wellbeingdesk.gui.pages.client_file_timeline import Timeline
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.buttons import QuietButton
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.tabs import Tabs
from wellbeingdesk.gui.widgets.text import Caption
from wellbeingdesk.usecases import clients

LOW = 620
"""Below this height, at the text size in force, the rules in the head fold to what is forbidden."""

_ROOM_FOR_NAME = 280
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
        self._page = column(theme.scaled(8))
        margin = theme.scaled(24)
        self._page.setContentsMargins(margin, theme.scaled(14), margin, 0)
        back = QuietButton(theme, words("clients.all"), "arrow-left")
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
        if ask == ASK_SAFETY_PLAN:
            self.open_file.ask_plan()

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


class OpenFile(StalePage):
    """The content of one file."""

    def __init__(self, context: PageContext, client_id: str) -> None:
        super().__init__()
        self._context = context
        self._client_id = client_id
        self._head: reading.Head | None = None
        self._plan_asked = False
        theme, words = context.theme, context.words
        self.actions = FileActions(context, client_id)
        self.head = ClientHead(context, self.actions)
        self.head.rules_asked.connect(self._ask_rules)
        self.head.plan_asked.connect(self.ask_plan)
        self.tabs = Tabs(theme, words("clients.tab.name"))
        self.tabs.add("timeline", words("clients.tab.timeline"), lambda: Timeline(context, client_id))
        self.tabs.add("appointments", words("clients.tab.appointments"), lambda: Appointments(context, client_id))
        for kind in (RecordKind.CONSENT, RecordKind.DECISION):
            self.tabs.add(
                kind.value, words(f"clients.tab.{kind.value}"), lambda kind=kind: PapersTab(context, client_id, kind)  # type: ignore[misc]  # mypy cannot infer a lambda's default
            )
        self.tabs.add("details", words("clients.tab.details"), lambda: Details(context, client_id))
        inside = column(theme.scaled(12))
        inside.addWidget(self.head)
        inside.addWidget(self.tabs, 1)
        self.setLayout(inside)
        self.concerns(context.changes, Noun.CLIENT, Noun.SAFETY, client_id=client_id)

    def ask_again(self) -> None:
        """The head; each tab asks for itself."""
        self._context.runner.ask(reading.head, self._client_id).start(self, self._show)

    def refresh(self) -> None:
        """Somebody came back: drafts may have grown, which announces nothing."""
        self.freshness.touch()
        part = self.tabs.part(self.tabs.shown())
        if isinstance(part, StalePage):
            part.freshness.touch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what there is no room for."""
        super().resizeEvent(event)
        theme = self._context.theme
        self.actions.fit(self.width() - theme.scaled(_ROOM_FOR_NAME))
        self.head.be_short(self.window().height() < theme.scaled(LOW))

    def ask_plan(self) -> None:
        """The safety plan, as soon as it is known whether one is open."""
        if self._head is None:
            self._plan_asked = True
            return
        client, plan = self._head.file.client, self._head.file.safety_plan
        shown = plan if plan is not None and plan.open else None
        SafetyPlanDialog(self._context, self.window(), client.id, client.name_used, shown).open()

    def _ask_rules(self) -> None:
        if self._head is not None:
            file = self._head.file
            ContactRulesDialog(
                self._context, self.window(), file.client.id, file.client.name_used, file.contact_rules
            ).open()

    def _show(self, head: reading.Head) -> None:
        self._head = head
        self.head.show_head(head)
        if self._plan_asked:
            self._plan_asked = False
            self.ask_plan()
