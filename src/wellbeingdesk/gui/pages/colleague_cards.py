"""A contact card on the screen: one's own with its digits large, a colleague's with what is known of who they are."""

from PySide6.QtCore import Qt

from wellbeingdesk.domain.colleague import Colleague, ContactCard
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.fingerprint import FingerprintSheet
from wellbeingdesk.gui.pages.decision_cards import identity_row
from wellbeingdesk.gui.pages.decision_words import DecisionWords
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.digits import digits_in_lines
from wellbeingdesk.gui.widgets.surface import Rule
from wellbeingdesk.gui.widgets.text import Caption, Heading, Selectable, Text


class OwnCard(Card):
    """To hand out as a file, and to read out when somebody checks it."""

    def __init__(self, context: PageContext, own: ContactCard) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, words("colleagues.own.title"), "id-card")
        person = own.practitioner
        self.add(Heading(person.name, "h2"))
        about = DecisionWords(words).person(person)
        if about:
            self.add(Caption(about))
        self.add(Rule())
        self.add(Caption(words("colleagues.own.digits")))
        self.digits = Selectable(digits_in_lines(own.fingerprint), "digits")
        self.digits.setAccessibleDescription(words("colleagues.own.digits"))
        self.add(self.digits)
        self.add(Text(words("colleagues.own.text"), "body2"))
        self.save = Button(theme, words("colleagues.own.save"), "download")
        self.add(self.save)


class ColleagueCard(Card):
    """Who they say they are, and whether anybody checked it with them."""

    def __init__(self, context: PageContext, colleague: Colleague) -> None:
        theme, words = context.theme, context.words
        said, person = DecisionWords(words), colleague.card.practitioner
        received = words("colleagues.received-on", when=said.dates.day(colleague.received_at.wall.date()))
        super().__init__(theme, person.name, "user", received)
        self._context = context
        self._colleague = colleague
        about = said.person(person)
        if about:
            self.add(Caption(about))
        self.add(identity_row(context, colleague))
        if not colleague.verified:
            self.check = Button(theme, words("colleagues.check.button"), "fingerprint")
            self.check.clicked.connect(self._check)
            self.column.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeft)

    def _check(self) -> None:
        FingerprintSheet(self._context, self.window(), self._colleague).open()
