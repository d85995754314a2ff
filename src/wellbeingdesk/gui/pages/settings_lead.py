"""A card of the settings that leads to a page of its own."""

from PySide6.QtCore import Qt

from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.text import Text


class LeadCard(Card):
    """To the page `settings.<topic>`; its words stand under `settings.lead.<topic>`."""

    def __init__(self, context: PageContext, topic: str, icon: str) -> None:
        title, text, do = (context.words(f"settings.lead.{topic}.{part}") for part in ("title", "text", "do"))
        super().__init__(context.theme, title, icon)
        self.add(Text(text, "body2"))
        go = Button(context.theme, do)
        go.clicked.connect(lambda _checked=False: context.navigate(f"settings.{topic}"))
        self.column.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
