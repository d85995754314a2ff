"""Writing a consent to share with the client: the form as it will be printed, kept while it is typed, then recorded."""

from wellbeingdesk.domain.consent import ConsentEndsBeforeItStarts
from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.form import check
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.preview import BlankFormSheet
from wellbeingdesk.gui.forms.form_editor import FormEditor
from wellbeingdesk.gui.pages import consent_reading as reading
from wellbeingdesk.gui.pages.decision_layout import LANGUAGE
from wellbeingdesk.gui.pages.draft_page import DraftPage
from wellbeingdesk.gui.widgets.buttons import Button, PrimaryButton
from wellbeingdesk.usecases import consents

_WIDEST = 760
"""Lines longer than this are hard to read together across a table."""


class ConsentEditPage(DraftPage):
    """The whole form one under another, as it will lie on the table."""

    noun = "consent"
    page = "consent.edit"

    def __init__(self, context: PageContext) -> None:
        theme, words = context.theme, context.words
        blank = Button(theme, words("consent.blank.button"), "printer")
        self.record = PrimaryButton(theme, words("consent.record"), "signature")
        self._client_id = ""
        super().__init__(context, self.record, blank)
        blank.clicked.connect(lambda _checked=False: BlankFormSheet(context, self).open())
        self.record.clicked.connect(self._begin_recording)
        self.keeping.failed.connect(lambda: self.record.setEnabled(self.editor is not None))
        self.clear()

    def ask_for(self, draft_id: str) -> None:
        """With its form and its client."""
        self.context.runner.ask(reading.draft, draft_id).start(self, self._show)

    def go_back(self) -> None:
        """To the client, with whom it is written."""
        if self._client_id:
            self.context.navigate("clients.file", client_id=self._client_id)
        else:
            self.context.navigate("consent")

    def _show(self, opened: reading.OpenConsentDraft) -> None:
        theme, words = self.context.theme, self.context.words
        self.clear()
        self._client_id = opened.client.id
        self.show_whose(opened)
        editor = FormEditor(opened.form, LANGUAGE, words, theme, widest=_WIDEST)
        self.body.addWidget(editor)
        editor.show()  # while it is empty: later it would be dressed with all that is in it at once
        self.keep(editor, opened)
        editor.changed.connect(self._follow)
        self.record.setEnabled(True)

    def _follow(self) -> None:
        if self.editor is not None:
            self.follow_missing(len(check(self.editor.form, self.editor.answers())))

    def _begin_recording(self) -> None:
        if self.editor is None:
            return
        self.banners.clear()
        findings = check(self.editor.form, self.editor.answers())
        self.editor.show_findings(findings)
        if findings:
            self.tell_missing(len(findings))
            self.editor.focus_field(findings[0].field)
            return
        self.record.setEnabled(False)
        self.keeping.save(self._record)

    def _record(self, draft: Draft) -> None:
        job = self.context.runner.change(consents.sign_consent, draft_id=draft.id, version=draft.version)
        job.start(self, self._recorded, self._refused)

    def _recorded(self, consent_id: str) -> None:
        self.leave_signed("consent.recorded", "consent.view", consent_id=consent_id)

    def _refused(self, told: Told) -> None:
        self.record.setEnabled(True)
        self.context.telling.tell(told, self)
        if isinstance(told, ConsentEndsBeforeItStarts) and self.editor is not None:
            self.editor.focus_field("ends_on")
