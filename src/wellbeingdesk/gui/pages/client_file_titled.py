"""Parts of a client's details: a card with a button in its title, and a fact under its label."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.text import Caption, Text


def titled_card(context: PageContext, title: str, icon: str, key: str, act: Callable[[], None]) -> Card:
    """`title` and `key` are keys of sentences; the button says `key`, and does what `act` does."""
    words = context.words
    card = Card(context.theme, words(title), icon)
    button = Button(context.theme, words(key))
    button.setAccessibleDescription(words(title))
    button.clicked.connect(lambda _checked=False: act())
    card.add_to_title(button)
    return card


def pair(context: PageContext, label: str, value: str) -> QWidget:
    """The label above, small; below it what is known."""
    holder = QWidget()
    inside = column(0)
    inside.addWidget(Caption(label))
    inside.addWidget(Text(value))
    holder.setMinimumWidth(context.theme.scaled(210))
    holder.setLayout(inside)
    return holder
