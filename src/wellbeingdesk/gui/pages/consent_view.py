"""One consent: who may be told what, why, how and until when; withdrawn in one click, printed for the client."""

from PySide6.QtCore import Qt

from wellbeingdesk.domain.events import Noun
from wellbeingdesk.domain.form import answered
from wellbeingdesk.domain.permit import Permit, Route
from wellbeingdesk.gui.changes import StalePage
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.preview import PDF_KIND
from wellbeingdesk.gui.dialogs.print_sheet import PrintSheet
from wellbeingdesk.gui.dialogs.receive_names import neutral_name
from wellbeingdesk.gui.dialogs.withdraw import WithdrawSheet
from wellbeingdesk.gui.forms.editor import Ground
from wellbeingdesk.gui.forms.row import answer_text
from wellbeingdesk.gui.pages import consent_reading as reading
from wellbeingdesk.gui.pages.consent_words import ConsentWords, state_tone
from wellbeingdesk.gui.pages.decision_layout import DOT, LANGUAGE, PageHead, TwoColumns, under_name
from wellbeingdesk.gui.widgets.banner import Banner, BannerBar
from wellbeingdesk.gui.widgets.buttons import Button, DangerButton, PrimaryButton, QuietButton
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.chip import Chip
from wellbeingdesk.gui.widgets.flow import Flow
from wellbeingdesk.gui.widgets.preview import PagePreview
from wellbeingdesk.gui.widgets.surface import Scroller, column, empty
from wellbeingdesk.gui.widgets.text import Caption, Selectable, Text
from wellbeingdesk.usecases import consents, gate, openings, previews
from wellbeingdesk.usecases.ports import PagePicture


