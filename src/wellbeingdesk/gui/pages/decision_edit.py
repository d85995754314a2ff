"""Writing a decision: one part of the form at a time, what is missing always in view, then the signature."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.events import Noun
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.form import Finding, answered
from wellbeingdesk.gui.changes import Freshness
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.forms.editor import in_language
from wellbeingdesk.gui.forms.form_editor import FormEditor
from wellbeingdesk.gui.pages import decision_reading as reading
from wellbeingdesk.gui.pages.decision_layout import DOT, LANGUAGE, PageHead, TwoColumns, empty, under_name
from wellbeingdesk.gui.pages.decision_missing import SECOND_SIGNER, MissingPanel
from wellbeingdesk.gui.pages.decision_second import SecondSigner
from wellbeingdesk.gui.pages.decision_signing import DecisionSigning
from wellbeingdesk.gui.pages.draft_keeping import DraftKeeping, Typed
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.buttons import IconButton, PrimaryButton
from wellbeingdesk.gui.widgets.chip import Chip
from wellbeingdesk.gui.widgets.saved import SavedState
from wellbeingdesk.gui.widgets.slices import Slices
from wellbeingdesk.gui.widgets.surface import Rule, Scroller, column, row
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.usecases import decisions, drafts


class DecisionEditPage(QWidget):
    """Whose decision it is stands at the head and again beside Sign."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        theme, words = context.theme, context.words
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = PageHead(theme, words("decision.back"), lambda: context.navigate("decisions"))
        self.saved = SavedState(theme)
        self.discard = IconButton(theme, "trash-2", words("draft.discard"))
        self.discard.clicked.connect(self._discard)
        self.head.add_lesser(Chip(words("decision.state.draft"), "info"))
        self.head.add(self.saved)
        self.head.add(self.discard)
        self.banners = BannerBar(theme)
        self._body = column(0)
        self.whose = Text("", "body2")
        self.sign = PrimaryButton(theme, words("decision.sign.button"), "signature")
        self.sign.clicked.connect(self._begin_signing)
        foot = row(theme.scaled(12))
        foot.addWidget(self.whose, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.sign)
        page = column(theme.scaled(12), theme.scaled(24))
        page.addWidget(self.head)
        page.addWidget(self.banners)
        page.addLayout(self._body, 1)
        page.addWidget(Rule())
        page.addLayout(foot)
        self.setLayout(page)
        self.editor: FormEditor | None = None
        self.second: SecondSigner | None = None
        self._slices = Slices(self)
        self._open: reading.OpenDecisionDraft | None = None
        self._findings: tuple[Finding, ...] = ()
        self._picked: set[str] = set()
        self._tried = False
        self._kept_id = ""
        self.keeping = DraftKeeping(self, context, self.saved, self.banners, self._typed, lambda: self.editor)
        self.keeping.saved.connect(self._ask_findings)
        self.keeping.reopen.connect(lambda draft_id: context.navigate("decisions.edit", draft_id=draft_id))
        self._signing = DecisionSigning(context, self, self._signed)
        Freshness(self, context.changes, self._ask_colleagues, Noun.COLLEAGUE)

    def arrive(self, draft_id: str, kept_id: str = "") -> None:
        """Go on with this draft; `kept_id` names a text that was put beside it."""
        if self.keeping.draft is None or self.keeping.draft.id != draft_id:
            self.keeping.leave(lambda: self._ask_for(draft_id, kept_id))

    def _ask_for(self, draft_id: str, kept_id: str) -> None:
        self.keeping.end()
        self._clear()
        self._kept_id = kept_id
        self._context.runner.ask(reading.draft, draft_id).start(self, self._show)

    def flush(self) -> None:
        """Save what was typed; the desk is about to be locked."""
        self.keeping.flush()

    def _show(self, opened: reading.OpenDecisionDraft) -> None:
        self._clear()
        parts = (self._show_head, self._show_form, self._show_aside)
        self._slices.begin(partial(part, opened) for part in parts)

    def _show_head(self, opened: reading.OpenDecisionDraft) -> None:
        words, client = self._context.words, opened.client
        title = in_language(opened.form.title, LANGUAGE)
        self.head.show_words(client.name_used, DOT.join(part for part in (title, under_name(client)) if part))
        self.whose.setText(words("decision.about", client=client.name_used, reference=client.reference))

    def _show_form(self, opened: reading.OpenDecisionDraft) -> None:
        theme, words = self._context.theme, self._context.words
        self._open = opened
        self.editor = FormEditor(opened.form, LANGUAGE, words, theme, sections="one")
        self.editor.set_answers({**opened.draft.answers, **opened.draft.extra})
        self.editor.changed.connect(self.keeping.touch)
        self.missing = MissingPanel(self._context)
        self.missing.picked.connect(self._go_to)
        self.aside = Scroller(theme.scaled(16))
        self.aside.column.setContentsMargins(0, 0, theme.scaled(8), 0)
        self.aside.column.addWidget(self.missing)
        self.aside.column.addStretch(1)
        self.columns = TwoColumns(
            theme, (words("decision.part.form"), self.editor), (words("decision.part.missing"), self.aside)
        )
        self._body.addWidget(self.columns)
        self.columns.show()  # while it is empty: later it would be dressed with all that is in it at once
        self.keeping.begin(opened.draft, self._kept_id)
        self.discard.setEnabled(True)

    def _show_aside(self, opened: reading.OpenDecisionDraft) -> None:
        self.second = SecondSigner(self._context, opened.policy, required=opened.second_required)
        self.second.offer(opened.colleagues)
        self.second.show_chosen(opened.draft.second_signer)
        self.second.chose.connect(self._choose_second)
        self.aside.column.insertWidget(0, self.second)
        self.sign.setEnabled(True)
        self._ask_findings(opened.draft)

    def _clear(self) -> None:
        self._slices.stop()
        empty(self._body)
        self.banners.clear()
        self.editor, self.second, self._open, self._findings = None, None, None, ()
        self._picked, self._tried = set(), False
        self.head.show_words("", "")
        self.whose.setText("")
        self.sign.setEnabled(False)
        self.discard.setEnabled(False)

    def _typed(self) -> Typed:
        if self.editor is None:
            return Typed({})
        counts = {ident: value for ident, value in self.editor.answers().items() if value is not None}
        hidden = {ident: one for ident, one in self.editor.typed().items() if one is not None and ident not in counts}
        return Typed(counts, hidden)

    def _ask_findings(self, draft: Draft) -> None:
        self._context.runner.ask(decisions.findings, draft=draft).start(self, self._show_findings)

    def _show_findings(self, findings: tuple[Finding, ...]) -> None:
        if self.editor is None or self.second is None:
            return
        self._findings = findings
        words, count = self._context.words, len(findings)
        self.missing.show_findings(findings, self.editor.form)
        self.columns.label_second(words("decision.part.missing-count", count=count))
        self.sign.setText(words("decision.sign.button-missing", count=count))
        self._show_beside()

    def _show_beside(self) -> None:
        """Beside a question stands what is wrong with it once somebody answered it, asked for it or tried to sign."""
        if self.editor is None or self.second is None:
            return
        answers = self.editor.answers()
        told = [
            one
            for one in self._findings
            if self._tried or one.field in self._picked or answered(answers.get(one.field))
        ]
        self.editor.show_findings(told)
        second = next((one for one in told if one.field == SECOND_SIGNER), None)
        if second is not None:
            self.second.show_finding(self._context.telling.finding(second))

    def _go_to(self, field: str) -> None:
        if self.editor is None or self.second is None:
            return
        self._picked.add(field)
        self._show_beside()
        if field == SECOND_SIGNER:
            self.columns.turn_to(1)
            self.aside.reveal(self.second)
            self.second.picker.setFocus()
            return
        self.columns.turn_to(0)
        self.editor.focus_field(field)

    def _ask_colleagues(self) -> None:
        if self.second is not None:
            self._context.runner.ask(lambda ports: ports.views.colleagues()).start(self.second, self.second.offer)

    def _choose_second(self, colleague_id: str) -> None:
        self.flush()
        self.keeping.change(
            lambda ports, draft: decisions.choose_second_signer(ports, draft=draft, colleague_id=colleague_id),
            self._second_chosen,
            self._second_refused,
        )

    def _second_chosen(self, draft: Draft) -> None:
        if self.second is not None:
            self.second.show_chosen(draft.second_signer)

    def _second_refused(self, told: Told) -> None:
        if self.second is not None:
            self.second.show_finding(self._context.telling.sentence(told))

    def _discard(self) -> None:
        self.keeping.discard(self._discarded)

    def _discarded(self, draft: Draft) -> None:
        context = self._context
        self._clear()
        context.navigate("clients.file", client_id=draft.client_id)

        def undo() -> None:
            job = context.runner.change(drafts.restore_draft, draft=draft)
            job.start(self, lambda kept: context.navigate("decisions.edit", draft_id=kept.id))

        context.toast(context.words("draft.deleted"), undo)

    def _begin_signing(self) -> None:
        if self.editor is not None:
            self.banners.clear()
            self.keeping.save(self._check_and_sign)

    def _check_and_sign(self, draft: Draft) -> None:
        self._context.runner.ask(decisions.findings, draft=draft).start(self, lambda found: self._sign(draft, found))

    def _sign(self, draft: Draft, findings: tuple[Finding, ...]) -> None:
        if self._open is None or self.second is None:
            return
        self._tried = bool(findings)
        self._show_findings(findings)
        if findings:
            self.banners.add("warn", self._context.words("refusal.SomethingIsMissing", count=len(findings)))
            self._go_to(findings[0].field)
            return
        self._signing.ask(draft, self._open.client, self.second.name())

    def _signed(self, decision_id: str) -> None:
        self.keeping.end()
        self._clear()
        self._context.toast(self._context.words("decision.sign.done"))
        self._context.navigate("decisions.view", decision_id=decision_id)
