"""Checks in person that a card is its owner's: they read their digits out, and what was heard is typed here."""

from PySide6.QtWidgets import QLineEdit, QWidget

from wellbeingdesk.domain.colleague import Colleague, FingerprintDoesNotMatch
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.widgets.buttons import PrimaryButton
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.usecases import colleagues


class FingerprintSheet(Sheet):
    """The digits of the card are not shown: comparing by eye does not count."""

    def __init__(self, context: PageContext, parent: QWidget, colleague: Colleague) -> None:
        theme, words = context.theme, context.words
        self._name = colleague.card.practitioner.name
        super().__init__(theme, parent, words("colleagues.check.title", name=self._name))
        self._context = context
        self._colleague_id = colleague.id
        self.add(Text(words("colleagues.check.text", name=self._name)))
        self.line = QLineEdit()
        self.line.setMaxLength(80)
        self.field = LabelledField(theme, words("colleagues.check.digits"), self.line, words("colleagues.check.hint"))
        self.add(self.field)
        self.line.textEdited.connect(lambda _text: self.field.show_finding())
        self.line.returnPressed.connect(self._check)
        self.add_cancel()
        self.do = self.add_button(PrimaryButton(theme, words("colleagues.check.do"), "badge-check"))
        self.do.clicked.connect(self._check)
        self.line.setFocus()

    def _check(self) -> None:
        if not any(letter.isdecimal() for letter in self.line.text()):
            self.field.show_finding(self._context.words("colleagues.check.needed"))
            self.line.setFocus()
            return
        job = self._context.runner.change(
            colleagues.verify_colleague, colleague_id=self._colleague_id, typed_digits=self.line.text()
        )
        job.start(self, self._matched, self._refused)

    def _matched(self, _nothing: None) -> None:
        self._context.toast(self._context.words("colleagues.check.done", name=self._name))
        self.accept()

    def _refused(self, told: Told) -> None:
        if isinstance(told, FingerprintDoesNotMatch):
            self.field.show_finding(self._context.telling.sentence(told))
            self.line.setFocus()
            self.line.selectAll()
            return
        self._context.telling.tell(told, self)
