"""The head of a client's file, always in sight: the name, an open safety plan, how to reach them, who must not be told."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from wellbeingdesk.domain.client import ContactRule, PersonNotToTell
from wellbeingdesk.domain.safety import SafetyPlan
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.client_words import CHANNEL_ICONS, ClientWords, every_channel, still_not_told
from wellbeingdesk.gui.pages.client_file_flow import Fact, Flow
from wellbeingdesk.gui.pages.client_file_reading import Head
from wellbeingdesk.gui.pages.client_file_signed import empty
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.buttons import LinkButton, QuietButton
from wellbeingdesk.gui.widgets.surface import column, row
from wellbeingdesk.gui.widgets.text import Caption, Heading

_NAMED = 2
"""So many of those who must not be told stand in the line; the rest is counted and can be shown."""


class ClientHead(QWidget):
    """Rules about reaching and telling are plain words with an icon; where there is little room they fold to one line."""

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
        self._rules = column(theme.scaled(10))
        inside.addLayout(self._rules)
        self.setLayout(inside)
        self._head: Head | None = None
        self._short = False
        self._unfolded = False
        self._all_people = False

    def show_head(self, head: Head) -> None:
        """Another answer of the store."""
        self._head = head
        client = head.file.client
        self.name.setText(client.name_used)
        self._under.setText(self._said.under_name(client, head.today))
        legal = self._said.legal(client)
        self._legal.setText(legal)
        self._legal.setVisible(bool(legal))
        self._show_rules()

    def be_short(self, short: bool) -> None:
        """Fold the rules to one line, as where the window is low or the text large."""
        if short != self._short:
            self._short = short
            self._show_rules()

    def _show_rules(self) -> None:
        empty(self._rules)
        if self._head is None:
            return
        file = self._head.file
        if file.safety_plan is not None and file.safety_plan.open:
            self._rules.addWidget(self._plan(file.safety_plan, self._head.today))
        people = still_not_told(file.not_to_tell)
        if self._short and not self._unfolded:
            self._rules.addWidget(self._folded(people))
            return
        self._rules.addWidget(self._strip(every_channel(file.contact_rules), people))

    def _plan(self, plan: SafetyPlan, today: date) -> Banner:
        words = self._context.words
        key = "clients.safety.overdue" if plan.review_on < today else "clients.safety.open"
        sentence = words(key, day=self._said.near_day(plan.review_on, today))
        action = (words("clients.safety.look"), self.plan_asked.emit)
        return Banner(self._context.theme, "info", sentence, action=action, icon="clipboard-list")

    def _strip(self, rules: tuple[ContactRule, ...], people: tuple[PersonNotToTell, ...]) -> QFrame:
        theme = self._context.theme
        strip = QFrame()
        strip.setProperty("kind", "strip")
        inside = column(theme.scaled(6))
        inside.setContentsMargins(theme.scaled(14), theme.scaled(8), theme.scaled(8), theme.scaled(8))
        line = row(theme.scaled(12))
        flow = Flow(theme.scaled(18), theme.scaled(6))
        if any(rule.allowed is not None for rule in rules):
            for rule in rules:
                flow.add(Fact(theme, CHANNEL_ICONS[rule.channel], self._said.rule(rule)))
        else:
            flow.add(Fact(theme, "circle-question-mark", self._context.words("clients.contact.none-asked")))
        line.addWidget(flow, 1)
        line.addWidget(self._link("clients.contact.change", self.rules_asked.emit))
        inside.addLayout(line)
        if people:
            inside.addLayout(self._people(people))
        strip.setLayout(inside)
        return strip

    def _people(self, people: tuple[PersonNotToTell, ...]):  # type: ignore[no-untyped-def]  # replaced below
        raise NotImplementedError

    def _folded(self, people: tuple[PersonNotToTell, ...]) -> QuietButton:
        raise NotImplementedError

    def _link(self, key: str, act) -> LinkButton:  # type: ignore[no-untyped-def]  # replaced below
        raise NotImplementedError
