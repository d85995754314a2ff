"""A menu below the button that opens it, made anew each time and without an event loop of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton

from wellbeingdesk.gui.theme import Theme


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a menu."""

    label: str
    chosen: Callable[[], None]
    icon: str = ""


def drop_menu(theme: Theme, button: QPushButton, entries: Sequence[Entry]) -> QMenu:
    """Show the entries below the button; arrow keys, first letters and Escape work as in every menu."""
    menu = QMenu(button)
    menu.setAccessibleName(button.accessibleName() or button.text())
    for entry in entries:
        action = menu.addAction(entry.label)
        if entry.icon:
            action.setIcon(theme.icon(entry.icon, "text2"))
        action.triggered.connect(lambda _checked=False, chosen=entry.chosen: chosen())
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(_below(button, menu.sizeHint().width()))
    menu.setActiveAction(menu.actions()[0])
    return menu


def _below(button: QPushButton, width: int) -> QPoint:
    """Under the button; ending with it where the menu would else stand out of the window."""
    window = button.window()
    fits = button.mapTo(window, QPoint(width, 0)).x() <= window.width()
    return button.mapToGlobal(QPoint(0 if fits else button.width() - width, button.height() + 2))
