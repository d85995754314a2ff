"""The head of a client's file, always in sight: name, an open safety plan, how to reach them, who must not be told."""

from datetime import date

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.events import Noun
from wellbeingdesk.domain.safety import SafetyPlan
from wellbeingdesk.gui.changes import StalePage
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.client_words import ClientWords, every_channel, still_not_told
from wellbeingdesk.gui.dialogs.contact_rules import ContactRulesDialog
from wellbeingdesk.gui.dialogs.safety_plan import SafetyPlanDialog
from wellbeingdesk.gui.pages import client_file_reading as reading
from wellbeingdesk.gui.pages.client_file_rules import ContactStrip
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.surface import column, empty, row
from wellbeingdesk.gui.widgets.text import Caption, Heading


class ClientHead(StalePage):
    """It asks for itself, and shows no grade of risk, no score and no flag."""

    def __init__(self, context: PageContext, client_id: str, actions: QWidget | None = None) -> None:
        super().__init__()
        self._context = context
        self._client_id = client_id
        self._said = ClientWords(context.words)
        self._head: reading.Head | None = None
        self._plan_asked = False
        theme = context.theme
        inside = column(theme.scaled(10))
        top = row(theme.scaled(12))
        names = column(theme.scaled(2))
        self.name = Heading("")
        self._under = Caption("")
        self._legal = Caption("")
        for label in (self.name, self._under, self._legal):
            names.addWidget(label)
        top.addLayout(names, 1)
        if actions is not None:
            top.addWidget(actions)
        inside.addLayout(top)
        self._plan = column(0)
        inside.addLayout(self._plan)
        self._strip = ContactStrip(context)
        self._strip.change_asked.connect(self._ask_rules)
        inside.addWidget(self._strip)
        self.setLayout(inside)
        self.concerns(context.changes, Noun.CLIENT, Noun.SAFETY, client_id=client_id)

    def ask_again(self) -> None:
        """The head alone; whatever stands below asks for itself."""
        self._context.runner.ask(reading.head, self._client_id).start(self, self.show_head)

    def show_head(self, head: reading.Head) -> None:
        """Another answer of the store."""
        self._head = head
        client = head.file.client
        self.name.setText(client.name_used)
        self._under.setText(self._said.under_name(client, head.today))
        legal = self._said.legal(client)
        self._legal.setText(legal)
        self._legal.setVisible(bool(legal))
        empty(self._plan)
        plan = head.file.safety_plan
        if plan is not None and plan.open:
            self._plan.addWidget(self._banner(plan, head.today))
        self._strip.show_rules(every_channel(head.file.contact_rules), still_not_told(head.file.not_to_tell))
        if self._plan_asked:
            self._plan_asked = False
            self.ask_plan()

    def be_short(self, short: bool) -> None:
        """Fold the rules, as where the window is low or the text large."""
        self._strip.be_short(short)

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
            client, rules = self._head.file.client, self._head.file.contact_rules
            ContactRulesDialog(self._context, self.window(), client.id, client.name_used, rules).open()

    def _banner(self, plan: SafetyPlan, today: date) -> Banner:
        words = self._context.words
        key = "clients.safety.overdue" if plan.review_on < today else "clients.safety.open"
        sentence = words(key, day=self._said.near_day(plan.review_on, today))
        action = (words("clients.safety.look"), self.ask_plan)
        return Banner(self._context.theme, "info", sentence, action=action, icon="clipboard-list")
