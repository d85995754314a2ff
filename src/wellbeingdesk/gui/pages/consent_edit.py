"""Writing a consent to share with the client: the form as it will be printed, kept while it is typed, then recorded."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.consent import ConsentEndsBeforeItStarts
from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.form import check
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.preview import BlankFormSheet
from wellbeingdesk.gui.forms.editor import in_language
from wellbeingdesk.gui.forms.form_editor import FormEditor
from wellbeingdesk.gui.pages import consent_reading as reading
from wellbeingdesk.gui.pages.decision_layout import DOT, LANGUAGE, PageHead, empty, under_name
from wellbeingdesk.gui.pages.draft_keeping import DraftKeeping, Typed
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.buttons import Button, IconButton, PrimaryButton
from wellbeingdesk.gui.widgets.chip import Chip
from wellbeingdesk.gui.widgets.flow import Flow
from wellbeingdesk.gui.widgets.saved import SavedState
from wellbeingdesk.gui.widgets.surface import Rule, column, row
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.usecases import consents, drafts

_WIDEST = 760
"""Lines longer than this are hard to read together across a table."""


class ConsentEditPage(QWidget):
    """Whose consent it is stands at the head and again beside the button that records it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        theme, words = context.theme, context.words
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = PageHead(theme, words("consent.back"), self._leave)
        self.saved = SavedState(theme)
        self.discard = IconButton(theme, "trash-2", words("draft.discard"))
        self.discard.clicked.connect(self._discard)
        self.head.add_lesser(Chip(words("consent.state.draft"), "info"))
        self.head.add(self.saved)
        self.head.add(self.discard)
        self.banners = BannerBar(theme)
        self._body = column(0)
        self.whose = Text("", "body2")
        blank = Button(theme, words("consent.blank.button"), "printer")
        blank.clicked.connect(lambda _checked=False: BlankFormSheet(context, self).open())
        self.record = PrimaryButton(theme, words("consent.record"), "signature")
        self.record.clicked.connect(self._begin_recording)
        foot = row(theme.scaled(10))
        foot.addWidget(self.whose, 1, Qt.AlignmentFlag.AlignVCenter)
        buttons = Flow(theme.scaled(8))
        buttons.add(blank, self.record)
        foot.addLayout(buttons)
        page = column(theme.scaled(12), theme.scaled(24))
        page.addWidget(self.head)
        page.addWidget(self.banners)
        page.addLayout(self._body, 1)
        page.addWidget(Rule())
        page.addLayout(foot)
        self.setLayout(page)
        self.editor: FormEditor | None = None
        self._client_id = ""
        self._kept_id = ""
        self.keeping = DraftKeeping(self, context, self.saved, self.banners, self._typed, lambda: self.editor)
        self.keeping.failed.connect(lambda: self.record.setEnabled(self.editor is not None))
        self.keeping.reopen.connect(lambda draft_id: context.navigate("consent.edit", draft_id=draft_id))
        self._clear()

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

    def _show(self, opened: reading.OpenConsentDraft) -> None:
        theme, words, client = self._context.theme, self._context.words, opened.client
        self._clear()
        self._client_id = client.id
        title = in_language(opened.form.title, LANGUAGE)
        self.head.show_words(client.name_used, DOT.join(part for part in (title, under_name(client)) if part))
        self.whose.setText(words("decision.about", client=client.name_used, reference=client.reference))
        self.editor = FormEditor(opened.form, LANGUAGE, words, theme)
        self.editor.setMaximumWidth(theme.scaled(_WIDEST))
        self.editor.set_answers({**opened.draft.answers, **opened.draft.extra})
        self.editor.changed.connect(self.keeping.touch)
        self._body.addWidget(self.editor)
        self.editor.show()  # while it is empty: later it would be dressed with all that is in it at once
        self.keeping.begin(opened.draft, self._kept_id)
        self.record.setEnabled(True)
        self.discard.setEnabled(True)

    def _clear(self) -> None:
        empty(self._body)
        self.banners.clear()
        self.editor = None
        self.head.show_words("", "")
        self.whose.setText("")
        self.record.setEnabled(False)
        self.discard.setEnabled(False)

    def _typed(self) -> Typed:
        if self.editor is None:
            return Typed({})
        counts = {ident: value for ident, value in self.editor.answers().items() if value is not None}
        hidden = {ident: one for ident, one in self.editor.typed().items() if one is not None and ident not in counts}
        return Typed(counts, hidden)

    def _leave(self) -> None:
        if self._client_id:
            self._context.navigate("clients.file", client_id=self._client_id)
        else:
            self._context.navigate("consent")

    def _discard(self) -> None:
        self.keeping.discard(self._discarded)

    def _discarded(self, draft: Draft) -> None:
        context = self._context
        self._clear()
        context.navigate("clients.file", client_id=draft.client_id)

        def undo() -> None:
            job = context.runner.change(drafts.restore_draft, draft=draft)
            job.start(self, lambda kept: context.navigate("consent.edit", draft_id=kept.id))

        context.toast(context.words("draft.deleted"), undo)

    def _begin_recording(self) -> None:
        if self.editor is None:
            return
        self.banners.clear()
        findings = check(self.editor.form, self.editor.answers())
        self.editor.show_findings(findings)
        if findings:
            self.banners.add("warn", self._context.words("refusal.SomethingIsMissing", count=len(findings)))
            self.editor.focus_field(findings[0].field)
            return
        self.record.setEnabled(False)
        self.keeping.save(self._record)

    def _record(self, draft: Draft) -> None:
        job = self._context.runner.change(consents.sign_consent, draft_id=draft.id, version=draft.version)
        job.start(self, self._recorded, self._refused)

    def _recorded(self, consent_id: str) -> None:
        self.keeping.end()
        self._clear()
        self._context.toast(self._context.words("consent.recorded"))
        self._context.navigate("consent.view", consent_id=consent_id)

    def _refused(self, told: Told) -> None:
        self.record.setEnabled(True)
        self._context.telling.tell(told, self)
        if isinstance(told, ConsentEndsBeforeItStarts) and self.editor is not None:
            self.editor.focus_field("ends_on")
