"""Keeps what a reviewer writes before the answer is signed: at a pause, when the page is left, at lock."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.events import Done
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.pages.draft_keeping import Pauses
from wellbeingdesk.gui.unsaved import Unsaved
from wellbeingdesk.usecases import review_notes
from wellbeingdesk.usecases.kept_texts import SavedAgain
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.review_notes import ReviewNote

PAUSE_MS = 3_000
LONGEST_MS = 15_000
"""Longer than for a draft, because each of these saves is a line of the audit."""


class NoteKeeping(QObject):
    """`begin` gives back what was kept before; `leave` is asked before the card goes, `end` when it was signed."""

    def __init__(self, card: QWidget, context: PageContext, record_id: str, typed: Callable[[], ReviewNote]) -> None:
        super().__init__(card)
        self._card = card
        self._context = context
        self._record_id = record_id
        self._typed = typed
        self._dirty = False
        self._under_way = 0
        self._pauses = Pauses(self, PAUSE_MS, LONGEST_MS)
        self._pauses.due.connect(self.flush)
        card.installEventFilter(self)

    def begin(self, show: Callable[[ReviewNote], None]) -> None:
        """Nothing can be typed until it is here, so that neither overwrites the other."""
        self._card.setEnabled(False)

        def arrived(note: ReviewNote) -> None:
            show(note)
            self._card.setEnabled(True)
            self._dirty = False
            self._pauses.stop()

        self._context.runner.ask(review_notes.note_on, self._record_id).start(self._card, arrived)

    def touch(self) -> None:
        """Something was typed or chosen."""
        self._dirty = True
        self._pauses.touch()

    def flush(self) -> None:
        """Save now if anything changed."""
        if self._dirty:
            self._save(None)

    def leave(self, then: Callable[[], None]) -> None:
        """Go on once nothing typed can be lost by it, and not where it could not be saved."""
        if self._dirty or self._under_way:
            self._save(then)
        else:
            then()

    def end(self) -> None:
        """The answer is signed."""
        self._dirty = False
        self._pauses.stop()
        self._context.runner.unsaved.drop(self._record_id)
        self._context.runner.change(review_notes.forget_note, record_id=self._record_id).start(self._card, _nothing)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Saves when the page is left."""
        if watched is self._card and event.type() == QEvent.Type.Hide:
            self.flush()
        return False

    def _save(self, then: Callable[[], None] | None) -> None:
        self._dirty = False
        self._pauses.stop()
        self._under_way += 1
        job = self._context.runner.change(_keep, self._record_id, self._typed(), self._context.runner.unsaved)
        job.start(self._card, lambda _kept: self._saved(then), self._not_saved)

    def _saved(self, then: Callable[[], None] | None) -> None:
        self._under_way -= 1
        if then is not None:
            then()

    def _not_saved(self, told: Told) -> None:
        self._under_way -= 1
        self._dirty = True
        self._context.telling.tell(told, self._card.window())


def _nothing(_none: None) -> None:
    """The page is drawn anew by what was announced."""


def _keep(ports: Ports, record_id: str, note: ReviewNote, unsaved: Unsaved) -> Done[SavedAgain]:
    unsaved.put(record_id, partial(review_notes.keep_note, record_id=record_id, note=note))
    done = review_notes.keep_note(ports, record_id=record_id, note=note)
    unsaved.drop(record_id)
    return done
