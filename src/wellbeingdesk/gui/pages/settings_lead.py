"""The card of the settings that leads to the pages about this desk: its ways in, its store, backups, cover sheet."""

from PySide6.QtCore import Qt

from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.text import Caption

TOPICS = (("ways", "key"), ("store", "shield"), ("backups", "save"), ("cover", "users-round"))
"""Each is a page `settings.<topic>`; its words stand under `settings.lead.<topic>`."""


class DeskCard(Card):
    """One button for each page, and below it what is there."""

    def __init__(self, context: PageContext) -> None:
        words = context.words
        super().__init__(context.theme, words("settings.lead.title"), "lock")
        for topic, icon in TOPICS:
            go = Button(context.theme, words(f"settings.lead.{topic}.do"), icon)
            text = words(f"settings.lead.{topic}.text")
            go.setAccessibleDescription(text)
            go.clicked.connect(lambda _checked=False, page=f"settings.{topic}": context.navigate(page))
            one = column(context.theme.scaled(4))
            one.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
            one.addWidget(Caption(text))
            self.column.addLayout(one)
