"""The ways into this desk: what opens it, sheets and shares, and the passphrase; one card for each topic."""

from collections.abc import Callable

from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.pages.topic_page import TopicPage
from wellbeingdesk.gui.pages.ways_keyring import KeyringCard
from wellbeingdesk.gui.pages.ways_list import OpeningsCard, WaysCard, WaysListCard
from wellbeingdesk.gui.pages.ways_papers import SharesCard, SheetsCard
from wellbeingdesk.gui.pages.ways_passphrase import PassphraseCard
from wellbeingdesk.gui.pages.ways_rekey import RekeyCard
from wellbeingdesk.gui.pages.ways_service import ServiceAccessCard
from wellbeingdesk.usecases.recovery_views import WaysIn, ways_in

CARDS: tuple[Callable[[PageContext], WaysCard], ...] = (
    WaysListCard,
    SheetsCard,
    SharesCard,
    ServiceAccessCard,
    KeyringCard,
    PassphraseCard,
    RekeyCard,
    OpeningsCard,
)
"""In their order; each is told what there is by `show_ways`."""


class WaysPage(TopicPage):
    """Reached from the settings, and from a reminder."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "ways")
        self._drill = ""
        self.cards = [make(context) for make in CARDS]
        self.put(*self.cards)

    def arrive(self, drill: str = "") -> None:
        """`drill` is the paper to try at once, as a reminder asks for it."""
        self._drill = drill
        self.freshness.touch()

    def ask_again(self) -> None:
        """What the key file and the store hold."""
        self._context.runner.ask(ways_in).start(self, self._show)

    def _show(self, ways: WaysIn) -> None:
        for card in self.cards:
            card.show_ways(ways)
        drill, self._drill = self._drill, ""
        for card in self.cards:
            if drill:
                card.begin_drill(drill)
