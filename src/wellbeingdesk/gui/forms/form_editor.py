"""A whole form on the screen: its sections one under another or one at a time, its answers, and what is missing."""

from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.form import Answers, Field, Finding, Form, Section, Value, shown
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.forms.editor import Ground
from wellbeingdesk.gui.forms.row import FieldRow
from wellbeingdesk.gui.look import Words
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.surface import Scroller, column, row
from wellbeingdesk.gui.widgets.text import Caption, Heading, Text


class FormEditor(QWidget):
    """`changed` comes at each change by the person. Questions that do not apply hide, and keep what was typed."""

    changed = Signal()
    section_changed = Signal(int)

    def __init__(
        self,
        form: Form,
        language: str,
        words: Words,
        theme: Theme,
        *,
        sections: Literal["all", "one"] = "all",
    ) -> None:
        super().__init__()
        self.form = form
        self._words = words
        self._one = sections == "one"
        self._at = 0
        self._read_only = False
        self._ground = Ground(theme, words, language, Dates(words))
        self._rows: dict[str, FieldRow] = {}
        self._scroller = Scroller(theme.scaled(16))
        self._scroller.column.setContentsMargins(4, 4, theme.scaled(12), theme.scaled(12))
        outer = column(theme.scaled(8))
        outer.addWidget(self._scroller, 1)
        self.setLayout(outer)
        intro = self._ground.label(form.intro)
        if intro:
            self._scroller.column.addWidget(Text(intro, "body2"))
        self._sections = [self._section(section) for section in form.sections]
        self._scroller.column.addStretch(1)
        self._foot = QWidget()
        self._build_foot(theme)
        outer.addWidget(self._foot)
        self._follow()
        self._show_section(0)

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
            self._rows[field.id].editor.set_value(answers.get(field.id))
        self.clear_findings()
        self._follow()
        self.set_read_only(self._read_only)

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Say beside each field what is wrong with it; fields not named are right."""
        by_field: dict[str, Finding] = {}
        for finding in findings:
            by_field.setdefault(finding.field, finding)
        for ident, one in self._rows.items():
            found = by_field.get(ident)
            one.labelled.show_finding(self._words(f"finding.{found.code}", **found.facts) if found else "")

    def clear_findings(self) -> None:
        """Say nothing is wrong."""
        self.show_findings(())

    def focus_field(self, ident: str) -> None:
        """Turn to the field's section, scroll to it and put the cursor in it; an unknown id does nothing."""
        one = self._rows.get(ident)
        if one is None:
            return
        if self._one:
            self._show_section(next(at for at, section in enumerate(self.form.sections) if one.field in section.fields))
        self._scroller.column.activate()
        self._scroller.reveal(one)
        one.take_focus()

    def set_read_only(self, on: bool) -> None:
        """Show answers as words, as on a signed record."""
        self._read_only = on
        for one in self._rows.values():
            one.read_only(on)

    def label_of(self, ident: str) -> str:
        """A field's label in the language of this editor."""
        one = self._rows.get(ident)
        return self._ground.label(one.field.label) if one else ident

    def _value(self, field: Field) -> Value:
        return self._rows[field.id].editor.value()

    def _section(self, section: Section) -> QWidget:
        holder = QWidget()
        inside = column(self._ground.theme.scaled(14))
        inside.addWidget(Heading(self._ground.label(section.title), "h2"))
        intro = self._ground.label(section.intro)
        if intro:
            inside.addWidget(Caption(intro))
        for field in section.fields:
            one = FieldRow(field, self._ground)
            one.editor.changed.connect(self._edited)
            self._rows[field.id] = one
            inside.addWidget(one)
        holder.setLayout(inside)
        self._scroller.column.addWidget(holder)
        return holder

    def _build_foot(self, theme: Theme) -> None:
        line = row(theme.scaled(8))
        self._back = Button(theme, self._words("shell.back"), "arrow-left")
        self._next = Button(theme, self._words("shell.next"), "arrow-right")
        self._place = Caption("", wrap=False)
        line.addWidget(self._back)
        line.addWidget(self._place)
        line.addStretch(1)
        line.addWidget(self._next)
        self._foot.setLayout(line)
        self._foot.setVisible(self._one and len(self._sections) > 1)
        self._back.clicked.connect(lambda _checked=False: self._show_section(self._at - 1))
        self._next.clicked.connect(lambda _checked=False: self._show_section(self._at + 1))

    def _show_section(self, at: int) -> None:
        if not self._one:
            return
        self._at = at
        for place, section in enumerate(self._sections):
            section.setVisible(place == at)
        self._back.setEnabled(at > 0)
        self._next.setEnabled(at < len(self._sections) - 1)
        self._place.setText(self._words("field.section-of", at=at + 1, count=len(self._sections)))
        self._scroller.verticalScrollBar().setValue(0)
        self.section_changed.emit(at)

    def _edited(self) -> None:
        editor = self.sender()
        for one in self._rows.values():
            if one.editor is editor:
                one.labelled.show_finding()
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """Hide what does not apply to the answers as they stand."""
        counted = self.answers()
        for ident, one in self._rows.items():
            one.setVisible(shown(one.field, counted) if ident in counted else True)
