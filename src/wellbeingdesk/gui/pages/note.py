"""The page of one note: written beside the client's timeline where there is room, or read once it is signed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.pages import client_file_reading as reading
from wellbeingdesk.gui.pages.client_file import LOW
from wellbeingdesk.gui.pages.client_file_head import ClientHead
from wellbeingdesk.gui.pages.client_file_timeline import Timeline
from wellbeingdesk.gui.pages.note_editor import NoteEditor
from wellbeingdesk.gui.pages.note_reading import SignedNote
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.beside import Beside
from wellbeingdesk.gui.widgets.buttons import LinkButton
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.text import Caption
from wellbeingdesk.usecases import clients, drafts

_SIDE = 440


class NotePage(QWidget):
    """Whoever's note is opened, the opening of the file is written down before anything is shown."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._client_id = ""
        self._turn = 0
        theme = context.theme
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._page = column(0)
        self.banners = BannerBar(theme)
        self._page.addWidget(self.banners)
        self._waiting = Caption(context.words("shell.loading"))
        self._waiting.setContentsMargins(theme.scaled(24), theme.scaled(24), 0, 0)
        self._page.addWidget(self._waiting)
        self._page.addStretch(1)
        self.setLayout(self._page)
        self.editor: NoteEditor | None = None
        self._shown: QWidget | None = None

    def arrive(self, draft_id: str = "", record_id: str = "", kept_id: str = "") -> None:
        """Go on writing a draft, or read a record; `kept_id` names a text that was put beside the draft."""
        draft = self.editor.keeping.draft if self.editor is not None else None
        if self.editor is not None and draft is not None and draft.id == draft_id:
            self.editor.take_focus()
            if kept_id:
                self.editor.keeping.offer(kept_id)
            return  # it is open, with whatever was typed
        self._leave(lambda: self._go_to(draft_id, record_id, kept_id))

    def _leave(self, then: Callable[[], None]) -> None:
        """An editor goes only when what is in it was saved."""
        if self.editor is None:
            then()
        else:
            self.editor.keeping.leave(then)

    def _go_to(self, draft_id: str, record_id: str, kept_id: str) -> None:
        self._turn += 1
        turn = self._turn
        self._clear()
        ask = self._context.runner.ask
        if draft_id:
            job = ask(reading.draft, draft_id)
            job.start(self, lambda found: self._open_draft(turn, found, kept_id), self._not_opened)
        else:
            ask(reading.note, record_id).start(self, lambda found: self._open_note(turn, found), self._not_opened)

    def _open_draft(self, turn: int, found: reading.OpenDraft, kept_id: str) -> None:
        note = self._context.runner.change(clients.note_client_opened, client_id=found.draft.client_id)
        note.start(self, lambda _id: self._write(turn, found, kept_id), self._not_opened)

    def _open_note(self, turn: int, found: reading.OpenNote) -> None:
        note = self._context.runner.change(clients.note_client_opened, client_id=found.signed.client_id)
        note.start(self, lambda _id: self._read(turn, found), self._not_opened)

    def _write(self, turn: int, found: reading.OpenDraft, kept_id: str) -> None:
        if turn != self._turn:
            return  # somebody has gone on to another note
        draft = found.draft
        self._client_id = draft.client_id
        self.editor = NoteEditor(self._context, found, kept_id)
        self.editor.signed.connect(self._signed)
        self.editor.deleted.connect(self._deleted)
        self.editor.closed.connect(lambda: self._leave(self._to_file))
        self.editor.keeping.reopen.connect(self._reopen)
        timeline = Timeline(self._context, draft.client_id, without=draft.id)
        beside = Beside(self._context.theme, FilePane(self._context, found.head, timeline), side_width=_SIDE)
        self._place(beside)
        beside.open_side(self.editor)
        self.editor.take_focus()

    def _read(self, turn: int, found: reading.OpenNote) -> None:
        if turn != self._turn:
            return
        self._client_id = found.signed.client_id
        signed = SignedNote(self._context, found)
        signed.addendum_begun.connect(self._reopen)
        self._place(FilePane(self._context, found.head, signed))

    def _place(self, widget: QWidget) -> None:
        self._waiting.setVisible(False)
        self._shown = widget
        self._page.insertWidget(2, widget, 1)
        self._page.setStretch(3, 0)

    def _not_opened(self, told: Told) -> None:
        self._context.telling.tell(told, self)

    def _signed(self, _record_id: str) -> None:
        self._context.toast(self._context.words("notes.signed-toast"))
        self._to_file()

    def _deleted(self, draft: Draft) -> None:
        self._context.toast(self._context.words("draft.deleted"), lambda: self._restore(draft))
        self._to_file()

    def _restore(self, draft: Draft) -> None:
        restore = self._context.runner.change(drafts.restore_draft, draft=draft)
        restore.start(self, lambda kept: self._context.navigate("clients.note", draft_id=kept.id))

    def _reopen(self, draft_id: str) -> None:
        self._context.navigate("clients.note", draft_id=draft_id)

    def _to_file(self) -> None:
        client_id = self._client_id
        self._clear()
        self._context.navigate("clients.file", client_id=client_id)

    def _clear(self) -> None:
        self.editor = None
        self.banners.clear()
        self._waiting.setVisible(True)
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None


class FilePane(QWidget):
    """The client's head over a part of their file, with the way back to the whole of it."""

    def __init__(self, context: PageContext, head: reading.Head, part: QWidget) -> None:
        super().__init__()
        self._context = context
        self._client_id = head.file.client.id
        theme = context.theme
        inside = column(theme.scaled(10))
        margin = theme.scaled(24)
        inside.setContentsMargins(margin, theme.scaled(14), margin, 0)
        back = LinkButton(theme, context.words("clients.back-to-file"), "arrow-left")
        back.clicked.connect(self._go_back)
        inside.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.head = ClientHead(context, self._client_id)
        self.head.show_head(head)
        inside.addWidget(self.head)
        inside.addWidget(part, 1)
        self.setLayout(inside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what there is no room for."""
        super().resizeEvent(event)
        self.head.be_short(self.window().height() < self._context.theme.scaled(LOW))

    def _go_back(self) -> None:
        self._context.navigate("clients.file", client_id=self._client_id)
