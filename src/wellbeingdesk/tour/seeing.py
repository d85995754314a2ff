"""A person's eyes: what can be read on a window now, by visible text or accessible name and by nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

W = TypeVar("W", bound=QWidget)

EDITORS = (QLineEdit, QPlainTextEdit)
_EDITED = (*EDITORS, QComboBox)
"""What stands in them is read; of a picture, such as a page, what it says of itself."""


class Missed(LookupError):
    """Something a person looked for is not there, not alone, covered or switched off; tells what is seen instead."""

    def __init__(self, problem: str, wanted: str, seen: Sequence[str]) -> None:
        super().__init__(problem, wanted)
        self.problem = problem
        self.wanted = wanted
        self.seen = tuple(seen)

    def __str__(self) -> str:
        return "\n  ".join((f"{self.problem}: {self.wanted!r}", *self.seen))


@dataclass(frozen=True, slots=True, eq=False)
class RowSeen:
    """One row of a list or table that is on the screen."""

    view: QAbstractItemView
    index: QModelIndex
    title: str
    spoken: str


def front_of(window: QWidget) -> QWidget:
    """What takes the clicks: an open menu, else the innermost dialog over the window, else the window."""
    popup = QApplication.activePopupWidget()
    if isinstance(popup, QMenu):
        return popup
    dialogs = [one for one in window.findChildren(QDialog) if one.isVisible()]
    inner = [one for one in dialogs if not any(other.isVisible() for other in one.findChildren(QDialog))]
    return inner[-1] if inner else window


def parts(front: QWidget, kind: type[W]) -> list[W]:
    """Visible widgets of a kind in this window alone, in the order in which they are read."""
    own = front.window()
    shown = [one for one in front.findChildren(kind) if one.isVisible() and one.window() is own]
    return sorted((one for one in shown if not one.size().isEmpty()), key=lambda one: _place(one, own))


def _place(widget: QWidget, own: QWidget) -> tuple[int, int]:
    corner = widget.mapTo(own, QPoint(0, 0))
    return corner.y(), corner.x()


def plain(text: str) -> str:
    """Words without the mark of a shortcut."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def name_of(widget: QWidget) -> str:
    """By what a person, or a screen reader, would call it."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton):
        return plain(widget.text())
    if isinstance(widget, QLabel):
        return widget.text()
    for label in widget.window().findChildren(QLabel):
        if label.buddy() is widget:
            return plain(label.text())
    return ""


def names_of(button: QAbstractButton) -> set[str]:
    """A button answers to its words and to its accessible name."""
    return {plain(button.text()), button.accessibleName()} - {""}


def rows(front: QWidget) -> Iterator[RowSeen]:
    """Every row of every list that is shown."""
    for view in parts(front, QAbstractItemView):
        model = view.model()
        for at in range(model.rowCount()):
            index = model.index(at, 0)
            title = index.data(Qt.ItemDataRole.DisplayRole)
            spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
            yield RowSeen(view, index, str(title or ""), str(spoken or title or ""))


def tabs(front: QWidget) -> Iterator[tuple[QTabBar, int, str]]:
    """Every tab that is shown."""
    for bar in parts(front, QTabBar):
        for at in range(bar.count()):
            yield bar, at, plain(bar.tabText(at))


def text_of(widget: QWidget) -> str:
    """What stands in an editor or a choice."""
    if isinstance(widget, QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return name_of(widget)


def texts(front: QWidget) -> Iterator[str]:
    """Everything that can be read, in no order that matters."""
    if isinstance(front, QMenu):
        yield from (plain(action.text()) for action in front.actions())
        return
    if front.accessibleName():
        yield front.accessibleName()
    for label in parts(front, QLabel):
        yield label.text()
    for button in parts(front, QAbstractButton):
        yield from names_of(button)
    for other in parts(front, QWidget):
        if not _own_text(other) and not isinstance(other, _EDITED):
            yield from (other.accessibleName(), other.accessibleDescription())
    for kind in (QLineEdit, QPlainTextEdit, QComboBox):
        for editor in parts(front, kind):
            yield text_of(editor)
    yield from (row.spoken for row in rows(front))
    yield from (name for _, _, name in tabs(front))


def listing(front: QWidget) -> list[str]:
    """What is visible, for the one who reads why a step failed; passphrases are not told."""
    lines = [f"label {one.text()[:80]!r}" for one in parts(front, QLabel) if one.text()]
    lines += [_line(one, *sorted(names_of(one))) for one in parts(front, QAbstractButton)]
    lines += [_line(one, name_of(one)) for kind in (*EDITORS, QComboBox) for one in parts(front, kind)]
    lines += [f"row {one.spoken[:80]!r}" for one in rows(front)]
    lines += [f"tab {name!r}" for _, _, name in tabs(front)]
    if isinstance(front, QMenu):
        lines += [f"action {plain(one.text())!r}" for one in front.actions()]
    return lines


def _line(widget: QWidget, *names: str) -> str:
    return f"{type(widget).__name__} {' / '.join(names)!r}{'' if widget.isEnabled() else ' (disabled)'}"


def nearest(found: Sequence[W], within: str, front: QWidget) -> list[W]:
    """Those of the widgets that stand closest to the words `within`: in the smallest frame around them."""
    best: list[W] = []
    smallest = 0
    for anchor in _anchors(front, within):
        frame: QWidget | None = anchor
        while frame is not None and frame is not front.parentWidget():
            inside = [one for one in found if frame is one or frame.isAncestorOf(one)]
            if inside:
                area = frame.width() * frame.height()
                if not best or area < smallest:
                    best, smallest = inside, area
                break
            frame = frame.parentWidget()
    return best


def _anchors(front: QWidget, words: str) -> list[QWidget]:
    wanted = words.casefold()
    return [
        one for one in parts(front, QWidget) if wanted in {one.accessibleName().casefold(), _own_text(one).casefold()}
    ]


def _own_text(widget: QWidget) -> str:
    if isinstance(widget, QLabel):
        return widget.text()
    return plain(widget.text()) if isinstance(widget, QAbstractButton) else ""
