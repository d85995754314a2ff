"""One's own answer to a colleague's decision: agree, disagree or decline, with reasons, signed with the passphrase."""

from PySide6.QtWidgets import QButtonGroup, QWidget

from wellbeingdesk.domain.decision import ReasonsAreNeeded
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.paper import TextDoesNotFit
from wellbeingdesk.domain.policy import OUR_CAPACITIES
from wellbeingdesk.domain.record import Answer
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.dialogs.passphrase import PassphraseSheet
from wellbeingdesk.gui.dialogs.print_sheet import unprintable_words
from wellbeingdesk.gui.pages.review_note import NoteKeeping
from wellbeingdesk.gui.widgets.buttons import PrimaryButton
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.field import LabelledField, caption_row
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.text import Caption, Text
from wellbeingdesk.gui.widgets.text_box import TextBox
from wellbeingdesk.gui.widgets.ticks import Radio
from wellbeingdesk.usecases import consents, reviews
from wellbeingdesk.usecases.review_notes import ReviewNote
from wellbeingdesk.usecases.reviews import ReviewInHand

_ANSWERS = (Answer.AGREE, Answer.DISAGREE, Answer.DECLINE)


class AnswerCard(Card):
    """Nothing is chosen beforehand; the button says what the signature will stand for."""

    def __init__(self, context: PageContext, in_hand: ReviewInHand) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, words("review.answer.title"), "signature")
        self._context = context
        self._record_id = in_hand.review.id
        self._author = in_hand.record.draft.author.practitioner.name
        second = in_hand.record.draft.second_signer
        if second is not None:
            known = second.capacity in OUR_CAPACITIES
            capacity = words(f"review.capacity.{second.capacity}") if known else second.capacity.replace("-", " ")
            self.add(Caption(words("review.answer.capacity", capacity=capacity)))
        self.group = QButtonGroup(self)
        choices = QWidget()
        inside = column(0)
        for at, answer in enumerate(_ANSWERS):
            radio = Radio(theme, words(f"review.answer.{answer.value}"))
            self.group.addButton(radio, at)
            inside.addWidget(radio)
        choices.setLayout(inside)
        choices.setFocusProxy(self.group.buttons()[0])
        self.choice = LabelledField(theme, words("review.answer.label"), choices)
        self.add(self.choice)
        self.reasons = TextBox()
        self.reasons.setTabChangesFocus(True)
        self.reasons.setFixedHeight(theme.scaled(120))  # Sign stays in sight below it
        self.why = LabelledField(
            theme, words("review.answer.reasons"), self.reasons, words("review.answer.reasons-hint")
        )
        self.add(self.why)
        self.add(caption_row(theme, "info", words("review.answer.attests")))
        self.sign = PrimaryButton(theme, words("review.sign.button"), "signature")
        self.add(self.sign)
        self.group.idClicked.connect(self._chosen)
        self.reasons.textChanged.connect(self.why.show_finding)
        self.sign.clicked.connect(self._begin)
        self.note = NoteKeeping(self, context, self._record_id, self._typed)
        self.note.begin(self._show_note)
        self.group.idClicked.connect(self.note.touch)
        self.reasons.textChanged.connect(self.note.touch)

    def flush(self) -> None:
        """Keep what was written; the desk is about to be locked."""
        self.note.flush()

    def _typed(self) -> ReviewNote:
        at = self.group.checkedId()
        return ReviewNote(_ANSWERS[at].value if at >= 0 else "", self.reasons.toPlainText())

    def _show_note(self, note: ReviewNote) -> None:
        self.reasons.setPlainText(note.reasons)
        answer = note.chosen()
        if answer is not None:
            at = _ANSWERS.index(answer)
            self.group.button(at).setChecked(True)
            self._chosen(at)

    def _chosen(self, at: int) -> None:
        self.choice.show_finding()
        self.why.show_finding()
        self.sign.setText(self._context.words(f"review.sign.button-{_ANSWERS[at].value}"))

    def _begin(self) -> None:
        words, at, reasons = self._context.words, self.group.checkedId(), self.reasons.toPlainText()
        if at < 0:
            self.choice.show_finding(words("review.answer.needed"))
            self.group.buttons()[0].setFocus()
            return
        if _ANSWERS[at] is not Answer.AGREE and not reasons.strip():
            self.why.show_finding(words("refusal.ReasonsAreNeeded"))
            self.reasons.setFocus()
            return
        job = self._context.runner.work(consents.unprintable_in, texts=(reasons,))
        job.start(self, lambda characters: self._ask(_ANSWERS[at], reasons, characters))

    def _ask(self, answer: Answer, reasons: str, characters: tuple[str, ...]) -> None:
        sheet = PassphraseSheet(self._context, self.window(), f"review.sign.{answer.value}", name=self._author)
        if characters:
            sheet.warn(*unprintable_words(self._context, characters))
        sheet.given.connect(lambda passphrase: self._start(sheet, answer, reasons, passphrase))
        sheet.open()

    def _start(self, sheet: PassphraseSheet, answer: Answer, reasons: str, passphrase: str) -> None:
        job = self._context.runner.work(
            reviews.answer_review, record_id=self._record_id, answer=answer, reasons=reasons, passphrase=passphrase
        )
        job.start(sheet, lambda _nothing: self._done(sheet), lambda told: self._refused(sheet, told))

    def _done(self, sheet: PassphraseSheet) -> None:
        self.note.end()
        self._context.toast(self._context.words("review.sign.done", name=self._author))
        sheet.accept()

    def _refused(self, sheet: PassphraseSheet, told: Told) -> None:
        sheet.refused(told)
        if isinstance(told, ReasonsAreNeeded | TextDoesNotFit):
            self.why.show_finding(self._context.telling.sentence(told))


class AnsweredCard(Card):
    """What was said and when; the file for the author can be saved as often as it is needed."""

    def __init__(self, context: PageContext, in_hand: ReviewInHand) -> None:
        theme, words, review = context.theme, context.words, in_hand.review
        super().__init__(theme, words("review.answer.title"), "circle-check")
        dates, name = Dates(words), in_hand.record.draft.author.practitioner.name
        self.add(Text(words(f"review.said.{review.answer}"), "section"))
        if review.answered_at is not None:
            self.add(Caption(words("review.answered-on", when=dates.moment(review.answered_at.wall))))
        self.add(Text(words("review.answer.send-text", name=name), "body2"))
        self.save = PrimaryButton(theme, words("review.answer.save", name=name), "send")
        self.add(self.save)
