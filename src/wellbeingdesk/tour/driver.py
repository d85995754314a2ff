"""A person before one window: reads what is shown, uses mouse and keys, waits until the window has answered."""

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QPoint, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QComboBox, QMenu, QRadioButton, QWidget

from wellbeingdesk.tour import hands, seeing
from wellbeingdesk.tour.seeing import Missed, RowSeen

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)
B = TypeVar("B", bound=QAbstractButton)

PATIENCE = 20.0
"""Seconds a person waits for a window before giving up. Keys are derived on purpose slowly, on busy machines."""

_LOOK_AGAIN_MS = 10
_RESTING = 2.0


def until(condition: Callable[[], object], deadline: float = PATIENCE) -> bool:
    """Turn the event loop until the condition holds; False where it does not within `deadline` seconds."""
    end = time.monotonic() + deadline
    wake = QTimer()
    wake.start(_LOOK_AGAIN_MS)
    try:
        while True:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if condition():
                return True
            if time.monotonic() > end:
                return False
    finally:
        wake.stop()


_ONCE_MORE = 2
"""Seconds after which a person would press again."""


class Person:
    """Finds things by visible text or accessible name only. `settled` says whether the window still owes an answer."""

    def __init__(self, window: QWidget, settled: Callable[[], bool], patience: float = PATIENCE) -> None:
        self.window = window
        self._settled = settled
        self._patience = patience

    def looks_here(self) -> None:
        """Bring the window to the front."""
        front = seeing.front_of(self.window)
        if QApplication.activePopupWidget() is None and QApplication.activeWindow() is not front.window():
            front.activateWindow()
            self._wait(lambda: QApplication.activeWindow() is front.window(), "inactive", front.accessibleName())

    def waits(self) -> None:
        """Until everything begun has been answered."""
        self._wait(self._settled, "busy", "")

    def press(self, text: str, *, within: str = "") -> None:
        """Click the button, or the line of an open menu, that reads `text`."""
        self.looks_here()
        front = seeing.front_of(self.window)
        if isinstance(front, QMenu):
            self._pick(front, text)
        else:
            self._click(self._button(text, QAbstractButton, within), text)
        self.waits()

    def ticks(self, text: str, *, within: str = "", on: bool = True) -> None:
        """Set a check box, or leave it where it is so already."""
        self.looks_here()
        box = self._button(text, QCheckBox, within)
        if box.isChecked() != on:
            self._click(box, text)
            self.waits()
        if box.isChecked() != on:
            raise self._missed("unmoved", text)

    def chooses(self, name: str, option: str) -> None:
        """Choose in a combo box called `name`, or among the radio buttons of the group called so."""
        self.looks_here()
        found = self._until_found(lambda: [*self._editors(name, QComboBox), *self._radios(name, option)], name)
        one = self._only(found, f"{name}: {option}")
        if isinstance(one, QComboBox):
            self._choose_in(one, option)
        else:
            self._click(one, option)
        self.waits()

    def types(self, name: str, text: str, *, instead: bool = False) -> None:
        """Type into the editor called `name`; `instead` of what stands there."""
        self.looks_here()
        editor = self._editor(name)
        self._click(editor, name)
        self._wait(lambda: QApplication.focusWidget() is editor, "unfocused", name)
        window = hands.handle(editor)
        if instead:
            hands.press_keys(window, "Ctrl+A")
            hands.press_keys(window, "Delete")
        hands.type_text(window, text)
        self.waits()

    def pastes(self, name: str, text: str) -> None:
        """Put a long text in from the clipboard."""
        self.looks_here()
        editor = self._editor(name)
        self._click(editor, name)
        QGuiApplication.clipboard().setText(text)
        hands.press_keys(hands.handle(editor), "Ctrl+V")
        self.waits()

    def presses_keys(self, keys: str) -> None:
        """A shortcut, or a key by its name."""
        self.looks_here()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            hands.press_in(popup, keys)
        else:
            hands.press_keys(hands.handle(seeing.front_of(self.window)), keys)
        self.waits()

    def opens(self, row: str) -> None:
        """Click the row of a list whose title is `row`, or else the only one that contains it."""
        self.looks_here()
        self._click_row(self._row(row), row)
        self.waits()

    def turns_to(self, tab: str) -> None:
        """Click a tab; where the window is narrow, choose it in the box that stands there instead."""
        self.looks_here()
        found = self._until_found(lambda: self._tabs(tab), tab)
        bar, box = self._only(found, tab)
        if isinstance(bar, QComboBox):
            self._choose_in(bar, tab)
        else:
            hands.click(bar, bar.mapTo(bar.window(), box))
        self.waits()

    def goes_to(self, section: str) -> None:
        """Click a section of the sidebar."""
        self.looks_here()
        found: Sequence[object] = self._until_found(
            lambda: (
                [one for one in seeing.rows(self._front()) if one.title == section]
                or self._buttons(section, QAbstractButton)
            ),
            section,
        )
        if isinstance(found[0], RowSeen):
            self._click_row(found[0], section)
        else:
            self._click(self._button(section, QAbstractButton, ""), section)
        self.waits()

    def sees(self, text: str) -> None:
        """Wait until a text that contains `text` can be read."""
        if not until(lambda: self._reads_anywhere(text) and self._settled(), self._patience):
            raise self._missed("unseen", text)

    def no_longer_sees(self, text: str) -> None:
        """Wait until it cannot be read any more."""
        if not until(lambda: not self._reads_anywhere(text) and self._settled(), self._patience):
            raise self._missed("unwanted", text)

    def reads(self, name: str) -> str:
        """What stands in the editor or choice called `name`, or is described by it."""
        front = self._front
        found = self._until_found(
            lambda: [
                *(one for kind in (*seeing.EDITORS, QComboBox) for one in self._editors(name, kind)),
                *(one for one in seeing.parts(front(), QWidget) if one.accessibleDescription() == name),
            ],
            name,
        )
        return seeing.text_of(self._only(found, name))

    def texts(self) -> list[str]:
        """Everything that can be read now."""
        return list(seeing.texts(self._front()))

    def _front(self) -> QWidget:
        return seeing.front_of(self.window)

    def _reads_anywhere(self, text: str) -> bool:
        return any(text in one for one in seeing.texts(self._front()))

    def _buttons(self, text: str, kind: type[B], within: str = "") -> list[B]:
        found: list[B] = [one for one in seeing.parts(self._front(), kind) if text in seeing.names_of(one)]
        return seeing.nearest(found, within, self._front()) if within else found

    def _button(self, text: str, kind: type[B], within: str) -> B:
        wanted = f"{within}: {text}" if within else text
        return self._only(self._until_found(lambda: self._buttons(text, kind, within), wanted), wanted)

    def _radios(self, group: str, option: str) -> list[QRadioButton]:
        return self._buttons(option, QRadioButton, group)

    def _editors(self, name: str, kind: type[W]) -> list[W]:
        return [one for one in seeing.parts(self._front(), kind) if seeing.name_of(one) == name]

    def _editor(self, name: str) -> QWidget:
        return self._only(
            self._until_found(lambda: [one for kind in seeing.EDITORS for one in self._editors(name, kind)], name), name
        )

    def _row(self, text: str) -> RowSeen:
        def found() -> list[RowSeen]:
            shown = list(seeing.rows(self._front()))
            same = [one for one in shown if one.title == text]
            return same or [one for one in shown if text in one.spoken]

        return self._only(self._until_found(found, text), text)

    def _tabs(self, tab: str) -> list[tuple[QWidget, QPoint]]:
        bars: list[tuple[QWidget, QPoint]] = [
            (bar, bar.tabRect(at).center()) for bar, at, name in seeing.tabs(self._front()) if name == tab
        ]
        boxes = seeing.parts(self._front(), QComboBox)
        return bars or [(one, QPoint()) for one in boxes if one.findText(tab) >= 0]

    def _choose_in(self, box: QComboBox, option: str) -> None:
        """Open it and go down to the option by the keyboard, as somebody does who cannot aim."""
        name, view = seeing.name_of(box), box.view()
        self._click(box, name)
        if not until(view.isVisible, _ONCE_MORE):
            self._click(box, name)  # it moved from under the hand while the page above it was still being made
        self._wait(view.isVisible, "closed", name)
        at = box.findText(option)
        if at < 0:
            hands.press_in(view, "Escape")
            raise Missed("missing", option, [box.itemText(one) for one in range(box.count())])
        for key in ("Home", *("Down",) * at, "Return"):
            hands.press_in(view, key)
        self._wait(lambda: not view.isVisible() and box.currentText() == option, "unchosen", option)

    def _pick(self, menu: QMenu, text: str) -> None:
        action = self._only([one for one in menu.actions() if seeing.plain(one.text()) == text], text)
        if not action.isEnabled():
            raise self._missed("disabled", text)
        hands.click(menu, menu.actionGeometry(action).center())

    def _click_row(self, row: RowSeen, wanted: str) -> None:
        hands.reveal(row.view)
        row.view.scrollTo(row.index)
        if not hands.click_row(row.view, row.view.visualRect(row.index)):
            raise self._missed("covered", wanted)

    def _click(self, widget: QWidget, wanted: str) -> None:
        self._wait(widget.isEnabled, "disabled", wanted)
        at = self._resting_point(widget)
        if at is None:
            raise self._missed("covered", wanted)
        hands.click(widget, at)

    def _resting_point(self, widget: QWidget) -> QPoint | None:
        """Where to click once the widget has stopped moving: a layout takes several turns to come to rest."""
        points: list[QPoint | None] = [None]

        def rests() -> bool:
            hands.reveal(widget)
            points.append(hands.free_point(widget))
            return points[-1] is not None and points[-1] == points[-2]

        until(rests, _RESTING)
        return points[-1]

    def _until_found(self, look: Callable[[], Sequence[T]], wanted: str) -> Sequence[T]:
        if not until(look, self._patience):
            raise self._missed("missing", wanted)
        return look()

    def _only(self, found: Sequence[T], wanted: str) -> T:
        if not found:
            raise self._missed("missing", wanted)
        if len(found) > 1:
            raise self._missed(f"ambiguous, {len(found)}", wanted)
        return found[0]

    def _wait(self, condition: Callable[[], object], problem: str, wanted: str) -> None:
        if not until(condition, self._patience):
            raise self._missed(problem, wanted)

    def _missed(self, problem: str, wanted: str) -> Missed:
        return Missed(problem, wanted, seeing.listing(self._front()))
