"""Writing a decision: one part of the form at a time, what is missing always in view, then the signature."""

from functools import partial

from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.events import Noun
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.form import Finding, answered
from wellbeingdesk.gui.changes import Freshness
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.forms.form_editor import FormEditor
from wellbeingdesk.gui.pages import decision_reading as reading
from wellbeingdesk.gui.pages.decision_layout import LANGUAGE, TwoColumns
from wellbeingdesk.gui.pages.decision_missing import SECOND_SIGNER, MissingPanel
from wellbeingdesk.gui.pages.decision_second import SecondSigner
from wellbeingdesk.gui.pages.decision_signing import DecisionSigning
from wellbeingdesk.gui.pages.draft_page import DraftPage
from wellbeingdesk.gui.widgets.buttons import PrimaryButton
from wellbeingdesk.gui.widgets.card import Fact
from wellbeingdesk.gui.widgets.slices import Slices
from wellbeingdesk.gui.widgets.surface import Scroller
from wellbeingdesk.usecases import decisions


class DecisionEditPage(DraftPage):
    """What is missing, and who is asked to sign as second, stand beside the form."""

    noun = "decision"
    page = "decisions.edit"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, PrimaryButton(context.theme, context.words("decision.sign.button"), "signature"))
        self.sign.clicked.connect(self._begin_signing)
        self.second: SecondSigner | None = None
        self._slices = Slices(self)
        self._open: reading.OpenDecisionDraft | None = None
        self._findings: tuple[Finding, ...] = ()
        self._picked: set[str] = set()
        self._tried = False
        self.keeping.saved.connect(self._ask_findings)
        self._signing = DecisionSigning(context, self, self._signed)
        Freshness(self, context.changes, self._ask_colleagues, Noun.COLLEAGUE)

    def ask_for(self, draft_id: str) -> None:
        """With its form, its policy, its client and whoever could sign as second."""
        self.context.runner.ask(reading.draft, draft_id).start(self, self._show)

    def go_back(self) -> None:
        """To the lists."""
        self.context.navigate("decisions")

    def _show(self, opened: reading.OpenDecisionDraft) -> None:
        self.clear()
        parts = (self.show_whose, self._show_form, self._show_aside)
        self._slices.begin(partial(part, opened) for part in parts)

    def _show_form(self, opened: reading.OpenDecisionDraft) -> None:
        theme, words = self.context.theme, self.context.words
        self._open = opened
        editor = FormEditor(opened.form, LANGUAGE, words, theme, sections="one")
        self.missing = MissingPanel(self.context)
        self.missing.picked.connect(self._go_to)
        self.aside = Scroller(theme.scaled(16))
        self.aside.column.setContentsMargins(0, 0, theme.scaled(8), 0)
        self.aside.column.addWidget(self.missing)
        self.aside.column.addStretch(1)
        self.columns = TwoColumns(
            theme, (words("decision.part.form"), editor), (words("decision.part.missing"), self.aside)
        )
        self.body.addWidget(self.columns)
        self.columns.show()  # while it is empty: later it would be dressed with all that is in it at once
        self.keep(editor, opened)

    def _show_aside(self, opened: reading.OpenDecisionDraft) -> None:
        self.second = SecondSigner(self.context, opened.policy, required=opened.second_required)
        self.second.offer(opened.colleagues)
        self.second.show_chosen(opened.draft.second_signer)
        self.second.chose.connect(self._choose_second)
        self.aside.column.insertWidget(0, self.second)
        if opened.in_place_of is not None:
            when = Dates(self.context.words).day(opened.in_place_of.signed_at.wall.date())
            told = Fact(self.context.theme, "link", self.context.words("decision.in-place-of", when=when))
            self.aside.column.insertWidget(0, told)
        self.sign.setEnabled(True)
        self._ask_findings(opened.draft)

    def clear(self) -> None:
        """And nothing is being made any more."""
        self._slices.stop()
        super().clear()
        self.second, self._open, self._findings = None, None, ()
        self._picked, self._tried = set(), False

    def _ask_findings(self, draft: Draft) -> None:
        self.context.runner.ask(decisions.findings, draft=draft).start(self, self._show_findings)

    def _show_findings(self, findings: tuple[Finding, ...]) -> None:
        if self.editor is None or self.second is None:
            return
        self._findings = findings
        words, count = self.context.words, len(findings)
        self.missing.show_findings(findings, self.editor.form)
        self.follow_missing(count)
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
            self.second.show_finding(self.context.telling.finding(second))

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
            self.context.runner.ask(lambda ports: ports.views.colleagues()).start(self.second, self.second.offer)

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
            self.second.show_finding(self.context.telling.sentence(told))

    def _begin_signing(self) -> None:
        if self.editor is not None:
            self.banners.clear()
            self.keeping.save(self._check_and_sign)

    def _check_and_sign(self, draft: Draft) -> None:
        self.context.runner.ask(decisions.findings, draft=draft).start(self, lambda found: self._sign(draft, found))

    def _sign(self, draft: Draft, findings: tuple[Finding, ...]) -> None:
        if self._open is None or self.second is None:
            return
        self._tried = bool(findings)
        self._show_findings(findings)
        if findings:
            self.tell_missing(len(findings))
            self._go_to(findings[0].field)
            return
        self._signing.ask(draft, self._open.client, self.second.name())

    def _signed(self, decision_id: str) -> None:
        self.leave_signed("decision.sign.done", "decisions.view", decision_id=decision_id)
