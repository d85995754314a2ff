"""A whole form on the screen: its sections one under another or one at a time, its answers, and what is missing."""

from collections.abc import Iterable
from functools import partial
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.form import Answers, Field, Finding, Form, Value, shown
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.forms.editor import Ground
from wellbeingdesk.gui.forms.kept import as_kept
from wellbeingdesk.gui.forms.row import FieldRow
from wellbeingdesk.gui.forms.section import SectionView
from wellbeingdesk.gui.forms.tab_order import put_after, stop_before
from wellbeingdesk.gui.look import Words
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.slices import Slices
from wellbeingdesk.gui.widgets.surface import Scroller, column, row, show_if
from wellbeingdesk.gui.widgets.text import Caption, Text

_AT_ONCE = 4
"""A form of no more questions than these is whole as soon as it is made."""


class FormEditor(QWidget):
    """`changed` comes at each change by the person. Questions that do not apply hide, and keep what was typed.

    Editors are made when their section is to be seen, a few at a time between two turns of the window, so that a long
    form never holds it up; until then the answer is kept as a value. `widest`, at 100 %, is how wide the questions may
    become, while the scroll bar stays at the edge.
    """

    changed = Signal()

    def __init__(
        self,
        form: Form,
        language: str,
        words: Words,
        theme: Theme,
        *,
        sections: Literal["all", "one"] = "all",
        widest: int = 0,
    ) -> None:
        super().__init__()
        self.form = form
        self._words = words
        self._one = sections == "one"
        self._at = 0
        self._ground = Ground(theme, words, language, Dates(words))
        self._fields = {field.id: field for field in form.fields}
        self._section_of = {field.id: at for at, section in enumerate(form.sections) for field in section.fields}
        self._values: dict[str, Value] = dict.fromkeys(self._fields)
        self._said: dict[str, str] = {}
        self._rows: dict[str, FieldRow] = {}
        self._sought: FieldRow | None = None
        self._slices = Slices(self)
        self._build(theme)
        if widest:
            self._scroller.inside.setMaximumWidth(theme.scaled(widest))
        if self._one:
            self._show_section(0)
        else:
            self._wait_for(form.fields)

    def whole(self) -> bool:
        """Whether every question that is to be seen now has its editor."""
        return self._slices.done()

    def answers(self) -> dict[str, Value]:
        """What counts: one value for each field, None where nobody answered or the question does not apply."""
        counted: dict[str, Value] = {}
        for field in self.form.fields:
            counted[field.id] = self._value(field) if shown(field, counted) else None
        return counted

    def typed(self) -> dict[str, Value]:
        """Everything that was typed, also where the question does not apply just now: for drafts."""
        return {field.id: self._value(field) for field in self.form.fields}

    def set_answers(self, answers: Answers) -> None:
        """Show these answers; a field not named is unanswered. Nothing is announced."""
        for field in self.form.fields:
            self._values[field.id] = as_kept(field, answers.get(field.id), self._ground.dates)
        for ident, one in self._rows.items():
            one.editor.set_value(answers.get(ident))
        self.clear_findings()
        self._follow()

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Say beside each field what is wrong with it; fields not named are right."""
        by_field: dict[str, Finding] = {}
        for finding in findings:
            by_field.setdefault(finding.field, finding)
        before = self._said
        self._said = {at: self._words(f"finding.{one.code}", **one.facts) for at, one in by_field.items()}
        for ident, one in self._rows.items():
            if self._said.get(ident) != before.get(ident):
                one.labelled.show_finding(self._said.get(ident, ""))

    def clear_findings(self) -> None:
        """Say nothing is wrong."""
        self.show_findings(())

    def focus_field(self, ident: str) -> None:
        """Turn to the field's section, scroll to it and put the cursor in it; an unknown id does nothing."""
        field = self._fields.get(ident)
        if field is None:
            return
        if self._one:
            self._show_section(self._section_of[ident])
        one = self._row(field)
        if shown(field, self.answers()):
            one.setVisible(True)  # a new row would wait for the next turn, and take no focus till then
        self._seek(one)
        one.take_focus()
        self._sought = one

    def label_of(self, ident: str) -> str:
        """A field's label in the language of this editor."""
        field = self._fields.get(ident)
        return self._ground.label(field.label) if field else ident

    def _value(self, field: Field) -> Value:
        one = self._rows.get(field.id)
        return one.editor.value() if one else self._values[field.id]

    def _build(self, theme: Theme) -> None:
        self._scroller = Scroller(theme.scaled(16))
        self._scroller.column.setContentsMargins(4, 4, theme.scaled(12), theme.scaled(12))
        bar = self._scroller.verticalScrollBar()
        bar.rangeChanged.connect(self._keep_in_sight)
        bar.actionTriggered.connect(self._let_go)
        outer = column(theme.scaled(8))
        outer.addWidget(self._scroller, 1)
        self.setLayout(outer)
        intro = self._ground.label(self.form.intro)
        if intro:
            self._scroller.column.addWidget(Text(intro, "body2"))
        self._sections = [SectionView(section, self._ground) for section in self.form.sections]
        for section in self._sections:
            self._scroller.column.addWidget(section)
        self._scroller.column.addStretch(1)
        if self._one and len(self._sections) > 1:
            outer.addWidget(self._foot(theme))

    def _foot(self, theme: Theme) -> QWidget:
        foot = QWidget()
        line = row(theme.scaled(8))
        self._back = Button(theme, self._words("shell.back"), "arrow-left")
        self._next = Button(theme, self._words("shell.next"), "arrow-right")
        self._place = Caption("", wrap=False)
        line.addWidget(self._back)
        line.addWidget(self._place)
        line.addStretch(1)
        line.addWidget(self._next)
        foot.setLayout(line)
        self._back.clicked.connect(lambda _checked=False: self._show_section(self._at - 1))
        self._next.clicked.connect(lambda _checked=False: self._show_section(self._at + 1))
        return foot

    def _show_section(self, at: int) -> None:
        self._at = at
        for place, section in enumerate(self._sections):
            if place != at:
                section.setVisible(False)
        self._sections[at].begin()
        self._wait_for(self.form.sections[at].fields)
        if len(self._sections) > 1:
            self._back.setEnabled(at > 0)
            self._next.setEnabled(at < len(self._sections) - 1)
            self._place.setText(self._words("field.section-of", at=at + 1, count=len(self._sections)))
        self._scroller.verticalScrollBar().setValue(0)

    def _wait_for(self, fields: tuple[Field, ...]) -> None:
        """Make what is not made yet, by and by."""
        self._sought = None
        self._slices.stop()
        missing = [field for field in fields if field.id not in self._rows]
        if len(self.form.fields) <= _AT_ONCE:
            for field in missing:
                self._make(field)
        elif missing:
            self._slices.begin(partial(self._row, field) for field in missing)

    def _row(self, field: Field) -> FieldRow:
        return self._rows.get(field.id) or self._make(field)

    def _make(self, field: Field) -> FieldRow:
        one = FieldRow(field, self._ground)
        one.editor.set_value(self._values[field.id])
        if not shown(field, self.answers()):
            one.setVisible(False)
        one.editor.changed.connect(self._edited)
        section = self._sections[self._section_of[field.id]]
        section.begin()
        section.put(one)
        self._rows[field.id] = one
        self._put_in_tab_order(field, one)
        if self._said.get(field.id):
            one.labelled.show_finding(self._said[field.id])
        return one

    def _put_in_tab_order(self, field: Field, one: FieldRow) -> None:
        at = self.form.fields.index(field)
        earlier = [self._rows[other.id] for other in self.form.fields[:at] if other.id in self._rows]
        later = [self._rows[other.id] for other in self.form.fields[at + 1 :] if other.id in self._rows]
        before = earlier[-1] if earlier else stop_before(later[0] if later else self, one)
        if before is not None:
            put_after(before, one)

    def _seek(self, one: FieldRow) -> None:
        self._sections[self._section_of[one.field.id]].settle()
        self._scroller.column.activate()
        self._scroller.reveal(one)

    def _keep_in_sight(self) -> None:
        """What is still made above a question pushes it down; it comes back into sight while it has the focus."""
        if self._sought is None:
            return
        focus: object = self.window().focusWidget()
        if isinstance(focus, QWidget) and self._sought.isAncestorOf(focus):
            self._seek(self._sought)
        else:
            self._let_go()

    def _let_go(self) -> None:
        """The person has gone elsewhere, or scrolls."""
        self._sought = None

    def _edited(self) -> None:
        editor = self.sender()
        for ident, one in self._rows.items():
            if one.editor is editor and self._said.pop(ident, ""):
                one.labelled.show_finding()
        self._let_go()
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """Hide what does not apply to the answers as they stand."""
        counted = self.answers()
        for one in self._rows.values():
            show_if(one, shown(one.field, counted))
