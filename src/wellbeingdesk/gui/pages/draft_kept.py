"""Two texts of one draft: put into one where that can be, and otherwise shown side by side to take over from."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.form import Field, FieldKind, Value, answered
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.forms.editor import Ground
from wellbeingdesk.gui.forms.form_editor import FormEditor
from wellbeingdesk.gui.forms.row import answer_text
from wellbeingdesk.gui.forms.text_editors import TextEditor
from wellbeingdesk.gui.look import Words
from wellbeingdesk.gui.pages.decision_layout import LANGUAGE
from wellbeingdesk.gui.widgets.buttons import Button, PrimaryButton
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.text import Selectable, Text


def all_of(draft: Draft) -> dict[str, Value]:
    """Everything that was typed into it, also where the question does not apply."""
    return {**draft.answers, **draft.extra}


def put_together(form: FormEditor, other: Draft, words: Words) -> None:
    """Add to each text what the other one has and this one lacks, and take the other's answer where this has none."""
    mine, theirs = form.typed(), all_of(other)
    boxes = {editor.field.id: editor for editor in form.findChildren(TextEditor)}
    anew: dict[str, Value] = {}
    for field in form.form.fields:
        said, here = theirs.get(field.id), mine[field.id]
        if not answered(said) or _holds(here, said):
            continue
        if not answered(here):
            anew[field.id] = said
        elif field.kind is FieldKind.TEXT and field.id in boxes:
            _append(boxes[field.id], _below(said, words))
        elif field.kind is FieldKind.TEXT:
            anew[field.id] = f"{here}{_below(said, words)}"
    if anew:
        form.set_answers({**form.typed(), **anew})


def differing(form: FormEditor, other: Draft) -> list[Field]:
    """The questions to which the other text has an answer that is not on the screen."""
    mine, theirs = form.typed(), all_of(other)
    return [
        field
        for field in form.form.fields
        if answered(theirs.get(field.id)) and not _holds(mine[field.id], theirs.get(field.id))
    ]


def _holds(here: Value, said: Value) -> bool:
    if isinstance(here, str) and isinstance(said, str):
        return said.strip() in here
    return here == said


def _below(said: Value, words: Words) -> str:
    return f"\n\n{words('draft.other-text')}\n{said}"


def _append(editor: TextEditor, text: str) -> None:
    """It can be undone like anything typed."""
    cursor = QTextCursor(editor.box.document())
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText(text)


class KeptText(Sheet):
    """Every answer of the other text that is not on the screen, to copy or to use; `used` comes for each."""

    used = Signal()

    def __init__(self, context: PageContext, page: QWidget, form: FormEditor, kept: Draft) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, page, words("draft.look.title"))
        self._form = form
        self._ground = Ground(theme, words, LANGUAGE, Dates(words))
        self._said = all_of(kept)
        fields = differing(form, kept)
        self.add(Text(words("draft.look.text" if fields else "draft.look.same"), "body2"))
        for field in fields:
            self._add(field)
        close = self.add_button(PrimaryButton(theme, words("shell.close")), default=True)
        close.clicked.connect(self.accept)

    def _add(self, field: Field) -> None:
        theme, value = self.theme, self._said[field.id]
        part = column(theme.scaled(4))
        label = self._form.label_of(field.id)
        part.addWidget(Text(label, "section"))
        text = Selectable(answer_text(field, value, self._ground))
        text.setAccessibleDescription(label)
        part.addWidget(text)
        use = Button(theme, theme.words("draft.use"))
        use.setAccessibleDescription(label)
        use.clicked.connect(self._using(field.id, value, use))
        part.addWidget(use)
        self.add_layout(part)

    def _using(self, ident: str, value: Value, button: Button) -> Callable[[], None]:
        def use() -> None:
            self._form.set_answers({**self._form.typed(), ident: value})
            button.setEnabled(False)
            self.used.emit()

        return use
