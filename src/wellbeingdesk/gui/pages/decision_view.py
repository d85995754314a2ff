"""A signed decision: where it stands, its pages, sending it to the colleague, taking the answer back, giving it out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.events import Noun
from wellbeingdesk.domain.permit import Permit, Route
from wellbeingdesk.gui.changes import StalePage
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.preview import PDF_KIND
from wellbeingdesk.gui.dialogs.print_sheet import PrintSheet
from wellbeingdesk.gui.dialogs.receive import receive
from wellbeingdesk.gui.dialogs.receive_names import neutral_name
from wellbeingdesk.gui.pages import decision_reading as reading
from wellbeingdesk.gui.pages.decision_cards import CheckingCard, NextCard, SecondCard
from wellbeingdesk.gui.pages.decision_layout import DOT, PageHead, TwoColumns, under_name
from wellbeingdesk.gui.pages.decision_steps import Steps, steps_of
from wellbeingdesk.gui.pages.decision_words import STATE_TONES, DecisionWords
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.chip import Chip
from wellbeingdesk.gui.widgets.preview import PagePreview
from wellbeingdesk.gui.widgets.surface import Scroller, column, empty
from wellbeingdesk.usecases import decisions, exchange, openings, previews
from wellbeingdesk.usecases.ports import PagePicture

PACKAGE_KIND = "decision.files.package"


class DecisionViewPage(StalePage):
    """The pages at the left, what can be done with them at the right."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._said = DecisionWords(context.words)
        self._decision_id = ""
        self._noted = False
        self._opened: reading.OpenDecision | None = None
        theme, words = context.theme, context.words
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = PageHead(theme, words("decision.back"), lambda: context.navigate("decisions"))
        self.chip = Chip("", "info")
        self.chip.setVisible(False)
        self.head.add(self.chip)
        self._steps = column(0)
        self.preview = PagePreview(theme)
        self.aside = Scroller(theme.scaled(12))
        self.aside.column.setContentsMargins(0, 0, theme.scaled(8), 0)
        self.columns = TwoColumns(
            theme, (words("decision.part.pages"), self.preview), (words("decision.part.do"), self.aside)
        )
        page = column(theme.scaled(12), theme.scaled(24))
        page.addWidget(self.head)
        page.addWidget(BannerBar(theme))
        page.addLayout(self._steps)
        page.addWidget(self.columns, 1)
        self.setLayout(page)
        self.concerns(context.changes, Noun.DECISION, Noun.COLLEAGUE)

    def arrive(self, decision_id: str) -> None:
        """Show this decision; that it is opened is written down first, and only then is anything shown."""
        if decision_id != self._decision_id:
            self._decision_id = decision_id
            self._opened = None
            self.head.show_words("", "")
            self.chip.setVisible(False)
            empty(self._steps)
            self.preview.show_pages(())
            empty(self.aside.column)
        self._noted = False
        self._context.runner.change(openings.note_decision_opened, decision_id=decision_id).start(self, self._note)

    def _note(self, decision_id: str) -> None:
        if decision_id == self._decision_id:
            self._noted = True
            self.freshness.touch()

    def ask_again(self) -> None:
        """As it is kept now."""
        if self._noted:
            self._context.runner.ask(reading.decision, self._decision_id).start(self, self._show)

    def _show(self, opened: reading.OpenDecision) -> None:
        if opened.decision.id != self._decision_id:
            return  # the answer to a question asked before
        words, decision, client = self._context.words, opened.decision, opened.client
        same_file = self._opened is not None and self._opened.pdf == opened.pdf
        self._opened = opened
        when = self._said.dates.moment(decision.signed_at.wall)
        signed = words("decision.signed-on", when=when)
        self.head.show_words(client.name_used, DOT.join(part for part in (under_name(client), signed) if part))
        self.chip.show_state(self._said.state(decision), STATE_TONES[decision.state])
        self.chip.setVisible(True)
        empty(self._steps)
        self._steps.addWidget(Steps(self._context, steps_of(opened, self._said, self._context)))
        self._show_aside(opened)
        if not same_file:
            self._context.runner.work(previews.page_pictures, pdf=opened.pdf).start(self, self._show_pages)

    def _show_pages(self, pictures: tuple[PagePicture, ...]) -> None:
        self.preview.show_pages(pictures)

    def _show_aside(self, opened: reading.OpenDecision) -> None:
        empty(self.aside.column)
        todo = NextCard(self._context, opened)
        todo.send.clicked.connect(self._ask_where_to_send)
        todo.receive.clicked.connect(self._receive)
        todo.save.clicked.connect(self._ask_where_to_save)
        todo.print.clicked.connect(self._print)
        todo.file.clicked.connect(self._to_client)
        todo.anew.clicked.connect(self._anew)
        cards: list[QWidget] = [todo]
        if opened.colleague is not None:
            cards.append(SecondCard(self._context, opened.colleague, opened.policy))
        cards.append(CheckingCard(self._context, opened))
        for card in cards:
            self.aside.column.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
        self.aside.column.addStretch(1)

    def _receive(self) -> None:
        receive(self._context, self)

    def _ask_where_to_send(self) -> None:
        self._context.asking.save_file(self, neutral_name("age"), PACKAGE_KIND, self._send)

    def _send(self, path: str | None) -> None:
        if path and self._opened is not None:
            job = self._context.runner.work(
                exchange.send_for_countersignature, decision_id=self._opened.decision.id, path=path
            )
            job.start(self, self._sent)

    def _sent(self, _permit: Permit) -> None:
        self._context.toast(self._context.words("decision.sent"))

    def _ask_where_to_save(self) -> None:
        self._context.asking.save_file(self, neutral_name("pdf"), PDF_KIND, self._save)

    def _save(self, path: str | None) -> None:
        if path and self._opened is not None:
            job = self._context.runner.work(decisions.write_decision, decision_id=self._opened.decision.id, path=path)
            job.start(self, self._saved)

    def _saved(self, _permit: Permit) -> None:
        self._context.toast(self._context.words("decision.saved-pdf"))

    def _print(self) -> None:
        opened = self._opened
        if opened is None:
            return
        texts = tuple(one for one in reading.answers_of(opened.record).values() if isinstance(one, str))
        PrintSheet(
            self._context, self, pdf=opened.pdf, route=Route.DECISION, subject_id=opened.decision.id, texts=texts
        ).open()

    def _anew(self) -> None:
        """To what takes the place of a declined decision; from its answers where there is nothing yet."""
        context, opened = self._context, self._opened
        if opened is None:
            return
        if opened.anew is None:
            begin = context.runner.change(decisions.begin_in_place_of, decision_id=opened.decision.id)
            begin.start(self, lambda draft: context.navigate("decisions.edit", draft_id=draft.id))
        elif opened.anew.signed:
            context.navigate("decisions.view", decision_id=opened.anew.id)
        else:
            context.navigate("decisions.edit", draft_id=opened.anew.id)

    def _to_client(self) -> None:
        if self._opened is not None:
            self._context.navigate("clients.file", client_id=self._opened.client.id)
