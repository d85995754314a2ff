"""Chooses who is asked to sign as second, in what capacity, and says how far anybody checked who that is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.colleague import Colleague
from wellbeingdesk.domain.policy import Policy
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.receive import receive
from wellbeingdesk.gui.forms.editor import in_language
from wellbeingdesk.gui.pages.decision_layout import DOT, LANGUAGE
from wellbeingdesk.gui.pages.decision_words import DecisionWords, identity_icon
from wellbeingdesk.gui.widgets.buttons import LinkButton
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.pickers import Picker
from wellbeingdesk.gui.widgets.surface import row
from wellbeingdesk.gui.widgets.text import Caption, Glyph, Text


class SecondSigner(Card):
    """`chose` carries a colleague's id, empty for nobody."""

    chose = Signal(str)

    def __init__(self, context: PageContext, policy: Policy, *, required: bool) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme)
        self._words = words
        self._said = DecisionWords(words)
        self._colleagues: dict[str, Colleague] = {}
        self._kept = ""
        self.picker = Picker(theme, words("decision.second.nobody"))
        hint = words("decision.second.needed" if required else "decision.second.good-practice")
        self.field = LabelledField(theme, words("decision.second.title"), self.picker, hint, needed=required)
        self.add(self.field)
        self._identity = QWidget()
        line = row(theme.scaled(6))
        self._glyph = Glyph(theme, "circle-question-mark", "warn", 16)
        self._state = Text("", "caption")
        line.addWidget(self._glyph)
        line.addWidget(self._state, 1)
        self._identity.setLayout(line)
        self.add(self._identity)
        capacity = in_language(policy.second_signature.words, LANGUAGE)
        self.add(Caption(capacity))
        self._nobody = LinkButton(theme, words("decision.second.clear"))
        self._none = Caption(words("decision.second.no-colleagues"))
        self._receive = LinkButton(theme, words("decision.second.receive"))
        for widget in (self._none, self._nobody, self._receive):
            self.column.addWidget(
                widget, 0, Qt.AlignmentFlag.AlignLeft if widget is not self._none else Qt.AlignmentFlag(0)
            )
        self._receive.clicked.connect(lambda _checked=False: receive(context, self))
        self._nobody.clicked.connect(lambda _checked=False: self.chose.emit(""))
        self.picker.activated.connect(self._picked)

    def offer(self, colleagues: tuple[Colleague, ...]) -> None:
        """The colleagues whose cards are at this desk."""
        self._colleagues = {one.id: one for one in colleagues}
        self.picker.offer([(one.id, self._label(one)) for one in colleagues])
        self.picker.setEnabled(bool(colleagues))
        self._none.setVisible(not colleagues)
        self.show_chosen(self._kept)

    def show_chosen(self, colleague_id: str) -> None:
        """Who is named on the draft as it is kept."""
        self._kept = colleague_id
        self.field.show_finding()
        colleague = self._colleagues.get(colleague_id)
        self.picker.choose(colleague_id if colleague else None)
        self._nobody.setVisible(colleague is not None)
        self._identity.setVisible(colleague is not None)
        if colleague is not None:
            self._glyph.show_icon(*identity_icon(colleague))
            self._state.setText(self._said.identity(colleague))

    def show_finding(self, sentence: str) -> None:
        """Say what is wrong with the choice; what is kept stays."""
        self.show_chosen(self._kept)
        self.field.show_finding(sentence)

    def name(self) -> str:
        """Of the colleague who is named, empty for nobody."""
        colleague = self._colleagues.get(self._kept)
        return colleague.card.practitioner.name if colleague else ""

    def _label(self, colleague: Colleague) -> str:
        person = colleague.card.practitioner
        return DOT.join(part for part in (person.name, person.role) if part)

    def _picked(self, _at: int) -> None:
        chosen = self.picker.chosen()
        if chosen is not None and chosen != self._kept:
            self.chose.emit(chosen)
