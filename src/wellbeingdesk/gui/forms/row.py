"""One question of a form on the screen with its editor, and an answer as a person reads it."""

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.form import Field, FieldKind, Value, answered
from wellbeingdesk.gui.forms.choice_editors import (
    MOST_RADIOS,
    ChoiceEditor,
    ChoicesEditor,
    Grouped,
    PickEditor,
    YesNoEditor,
)
from wellbeingdesk.gui.forms.editor import Editor, Ground
from wellbeingdesk.gui.forms.kept import day_shown, moment_shown
from wellbeingdesk.gui.forms.text_editors import DateEditor, LineEditor, MomentEditor, NumberEditor, TextEditor
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.surface import column


def editor_for(field: Field, ground: Ground) -> Editor:
    """The editor for a field's kind."""
    match field.kind:
        case FieldKind.LINE:
            return LineEditor(field, ground)
        case FieldKind.TEXT:
            return TextEditor(field, ground)
        case FieldKind.CHOICE:
            return ChoiceEditor(field, ground) if len(field.options) <= MOST_RADIOS else PickEditor(field, ground)
        case FieldKind.CHOICES:
            return ChoicesEditor(field, ground)
        case FieldKind.YES_NO:
            return YesNoEditor(field, ground)
        case FieldKind.DATE:
            return DateEditor(field, ground)
        case FieldKind.MOMENT:
            return MomentEditor(field, ground)
        case FieldKind.NUMBER:
            return NumberEditor(field, ground)


def answer_text(field: Field, value: Value, ground: Ground) -> str:
    """An answer as a person reads it."""
    if not answered(value):
        return ground.words("field.not-answered")
    if isinstance(value, bool):
        return ground.words("field.yes" if value else "field.no")
    labels = {one.id: ground.label(one.label) for one in field.options}
    if isinstance(value, tuple):
        return "\n".join(labels.get(one, one) for one in value)
    if field.kind is FieldKind.DATE:
        return day_shown(ground.dates, str(value))
    if field.kind is FieldKind.MOMENT:
        return moment_shown(ground.dates, str(value))
    if field.kind is FieldKind.NUMBER:
        return f"{value} {ground.label(field.unit)}".strip()
    return labels.get(str(value), str(value))


class FieldRow(QWidget):
    """Holds the labelled editor."""

    def __init__(self, field: Field, ground: Ground) -> None:
        super().__init__()
        self.field = field
        self.editor = editor_for(field, ground)
        grouped = field.kind in {FieldKind.CHOICES, FieldKind.YES_NO} or isinstance(self.editor, ChoiceEditor)
        label, hint = ground.label(field.label), ground.label(field.hint)
        self.labelled = LabelledField(
            ground.theme, label, Grouped(self.editor) if grouped else self.editor, hint, needed=field.required
        )
        self.setFocusProxy(self.editor)
        self._inside = column(0)
        self._inside.addWidget(self.labelled)
        self.setLayout(self._inside)

    def take_focus(self) -> None:
        """Put the cursor into the editor."""
        self.editor.setFocus()
