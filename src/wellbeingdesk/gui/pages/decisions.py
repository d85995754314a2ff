"""Decisions: one's own with the drafts among them, and colleagues' decisions that wait to be countersigned."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from wellbeingdesk.domain.events import Noun
from wellbeingdesk.gui.changes import StalePage
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.receive import receive
from wellbeingdesk.gui.pages import decision_reading as reading
from wellbeingdesk.gui.pages.decision_layout import TwoColumns, scrolled
from wellbeingdesk.gui.pages.decision_words import DecisionWords
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.buttons import PrimaryButton
from wellbeingdesk.gui.widgets.chip import Chip
from wellbeingdesk.gui.widgets.empty import EmptyState
from wellbeingdesk.gui.widgets.rows import Row, RowList, initials
from wellbeingdesk.gui.widgets.surface import column, row
from wellbeingdesk.gui.widgets.text import Caption, Heading
from wellbeingdesk.usecases.rows import DecisionLine, DraftLine, ReviewLine

_DRAFT, _DECISION = "draft:", "decision:"


class NamedList(QWidget):
    """A heading with a count, a list below it, or what stands there while it is empty."""

    def __init__(self, context: PageContext, key: str, icon: str) -> None:
        super().__init__()
        theme, words = context.theme, context.words
        head = row(theme.scaled(8))
        head.addWidget(Heading(words(f"{key}.title"), "h2", wrap=False))
        self.count = Chip("0")
        head.addWidget(self.count)
        head.addStretch(1)
        self.list = RowList(theme, words(f"{key}.title"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        nothing = EmptyState(theme, icon, words(f"{key}.empty"), words(f"{key}.empty-text"))
        self._stack.addWidget(scrolled(nothing))
        inside = column(theme.scaled(8))
        inside.addLayout(head)
        inside.addWidget(Caption(words(f"{key}.hint")))
        inside.addWidget(self._stack, 1)
        self.setLayout(inside)

    def show_rows(self, rows: list[Row]) -> None:
        """All of them; a service has tens, not thousands."""
        self.count.setText(str(len(rows)))
        self.list.set_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)


class DecisionsPage(StalePage):
    """Two lists side by side; where there is no room for both, one of them at a time."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._said = DecisionWords(context.words)
        theme, words = context.theme, context.words
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = row(theme.scaled(8))
        head.addWidget(Heading(words("decision.list.title")), 1)
        take = PrimaryButton(theme, words("colleagues.receive"), "inbox")
        take.clicked.connect(lambda _checked=False: receive(context, self))
        head.addWidget(take, 0, Qt.AlignmentFlag.AlignTop)
        self.mine = NamedList(context, "decision.list.mine", "git-branch")
        self.theirs = NamedList(context, "decision.list.theirs", "inbox")
        self.mine.list.opened.connect(self._open_own)
        self.theirs.list.opened.connect(self._open_review)
        mine, theirs = words("decision.list.mine.title"), words("decision.list.theirs.title")
        self.columns = TwoColumns(theme, (mine, self.mine), (theirs, self.theirs), side=400)
        page = column(theme.scaled(12), theme.scaled(24))
        page.addLayout(head)
        page.addWidget(BannerBar(theme))
        page.addWidget(self.columns, 1)
        self.setLayout(page)
        self.concerns(context.changes, Noun.DECISION, Noun.EXCHANGE, Noun.COLLEAGUE, Noun.CLIENT, Noun.NOTE)

    def ask_again(self) -> None:
        """Both lists in one go."""
        self._context.runner.ask(reading.lists).start(self, self._show)

    def _show(self, found: reading.DecisionLists) -> None:
        own = [self._draft_row(one) for one in found.drafts] + [self._own_row(one) for one in found.lines]
        self.mine.show_rows(own)
        to_answer = sum(1 for one in found.reviews if one.review.answered_at is None)
        self.columns.label_second(self._context.words("decision.list.theirs.pill", count=to_answer))
        self.theirs.show_rows([self._review_row(one) for one in found.reviews])

    def _draft_row(self, line: DraftLine) -> Row:
        when = self._said.dates.moment(line.saved_at.wall)
        caption = self._context.words("decision.list.draft-saved", when=when)
        state = self._context.words("decision.state.draft")
        return Row(_DRAFT + line.id, line.client_name, caption, initials(line.client_name), aside=state)

    def _own_row(self, line: DecisionLine) -> Row:
        words, when = self._context.words, self._said.dates.day(line.decision.signed_at.wall.date())
        key = "decision.list.signed-with" if line.colleague_name else "decision.list.signed"
        caption = words(key, when=when, name=line.colleague_name)
        return Row(
            _DECISION + line.decision.id,
            line.client_name,
            caption,
            initials(line.client_name),
            aside=self._said.state(line.decision),
        )

    def _review_row(self, line: ReviewLine) -> Row:
        words, dates, review = self._context.words, self._said.dates, line.review
        if review.answered_at is None:
            caption = words("review.received-on", when=dates.day(review.received_at.wall.date()))
            return Row(
                review.id, line.author_name, caption, initials(line.author_name), aside=words("review.to-answer")
            )
        caption = words("review.answered-on", when=dates.day(review.answered_at.wall.date()))
        said = words(f"review.said.{review.answer}")
        return Row(review.id, line.author_name, caption, initials(line.author_name), aside=said)

    def _open_own(self, ident: str) -> None:
        if ident.startswith(_DRAFT):
            self._context.navigate("decisions.edit", draft_id=ident.removeprefix(_DRAFT))
        else:
            self._context.navigate("decisions.view", decision_id=ident.removeprefix(_DECISION))

    def _open_review(self, ident: str) -> None:
        self._context.navigate("decisions.review", record_id=ident)
