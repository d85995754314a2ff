"""The card that says when the cover sheet was made last, whether it is still true, and what went wrong."""

from wellbeingdesk.domain.times import Instant
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.buttons import Button, PrimaryButton
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.flow import Flow
from wellbeingdesk.gui.widgets.text import Selectable, Text
from wellbeingdesk.usecases.cover_sheets import CoverStanding


class StandingCard(Card):
    """Without a key nothing can be made, and the card says calmly what that means."""

    def __init__(self, context: PageContext, standing: CoverStanding) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, words("cover.standing.title"), "file-text")
        self._context = context
        if standing.keys:
            self._say_how_it_stands(standing)
        else:
            self.add(Banner(theme, "info", words("cover.standing.none"), words("cover.standing.none-text")))
            self._say_what_is_left(standing)
        self.now = PrimaryButton(theme, words("cover.standing.now"), "lock")
        self.now.setVisible(bool(standing.keys))
        self.look = Button(theme, words("cover.standing.look"), "eye")
        ways = Flow(theme.scaled(8))
        ways.addWidget(self.now)
        ways.addWidget(self.look)
        self.column.addLayout(ways)

    def _say_how_it_stands(self, standing: CoverStanding) -> None:
        words, sealed, failed = self._context.words, standing.sealed, standing.failed
        if failed is not None:
            title = words("cover.failed.title", when=self._when(failed.at))
            self.add(Banner(self._context.theme, "warn", title, words(f"cover.failed.{failed.code}")))
        if sealed is None:
            self.add(Text(words("cover.standing.not-yet")))
            return
        self.add(Text(words("cover.standing.made", count=sealed.clients, when=self._when(sealed.at)), "section"))
        self.add(Text(words("cover.standing.current" if standing.current else "cover.standing.changed"), "body2"))
        if sealed.path != standing.place.path:
            self.add(Selectable(words("cover.standing.moved", path=sealed.path), "caption"))

    def _say_what_is_left(self, standing: CoverStanding) -> None:
        if standing.sealed is not None:
            said = self._context.words(
                "cover.standing.left-behind", when=self._when(standing.sealed.at), path=standing.sealed.path
            )
            self.add(Selectable(said, "caption"))

    def _when(self, at: Instant) -> str:
        return Dates(self._context.words).moment(at.wall)
