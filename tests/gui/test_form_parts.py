"""A long form comes part by part: what is not made yet keeps its answers, takes findings, and can be gone to."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.gui.test_forms import FORM, FULL, en, label, shown, type_at
from tests.helpers import walk
from wellbeingdesk.domain.form import Field, FieldKind, Finding, Form, Section, ShownIf, Value
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.forms.editor import Ground
from wellbeingdesk.gui.forms.form_editor import FormEditor
from wellbeingdesk.gui.forms.kept import as_kept
from wellbeingdesk.gui.forms.row import editor_for
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.slices import Slices
from wellbeingdesk.gui.widgets.surface import Scroller


def test_a_part_that_is_not_made_keeps_its_answers(theme: Theme, qtbot: QtBot) -> None:
    editor = shown(theme, qtbot, sections="one")
    with qtbot.assertNotEmitted(editor.changed):
        editor.set_answers(FULL)
    assert not editor.findChildren(QPlainTextEdit)
    assert editor.answers() == FULL
    assert editor.typed() == FULL
    assert editor.label_of("why") == "Why"
    type_at(editor, qtbot, "why", "Three ")
    assert editor.answers() == {**FULL, "why": "Three One\nTwo"}
    qtbot.waitUntil(editor.whole)
    assert editor.answers() == {**FULL, "why": "Three One\nTwo"}


ODD: tuple[Value, ...] = (
    None, "", "  ", " a ", "gp", "soon", "12", 12, 0, True, False, (), ("plan", "dates"), ("dates", "nothing"),
    "2026-11-21", "21/11/26", "2026-11-21T14:00", "21 Nov 2026 2pm", "One\n", "a\nb",
)  # fmt: skip


@pytest.mark.parametrize("field", FORM.fields, ids=lambda field: field.id)
def test_an_answer_kept_without_an_editor_is_what_the_editor_would_say(
    theme: Theme, qapp: QApplication, field: Field
) -> None:
    ground = Ground(theme, theme.words, "en", Dates(theme.words))
    editor = editor_for(field, ground)
    for value in ODD:
        if field.kind is FieldKind.LINE and value == "a\nb":
            continue  # a line break cannot be typed into a line
        editor.set_value(value)
        assert as_kept(field, value, ground.dates) == editor.value(), value
    editor.deleteLater()


def test_a_part_that_is_not_made_takes_findings(theme: Theme, qtbot: QtBot) -> None:
    editor = shown(theme, qtbot, sections="one")
    editor.show_findings([Finding("why", "missing"), Finding("name", "missing")])
    editor.focus_field("why")
    qtbot.waitUntil(editor.whole)
    assert [one.text() for one in findings_seen(editor)] == ["This is still to be answered."]
    box = QApplication.focusWidget()
    assert box is not None
    assert box.accessibleDescription() == "This is still to be answered."
    editor.focus_field("name")
    assert len(findings_seen(editor)) == 1
    editor.focus_field("why")
    QTest.keyClicks(QApplication.focusWidget() or editor, "x")
    assert not findings_seen(editor)


def test_a_question_is_focused_before_those_around_it_are_made(theme: Theme, qtbot: QtBot) -> None:
    editor = shown(theme, qtbot, sections="one")
    editor.resize(700, 300)
    editor.focus_field("way")
    combo = QApplication.focusWidget()
    assert combo is not None
    assert walk.name_of(combo) == "Way"
    assert not editor.whole()
    qtbot.waitUntil(editor.whole)
    assert QApplication.focusWidget() is combo
    area = editor.findChild(Scroller)
    assert area is not None
    assert area.viewport().rect().contains(combo.mapTo(area.viewport(), combo.rect().center()))


def test_a_condition_holds_across_parts(theme: Theme, qtbot: QtBot) -> None:
    hangs = Field("hangs", FieldKind.LINE, en("Hangs"), shown_if=ShownIf("pick", ("yes",)))
    fields = tuple(Field(f"f{at}", FieldKind.LINE, en(f"F{at}")) for at in range(6))
    sections = (
        Section("a", en("A"), (Field("pick", FieldKind.YES_NO, en("Pick")), *fields)),
        Section("b", en("B"), (hangs, Field("last", FieldKind.LINE, en("Last")))),
    )
    editor = FormEditor(Form("two", 1, "consent", en("Two"), sections), "en", theme.words, theme, sections="one")
    qtbot.addWidget(editor)
    editor.set_answers({"hangs": "kept"})
    assert editor.answers()["hangs"] is None
    assert editor.typed()["hangs"] == "kept"
    editor.set_answers({"pick": True, "hangs": "kept"})
    assert editor.answers()["hangs"] == "kept"
    editor.set_answers({"hangs": "kept"})
    editor.show()
    editor.focus_field("last")
    qtbot.waitUntil(editor.whole)
    assert not label(editor, "Hangs").isVisible()
    editor.set_answers({"pick": True, "hangs": "kept"})
    assert label(editor, "Hangs").isVisible()


@pytest.mark.parametrize("sections", ["one", "all"])
def test_tab_goes_through_the_questions_in_their_order(theme: Theme, qtbot: QtBot, sections: str) -> None:
    editor = shown(theme, qtbot, sections=sections)
    editor.focus_field("weeks")  # made first, or alone
    editor.focus_field("from")
    qtbot.waitUntil(editor.whole)
    met = []
    for _ in range(5):
        focus = QApplication.focusWidget()
        assert focus is not None
        met.append(walk.name_of(focus))
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert met == ["From", "At", "Weeks", "Why", "Way"]


def test_a_long_form_comes_in_more_than_one_turn(theme: Theme, qtbot: QtBot) -> None:
    """Counted in questions and not in milliseconds, which a busy machine stretches."""
    fields = tuple(Field(f"f{at}", FieldKind.TEXT, en(f"F{at}")) for at in range(40))
    form = Form("long", 1, "consent", en("Long"), (Section("a", en("A"), fields),))
    editor = FormEditor(form, "en", theme.words, theme)
    qtbot.addWidget(editor)
    made: list[int] = []
    slices = editor.findChild(Slices)
    assert slices is not None
    slices.turned.connect(lambda: made.append(len(editor.findChildren(QPlainTextEdit))))
    editor.show()
    assert editor.typed() == dict.fromkeys(one.id for one in fields)
    qtbot.waitUntil(editor.whole)
    assert made[0] == 0
    assert made[-1] == 40
    assert max(after - before for before, after in pairwise(made)) < 20


def findings_seen(editor: FormEditor) -> list[QLabel]:
    return [one for one in editor.findChildren(QLabel) if one.property("kind") == "finding" and one.isVisible()]
