"""The demanding person of tests/helpers/walk.py sees what is planted, and finds nothing in the kit's own dialogs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers import walk
from wellbeingdesk.domain.worldly import DiskFull
from wellbeingdesk.gui.shortcuts import ShortcutSheet
from wellbeingdesk.gui.telling import Telling
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.empty import EmptyState
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.surface import Scroller


class Deaf(QDialog):
    """Hears no Escape."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> QWidget:
    made = QWidget()
    made.setLayout(QVBoxLayout())
    made.resize(500, 400)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def put(page: QWidget, widget: QWidget) -> QWidget:
    layout = page.layout()
    assert layout is not None
    layout.addWidget(widget)
    widget.show()
    return widget


def test_a_button_without_a_name_is_seen(page: QWidget) -> None:
    button = put(page, QToolButton())
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setFixedSize(30, 30)
    assert walk.faults(page) == ["no accessible name: QToolButton ''"]
    button.setAccessibleName("Print")
    assert not walk.faults(page)


def test_a_small_target_is_seen(page: QWidget) -> None:
    put(page, QPushButton("Go")).setFixedHeight(20)
    assert any(fault.startswith("target of") for fault in walk.faults(page))


def test_a_clipped_label_is_seen(page: QWidget) -> None:
    put(page, QLabel("A sentence that is longer than this")).setFixedWidth(60)
    assert walk.faults(page)[0].startswith("clipped (has 60")


def test_a_wrapped_label_too_low_is_seen(page: QWidget) -> None:
    label = QLabel("A sentence that goes on over several lines, for which there is no room")
    label.setWordWrap(True)
    put(page, label).setFixedSize(120, 16)
    assert walk.faults(page)[0].startswith("clipped (height 16")


def test_what_sticks_out_is_seen(page: QWidget) -> None:
    holder = put(page, QWidget())
    holder.setFixedSize(50, 40)
    line = QLineEdit("words", holder)
    line.setAccessibleName("Words")
    line.resize(200, 30)
    line.show()
    assert walk.faults(page) == ["cut off by QWidget '': QLineEdit 'words'"]


def test_what_only_scrolling_sideways_would_show_is_seen(page: QWidget, theme: Theme) -> None:
    scroller = Scroller()
    wide = Button(theme, "Wide")
    wide.setFixedWidth(900)
    scroller.column.addWidget(wide)
    put(page, scroller)
    scroller.setMaximumWidth(300)
    assert any("cut off by" in fault for fault in walk.faults(page))


def test_what_tab_never_reaches_is_seen(page: QWidget) -> None:
    class Trap(QLineEdit):
        def focusNextPrevChild(self, _forward: bool) -> bool:
            return True

    first, second = put(page, Trap("first")), put(page, QLineEdit("second"))
    first.setFocus()
    assert walk.tab_misses(page) == ["Tab never reaches QLineEdit 'second'"]
    assert second.isEnabled()


def test_a_dialog_that_hears_no_escape_is_seen(page: QWidget, qtbot: QtBot) -> None:
    deaf = Deaf(page)
    qtbot.addWidget(deaf)
    deaf.open()
    assert not walk.escape_closes(deaf)
    deaf.done(0)


def told(theme: Theme, page: QWidget) -> Sheet:
    """A failure of the world as it is told."""
    Telling(theme).tell(DiskFull(), page)
    return page.findChildren(Sheet)[-1]


@pytest.mark.parametrize("make", [told, ShortcutSheet])
@pytest.mark.parametrize("scale", [1.0, 1.35, 2.0])
def test_the_kits_own_dialogs_stand_the_look(
    theme: Theme, qapp: QApplication, page: QWidget, make: Callable[[Theme, QWidget], Sheet], scale: float
) -> None:
    theme.apply(qapp, "light", scale)
    sheet = make(theme, page)
    sheet.open()
    assert not walk.faults(sheet)
    assert walk.escape_closes(sheet)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_an_empty_state_stands_the_look(theme: Theme, qapp: QApplication, page: QWidget, scale: float) -> None:
    theme.apply(qapp, "light", scale)
    put(page, EmptyState(theme, "search", "No client matches", "Check the spelling.", ("Clear search", page.hide)))
    page.resize(420, 500)
    assert not walk.faults(page)
