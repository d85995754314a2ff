"""Letters typed from paper: each group is checked at once, and a paste of everything finds its places."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from wellbeingdesk.domain.recovery import SharePurpose, is_group_of_code, make_code, make_share
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.groups import GroupsEditor

GROUPS = make_code(bytes(range(20))).groups


@pytest.fixture
def editor(theme: Theme, qapp: QApplication) -> Iterator[GroupsEditor]:
    made = GroupsEditor(theme, "Recovery code", 8, is_group_of_code)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def pastes(editor: GroupsEditor, at: int, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    editor.groups[at].line.setFocus()
    QTest.keySequence(editor.groups[at].line, QKeySequence(QKeySequence.StandardKey.Paste))


def shown(editor: GroupsEditor) -> tuple[str, ...]:
    return tuple(one.upper() for one in editor.typed())


@pytest.mark.parametrize("between", ["", " ", "-", "\n", " – "])
@pytest.mark.parametrize("at", [0, 3])
def test_all_of_it_can_be_pasted_into_any_group(editor: GroupsEditor, at: int, between: str) -> None:
    pastes(editor, at, between.join(GROUPS).lower())
    assert shown(editor) == GROUPS
    assert editor.is_right()


@pytest.mark.parametrize("cursor", [0, 2, 5])
def test_a_paste_takes_the_place_of_what_stood_there(editor: GroupsEditor, cursor: int) -> None:
    editor.groups[0].line.setText("ABCDE")
    editor.groups[0].judge()
    editor.groups[0].line.setCursorPosition(cursor)
    pastes(editor, 0, "".join(GROUPS))
    assert shown(editor) == GROUPS


def test_letters_run_on_into_the_next_group_while_typing(editor: GroupsEditor) -> None:
    editor.groups[0].line.setFocus()
    for letter in "".join(GROUPS[:2]):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, letter)
    assert shown(editor)[:3] == (*GROUPS[:2], "")
    assert QApplication.focusWidget() is editor.groups[2].line


def test_a_slip_is_told_at_its_group_and_goes_when_it_is_mended(editor: GroupsEditor, theme: Theme) -> None:
    wrong = ("A" if GROUPS[2][0] != "A" else "B") + GROUPS[2][1:]
    pastes(editor, 0, "".join((*GROUPS[:2], wrong, *GROUPS[3:])))
    said = theme.words("recovery.group-slip", number=3)
    assert editor.groups[2].line.accessibleDescription() == said
    assert editor.groups[1].line.accessibleDescription() == theme.words("recovery.group-right", number=2)
    assert (editor.missing(), editor.is_right()) == (1, False)
    editor.look_at_first_fault()
    assert QApplication.focusWidget() is editor.groups[2].line
    QTest.keyClicks(editor.groups[2].line, GROUPS[2])
    assert editor.is_right()


def test_cleared_it_holds_nothing(editor: GroupsEditor) -> None:
    pastes(editor, 0, "".join(GROUPS))
    editor.clear()
    editor.groups[0].line.undo()
    assert set(editor.typed()) == {""}


def types_as_scanner(editor: GroupsEditor, text: str) -> None:
    """Key after key into whatever has the focus."""
    editor.groups[0].line.setFocus()
    for key in text:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, key)


def test_what_a_scanner_reads_fills_all_but_the_group_by_hand(editor: GroupsEditor) -> None:
    types_as_scanner(editor, f"WD1:SHEET:4F2A91C0:{'-'.join(GROUPS[:7])}")
    assert shown(editor) == (*GROUPS[:7], "")
    assert QApplication.focusWidget() is editor.groups[7].line


def test_the_code_of_another_kind_of_paper_is_told(editor: GroupsEditor, theme: Theme) -> None:
    share = make_share(SharePurpose.DESK, 7, 1, bytes(20))
    types_as_scanner(editor, f"WD1:SHARE:4F2A91C0:{'-'.join(share.groups[:8])}")
    assert set(editor.typed()) == {""}
    assert theme.words("recovery.scan-other") in {label.text() for label in editor.findChildren(QLabel)}
