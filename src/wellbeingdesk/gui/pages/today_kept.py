"""A text that could not go into its draft, so that nothing that is kept lies where nobody looks."""

from datetime import date

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.draft import Draft, KeptText
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.client_words import ClientWords
from wellbeingdesk.gui.unsaved import page_of, page_of_kind
from wellbeingdesk.gui.widgets.aside import WithAside
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.surface import column, row
from wellbeingdesk.gui.widgets.text import Caption, Glyph, Text
from wellbeingdesk.usecases import kept_texts


class KeptCard(Card):
    """It is looked at beside its draft, becomes a draft itself where that is gone, or is let go."""

    def __init__(self, context: PageContext, kept: KeptText, today: date) -> None:
        super().__init__(context.theme)
        self._context = context
        self._kept = kept
        theme, words = context.theme, context.words
        there = "there" if kept.draft_there else "gone"
        sentence = words(f"today.kept.{there}", name=kept.client_name)
        self.setAccessibleName(sentence)
        drop = Button(theme, words("today.kept.drop"))
        drop.clicked.connect(lambda _checked=False: self._ask_drop())
        look = Button(theme, words(f"today.kept.{there}-do"))
        look.clicked.connect(lambda _checked=False: self._look())
        ways = QWidget()
        inside = row(theme.scaled(8))
        for button in (drop, look):
            button.setAccessibleDescription(sentence)
            inside.addWidget(button)
        ways.setLayout(inside)
        self.add(WithAside(self._words(sentence, today), ways, theme.scaled(10), theme.scaled(220)))

    def _words(self, sentence: str, today: date) -> QWidget:
        theme = self._context.theme
        holder = QWidget()
        inside = row(theme.scaled(12))
        inside.addWidget(Glyph(theme, "inbox", "accent"))
        words = column(theme.scaled(2))
        words.addWidget(Text(sentence))
        near = ClientWords(self._context.words).near_moment(self._kept.since.wall, today)
        words.addWidget(Caption(self._context.words("today.kept.since", when=near)))
        inside.addLayout(words, 1)
        holder.setLayout(inside)
        return holder

    def _look(self) -> None:
        context, kept = self._context, self._kept
        if kept.draft_there:
            context.navigate(page_of_kind(kept.kind), draft_id=kept.draft_id, kept_id=kept.id)
            return
        job = context.runner.change(kept_texts.keep_text_as_new, kept_id=kept.id)
        job.start(self, self._open)

    def _open(self, draft: Draft) -> None:
        self._context.navigate(page_of(draft), draft_id=draft.id)

    def _ask_drop(self) -> None:
        facts = {"name": self._kept.client_name}
        self._context.asking.confirm(self, "today.kept.letting-go", facts, self._drop, dangerous=True)

    def _drop(self, sure: bool) -> None:
        if sure:
            job = self._context.runner.change(kept_texts.drop_text, kept_id=self._kept.id)
            job.start(self, lambda _none: None)
