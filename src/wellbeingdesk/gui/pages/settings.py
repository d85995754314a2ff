"""Settings: who works here, what the service chose where its policy is silent, the look, and the passphrase."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wellbeingdesk import __version__
from wellbeingdesk.domain.events import Noun
from wellbeingdesk.domain.permit import Permit
from wellbeingdesk.gui.changes import StalePage
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.passphrase_change import ChangePassphraseSheet
from wellbeingdesk.gui.dialogs.receive_names import neutral_name
from wellbeingdesk.gui.forms.editor import in_language
from wellbeingdesk.gui.pages.decision_layout import DOT, LANGUAGE, Room
from wellbeingdesk.gui.pages.settings_appearance import AppearanceCard
from wellbeingdesk.gui.pages.settings_lead import DeskCard
from wellbeingdesk.gui.pages.settings_reading import DeskFacts, desk_facts
from wellbeingdesk.gui.pages.settings_service_key import ServiceKeyCard
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.surface import Scroller, column, empty
from wellbeingdesk.gui.widgets.text import Caption, Heading, Selectable, Text
from wellbeingdesk.usecases import service_pack

_WIDEST = 760
PACK_KIND = "settings.files.pack"


class SettingsPage(StalePage):
    """Cards one below the other; facts that were chosen at set-up are shown and not changed here."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        theme, words = context.theme, context.words
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._scroller = Scroller(theme.scaled(14))
        self._scroller.column.setContentsMargins(0, 0, theme.scaled(8), theme.scaled(16))
        self._facts = column(theme.scaled(14))
        self._scroller.column.addWidget(AppearanceCard(context))
        self._scroller.column.addWidget(DeskCard(context))
        self._scroller.column.addWidget(self._passphrase_card())
        self._scroller.column.addLayout(self._facts)
        self._service_key = ServiceKeyCard(context)
        self._scroller.column.addWidget(self._service_key)
        self._scroller.column.addWidget(self._about_card())
        self._scroller.column.addStretch(1)
        self._scroller.inside.setMaximumWidth(theme.scaled(_WIDEST))
        page = column(theme.scaled(12), theme.scaled(24))
        page.addWidget(Heading(words("settings.title")))
        page.addWidget(BannerBar(theme))
        page.addWidget(Room(self._scroller), 1)
        self.setLayout(page)
        theme.changed.connect(self._rescale)
        self.concerns(context.changes, Noun.DESK)

    def ask_again(self) -> None:
        """The facts of this desk."""
        self._context.runner.ask(desk_facts).start(self, self._show)
        self._service_key.ask_again()

    def _rescale(self) -> None:
        self._scroller.inside.setMaximumWidth(self._context.theme.scaled(_WIDEST))

    def _show(self, facts: DeskFacts) -> None:
        empty(self._facts)
        self._facts.addWidget(self._person_card(facts))
        self._facts.addWidget(self._service_card(facts))

    def _person_card(self, facts: DeskFacts) -> Card:
        words, person = self._context.words, facts.practitioner
        card = Card(self._context.theme, words("settings.person.title"), "user")
        card.add(Text(person.name, "section"))
        register = f"{person.registration.body} {person.registration.number}" if person.registration.given else ""
        card.add(
            Text(DOT.join(part for part in (person.role, register or words("settings.person.no-register")) if part))
        )
        card.add(Caption(words("settings.person.text")))
        return card

    def _service_card(self, facts: DeskFacts) -> Card:
        theme, words, setup = self._context.theme, self._context.words, facts.setup
        card = Card(theme, words("settings.service.title"), "building-2")
        card.add(Text(setup.service_name, "section"))
        service = in_language(facts.policy.service, LANGUAGE)
        card.add(Text(words("settings.service.policy", service=service, version=setup.policy_version)))
        card.add(Caption(words("settings.service.id", id=setup.policy_id)))
        if setup.pack_number:
            card.add(Caption(words("settings.service.pack", number=setup.pack_number, name=setup.pack_signer)))
        card.column.addSpacing(theme.scaled(4))
        card.add(Text(words("settings.references.title"), "section"))
        for reference in facts.policy.references:
            card.add(Caption(in_language(reference, LANGUAGE)))
        card.column.addSpacing(theme.scaled(4))
        card.add(Text(words("settings.choices.title"), "section"))
        card.add(Caption(words("settings.choices.text")))
        for label, value in facts.choices:
            card.add(self._choice(label, value))
        card.column.addSpacing(theme.scaled(4))
        make = Button(theme, words("settings.pack.make"), "package")
        make.clicked.connect(self._ask_where)
        card.column.addWidget(make, 0, Qt.AlignmentFlag.AlignLeft)
        card.add(Caption(words("settings.pack.text")))
        return card

    def _choice(self, label: str, value: str) -> QWidget:
        holder = QWidget()
        inside = column(0)
        inside.addWidget(Caption(label))
        text = Text(value)
        text.setAccessibleDescription(label)
        inside.addWidget(text)
        holder.setLayout(inside)
        return holder

    def _passphrase_card(self) -> Card:
        theme, words = self._context.theme, self._context.words
        card = Card(theme, words("settings.passphrase.title"), "key")
        card.add(Text(words("settings.passphrase.text"), "body2"))
        change = Button(theme, words("settings.passphrase.change"))
        change.clicked.connect(lambda _checked=False: ChangePassphraseSheet(self._context, self).open())
        card.column.addWidget(change, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _about_card(self) -> Card:
        words = self._context.words
        card = Card(self._context.theme, words("settings.about.title"), "info")
        card.add(Selectable(words("settings.about.version", version=__version__)))
        card.add(Text(words("settings.about.text"), "body2"))
        card.add(Text(words("settings.about.licences"), "body2"))
        return card

    def _ask_where(self) -> None:
        self._context.asking.save_file(self, neutral_name("pack"), PACK_KIND, self._make_pack)

    def _make_pack(self, path: str | None) -> None:
        if path:
            self._context.runner.work(service_pack.write_service_pack, path=path).start(self, self._made_pack)

    def _made_pack(self, _permit: Permit) -> None:
        self._context.toast(self._context.words("settings.pack.made"))
