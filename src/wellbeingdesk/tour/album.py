"""Takes pictures of what a person sees: the window, with the dialogs and menus that stand over it."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.tour.driver import until

_SETTLING = 2.0
"""Seconds for a layout to come to rest; what moves for longer, such as a bar of progress, is taken as it is."""

_TURNS = 8
"""A label that wraps may change the height of what holds it, and so on outwards."""


class Album:
    """Pictures are numbered in the order in which they were taken, and named after the scheme in force."""

    def __init__(self, folder: Path, theme: Theme) -> None:
        self._folder = folder
        self._theme = theme
        self.pictures: list[Path] = []

    def take(self, window: QWidget, name: str) -> None:
        """`07-today-light.png`; the same in dark has its own number."""
        number = len(self.pictures) + 1
        path = self._folder / f"{number:02d}-{name}-{self._theme.in_force}.png"
        still_picture(window).save(str(path))
        self.pictures.append(path)


def still_picture(window: QWidget) -> QImage:
    """What is seen once two looks in a row saw the same: layouts take several turns to come to rest."""
    taken = [picture(window)]

    def rests() -> bool:
        for _ in range(_TURNS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        taken.append(picture(window))
        return taken[-1] == taken[-2]

    until(rests, _SETTLING)
    return taken[-1]


def picture(window: QWidget) -> QImage:
    """The window as a whole, with what stands over it in its place."""
    taken = window.grab()
    painter = QPainter(taken)
    painter.setPen(window.palette().color(QPalette.ColorRole.Mid))
    for over in _over(window):
        at = window.mapFromGlobal(over.mapToGlobal(over.rect().topLeft()))
        painter.drawPixmap(at, over.grab())
        painter.drawRect(over.rect().translated(at).adjusted(-1, -1, 0, 0))
    painter.end()
    return taken.toImage()


def _over(window: QWidget) -> list[QWidget]:
    dialogs: list[QWidget] = [one for one in window.findChildren(QDialog) if one.isVisible()]
    menu = QApplication.activePopupWidget()
    return [*dialogs, menu] if isinstance(menu, QMenu) else dialogs
