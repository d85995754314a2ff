"""Takes pictures of what a person sees: the window with the dialogs and menus over it, in light and in dark."""

from pathlib import Path

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from wellbeingdesk.gui.theme import Scheme, Theme
from wellbeingdesk.tour.driver import until


class Album:
    """Pictures are numbered in the order in which they were taken, from 01."""

    def __init__(self, folder: Path, theme: Theme, app: QApplication) -> None:
        self._folder = folder
        self._theme = theme
        self._app = app
        self._number = 0
        self.pictures: list[Path] = []

    def take(self, window: QWidget, name: str, *, dark: bool = False) -> None:
        """`07-today-light.png`, and `07-today-dark.png` beside it for a main page."""
        self._number += 1
        self._save(window, name, "light")
        if dark:
            self._wear("dark")
            self._save(window, name, "dark")
            self._wear("light")

    def _wear(self, scheme: Scheme) -> None:
        self._theme.apply(self._app, scheme)
        until(lambda: self._theme.in_force == scheme)

    def _save(self, window: QWidget, name: str, scheme: Scheme) -> None:
        path = self._folder / f"{self._number:02d}-{name}-{scheme}.png"
        picture(window).save(str(path), "PNG")
        self.pictures.append(path)


def picture(window: QWidget) -> QPixmap:
    """The window as a whole, with what stands over it in its place."""
    taken = window.grab()
    painter = QPainter(taken)
    for over in _over(window):
        at = window.mapFromGlobal(over.mapToGlobal(over.rect().topLeft()))
        painter.drawPixmap(at, over.grab())
        painter.drawRect(over.rect().translated(at).adjusted(-1, -1, 0, 0))
    painter.end()
    return taken


def _over(window: QWidget) -> list[QWidget]:
    dialogs: list[QWidget] = [one for one in window.findChildren(QDialog) if one.isVisible()]
    menu = QApplication.activePopupWidget()
    return [*dialogs, menu] if isinstance(menu, QMenu) else dialogs
