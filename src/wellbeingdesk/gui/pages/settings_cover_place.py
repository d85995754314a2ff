"""The card that says in which folder the sealed cover sheet lies, and under which name."""

from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.widgets.buttons import Button, QuietButton
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.flow import Flow
from wellbeingdesk.gui.widgets.text import Selectable, Text
from wellbeingdesk.usecases.cover_keeping import CoverPlace


class PlaceCard(Card):
    """The way back to the desk's own folder is offered where another was chosen."""

    def __init__(self, context: PageContext, place: CoverPlace) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, words("cover.place.title"), "map-pin")
        self.add(Text(words("cover.place.own" if place.own else "cover.place.chosen"), "body2"))
        self.add(LabelledField(theme, words("cover.place.folder"), Selectable(place.folder)))
        hint = words("cover.place.file-hint")
        self.add(LabelledField(theme, words("cover.place.file"), Selectable(place.name), hint))
        self.other = Button(theme, words("cover.place.other"))
        self.back = QuietButton(theme, words("cover.place.back"))
        self.back.setVisible(not place.own)
        ways = Flow(theme.scaled(8))
        ways.addWidget(self.other)
        ways.addWidget(self.back)
        self.column.addLayout(ways)
