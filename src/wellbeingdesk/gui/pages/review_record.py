"""A signed record as it is read: in the order of its form, each answer under its question."""

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.form import Answers, Form, counting
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.forms.editor import Ground
from wellbeingdesk.gui.forms.row import answer_text
from wellbeingdesk.gui.pages.decision_layout import LANGUAGE
from wellbeingdesk.gui.widgets.surface import Scroller, column
from wellbeingdesk.gui.widgets.text import Heading, Selectable, Text


class RecordText(Scroller):
    """Questions that did not apply are left out; one that did and was left open says so."""

    def __init__(self, context: PageContext, form: Form, answers: Answers) -> None:
        theme = context.theme
        super().__init__(theme.scaled(18))
        self.column.setContentsMargins(4, 4, theme.scaled(12), theme.scaled(12))
        self._ground = Ground(theme, context.words, LANGUAGE, Dates(context.words))
        counted = counting(form, answers)
        for section in form.sections:
            applies = [field for field in section.fields if field.id in counted]
            if not applies:
                continue
            part = column(theme.scaled(12))
            part.addWidget(Heading(self._ground.label(section.title), "h2"))
            for field in applies:
                part.addWidget(
                    self._answer(self._ground.label(field.label), answer_text(field, counted[field.id], self._ground))
                )
            self.column.addLayout(part)
        self.column.addStretch(1)

    def _answer(self, question: str, answer: str) -> QWidget:
        holder = QWidget()
        inside = column(self._ground.theme.scaled(2))
        inside.addWidget(Text(question, "section"))
        text = Selectable(answer)
        text.setAccessibleDescription(question)
        inside.addWidget(text)
        holder.setLayout(inside)
        return holder
