"""The page of this desk's store: where it lies, what was found when it opened, and the check of all of it."""

from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.pages.settings_store_check import CheckCard
from wellbeingdesk.gui.pages.settings_store_found import found_cards
from wellbeingdesk.gui.pages.settings_store_place import PlaceCard
from wellbeingdesk.gui.pages.topic_page import TopicPage
from wellbeingdesk.gui.widgets.surface import column, empty
from wellbeingdesk.usecases.store_views import StoreFacts, store_facts


class StorePage(TopicPage):
    """What needs to be seen to stands first."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "store")
        self._found = column(context.theme.scaled(14))
        self._check = CheckCard(context)
        self._place = PlaceCard(context)
        self.put(self._found, self._check, self._place)

    def ask_again(self) -> None:
        """The facts of the store."""
        self._context.runner.ask(store_facts).start(self, self._show)

    def _show(self, facts: StoreFacts) -> None:
        empty(self._found)
        for card in found_cards(self._context, facts):
            self._found.addWidget(card)
        self._check.show_last(facts.checked)
        self._place.show_facts(facts)
