"""A note being written: when, the form's questions, whether it is saved, and below them sign or delete."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.form import FieldKind, check
from wellbeingdesk.domain.note import is_late_entry
from wellbeingdesk.domain.times import Instant, Planned
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.client_fields import LANGUAGE, line_of, moment_of, question, show_faults
from wellbeingdesk.gui.dialogs.client_words import DOT, ClientWords
from wellbeingdesk.gui.forms.form_editor import FormEditor
from wellbeingdesk.gui.pages import client_file_reading as reading
from wellbeingdesk.gui.pages.client_file_cards import form_title
from wellbeingdesk.gui.pages.draft_keeping import DraftKeeping, Typed
from wellbeingdesk.gui.pages.note_texts import Growing, UndoButtons
from wellbeingdesk.gui.shortcuts import SAVE, SIGN, on_keys
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.buttons import Button, IconButton, PrimaryButton
from wellbeingdesk.gui.widgets.card import Fact
from wellbeingdesk.gui.widgets.chip import Chip
from wellbeingdesk.gui.widgets.flow import FlowBox
from wellbeingdesk.gui.widgets.saved import SavedState
from wellbeingdesk.gui.widgets.surface import Panel, row
from wellbeingdesk.gui.widgets.text import Heading
from wellbeingdesk.usecases import notes

_LEAST_FORM = 160


class NoteEditor(Panel):
    """`signed` carries the record's id, `deleted` the draft as it was kept, `closed` nothing: the draft stays.

    Before it goes, `keeping.leave` has to be asked.
    """

    signed = Signal(str)
    deleted = Signal(object)
    closed = Signal()

    def __init__(self, context: PageContext, opened: reading.OpenDraft, kept_id: str = "") -> None:
        super().__init__("window", context.theme.scaled(10), context.theme.scaled(16))
        self._context = context
        self._opened = opened
        self._dates = ClientWords(context.words).dates
        self._signing = False
        theme, words = context.theme, context.words
        self.column.addLayout(self._title())
        self.banners = BannerBar(theme)
        self.column.addWidget(self.banners)
        self.when = question(context, FieldKind.MOMENT, "notes.when", needed=True)
        self.when.editor.set_value(opened.draft.event_time.wall.isoformat(timespec="minutes"))
        self.column.addWidget(self.when)
        self._adds_to(opened)
        self._late = Fact(theme, "clock", words("notes.late-will-be"), "caption")
        self.column.addWidget(self._late)
        self.form = FormEditor(opened.form, LANGUAGE, words, theme)
        self.form.set_answers(opened.draft.answers)
        self.form.setMinimumHeight(theme.scaled(_LEAST_FORM))
        self._growing = Growing(theme, self.form)
        self.column.addWidget(self.form, 1)
        client = opened.head.file.client
        self.column.addWidget(Fact(theme, "user", f"{client.name_used}{DOT}{client.reference}"))
        self.column.addLayout(self._foot())
        self.keeping = DraftKeeping(self, context, self._state, self.banners, self._typed, lambda: self.form)
        self._connect()
        self.keeping.begin(opened.draft, kept_id)
        self._follow_when()

    def flush(self) -> None:
        """Save now; the desk is about to be locked."""
        self.keeping.flush()

    def take_focus(self) -> None:
        """Into the first question that has no answer, else the first."""
        fields = self._opened.form.fields
        typed = self.form.typed()
        first = next((field.id for field in fields if not typed.get(field.id)), fields[0].id)
        self.form.focus_field(first)

    def _title(self) -> QHBoxLayout:
        theme, words = self._context.theme, self._context.words
        line = row(theme.scaled(8))
        title = FlowBox(theme.scaled(8))
        title.add(Heading(form_title(self._context, self._opened.draft.form_id), "h2", wrap=False))
        title.add(Chip(words("notes.draft"), "info"))
        self._state = SavedState(theme)
        title.add(self._state)
        line.addWidget(title, 1)
        close = IconButton(theme, "x", words("notes.close"))
        close.clicked.connect(self.closed)
        line.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _adds_to(self, opened: reading.OpenDraft) -> None:
        """An addendum happens when it is written, and says what it adds to."""
        if opened.original is None:
            return
        self.when.setVisible(False)
        title = form_title(self._context, opened.original.form.id)
        when = self._dates.moment(opened.original.event_time.wall)
        line = self._context.words("notes.addendum.to", title=title, when=when)
        self.column.addWidget(Fact(self._context.theme, "link", line, "caption"))

    def _foot(self) -> QHBoxLayout:
        theme, words = self._context.theme, self._context.words
        line = row(theme.scaled(8))
        self._undo = UndoButtons(theme, self.form)
        line.addWidget(self._undo.undo)
        line.addWidget(self._undo.redo)
        line.addStretch(1)
        delete = Button(theme, words("draft.discard"))
        delete.clicked.connect(lambda _checked=False: self.keeping.discard(self.deleted.emit))
        line.addWidget(delete)
        self._sign = PrimaryButton(theme, words("notes.sign-and-lock"), "signature")
        self._sign.setToolTip(QKeySequence(SIGN[0]).toString(QKeySequence.SequenceFormat.NativeText))
        self._sign.clicked.connect(self._ask_sign)
        line.addWidget(self._sign)
        return line

    def _connect(self) -> None:
        self.form.changed.connect(self.keeping.touch)
        line_of(self.when).textEdited.connect(self.keeping.touch)
        line_of(self.when).textChanged.connect(self._follow_when)
        self.keeping.failed.connect(lambda: self._busy(False))
        on_keys(self, SIGN, self._ask_sign)
        on_keys(self, SAVE, self.keeping.flush)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is not None and self.isAncestorOf(old) and (now is None or not self.isAncestorOf(now)):
            self.keeping.flush()

    def _typed(self) -> Typed:
        return Typed(self.form.typed(), event_time=self._event_time())

    def _event_time(self) -> Instant:
        """What stands there; a moment that cannot be read leaves the one before in force, and blocks signing."""
        before = self._opened.draft.event_time
        wall = moment_of(self.when)
        if wall is None or wall == before.wall.replace(second=0, microsecond=0):
            return before
        return Planned(wall, before.zone).instant()

    def _follow_when(self) -> None:
        late = is_late_entry(self._event_time(), self._opened.now)
        self._late.setVisible(late and self._opened.original is None)

    def _ask_sign(self) -> None:
        self.banners.clear()
        findings = check(self._opened.form, self.form.answers())
        self.form.show_findings(findings)
        if show_faults(self._context, self.when):
            return
        if findings:
            self.form.focus_field(findings[0].field)
            return
        client = self._opened.head.file.client
        facts = {"name": client.name_used, "reference": client.reference}
        self._context.asking.confirm(self, "notes.sign", facts, self._sign_it)

    def _sign_it(self, sure: bool) -> None:
        if sure and not self._signing:
            self._busy(True)
            self.keeping.save(self._seal)

    def _seal(self, draft: Draft) -> None:
        sign = self._context.runner.change(notes.sign_note, draft_id=draft.id, version=draft.version)
        sign.start(self, self._signed_it, self._not_signed)

    def _signed_it(self, record_id: str) -> None:
        self.keeping.end()
        self.signed.emit(record_id)

    def _not_signed(self, told: Told) -> None:
        self._busy(False)
        self._context.telling.tell(told, self)

    def _busy(self, busy: bool) -> None:
        self._signing = busy
        self.form.setEnabled(not busy)
        self._sign.setEnabled(not busy)
