"""The frame around a form that is being written: whose it is, whether it is kept, the form, and how it is signed."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.client import Client
from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.form import Answers, Form
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.forms.editor import in_language
from wellbeingdesk.gui.forms.form_editor import FormEditor
from wellbeingdesk.gui.pages.decision_layout import DOT, LANGUAGE, PageHead, under_name
from wellbeingdesk.gui.pages.draft_keeping import DraftKeeping, Typed
from wellbeingdesk.gui.shortcuts import SAVE, SIGN, on_keys
from wellbeingdesk.gui.widgets.banner import Banner, BannerBar
from wellbeingdesk.gui.widgets.buttons import Button, IconButton, PrimaryButton
from wellbeingdesk.gui.widgets.chip import Chip
from wellbeingdesk.gui.widgets.flow import Flow
from wellbeingdesk.gui.widgets.saved import SavedState
from wellbeingdesk.gui.widgets.surface import Rule, column, empty, row
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.usecases import drafts


class OpenedDraft(Protocol):
    """What every draft comes with."""

    @property
    def draft(self) -> Draft: ...
    @property
    def form(self) -> Form: ...
    @property
    def client(self) -> Client: ...


class DraftPage(QWidget):
    """Whose it is stands at the head and again beside the button that signs it. `noun` chooses the words, `page` is
    the name by which the window knows this page. Write `ask_for` and put the editor into `body`.
    """

    noun = ""
    page = ""
    keeping: DraftKeeping

    def __init__(self, context: PageContext, sign: PrimaryButton, *beside: Button) -> None:
        super().__init__()
        self.context = context
        theme, words = context.theme, context.words
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = PageHead(theme, words(f"{self.noun}.back"), self.go_back)
        self.saved = SavedState(theme)
        self.discard = IconButton(theme, "trash-2", words("draft.discard"))
        self.discard.clicked.connect(lambda _checked=False: self.keeping.discard(self._discarded))
        self.head.add_lesser(Chip(words(f"{self.noun}.state.draft"), "info"))
        self.head.add(self.saved)
        self.head.add(self.discard)
        self.banners = BannerBar(theme)
        self.body = column(0)
        self.whose = Text("", "body2")
        self.sign = sign
        sign.setToolTip(QKeySequence(SIGN[0]).toString(QKeySequence.SequenceFormat.NativeText))
        foot = row(theme.scaled(12))
        foot.addWidget(self.whose, 1, Qt.AlignmentFlag.AlignVCenter)
        buttons = Flow(theme.scaled(8))
        buttons.add(*beside, sign)
        foot.addLayout(buttons)
        inside = column(theme.scaled(12), theme.scaled(24))
        inside.addWidget(self.head)
        inside.addWidget(self.banners)
        inside.addLayout(self.body, 1)
        inside.addWidget(Rule())
        inside.addLayout(foot)
        self.setLayout(inside)
        self.editor: FormEditor | None = None
        self._told: Banner | None = None
        self._kept_id = ""
        self.keeping = DraftKeeping(self, context, self.saved, self.banners, self._typed, lambda: self.editor)
        on_keys(self, SIGN, sign.click)
        on_keys(self, SAVE, self.keeping.flush)
        self.keeping.reopen.connect(lambda draft_id: context.navigate(self.page, draft_id=draft_id))

    def arrive(self, draft_id: str, kept_id: str = "") -> None:
        """Go on with this draft; `kept_id` names a text that was put beside it."""
        if self.keeping.draft is None or self.keeping.draft.id != draft_id:
            self.keeping.leave(lambda: self._turn_to(draft_id, kept_id))
        elif kept_id:
            self.keeping.offer(kept_id)

    def flush(self) -> None:
        """Save what was typed; the desk is about to be locked."""
        self.keeping.flush()

    def ask_for(self, draft_id: str) -> None:
        """Start the job that brings the draft."""
        raise NotImplementedError

    def go_back(self) -> None:
        """Where the arrow at the head leads."""
        raise NotImplementedError

    def clear(self) -> None:
        """Nobody's draft is here."""
        empty(self.body)
        self.banners.clear()
        self.editor, self._told = None, None
        self.head.show_words("", "")
        self.whose.setText("")
        self.sign.setEnabled(False)
        self.discard.setEnabled(False)

    def show_whose(self, opened: OpenedDraft) -> None:
        """At the head, and beside the button that signs."""
        client, words = opened.client, self.context.words
        title = in_language(opened.form.title, LANGUAGE)
        self.head.show_words(client.name_used, DOT.join(part for part in (title, under_name(client)) if part))
        self.whose.setText(words("decision.about", client=client.name_used, reference=client.reference))

    def keep(self, editor: FormEditor, opened: OpenedDraft) -> None:
        """From now on what is typed into this editor is kept."""
        self.editor = editor
        editor.set_answers({**opened.draft.answers, **opened.draft.extra})
        editor.changed.connect(self.keeping.touch)
        self.keeping.begin(opened.draft, self._kept_id)
        self.discard.setEnabled(True)

    def tell_missing(self, count: int) -> None:
        """Somebody tried to sign too early."""
        self._told = self.banners.add("warn", self._missing(count))

    def follow_missing(self, count: int) -> None:
        """What the banner says stays true while the gaps are filled, and it goes with the last of them."""
        told = self._told if self._told in self.banners.banners() else None
        if told is not None and count:
            told.reword(self._missing(count))
        elif told is not None:
            told.put_aside()
            self._told = None

    def leave_signed(self, toast: str, page: str, **args: str) -> None:
        """It is signed and no draft any more."""
        self.keeping.end()
        self.clear()
        self.context.toast(self.context.words(toast))
        self.context.navigate(page, **args)

    def _missing(self, count: int) -> str:
        return self.context.words("refusal.SomethingIsMissing", count=count)

    def _turn_to(self, draft_id: str, kept_id: str) -> None:
        self.keeping.end()
        self.clear()
        self._kept_id = kept_id
        self.ask_for(draft_id)

    def _typed(self) -> Typed:
        if self.editor is None:
            return Typed({})
        counts: Answers = {ident: value for ident, value in self.editor.answers().items() if value is not None}
        hidden = {ident: one for ident, one in self.editor.typed().items() if one is not None and ident not in counts}
        return Typed(counts, hidden)

    def _discarded(self, draft: Draft) -> None:
        context = self.context
        self.clear()
        context.navigate("clients.file", client_id=draft.client_id)

        def undo() -> None:
            job = context.runner.change(drafts.restore_draft, draft=draft)
            job.start(self, lambda kept: context.navigate(self.page, draft_id=kept.id))

        context.toast(context.words("draft.deleted"), undo)
