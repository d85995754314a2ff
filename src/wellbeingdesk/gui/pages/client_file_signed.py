"""A signed note as it is read: its answers under their questions, who signed it when, and every addendum with it."""

from PySide6.QtWidgets import QFrame, QWidget

from wellbeingdesk.domain.form import answered
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.dialogs.client_fields import LANGUAGE
from wellbeingdesk.gui.forms.editor import Ground, in_language
from wellbeingdesk.gui.forms.row import answer_text
from wellbeingdesk.gui.pages.client_file_reading import SignedText
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.field import caption_row
from wellbeingdesk.gui.widgets.long_text import LongReading
from wellbeingdesk.gui.widgets.surface import column, row
from wellbeingdesk.gui.widgets.text import Selectable, Text

_LONG = 4_000
"""Characters from which a text is read in a box of its own."""


class AnswersText(QWidget):
    """Every answer that was given, each under its question; a form of one question shows the answer alone."""

    def __init__(self, context: PageContext, signed: SignedText) -> None:
        super().__init__()
        ground = Ground(context.theme, context.words, LANGUAGE, Dates(context.words))
        inside = column(context.theme.scaled(10))
        fields = [field for field in signed.form.fields if answered(signed.answers.get(field.id))]
        for field in fields:
            part = column(context.theme.scaled(2))
            text = reading(context.theme, answer_text(field, signed.answers.get(field.id), ground))
            text.setAccessibleDescription(ground.label(field.label))
            if len(signed.form.fields) > 1:
                part.addWidget(Text(ground.label(field.label), "section"))
            part.addWidget(text)
            inside.addLayout(part)
        self.setLayout(inside)


def reading(theme: Theme, text: str) -> QWidget:
    """A label, or a box where the text is long."""
    return LongReading(theme, text) if len(text) > _LONG else Selectable(text)


class AddendumText(QFrame):
    """What was added later, why, by whom and when; never apart from the note."""

    def __init__(self, context: PageContext, signed: SignedText) -> None:
        super().__init__()
        theme, dates = context.theme, Dates(context.words)
        self.setProperty("kind", "strip")
        inside = column(theme.scaled(6))
        inside.setContentsMargins(theme.scaled(14), theme.scaled(10), theme.scaled(14), theme.scaled(10))
        heading = row(theme.scaled(8))
        heading.addWidget(Text(in_language(signed.form.title, LANGUAGE), "section"), 1)
        heading.addWidget(Text(dates.moment(signed.written_time.wall), "caption", wrap=False))
        inside.addLayout(heading)
        inside.addWidget(AnswersText(context, signed))
        inside.addWidget(caption_row(theme, "lock", signed_line(context, signed)))
        self.setLayout(inside)


def signed_line(context: PageContext, signed: SignedText) -> str:
    """`Signed by R. Mensah, 18 Nov 2026, 15:12. Locked`."""
    when = Dates(context.words).moment(signed.written_time.wall)
    return context.words("notes.signed-by", who=signed.author, when=when)


def late_line(context: PageContext, signed: SignedText) -> str:
    """A late entry says when it happened and when it was written."""
    dates = Dates(context.words)
    happened, written = dates.moment(signed.event_time.wall), dates.moment(signed.written_time.wall)
    return context.words("notes.late-line", happened=happened, written=written)
