"""What was found when the store opened, each on a card: what happened, what is safe, and the way to see to it."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt

from wellbeingdesk.domain.anchor import RolledBack
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.widgets.buttons import Button, PrimaryButton
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.usecases import store_care
from wellbeingdesk.usecases.store_views import StoreFacts, standing_key

BACKUPS = "settings.backups"


def found_cards(context: PageContext, facts: StoreFacts) -> Iterator["FoundCard"]:
    """None where all is well."""
    if standing_key(facts.standing):
        yield _standing(context, facts)
    if facts.came_back:
        yield _came_back(context, facts.came_back)
    if facts.register_damaged:
        yield FoundCard(context, "register-damaged", "triangle-alert")
    if facts.cleaning_due:
        yield _cleaning(context)
    if not facts.reserve:
        yield _reserve(context)


class FoundCard(Card):
    """`notice.<key>` and `store.found.<key>` hold its words."""

    def __init__(self, context: PageContext, key: str, icon: str, **facts: int) -> None:
        super().__init__(context.theme, context.words(f"notice.{key}.title", **facts), icon)
        self._context = context
        self.add(Text(context.words(f"notice.{key}.text", **facts)))
        for part in ("safe", "do"):
            self.add(Text(context.words(f"store.found.{key}.{part}", **facts)))

    def offer(self, button: Button, act: Callable[[], None]) -> Button:
        """One way on; while it is under way it cannot be pressed again."""
        button.clicked.connect(lambda _checked=False: act())
        self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button


def lead_to_backups(context: PageContext, card: Card) -> None:
    """Where this desk has such a page."""
    if context.has_page(BACKUPS):
        button = Button(context.theme, context.words("store.to-backups"), "history")
        button.clicked.connect(lambda _checked=False: context.navigate(BACKUPS))
        card.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def _standing(context: PageContext, facts: StoreFacts) -> FoundCard:
    events = facts.standing.events if isinstance(facts.standing, RolledBack) else 0
    card = FoundCard(context, standing_key(facts.standing), "history", count=events)
    lead_to_backups(context, card)

    def go_on(sure: bool) -> None:
        if sure:
            context.runner.change(store_care.go_on_with_store).start(
                card, lambda _none: context.toast(context.words("store.go-on.done"))
            )

    def ask() -> None:
        context.asking.confirm(card, "store.go-on", {}, go_on, dangerous=True)

    card.offer(Button(context.theme, context.words("store.go-on.open")), ask)
    return card


def _came_back(context: PageContext, count: int) -> FoundCard:
    card = FoundCard(context, "came-back", "trash-2", count=count)
    button = PrimaryButton(context.theme, context.words("store.dispose-again"))

    def done(carried_out: int) -> None:
        context.toast(context.words("store.disposed-again", count=carried_out))

    def act() -> None:
        _under_way(button, context.words("store.disposing"))
        context.runner.change(store_care.dispose_again).start(card, done)

    card.offer(button, act)
    return card


def _cleaning(context: PageContext) -> FoundCard:
    card = FoundCard(context, "cleaning-due", "clock")
    button = Button(context.theme, context.words("store.clean"))

    def act() -> None:
        _under_way(button, context.words("store.cleaning"))
        context.runner.change(store_care.clean_up).start(card, lambda done: _cleaned(context, button, done))

    card.offer(button, act)
    return card


def _cleaned(context: PageContext, button: Button, done: bool) -> None:
    context.toast(context.words("store.cleaned" if done else "store.cleaning-later"))
    button.setText(context.words("store.clean"))
    button.setEnabled(True)


def _reserve(context: PageContext) -> FoundCard:
    card = FoundCard(context, "reserve-used", "triangle-alert")
    button = Button(context.theme, context.words("store.refill"))

    def act() -> None:
        context.runner.watch(store_care.refill_reserve).start(
            card, lambda _taken: context.toast(context.words("store.refilled"))
        )

    card.offer(button, act)
    return card


def _under_way(button: Button, words: str) -> None:
    button.setText(words)
    button.setEnabled(False)
