"""The passphrase, on the page of the ways in: what changing it does and does not do."""

from PySide6.QtCore import Qt

from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.passphrase_change import ChangePassphraseSheet
from wellbeingdesk.gui.pages.ways_list import WaysCard
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.text import Text


class PassphraseCard(WaysCard):
    """One button; the dialog asks for the old one and judges the new one in words."""

    def __init__(self, context: PageContext) -> None:
        words = context.words
        super().__init__(context, "ways.passphrase.title", "lock")
        self.add(Text(words("ways.passphrase.text"), "body2"))
        change = Button(context.theme, words("settings.passphrase.change"))
        change.clicked.connect(lambda _checked=False: ChangePassphraseSheet(context, self).open())
        self.column.addWidget(change, 0, Qt.AlignmentFlag.AlignLeft)
