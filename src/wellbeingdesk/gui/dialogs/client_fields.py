"""Single questions for dialogs, built from the same editors as forms, with their words taken by key."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtWidgets import QLineEdit, QWidget

from wellbeingdesk.domain.form import Field, FieldKind, Option, Words, check_field
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.forms.editor import Ground
from wellbeingdesk.gui.forms.row import FieldRow

LANGUAGE = "en"


def question(
    context: PageContext,
    kind: FieldKind,
    key: str,
    *,
    needed: bool = False,
    options: Sequence[tuple[str, str]] = (),
    least: int | None = None,
    most: int | None = None,
    hint: bool = False,
    longest: int = 300,
) -> FieldRow:
    """A question whose label is the sentence `key`, and whose hint is `key-hint`. `options` are ids and labels."""
    words = context.words
    field = Field(
        id=key,
        kind=kind,
        label=_said(words(key)),
        hint=_said(words(f"{key}-hint")) if hint else {},
        required=needed,
        options=tuple(Option(ident, _said(label)) for ident, label in options),
        least=least,
        most=most,
        unit=_said(words(f"{key}-unit")) if kind is FieldKind.NUMBER else {},
        longest=longest,
    )
    return FieldRow(field, Ground(context.theme, words, LANGUAGE, Dates(words)))


def text_of(row: FieldRow) -> str:
    """The line typed, empty where none was."""
    value = row.editor.value()
    return value if isinstance(value, str) else ""


def day_of(row: FieldRow) -> date | None:
    """The day typed, None where none or no day was."""
    try:
        return date.fromisoformat(text_of(row))
    except ValueError:
        return None


def moment_of(row: FieldRow) -> datetime | None:
    """The moment typed, on the wall clock; None where none or no moment was."""
    try:
        return datetime.fromisoformat(text_of(row))
    except ValueError:
        return None


def show_faults(context: PageContext, *rows: FieldRow) -> bool:
    """Say beside each question what is wrong with its answer, and go to the first; whether anything was."""
    first: QWidget | None = None
    for row in rows:
        found = None if row.isHidden() else check_field(row.field, row.editor.value())
        row.labelled.show_finding("" if found is None else context.telling.finding(found))
        if found is not None and first is None:
            first = row.editor
    if first is not None:
        first.setFocus()
    return first is not None


def line_of(row: FieldRow) -> QLineEdit:
    """The line itself, to fill it or to hear of its changes."""
    line = row.editor.findChild(QLineEdit)
    if line is None:
        raise TypeError(row.field.kind)
    return line


def _said(sentence: str) -> Words:
    return {LANGUAGE: sentence}
