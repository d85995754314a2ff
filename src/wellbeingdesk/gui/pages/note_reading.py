"""A signed note as a page: all of it, when it happened, when it was written and by whom, and every addendum."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.events import Noun
from wellbeingdesk.gui.changes import StalePage
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.client_words import ClientWords
from wellbeingdesk.gui.pages import client_file_reading as reading
from wellbeingdesk.gui.pages.client_file_cards import form_title
from wellbeingdesk.gui.pages.client_file_signed import AddendumText, AnswersText, late_line, signed_line
from wellbeingdesk.gui.widgets.aside import WithAside
from wellbeingdesk.gui.widgets.buttons import PrimaryButton
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.field import caption_row
from wellbeingdesk.gui.widgets.surface import Scroller, column, empty
from wellbeingdesk.gui.widgets.text import Caption, Heading
from wellbeingdesk.usecases import notes


class SignedNote(StalePage):
    """`addendum_begun` carries the draft's id."""

    addendum_begun = Signal(str)

    def __init__(self, context: PageContext, opened: reading.OpenNote) -> None:
        super().__init__()
        self._context = context
        self._signed = opened.signed
        theme, words = context.theme, context.words
        title = QWidget()
        names = column(theme.scaled(2))
        names.addWidget(Heading(form_title(context, opened.signed.form.id), "h2"))
        when = ClientWords(words).dates.moment(opened.signed.event_time.wall)
        names.addWidget(Caption(words("notes.of", when=when)))
        title.setLayout(names)
        add = PrimaryButton(theme, words("notes.addendum.add"), "plus")
        add.clicked.connect(self._begin)
        inside = column(theme.scaled(12))
        inside.addWidget(WithAside(title, add, theme.scaled(8), theme.scaled(220)))
        scroller = Scroller(theme.scaled(12))
        scroller.column.setContentsMargins(0, 0, theme.scaled(12), theme.scaled(16))
        scroller.column.addWidget(self._note())
        self._addenda = column(theme.scaled(10))
        scroller.column.addLayout(self._addenda)
        scroller.column.addStretch(1)
        inside.addWidget(scroller, 1)
        self.setLayout(inside)
        self._show(opened)
        self.concerns(context.changes, Noun.NOTE, client_id=opened.signed.client_id)

    def ask_again(self) -> None:
        """An addendum may have come."""
        self._context.runner.ask(reading.note, self._signed.id).start(self, self._show)

    def _note(self) -> Card:
        theme = self._context.theme
        card = Card(theme)
        card.add(AnswersText(self._context, self._signed))
        if self._signed.late:
            card.add(caption_row(theme, "clock", late_line(self._context, self._signed)))
        card.add(caption_row(theme, "lock", signed_line(self._context, self._signed)))
        return card

    def _show(self, opened: reading.OpenNote) -> None:
        empty(self._addenda)
        for addendum in opened.addenda:
            self._addenda.addWidget(AddendumText(self._context, addendum))

    def _begin(self) -> None:
        begin = self._context.runner.change(notes.begin_addendum, record_id=self._signed.id)
        begin.start(self, self._begun)

    def _begun(self, draft: Draft) -> None:
        self.addendum_begun.emit(draft.id)
