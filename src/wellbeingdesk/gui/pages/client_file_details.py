"""A client's details: names, how to reach them, emergency contacts, who must not be told, safety plan; a card each."""

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.client import PersonNotToTell
from wellbeingdesk.domain.events import Noun
from wellbeingdesk.gui.changes import StalePage
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.client_names import NamesDialog
from wellbeingdesk.gui.dialogs.client_words import CHANNEL_ICONS, ClientWords, every_channel
from wellbeingdesk.gui.dialogs.contact_rules import ContactRulesDialog
from wellbeingdesk.gui.dialogs.not_to_tell import NotToTellDialog
from wellbeingdesk.gui.dialogs.safety_plan import SafetyPlanDialog
from wellbeingdesk.gui.pages import client_file_reading as reading
from wellbeingdesk.gui.pages.client_file_contacts import ContactCards
from wellbeingdesk.gui.pages.client_file_titled import pair, titled_card
from wellbeingdesk.gui.widgets.aside import WithAside
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.card import Card, Fact
from wellbeingdesk.gui.widgets.flow import FlowBox
from wellbeingdesk.gui.widgets.surface import Scroller, column, empty
from wellbeingdesk.gui.widgets.text import Caption, Text
from wellbeingdesk.usecases import clients
from wellbeingdesk.usecases.rows import ClientFile


class Details(StalePage):
    """A tab of the client's file."""

    def __init__(self, context: PageContext, client_id: str) -> None:
        super().__init__()
        self._context = context
        self._client_id = client_id
        self._said = ClientWords(context.words)
        self._file: ClientFile | None = None
        theme = context.theme
        scroller = Scroller(theme.scaled(12))
        scroller.column.setContentsMargins(0, 0, theme.scaled(12), theme.scaled(16))
        self._cards = column(theme.scaled(12))
        scroller.column.addLayout(self._cards)
        scroller.column.addStretch(1)
        inside = column(0)
        inside.addWidget(scroller)
        self.setLayout(inside)
        self.concerns(context.changes, Noun.CLIENT, Noun.SAFETY, client_id=client_id)

    def ask_again(self) -> None:
        """The same answer as the head's."""
        self._context.runner.ask(reading.head, self._client_id).start(self, self._show)

    def _show(self, head: reading.Head) -> None:
        self._file = head.file
        empty(self._cards)
        reached = ContactCards(self._context, self, head.file)
        for card in (
            self._names(head.file),
            reached.details(),
            self._reaching(head.file),
            reached.emergency(),
            self._people(head.file),
            self._safety(head),
        ):
            self._cards.addWidget(card)

    def _names(self, file: ClientFile) -> Card:
        client, words = file.client, self._context.words
        born = "" if client.born is None else self._said.dates.day(client.born)
        card = titled_card(
            self._context, "clients.details.names", "id-card", "clients.details.change", self.change_names
        )
        pairs = FlowBox(self._context.theme.scaled(12), on_top=True)
        for key, value in (
            ("clients.name.used", client.name_used),
            ("clients.name.legal", client.legal_name),
            ("clients.name.pronouns", client.pronouns),
            ("clients.name.born", born),
            ("clients.details.reference", client.reference),
            ("clients.details.since", self._said.dates.day(client.created_at.wall.date())),
        ):
            pairs.add(pair(self._context, words(key), value or words("clients.details.not-known")))
        card.add(pairs)
        return card

    def _reaching(self, file: ClientFile) -> Card:
        card = titled_card(
            self._context, "clients.details.contact", "message-square", "clients.details.change", self.change_rules
        )
        for rule in every_channel(file.contact_rules):
            card.add(Fact(self._context.theme, CHANNEL_ICONS[rule.channel], self._said.rule(rule)))
        return card

    def _people(self, file: ClientFile) -> Card:
        card = titled_card(
            self._context, "clients.details.not-to-tell", "eye-off", "clients.details.add", self.add_person
        )
        for person in file.not_to_tell:
            card.add(self._person(person))
        if not file.not_to_tell:
            card.add(Caption(self._context.words("clients.not-to-tell.nobody")))
        return card

    def _safety(self, head: reading.Head) -> Card:
        plan, words = head.file.safety_plan, self._context.words
        is_open = plan is not None and plan.open
        key = "clients.safety.look" if is_open else "clients.safety.begin-one"
        card = titled_card(self._context, "clients.details.safety", "clipboard-list", key, self.open_plan)
        told = words("clients.safety.none")
        if plan is not None and is_open:
            opened, review = self._said.dates.day(plan.opened_at.wall.date()), self._said.dates.day(plan.review_on)
            told = words("clients.safety.since", opened=opened, review=review)
        elif plan is not None and plan.closed_at is not None:
            told = words("clients.safety.closed-on", day=self._said.dates.day(plan.closed_at.wall.date()))
        card.add(Text(told))
        return card

    def change_names(self) -> None:
        """Ask for other names."""
        if self._file is not None:
            NamesDialog(self._context, self.window(), self._file.client).open()

    def change_rules(self) -> None:
        """Ask how they may be reached."""
        if self._file is not None:
            client = self._file.client
            ContactRulesDialog(
                self._context, self.window(), client.id, client.name_used, self._file.contact_rules
            ).open()

    def add_person(self) -> None:
        """Ask who must not be told."""
        if self._file is not None:
            client = self._file.client
            NotToTellDialog(self._context, self.window(), client.id, client.name_used).open()

    def open_plan(self) -> None:
        """Open, review or close the plan."""
        if self._file is not None:
            client, plan = self._file.client, self._file.safety_plan
            shown = plan if plan is not None and plan.open else None
            SafetyPlanDialog(self._context, self.window(), client.id, client.name_used, shown).open()

    def _person(self, person: PersonNotToTell) -> QWidget:
        theme, words = self._context.theme, self._context.words
        told = QWidget()
        inside = column(0)
        inside.addWidget(Text(self._said.person(person)))
        inside.addWidget(Caption(self._said.said_by(person)))
        told.setLayout(inside)
        if person.ended_at is not None:
            ended = words("clients.not-to-tell.ended", day=self._said.dates.day(person.ended_at.wall.date()))
            inside.addWidget(Caption(ended))
            return told
        button = Button(theme, words("clients.not-to-tell.may-be-told"))
        button.setAccessibleDescription(self._said.person(person))
        button.clicked.connect(lambda _checked=False: self._ask_end(person))
        return WithAside(told, button, theme.scaled(8), theme.scaled(240))

    def _ask_end(self, person: PersonNotToTell) -> None:
        def end(sure: bool) -> None:
            if sure:
                change = self._context.runner.change(clients.end_person_not_to_tell, person_id=person.id)
                change.start(self, lambda _none: None)

        facts = {"name": person.name}
        self._context.asking.confirm(self, "clients.not-to-tell.end", facts, end)