class ConsentViewPage(StalePage):
    """Plain words at the left, the pages as printed at the right."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._said = ConsentWords(context.words)
        self._consent_id = ""
        self._noted = False
        self._opened: reading.OpenConsent | None = None
        self._pdf = b""
        theme, words = context.theme, context.words
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = PageHead(theme, words("consent.back"), self._leave)
        self.chip = Chip("", "plain")
        self.chip.setVisible(False)
        self.head.add(self.chip)
        self._facts = Scroller(theme.scaled(12))
        self._facts.column.setContentsMargins(0, 0, theme.scaled(8), 0)
        self.preview = PagePreview(theme)
        self.columns = TwoColumns(
            theme, (words("consent.part.facts"), self._facts), (words("consent.part.pages"), self.preview), side=440
        )
        page = column(theme.scaled(12), theme.scaled(24))
        page.addWidget(self.head)
        page.addWidget(BannerBar(theme))
        page.addWidget(self.columns, 1)
        self.setLayout(page)
        self.concerns(context.changes, Noun.CONSENT)

    def arrive(self, consent_id: str) -> None:
        """Show this consent; that it is opened is written down first, and only then is anything shown."""
        if consent_id != self._consent_id:
            self._consent_id, self._opened, self._pdf = consent_id, None, b""
            self.head.show_words("", "")
            self.chip.setVisible(False)
            self.preview.show_pages(())
            empty(self._facts.column)
        self._noted = False
        self._context.runner.change(openings.note_consent_opened, consent_id=consent_id).start(self, self._note)

    def _note(self, consent_id: str) -> None:
        if consent_id == self._consent_id:
            self._noted = True
            self.freshness.touch()

    def ask_again(self) -> None:
        """As it stands now."""
        if self._noted:
            self._context.runner.ask(reading.consent, self._consent_id).start(self, self._show)

    def _show(self, opened: reading.OpenConsent) -> None:
        if opened.consent.id != self._consent_id:
            return  # the answer to a question asked before
        words, client, consent = self._context.words, opened.client, opened.consent
        self._opened = opened
        given = words("consent.given-on", when=self._said.dates.day(consent.given_at.wall.date()))
        self.head.show_words(client.name_used, DOT.join(part for part in (under_name(client), given) if part))
        self.chip.show_state(self._said.state(consent, opened.now), state_tone(consent, opened.now))
        self.chip.setVisible(True)
        empty(self._facts.column)
        if consent.withdrawn_at is not None:
            self._facts.column.addWidget(self._withdrawn_banner(opened))
        self._facts.column.addWidget(self._summary(opened))
        self._facts.column.addWidget(self._all_answers(opened))
        self._facts.column.addStretch(1)
        if not self._pdf:
            work = self._context.runner.work(consents.filled_consent_paper, consent_id=consent.id)
            work.start(self, lambda pdf: self._made(opened.consent.id, pdf))

    def _made(self, consent_id: str, pdf: bytes) -> None:
        if consent_id == self._consent_id:
            self._pdf = pdf
            for button in self._needs_pdf:
                button.setEnabled(True)
            self._context.runner.work(previews.page_pictures, pdf=pdf).start(self, self._show_pages)

    def _show_pages(self, pictures: tuple[PagePicture, ...]) -> None:
        self.preview.show_pages(pictures)

    def _withdrawn_banner(self, opened: reading.OpenConsent) -> Banner:
        words, consent = self._context.words, opened.consent
        when = "" if consent.withdrawn_at is None else self._said.dates.moment(consent.withdrawn_at.wall)
        said = words("consent.withdrawn.words", words=consent.withdrawal_words) if consent.withdrawal_words else ""
        return Banner(self._context.theme, "warn", words("consent.withdrawn.title", when=when), said, icon="ban")

    def _summary(self, opened: reading.OpenConsent) -> Card:
        """What to know at a glance, and what can be done."""
        theme, words, consent = self._context.theme, self._context.words, opened.consent
        card = Card(theme, self._said.recipient(consent), "handshake")
        card.add(Text(self._said.span(consent)))
        actions = Flow(theme.scaled(8))
        give = PrimaryButton(theme, words("consent.print.copy"), "printer")
        save = Button(theme, words("consent.save-pdf"), "download")
        file = QuietButton(theme, words("decision.to-client"), "user")
        withdraw = DangerButton(theme, words("consent.withdraw.button"), "ban")
        give.clicked.connect(self._print)
        save.clicked.connect(self._ask_where)
        file.clicked.connect(self._leave)
        withdraw.clicked.connect(self._withdraw)
        self._needs_pdf = (give, save)
        for button in self._needs_pdf:
            button.setEnabled(bool(self._pdf))
        for button in (withdraw, save, give, file) if consent.withdrawn_at is None else (save, give, file):
            actions.add(button)
        card.column.addSpacing(theme.scaled(4))
        card.column.addLayout(actions)
        return card

    def _all_answers(self, opened: reading.OpenConsent) -> Card:
        theme, words = self._context.theme, self._context.words
        ground = Ground(theme, words, LANGUAGE, self._said.dates)
        card = Card(theme, words("consent.as-signed"), "file-text")
        for field in opened.form.fields:
            value = opened.answers.get(field.id)
            if answered(value):
                label = ground.label(field.label)
                text = Selectable(answer_text(field, value, ground))
                text.setAccessibleDescription(label)
                part = column(theme.scaled(2))
                part.addWidget(Caption(label))
                part.addWidget(text)
                card.column.addLayout(part)
        return card

    def _leave(self) -> None:
        if self._opened is not None:
            self._context.navigate("clients.file", client_id=self._opened.client.id)
        else:
            self._context.navigate("consent")

    def _withdraw(self) -> None:
        if self._opened is not None:
            opened = self._opened
            WithdrawSheet(self._context, self, opened.consent, opened.client.name_used, opened.now).open()

    def _print(self) -> None:
        if self._opened is None or not self._pdf:
            return
        client = self._opened.client
        texts = tuple(one for one in self._opened.answers.values() if isinstance(one, str))
        PrintSheet(
            self._context,
            self,
            pdf=self._pdf,
            route=Route.CLIENTS_OWN_COPY,
            subject_id=self._consent_id,
            texts=(client.name_used, client.legal_name, *texts),
        ).open()

    def _ask_where(self) -> None:
        if self._pdf:
            self._context.asking.save_file(self, neutral_name("pdf"), PDF_KIND, self._save)

    def _save(self, path: str | None) -> None:
        if path:
            job = self._context.runner.work(
                gate.write_out,
                route=Route.CLIENTS_OWN_COPY,
                subject_id=self._consent_id,
                payload=self._pdf,
                path=path,
            )
            job.start(self, self._saved)

    def _saved(self, _permit: Permit) -> None:
        self._context.toast(self._context.words("consent.saved-pdf"))
