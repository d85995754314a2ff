"""A form filled in by keyboard: every kind of answer, what stays unanswered, what hides, what is missing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers import walk
from wellbeingdesk.domain.form import Field, FieldKind, Finding, Form, Option, Section, ShownIf, Value, check
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.forms.editor import Ground
from wellbeingdesk.gui.forms.form_editor import FormEditor
from wellbeingdesk.gui.forms.row import answer_text
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.buttons import LinkButton


def en(text: str) -> dict[str, str]:
    return {"en": text}


def options(*names: str) -> tuple[Option, ...]:
    return tuple(Option(name, en(name.title())) for name in names)


FORM = Form(
    "sample", 1, "consent", en("Sample"),
    (
        Section("who", en("Who"), (
            Field("name", FieldKind.LINE, en("Name"), required=True, hint=en("As on a letter")),
            Field("kind", FieldKind.CHOICE, en("Kind"), options=options("gp", "tutor", "other"), required=True),
            Field("which", FieldKind.LINE, en("Which"), shown_if=ShownIf("kind", ("other",)), required=True),
            Field("deeper", FieldKind.LINE, en("Deeper"), shown_if=ShownIf("which", ("nested",))),
            Field("items", FieldKind.CHOICES, en("Items"), options=options("dates", "summary", "plan")),
            Field("read", FieldKind.YES_NO, en("Read it")),
        )),
        Section("when", en("When"), (
            Field("from", FieldKind.DATE, en("From"), required=True),
            Field("at", FieldKind.MOMENT, en("At")),
            Field("weeks", FieldKind.NUMBER, en("Weeks"), unit=en("weeks"), least=1, most=52),
            Field("why", FieldKind.TEXT, en("Why"), paper_lines=4),
            Field("way", FieldKind.CHOICE, en("Way"), options=options(*"abcdefgh")),
        )),
    ),
)  # fmt: skip
EMPTY: dict[str, Value] = {field.id: None for field in FORM.fields}
FULL: dict[str, Value] = {
    "name": "Dr Okafor", "kind": "other", "which": "nested", "deeper": "yes", "items": ("dates", "plan"), "read": False,
    "from": "2026-11-21", "at": "2026-11-21T14:00", "weeks": 12, "why": "One\nTwo", "way": "h",
}  # fmt: skip


@pytest.fixture
def editor(theme: Theme, qtbot: QtBot) -> FormEditor:
    return shown(theme, qtbot)


def shown(theme: Theme, qtbot: QtBot, **how: str) -> FormEditor:
    made = FormEditor(FORM, "en", theme.words, theme, **how)  # type: ignore[arg-type]  # one of its two words
    qtbot.addWidget(made)
    made.resize(700, 900)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(made.whole)
    return made


def type_at(editor: FormEditor, qtbot: QtBot, ident: str, text: str) -> None:
    editor.focus_field(ident)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def press(editor: FormEditor, qtbot: QtBot, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or editor, key)


def test_nothing_is_answered_beforehand(editor: FormEditor) -> None:
    assert editor.answers() == EMPTY
    assert not any(one.isChecked() for one in editor.findChildren(QRadioButton))


def test_every_kind_by_keyboard(editor: FormEditor, qtbot: QtBot) -> None:
    type_at(editor, qtbot, "name", "Dr Okafor")
    type_at(editor, qtbot, "kind", " ")  # the first option; arrows go on from it
    press(editor, qtbot, Qt.Key.Key_Down)
    type_at(editor, qtbot, "items", " ")
    press(editor, qtbot, Qt.Key.Key_Tab)
    press(editor, qtbot, Qt.Key.Key_Tab)
    press(editor, qtbot, Qt.Key.Key_Space)
    editor.focus_field("read")
    press(editor, qtbot, Qt.Key.Key_Down)
    press(editor, qtbot, Qt.Key.Key_Space)
    type_at(editor, qtbot, "from", "21 nov 26")
    type_at(editor, qtbot, "at", "21/11/2026 2pm")
    type_at(editor, qtbot, "weeks", "12")
    type_at(editor, qtbot, "why", "So that")
    type_at(editor, qtbot, "way", "h")
    expected = {
        "name": "Dr Okafor", "kind": "tutor", "items": ("dates", "plan"), "read": False, "from": "2026-11-21",
        "at": "2026-11-21T14:00", "weeks": 12, "why": "So that", "way": "h",
    }  # fmt: skip
    assert editor.answers() == {**EMPTY, **expected}
    assert check(FORM, editor.answers()) == ()


def test_answers_come_back_as_they_were_given(editor: FormEditor, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(editor.changed):
        editor.set_answers(FULL)
    assert editor.answers() == FULL
    editor.set_answers({})
    assert editor.answers() == EMPTY


@pytest.mark.parametrize("answer", [True, False, None])
def test_yes_no_and_unanswered_are_three_things(editor: FormEditor, answer: bool | None) -> None:
    editor.set_answers({"read": answer})
    assert editor.answers()["read"] is answer


def test_zero_is_an_answer(editor: FormEditor) -> None:
    editor.set_answers({"weeks": 0})
    assert editor.answers()["weeks"] == 0
    assert editor.answers()["weeks"] is not None


def test_blanks_are_no_answer(editor: FormEditor, qtbot: QtBot) -> None:
    type_at(editor, qtbot, "name", "   ")
    type_at(editor, qtbot, "why", "  ")
    assert editor.answers() == EMPTY


def test_what_cannot_be_read_is_kept_and_found(editor: FormEditor, qtbot: QtBot) -> None:
    for ident, text in (("from", "soon"), ("at", "21 Nov 2026"), ("weeks", "a few")):
        type_at(editor, qtbot, ident, text)
    answers = editor.answers()
    assert (answers["from"], answers["at"], answers["weeks"]) == ("soon", "21 Nov 2026", "a few")
    codes = {one.field: one.code for one in check(FORM, answers)}
    assert codes["from"] == "not-a-date"
    assert codes["at"] == "not-a-moment"
    assert codes["weeks"] == "not-a-number"


def test_a_date_is_tidied_when_it_is_left(editor: FormEditor, qtbot: QtBot) -> None:
    type_at(editor, qtbot, "from", "21/11/26")
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    press(editor, qtbot, Qt.Key.Key_Tab)
    assert line.text() == "21 Nov 2026"


def test_tab_leaves_a_text_and_undo_is_its_own(editor: FormEditor, qtbot: QtBot) -> None:
    editor.set_answers({"why": "kept"})
    type_at(editor, qtbot, "why", "x")
    box = QApplication.focusWidget()
    assert box is not None
    QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.answers()["why"] == "kept"
    QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.answers()["why"] == "kept"  # undo does not reach behind what was set
    press(editor, qtbot, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not box


def test_questions_hide_and_come_back_with_what_was_typed(editor: FormEditor, qtbot: QtBot) -> None:
    editor.set_answers({"kind": "other", "which": "nested", "deeper": "more"})
    which, deeper = label(editor, "Which"), label(editor, "Deeper")
    assert which.isVisible()
    assert deeper.isVisible()
    radio = next(one for one in editor.findChildren(QRadioButton) if one.text() == "Gp")
    QTest.mouseClick(radio, Qt.MouseButton.LeftButton)
    assert not which.isVisible()
    assert not deeper.isVisible()  # what hangs on a hidden question hides as well
    assert editor.answers()["which"] is None
    assert editor.typed()["which"] == "nested"
    other = next(one for one in editor.findChildren(QRadioButton) if one.text() == "Other")
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    assert editor.answers()["deeper"] == "more"


def test_an_answer_that_is_not_needed_can_be_cleared(editor: FormEditor, qtbot: QtBot) -> None:
    editor.set_answers({"read": True, "way": "c", "kind": "gp"})
    clears = [one for one in editor.findChildren(LinkButton) if one.isVisible()]
    assert len(clears) == 2  # not for `kind`, which is needed
    for button in clears:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert editor.answers()["read"] is None
    assert editor.answers()["way"] is None


def test_findings_stand_beside_their_fields_and_go_when_answered(editor: FormEditor, qtbot: QtBot) -> None:
    editor.show_findings(check(FORM, editor.answers()))
    findings = [one for one in editor.findChildren(QLabel) if one.property("kind") == "finding" and one.isVisible()]
    assert [one.text() for one in findings] == ["This is still to be answered."] * 3
    editor.focus_field("name")
    line = QApplication.focusWidget()
    assert line is not None
    assert line.accessibleDescription() == "As on a letter This is still to be answered."
    QTest.keyClicks(line, "A")
    assert not findings[0].isVisible()
    assert findings[1].isVisible()
    assert line.accessibleDescription() == "As on a letter"


def test_answers_are_read_as_words(theme: Theme) -> None:
    ground = Ground(theme, theme.words, "en", Dates(theme.words))
    assert [answer_text(field, FULL.get(field.id), ground) for field in FORM.fields] == [
        "Dr Okafor", "Other", "nested", "yes", "Dates\nPlan", "No", "21 Nov 2026", "21 Nov 2026, 14:00", "12 weeks",
        "One\nTwo", "H",
    ]  # fmt: skip
    assert answer_text(FORM.fields[0], None, ground) == "Not answered"


def test_one_section_at_a_time(theme: Theme, qtbot: QtBot) -> None:
    editor = shown(theme, qtbot, sections="one")
    assert label(editor, "Name").isVisible()
    assert not editor.findChildren(QPlainTextEdit)  # the other part is not even made
    editor.focus_field("why")
    assert label(editor, "Part 2 of 2").isVisible()
    assert not label(editor, "Name").isVisible()


def test_groups_have_the_role_and_name_of_their_question(editor: FormEditor) -> None:
    radios = [one for one in editor.findChildren(QRadioButton) if one.text() in {"Yes", "No"}]
    holder: QWidget | None = radios[0]
    while holder is not None and walk.name_of(holder) != "Read it":
        holder = holder.parentWidget()
    assert holder is not None
    assert walk.role_of(holder).name == "Grouping"
    assert walk.role_of(radios[0]).name == "RadioButton"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_demanding_person_finds_nothing(theme: Theme, qapp: QApplication, qtbot: QtBot, scale: float) -> None:
    theme.apply(qapp, "light", scale)
    editor = shown(theme, qtbot)
    editor.set_answers(FULL)
    editor.show_findings([Finding(field.id, "missing") for field in FORM.fields])
    editor.resize(420, 560)
    assert not walk.faults(editor)
    assert not walk.tab_misses(editor)


def label(editor: FormEditor, text: str) -> QLabel:
    found = [one for one in editor.findChildren(QLabel) if one.text() == text]
    return next((one for one in found if one.isVisible()), found[0])
