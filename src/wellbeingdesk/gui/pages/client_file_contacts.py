"""Two cards of a client's details: numbers and addresses; who is reached in an emergency, and whether that is safe."""

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.contact import REACHED_BY, EmergencyContact, who_must_not_be_told
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.client_words import ClientWords, still_not_told
from wellbeingdesk.gui.dialogs.contact_details import ContactDetailsDialog
from wellbeingdesk.gui.dialogs.emergency_contact import ANSWERS, EmergencyContactDialog
from wellbeingdesk.gui.pages.client_file_titled import pair, titled_card
from wellbeingdesk.gui.widgets.aside import WithAside
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.chip import Chip, Tone
from wellbeingdesk.gui.widgets.flow import FlowBox
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.text import Caption, Text
from wellbeingdesk.usecases import contacts
from wellbeingdesk.usecases.rows import ClientFile

_TONES: dict[str, Tone] = {"yes": "ok", "no": "danger", "not-asked": "plain"}


class ContactCards:
    """Made anew with each answer of the store; `page` is whose dialogs and questions they are."""

    def __init__(self, context: PageContext, page: QWidget, file: ClientFile) -> None:
        self._context = context
        self._page = page
        self._file = file
        self._said = ClientWords(context.words)
        self._not_to_tell = tuple(one.name for one in still_not_told(file.not_to_tell))

    def details(self) -> Card:
        """What is dialled or written to."""
        card = titled_card(
            self._context, "clients.details.reached", "phone", "clients.details.change", self.change_details
        )
        words = self._context.words
        known = {one.channel: one.value for one in self._file.contact_details}
        pairs = FlowBox(self._context.theme.scaled(12), on_top=True)
        for channel in REACHED_BY:
            value = known.get(channel) or words("clients.details.not-known")
            pairs.add(pair(self._context, words(f"clients.reached.{channel.value}"), value))
        card.add(pairs)
        return card

    def emergency(self) -> Card:
        """Those to be reached now, then those who no longer are."""
        card = titled_card(
            self._context, "clients.details.emergency", "users", "clients.emergency.add-one", self.add_contact
        )
        for one in self._file.emergency_contacts:
            card.add(self._contact(one))
        if not self._file.emergency_contacts:
            card.add(Caption(self._context.words("clients.emergency.nobody")))
        return card

    def change_details(self) -> None:
        """Ask for other numbers and addresses."""
        client = self._file.client
        known = self._file.contact_details
        ContactDetailsDialog(self._context, self._page.window(), client.id, client.name_used, known).open()

    def add_contact(self) -> None:
        """Ask whom to reach in an emergency."""
        client, people = self._file.client, self._not_to_tell
        EmergencyContactDialog(self._context, self._page.window(), client.id, client.name_used, people).open()

    def _contact(self, one: EmergencyContact) -> QWidget:
        words = self._context.words
        told = QWidget()
        inside = column(self._context.theme.scaled(2))
        told.setLayout(inside)
        inside.addWidget(self._head(one))
        inside.addWidget(Text(one.reach))
        when = self._said.dates.moment(one.said_at.wall)
        inside.addWidget(Caption(words("clients.not-to-tell.said", who=one.said_by, when=when)))
        if one.ended_at is not None:
            day = self._said.dates.day(one.ended_at.wall.date())
            inside.addWidget(Caption(words("clients.emergency.ended", day=day)))
            return told
        button = Button(self._context.theme, words("clients.emergency.end-one"))
        button.setAccessibleDescription(self._name(one))
        button.clicked.connect(lambda _checked=False: self._ask_end(one))
        return WithAside(told, button, self._context.theme.scaled(8), self._context.theme.scaled(240))

    def _head(self, one: EmergencyContact) -> QWidget:
        words = self._context.words
        head = FlowBox(self._context.theme.scaled(8))
        head.add(Text(self._name(one), "section"))
        if one.ended_at is not None:
            return head
        answer = ANSWERS[one.safe_to_contact]
        head.add(Chip(words(f"clients.emergency.is-{answer}"), _TONES[answer]))
        if who_must_not_be_told(one.name, self._not_to_tell) is not None:
            head.add(Chip(words("clients.emergency.check"), "danger"))
        return head

    def _name(self, one: EmergencyContact) -> str:
        if not one.relation:
            return one.name
        return self._context.words("clients.not-to-tell.person", name=one.name, relation=one.relation)

    def _ask_end(self, one: EmergencyContact) -> None:
        def end(sure: bool) -> None:
            if sure:
                change = self._context.runner.change(contacts.end_emergency_contact, contact_id=one.id)
                change.start(self._page, lambda _none: None)

        self._context.asking.confirm(self._page, "clients.emergency.end", {"name": one.name}, end)
