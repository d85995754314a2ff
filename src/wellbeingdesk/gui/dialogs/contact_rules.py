"""What a client said about each way to reach them: whether it may be used, and whether it may name the service."""

from PySide6.QtWidgets import QLineEdit, QWidget

from wellbeingdesk.domain.client import ContactRule
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.client_words import CHANNEL_ICONS, ClientWords, every_channel
from wellbeingdesk.gui.widgets.buttons import PrimaryButton
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.pickers import Picker
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.surface import row
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.usecases import clients

_YES, _NO, _OPEN = "yes", "no", "not-asked"
_TRUTH = {_YES: True, _NO: False, _OPEN: None}
_WORD = {True: _YES, False: _NO, None: _OPEN}


class ContactRulesDialog(Sheet):
    """A card per channel; whatever was not asked stays "not asked" and never becomes a yes or a no."""

    def __init__(
        self, context: PageContext, parent: QWidget, client_id: str, name: str, rules: tuple[ContactRule, ...]
    ) -> None:
        super().__init__(context.theme, parent, context.words("clients.contact.title", name=name), width=640)
        self._context = context
        self._client_id = client_id
        self.add(Text(context.words("clients.contact.explain"), "body2"))
        self._cards = [ChannelCard(context, rule) for rule in every_channel(rules)]
        for card in self._cards:
            self.add(card)
        self.add_cancel()
        save = self.add_button(PrimaryButton(context.theme, context.words("clients.save")), default=True)
        save.clicked.connect(self._save)

    def _save(self) -> None:
        rules = tuple(card.rule() for card in self._cards)
        change = self._context.runner.change(clients.set_contact_rules, client_id=self._client_id, rules=rules)
        change.start(self, lambda _none: self.accept())


class ChannelCard(Card):
    """Two questions and a remark about one channel."""

    def __init__(self, context: PageContext, rule: ContactRule) -> None:
        theme, words = context.theme, context.words
        channel = ClientWords(words).channel(rule.channel)
        super().__init__(theme, channel, CHANNEL_ICONS[rule.channel])
        self._channel = rule.channel
        self.allowed = self._truth(context, "clients.contact.may-use", rule.allowed)
        self.named = self._truth(context, "clients.contact.may-name", rule.may_name_service)
        self.remark = QLineEdit(rule.remark)
        self.remark.setMaxLength(200)
        questions = row(theme.scaled(12))
        allowed = LabelledField(theme, words("clients.contact.may-use"), self.allowed)
        self._named_field = LabelledField(theme, words("clients.contact.may-name"), self.named)
        questions.addWidget(allowed, 1)
        questions.addWidget(self._named_field, 1)
        self.column.addLayout(questions)
        self._remark_field = LabelledField(theme, words("clients.contact.remark"), self.remark)
        self.add(self._remark_field)
        for part, key in ((self.allowed, "may-use"), (self.named, "may-name"), (self.remark, "remark")):
            asked = words(f"clients.contact.{key}")
            part.setAccessibleName(words("clients.contact.of", channel=channel, question=asked))
        self.allowed.currentIndexChanged.connect(self._follow)
        self._follow()

    def rule(self) -> ContactRule:
        """What stands there now; naming is not asked where the channel itself is not allowed."""
        allowed = _TRUTH[self.allowed.chosen() or _OPEN]
        named = _TRUTH[self.named.chosen() or _OPEN] if allowed else None
        return ContactRule(self._channel, allowed, named, self.remark.text().strip())

    def _follow(self) -> None:
        allowed = self.allowed.chosen() == _YES
        self._named_field.setEnabled(allowed)
        self._remark_field.setVisible(self.allowed.chosen() != _OPEN)

    def _truth(self, context: PageContext, key: str, value: bool | None) -> Picker:
        picker = Picker(context.theme)
        picker.offer([(ident, context.words(f"{key}-{ident}")) for ident in (_OPEN, _YES, _NO)])
        picker.choose(_WORD[value])
        return picker
