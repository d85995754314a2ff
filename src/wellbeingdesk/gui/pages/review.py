"""A colleague's decision at this desk: read in the order of its form or page by page, answered, and sent back."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.events import Noun
from wellbeingdesk.domain.permit import Permit
from wellbeingdesk.gui.changes import StalePage
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.receive_names import neutral_name
from wellbeingdesk.gui.pages.decision_cards import identity_row
from wellbeingdesk.gui.pages.decision_layout import DOT, PageHead, TwoColumns
from wellbeingdesk.gui.pages.decision_reading import answers_of
from wellbeingdesk.gui.pages.decision_words import DecisionWords
from wellbeingdesk.gui.pages.review_answer import AnswerCard, AnsweredCard
from wellbeingdesk.gui.pages.review_record import RecordText
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.chip import Chip
from wellbeingdesk.gui.widgets.preview import PagePreview
from wellbeingdesk.gui.widgets.slices import Slices
from wellbeingdesk.gui.widgets.surface import Scroller, column, empty
from wellbeingdesk.gui.widgets.tabs import Tabs
from wellbeingdesk.gui.widgets.text import Caption, Text
from wellbeingdesk.usecases import previews, reviews
from wellbeingdesk.usecases.papers import CLIENT_LINE
from wellbeingdesk.usecases.ports import PagePicture
from wellbeingdesk.usecases.reviews import ReviewInHand

PACKAGE_KIND = "decision.files.package"


class ReviewPage(StalePage):
    """What was signed at the left; who signed it, and one's own answer, at the right."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._said = DecisionWords(context.words)
        self._record_id = ""
        self._in_hand: ReviewInHand | None = None
        theme, words = context.theme, context.words
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = PageHead(theme, words("decision.back"), lambda: context.navigate("decisions"))
        self.chip = Chip("", "info")
        self.chip.setVisible(False)
        self.head.add(self.chip)
        self._reading = QWidget()
        self._read = column(0)
        self._reading.setLayout(self._read)
        self.aside = Scroller(theme.scaled(12))
        self.aside.column.setContentsMargins(0, 0, theme.scaled(8), 0)
        self.columns = TwoColumns(
            theme, (words("review.part.read"), self._reading), (words("review.part.answer"), self.aside), side=370
        )
        page = column(theme.scaled(12), theme.scaled(24))
        page.addWidget(self.head)
        page.addWidget(BannerBar(theme))
        page.addWidget(self.columns, 1)
        self.setLayout(page)
        self.answer: AnswerCard | None = None
        self._slices = Slices(self)
        self.concerns(context.changes, Noun.EXCHANGE, Noun.COLLEAGUE)

    def arrive(self, record_id: str) -> None:
        """Show this decision; what is being written about another one is kept first."""
        if record_id == self._record_id:
            self.freshness.touch()
        elif self.answer is not None:
            self.answer.note.leave(partial(self._turn_to, record_id))
        else:
            self._turn_to(record_id)

    def _turn_to(self, record_id: str) -> None:
        self._slices.stop()
        self._record_id = record_id
        self._in_hand = None
        self.answer = None
        empty(self._read)
        empty(self.aside.column)
        self.freshness.touch()

    def ask_again(self) -> None:
        """As it is kept now; each opening is audited."""
        if self._record_id:
            self._context.runner.work(reviews.review_in_hand, record_id=self._record_id).start(self, self._show)

    def _show(self, in_hand: ReviewInHand) -> None:
        if in_hand.review.id != self._record_id:
            return  # the answer to a question asked before
        words, record = self._context.words, in_hand.record.draft
        self._in_hand = in_hand
        name = record.author.practitioner.name
        about = answers_of(in_hand.record).get(CLIENT_LINE)
        signed = words("decision.signed-on", when=self._said.dates.moment(record.written_time.wall))
        client = words("review.about", client=about) if isinstance(about, str) and about else ""
        self.head.show_words(words("review.title", name=name), DOT.join(part for part in (client, signed) if part))
        answered = in_hand.review.answered_at is not None
        self.chip.show_state(words("review.answered" if answered else "review.to-answer"), "ok" if answered else "info")
        self.chip.setVisible(True)
        steps = [partial(self._show_aside, in_hand)]
        if not self._read.count():
            steps.insert(0, partial(self._show_record, in_hand))
        self._slices.begin(steps)

    def _show_record(self, in_hand: ReviewInHand) -> None:
        theme, words = self._context.theme, self._context.words
        empty(self._read)
        tabs = Tabs(theme, words("review.part.read"))
        self._read.addWidget(tabs)
        tabs.add("form", words("review.as-form"), lambda: self._as_form(in_hand))
        tabs.add("pages", words("review.as-pages"), lambda: self._as_pages(in_hand))

    def _as_form(self, in_hand: ReviewInHand) -> QWidget:
        return RecordText(self._context, in_hand.form, answers_of(in_hand.record))

    def _as_pages(self, in_hand: ReviewInHand) -> QWidget:
        preview = PagePreview(self._context.theme)
        job = self._context.runner.work(previews.page_pictures, pdf=in_hand.pdf)

        def show(pictures: tuple[PagePicture, ...]) -> None:
            preview.show_pages(pictures)

        job.start(preview, show)
        return preview

    def _show_aside(self, in_hand: ReviewInHand) -> None:
        if in_hand.review.answered_at is None and self.answer is not None:
            return  # what is being written stays
        empty(self.aside.column)
        self.answer = None
        self.aside.column.addWidget(self._author_card(in_hand))
        if in_hand.review.answered_at is None:
            self.answer = AnswerCard(self._context, in_hand)
            self.aside.column.addWidget(self.answer)
        else:
            card = AnsweredCard(self._context, in_hand)
            card.save.clicked.connect(self._ask_where)
            self.aside.column.addWidget(card)
        self.aside.column.addStretch(1)

    def _author_card(self, in_hand: ReviewInHand) -> Card:
        theme, words = self._context.theme, self._context.words
        person = in_hand.record.draft.author.practitioner
        card = Card(theme, words("review.author"), "user")
        card.add(Text(person.name, "section"))
        if self._said.person(person):
            card.add(Caption(self._said.person(person)))
        card.add(identity_row(self._context, in_hand.author))
        return card

    def _ask_where(self) -> None:
        self._context.asking.save_file(self, neutral_name("age"), PACKAGE_KIND, self._save)

    def _save(self, path: str | None) -> None:
        if path:
            self._context.runner.work(reviews.send_answer, record_id=self._record_id, path=path).start(
                self, self._saved
            )

    def _saved(self, _permit: Permit) -> None:
        self._context.toast(self._context.words("review.saved"))
