"""A signed record as it is read: in the order of its form, each answer under its question."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellbeingdesk.domain.form import Answers, Field, Form, Value, counting
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.forms.editor import Ground
from wellbeingdesk.gui.forms.row import answer_text
from wellbeingdesk.gui.pages.decision_layout import LANGUAGE
from wellbeingdesk.gui.widgets.slices import Slices
from wellbeingdesk.gui.widgets.surface import Scroller, column
from wellbeingdesk.gui.widgets.text import Heading, Selectable, Text


class RecordText(Scroller):
    """Questions that did not apply are left out; one that did and was left open says so."""

    def __init__(self, context: PageContext, form: Form, answers: Answers) -> None:
        theme = context.theme
        super().__init__(theme.scaled(18))
        self.column.setContentsMargins(4, 4, theme.scaled(12), theme.scaled(12))
        self._ground = Ground(theme, context.words, LANGUAGE, Dates(context.words))
        self._slices = Slices(self)
        self._slices.begin(self._steps(form, counting(form, answers)))

    def _steps(self, form: Form, counted: Answers) -> Iterator[Callable[[], None]]:
        for section in form.sections:
            applies = [field for field in section.fields if field.id in counted]
            if applies:
                part = column(self._ground.theme.scaled(12))
                yield partial(self._begin, part, self._ground.label(section.title))
                for field in applies:
                    yield partial(self._add, part, field, counted[field.id])
        yield partial(self.column.addStretch, 1)

    def _begin(self, part: QVBoxLayout, title: str) -> None:
        self.column.addLayout(part)
        part.addWidget(Heading(title, "h2"))

    def _add(self, part: QVBoxLayout, field: Field, value: Value) -> None:
        part.addWidget(self._answer(self._ground.label(field.label), answer_text(field, value, self._ground)))

    def _answer(self, question: str, answer: str) -> QWidget:
        holder = QWidget()
        inside = column(self._ground.theme.scaled(2))
        inside.addWidget(Text(question, "section"))
        text = Selectable(answer)
        text.setAccessibleDescription(question)
        inside.addWidget(text)
        holder.setLayout(inside)
        return holder
