"""Words and fields hold still: nothing moves where a fault is shown, and a reference is never broken in two."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.helpers import walk
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.long_text import LongReading
from wellbeingdesk.gui.widgets.surface import column, restyle
from wellbeingdesk.gui.widgets.text import Selectable, Text


@pytest.mark.parametrize("scale", [1.0, 1.35, 2.0])
@pytest.mark.parametrize("make", [QLineEdit, QPlainTextEdit, QComboBox])
def test_nothing_moves_where_something_is_found_wrong(
    theme: Theme, qapp: QApplication, qtbot: QtBot, make: type[QWidget], scale: float
) -> None:
    theme.apply(qapp, "light", scale)
    editor = make()
    holder = column_of(theme, qtbot, LabelledField(theme, "Name", editor))
    before = (editor.sizeHint(), room_inside(editor))
    restyle(editor, "fault", True)
    assert (editor.sizeHint(), room_inside(editor)) == before
    assert holder.isVisible()


def column_of(theme: Theme, qtbot: QtBot, held: QWidget) -> QWidget:
    holder, inside = QWidget(), column(8)
    inside.addWidget(held)
    holder.setLayout(inside)
    qtbot.addWidget(holder)
    holder.resize(500, 300)
    with qtbot.waitExposed(holder):
        holder.show()
    return holder


def room_inside(editor: QWidget) -> QRect:
    """Where its text stands."""
    if isinstance(editor, QPlainTextEdit):
        return editor.viewport().geometry()
    assert isinstance(editor, QComboBox | QLineEdit)
    if isinstance(editor, QComboBox):
        option = QStyleOptionComboBox()
        editor.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        return editor.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, editor)
    frame = QStyleOptionFrame()
    editor.initStyleOption(frame)
    return editor.style().subElementRect(QStyle.SubElement.SE_LineEditContents, frame, editor)


def test_a_reference_stays_in_one_line_and_is_read_and_copied_as_it_is_typed(theme: Theme, qtbot: QtBot) -> None:
    label = Text("she/her  ·  WD-7K3F")
    qtbot.addWidget(label)
    assert label.text() == walk.name_of(label) == "she/her  ·  WD-7K3F"
    narrow = label.fontMetrics().horizontalAdvance("WD-MR")
    broken, whole = Text("WX-MRK4"), Text("WD-MRK4")
    for one in (broken, whole):
        qtbot.addWidget(one)
    assert whole.heightForWidth(narrow) < broken.heightForWidth(narrow)
    label.setText("she/her")
    assert walk.name_of(label) == "she/her"
    copied = Selectable("WD-7K3F")
    qtbot.addWidget(copied)
    copied.setSelection(0, 7)
    assert copied.selectedText() == "WD-7K3F"


WORDS = "One sentence after another, and none of them ends the paragraph. " * 300
TEXTS = [
    "",
    "Short.",
    f"One.\r\n{WORDS}",
    WORDS,
    "0123456789" * 1_000,
    f"Before.\n\n{WORDS}\nAfter.\n",
    f"{'a' * 1_999} {'b' * 1_999} c",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_long_paragraph_is_laid_out_in_pieces_and_copied_as_it_was_written(
    theme: Theme, qtbot: QtBot, text: str
) -> None:
    reading = LongReading(theme, text)
    qtbot.addWidget(reading)
    blocks = [reading.document().findBlockByNumber(at) for at in range(reading.blockCount())]
    assert max(one.length() for one in blocks) <= 2_001
    reading.selectAll()
    assert reading.marked() == text.replace("\r\n", "\n")


def test_part_of_a_long_text_is_copied_as_it_was_written(theme: Theme, qtbot: QtBot) -> None:
    text = f"{WORDS}\nAfter."
    reading = LongReading(theme, text)
    qtbot.addWidget(reading)
    cursor = reading.textCursor()
    second, last = reading.document().findBlockByNumber(1), reading.document().lastBlock()
    cursor.setPosition(second.position() - 10)
    cursor.setPosition(second.position() + 10, QTextCursor.MoveMode.KeepAnchor)
    reading.setTextCursor(cursor)
    assert reading.marked() in text
    cursor.setPosition(last.position() - 4)
    cursor.setPosition(last.position(), QTextCursor.MoveMode.KeepAnchor)
    reading.setTextCursor(cursor)
    assert reading.marked() == f"{WORDS[-3:]}\n"
