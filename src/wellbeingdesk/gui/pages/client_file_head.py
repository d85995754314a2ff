"""The head of a client's file, always in sight: the name, an open safety plan, how to reach them, who must not be told."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.safety import SafetyPlan
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.client_words import ClientWords, every_channel, still_not_told
from wellbeingdesk.gui.pages.client_file_reading import Head
from wellbeingdesk.gui.pages.client_file_rules import ContactStrip
from wellbeingdesk.gui.pages.client_file_signed import empty
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.surface import column, row
from wellbeingdesk.gui.widgets.text import Caption, Heading


class ClientHead(QWidget):
    """`show_head` with what the store knows; never a grade of risk, a score or a flag."""

    plan_asked = Signal()
    rules_asked = Signal()

    def __init__(self, context: PageContext, actions: QWidget | None = None) -> None:
        super().__init__()
        self._context = context
        self._said = ClientWords(context.words)
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
        self._strip.change_asked.connect(self.rules_asked)
        inside.addWidget(self._strip)
        self.setLayout(inside)

    def show_head(self, head: Head) -> None:
        """Another answer of the store."""
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

    def be_short(self, short: bool) -> None:
        """Fold the rules, as where the window is low or the text large."""
        self._strip.be_short(short)

    def _banner(self, plan: SafetyPlan, today: date) -> Banner:
        words = self._context.words
        key = "clients.safety.overdue" if plan.review_on < today else "clients.safety.open"
        sentence = words(key, day=self._said.near_day(plan.review_on, today))
        action = (words("clients.safety.look"), self.plan_asked.emit)
        return Banner(self._context.theme, "info", sentence, action=action, icon="clipboard-list")
