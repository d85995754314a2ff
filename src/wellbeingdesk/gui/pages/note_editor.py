"""A note being written: when, the form's questions, whether it is saved, and below them sign or put aside."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from wellbeingdesk.domain.draft import Draft, DraftIsGone, DraftWasSavedElsewhere
from wellbeingdesk.domain.failures import Refusal, Told
from wellbeingdesk.domain.form import Answers, FieldKind, check
from wellbeingdesk.domain.note import is_late_entry
from wellbeingdesk.domain.times import Instant, Planned
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.client_fields import LANGUAGE, line_of, moment_of, question, show_faults
from wellbeingdesk.gui.dialogs.client_words import DOT, ClientWords
from wellbeingdesk.gui.forms.form_editor import FormEditor
from wellbeingdesk.gui.pages import client_file_reading as reading
from wellbeingdesk.gui.pages.client_file_cards import form_title
from wellbeingdesk.gui.pages.client_file_flow import Fact, FlowBox
from wellbeingdesk.gui.pages.note_saving import NoteSaver
from wellbeingdesk.gui.pages.note_texts import Growing, UndoButtons, put_together
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.buttons import Button, IconButton, PrimaryButton
from wellbeingdesk.gui.widgets.chip import Chip
from wellbeingdesk.gui.widgets.saved import SavedState
from wellbeingdesk.gui.widgets.surface import Panel, row
from wellbeingdesk.gui.widgets.text import Heading
from wellbeingdesk.usecases import drafts, notes

_LEAST_FORM = 160


class NoteEditor(Panel):
    """`signed` carries the record's id, `put_aside` the draft as it was kept, `closed` nothing: the draft stays."""

    signed = Signal(str)
    put_aside = Signal(object)
    closed = Signal()
    reopen = Signal(str)

    def __init__(self, context: PageContext, opened: reading.OpenDraft) -> None:
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
        self.saver = NoteSaver(self, context, opened.draft, self._typed)
        self._connect()
        self.show_saved(opened.draft)
        self._follow_when()

    def flush(self) -> None:
        """Save now; the desk is about to be locked."""
        self.saver.flush()

    def take_focus(self) -> None:
        """Into the first question that has no answer, else the first."""
        fields = self._opened.form.fields
        typed = self.form.typed()
        first = next((field.id for field in fields if not typed.get(field.id)), fields[0].id)
        self.form.focus_field(first)

    def show_saved(self, draft: Draft) -> None:
        """Say when it was saved, unless more was typed since."""
        if not self.saver.dirty:
            self._state.saved(self._dates.clock(draft.saved_at.wall))

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the page saves."""
        self.saver.flush()
        super().hideEvent(event)

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
        aside = Button(theme, words("notes.put-aside.do"))
        aside.clicked.connect(self._put_aside)
        line.addWidget(aside)
        self._sign = PrimaryButton(theme, words("notes.sign-and-lock"), "signature")
        self._sign.setToolTip(QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText))
        self._sign.clicked.connect(self._ask_sign)
        line.addWidget(self._sign)
        return line

    def _connect(self) -> None:
        self.form.changed.connect(self.saver.touch)
        line_of(self.when).textEdited.connect(self.saver.touch)
        line_of(self.when).textChanged.connect(self._follow_when)
        self.saver.saving.connect(self._state.saving)
        self.saver.saved.connect(self.show_saved)
        self.saver.failed.connect(self._not_saved)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._ask_sign)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.saver.flush)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is not None and self.isAncestorOf(old) and (now is None or not self.isAncestorOf(now)):
            self.saver.flush()

    def _typed(self) -> tuple[Answers, Instant]:
        return self.form.typed(), self._event_time()

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
            self.saver.save(self._seal)

    def _seal(self, draft: Draft) -> None:
        sign = self._context.runner.change(notes.sign_note, draft_id=draft.id, version=draft.version)
        sign.start(self, self._signed_it, self._not_signed)

    def _signed_it(self, record_id: str) -> None:
        self.saver.end()
        self.signed.emit(record_id)

    def _not_signed(self, told: Told) -> None:
        self._busy(False)
        self._context.telling.tell(told, self)

    def _put_aside(self) -> None:
        self._busy(True)
        self.saver.save(self._discard)

    def _discard(self, draft: Draft) -> None:
        discard = self._context.runner.change(drafts.discard_draft, draft_id=draft.id)
        discard.start(self, self._discarded, self._not_signed)

    def _discarded(self, draft: Draft) -> None:
        self.saver.end()
        self.put_aside.emit(draft)

    def _busy(self, busy: bool) -> None:
        self._signing = busy
        self.form.setEnabled(not busy)
        self._sign.setEnabled(not busy)

    def _not_saved(self, told: Told) -> None:
        """The text stays where it is; what to do depends on why."""
        self._busy(False)
        words = self._context.words
        if isinstance(told, DraftWasSavedElsewhere):
            ask = self._context.runner.ask(reading.draft, self.saver.draft_id)
            ask.start(self, self._merge, self._not_saved)
            return
        if isinstance(told, DraftIsGone):
            self._state.not_saved(words("notes.reason.gone"))
            self._tell("notes.gone", ("notes.keep-as-new", self._begin_anew))
            return
        if isinstance(told, Refusal):
            self._state.not_saved(words("notes.reason.refused"))
            self._context.telling.tell(told, self)
            return
        world = self._context.telling.world(told)
        self._state.not_saved(words("notes.reason.world"))
        self.banners.add("danger", world.what, f"{world.safe} {world.do}", (words("notes.try-again"), self.saver.save))

    def _tell(self, key: str, action: tuple[str, Callable[[], None]] | None = None) -> None:
        words = self._context.words
        shown = None if action is None else (words(action[0]), action[1])
        self.banners.add("warn", words(key), words(f"{key}-text"), shown)

    def _merge(self, theirs: reading.OpenDraft) -> None:
        put_together(self.form, theirs.draft.answers, self._context.words)
        self._tell("notes.elsewhere")
        self.saver.take_over(theirs.draft)

    def _begin_anew(self) -> None:
        draft = self._opened.draft
        answers, event_time = self._typed()
        begin = self._context.runner.change(
            drafts.begin_draft,
            kind=draft.kind,
            client_id=draft.client_id,
            form_id=draft.form_id,
            event_time=event_time,
            answers=answers,
            appointment_id=draft.appointment_id,
            predecessor=draft.predecessor,
        )
        begin.start(self, self._began_anew)

    def _began_anew(self, draft: Draft) -> None:
        self.saver.end()
        self.reopen.emit(draft.id)
