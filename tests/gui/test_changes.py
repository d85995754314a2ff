"""A page asks again when its subject was touched: at once when seen, else when it is next shown."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from wellbeingdesk.domain.events import ClientChanged, ConsentGiven, NoteSigned, Noun, ReminderSet
from wellbeingdesk.gui.changes import Changes, StalePage


class Page(StalePage):
    """Counts how often it asked."""

    def __init__(self, changes: Changes, *nouns: Noun, client_id: str = "", own: bool = True) -> None:
        super().__init__()
        self.asked = 0
        self.concerns(changes, *nouns, client_id=client_id, own=own)

    def ask_again(self) -> None:
        self.asked += 1


@pytest.fixture
def stack(qtbot: QtBot) -> QStackedWidget:
    made = QStackedWidget()
    qtbot.addWidget(made)
    return made


def test_a_page_asks_when_first_shown_and_when_touched(changes: Changes, stack: QStackedWidget) -> None:
    page = Page(changes, Noun.NOTE)
    stack.addWidget(page)
    assert page.asked == 0
    stack.show()
    assert page.asked == 1
    changes.announce((NoteSigned("n1", "c1"),))
    assert page.asked == 2
    changes.announce((ConsentGiven("x", "c1"),))
    assert page.asked == 2


def test_a_hidden_page_waits_until_it_is_shown_and_asks_once(changes: Changes, stack: QStackedWidget) -> None:
    page, other = Page(changes, Noun.NOTE), QWidget()
    stack.addWidget(page)
    stack.addWidget(other)
    stack.show()
    stack.setCurrentWidget(other)
    changes.announce((NoteSigned("n1", "c1"),))
    changes.announce((NoteSigned("n2", "c1"),))
    assert page.asked == 1
    stack.setCurrentWidget(page)
    assert page.asked == 2
    stack.setCurrentWidget(other)
    stack.setCurrentWidget(page)
    assert page.asked == 2


def test_a_clients_page_cares_for_that_client_only(changes: Changes, stack: QStackedWidget) -> None:
    page = Page(changes, Noun.CLIENT, Noun.REMINDER, client_id="c1")
    stack.addWidget(page)
    stack.show()
    changes.announce((ClientChanged("c2", "c2"),))
    assert page.asked == 1
    changes.announce((ClientChanged("c1", "c1"),))
    assert page.asked == 2
    changes.announce((ReminderSet("r1"),))  # concerns no client in particular, so it may concern this one
    assert page.asked == 3


def test_a_page_may_ignore_what_it_did_itself(changes: Changes, stack: QStackedWidget) -> None:
    page = Page(changes, Noun.NOTE, own=False)
    stack.addWidget(page)
    stack.show()
    editor = QWidget(page)
    changes.announce((NoteSigned("n1"),), page)
    changes.announce((NoteSigned("n1"),), editor)
    assert page.asked == 1
    changes.announce((NoteSigned("n1"),), QObject())
    changes.announce((NoteSigned("n1"),))
    assert page.asked == 3
