"""Says a sentence to assistive tools when something appears that nobody put the focus on."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def say(widget: QWidget, sentence: str) -> None:
    """Announce; silent where no assistive tool listens."""
    if QAccessible.isActive() and sentence:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))
