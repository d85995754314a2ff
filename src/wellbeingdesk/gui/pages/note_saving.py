"""Keeps what is typed into a note: 800 ms after the last key, when it loses the focus, before the desk is locked."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.events import Done
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.form import Answers
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.usecases import drafts
from wellbeingdesk.usecases.ports import Ports

PAUSE_MS = 800


@dataclass(slots=True)
class _Newest:
    """The draft as last saved. Jobs alone touch it, one after another on the store's thread, so that each save finds
    the version that the one before it made, also where that one was begun a moment ago.
    """

    draft: Draft


Typed = Callable[[], tuple[Answers, Instant]]
"""What stands in the editor: the answers, and when it happened."""


class NoteSaver(QObject):
    """`saved` carries the draft with its new version, `failed` what was told; nothing typed is thrown away here."""

    saving = Signal()
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, owner: QWidget, context: PageContext, draft: Draft, typed: Typed) -> None:
        super().__init__(owner)
        self._owner = owner
        self._context = context
        self._typed = typed
        self._newest = _Newest(draft)
        self.draft_id = draft.id
        self.dirty = False
        self.ended = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.flush)

    def touch(self) -> None:
        """Something was typed."""
        self.dirty = True
        self._timer.start()

    def flush(self) -> None:
        """Save now, if there is anything to save."""
        if self.dirty and not self.ended:
            self.save()

    def save(self, then: Callable[[Draft], None] | None = None) -> None:
        """Save now, and go on with the draft as it stands then."""
        self._timer.stop()
        self.dirty = False
        answers, event_time = self._typed()
        self.saving.emit()
        job = self._context.runner.change(_save, self._newest, answers, event_time)
        job.start(self._owner, lambda draft: self._kept(draft, then), self._refused)

    def take_over(self, draft: Draft) -> None:
        """Go on from the version that somebody else saved; what stands in the editor is saved on top of it."""
        self._newest = _Newest(draft)
        self.touch()

    def end(self) -> None:
        """It was signed or put aside: nothing more to save."""
        self.ended = True
        self.dirty = False
        self._timer.stop()

    def _kept(self, draft: Draft, then: Callable[[Draft], None] | None) -> None:
        self.saved.emit(draft)
        if then is not None:
            then(draft)

    def _refused(self, told: Told) -> None:
        self.dirty = True
        self.failed.emit(told)


def _save(ports: Ports, newest: _Newest, answers: Answers, event_time: Instant) -> Done[Draft]:
    done = drafts.save_draft(ports, draft=replace(newest.draft, answers=answers, event_time=event_time))
    newest.draft = done.value
    return done
