"""A person's hands: mouse and keys as the window system would send them, so that what is covered gets no click."""

import unicodedata
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QKeyCombination, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QScrollArea, QWidget

_PLAIN = Qt.KeyboardModifier.NoModifier
_LEFT = Qt.MouseButton.LeftButton


def reveal(widget: QWidget) -> None:
    """Scroll whatever stands around a widget until it is seen."""
    above = widget.parentWidget()
    while above is not None:
        inside = above.widget() if isinstance(above, QScrollArea) else None
        if isinstance(above, QScrollArea) and inside is not None and inside.isAncestorOf(widget):
            above.ensureWidgetVisible(widget, 8, 8)
        above = above.parentWidget()


def free_point(widget: QWidget, box: QRect | None = None) -> QPoint | None:
    """A point of the widget, as its window counts, that nothing covers; None where there is none."""
    top = widget.window()
    wanted = box if box is not None else widget.rect()
    seen = widget.visibleRegion().boundingRect().intersected(wanted)
    if seen.isEmpty():
        return None
    for point in (seen.center(), seen.topLeft() + QPoint(3, 3), QPoint(seen.left() + 12, seen.center().y())):
        there = widget.mapTo(top, point)
        hit = top.childAt(there) or top
        if hit is widget or widget.isAncestorOf(hit):
            return there
    return None


def click(widget: QWidget, at: QPoint) -> None:
    """Press and release the left button at a point of the widget's window."""
    QTest.mouseMove(handle(widget), at)
    QTest.mouseClick(handle(widget), _LEFT, _PLAIN, at)


def click_row(view: QAbstractItemView, box: QRect) -> bool:
    """Click on a row of a list; False where something covers it."""
    at = free_point(view.viewport(), box)
    if at is None:
        return False
    click(view.viewport(), at)
    return True


def handle(widget: QWidget) -> QWindow:
    """The system's window of a widget."""
    found = widget.window().windowHandle()
    if found is None:
        raise LookupError(type(widget).__name__)
    return found


def press_keys(window: QWindow, keys: str) -> None:
    """A shortcut or key by name, `Ctrl+L`, `Escape`."""
    combination = _combination(keys)
    QTest.keyClick(window, combination.key(), combination.keyboardModifiers())


def press_in(popup: QWidget, keys: str) -> None:
    """The same in what has popped up: the system gives it all keys, and remakes its window as it likes."""
    combination = _combination(keys)
    QTest.keyClick(popup, combination.key(), combination.keyboardModifiers())


def _combination(keys: str) -> QKeyCombination:
    found: QKeyCombination = QKeySequence(keys)[0]  # type: ignore[index]  # the stubs leave out operator[]
    return found


def type_text(window: QWindow, text: str) -> None:
    """Type: what stands on the keyboard key by key, anything else as an input method hands it over."""
    for part in _parts(text):
        if part == "\n":
            QTest.keyClick(window, Qt.Key.Key_Return)
        elif part.isascii():
            modifier = Qt.KeyboardModifier.ShiftModifier if part.isupper() else _PLAIN
            QTest.keyClick(window, part, modifier)  # type: ignore[call-overload]  # the stubs leave letters out
        else:
            _commit(part)


def _parts(text: str) -> Iterator[str]:
    """Single keys, and letters from elsewhere together with the marks and joiners that belong to them."""
    held = ""
    for letter in text:
        if letter.isascii():
            if held:
                yield held
                held = ""
            yield letter
        elif held and not _belongs_to_the_letter_before(letter):
            yield held
            held = letter
        else:
            held += letter
    if held:
        yield held


def _belongs_to_the_letter_before(letter: str) -> bool:
    return unicodedata.combining(letter) > 0 or unicodedata.category(letter) in {"Mn", "Me", "Cf", "Sk"}


def _commit(text: str) -> None:
    focus = QGuiApplication.focusObject()
    if focus is not None:
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QCoreApplication.sendEvent(focus, event)
