"""Keeps what is typed into a draft: 800 ms after the last key, when the page is left, and before the desk is locked."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.events import Done
from wellbeingdesk.domain.failures import Refusal, Told
from wellbeingdesk.domain.form import Answers
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.saved import SavedState
from wellbeingdesk.usecases import drafts
from wellbeingdesk.usecases.ports import Ports

PAUSE_MS = 800

Change = Callable[[Ports, Draft], Done[Draft]]
Typed = Callable[[], tuple[Answers, Answers]]
"""What counts, and what was typed where a question does not apply just now."""


@dataclass(slots=True)
class _Newest:
    """The draft as last saved. Jobs alone touch it, one after another on the store's thread, so each save finds the
    version that the one before it made, and none needs to wait for the window.
    """

    draft: Draft


def _change(ports: Ports, newest: _Newest, change: Change) -> Done[Draft]:
    done = change(ports, newest.draft)
    newest.draft = done.value
    return done


class DraftKeeping(QObject):
    """`saved` carries the draft with its new version. `begin` with each draft that comes to the page, `end` when it
    was signed or put aside.
    """

    saved = Signal(object)

    def __init__(
        self, page: QWidget, context: PageContext, state: SavedState, banners: BannerBar, typed: Typed
    ) -> None:
        super().__init__(page)
        self._page = page
        self._context = context
        self._state = state
        self._banners = banners
        self._typed = typed
        self._dates = Dates(context.words)
        self._newest: _Newest | None = None
        self.draft: Draft | None = None
        self.dirty = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.flush)
        page.installEventFilter(self)

    def begin(self, draft: Draft) -> None:
        """From now on this draft is kept."""
        self._newest, self.draft, self.dirty = _Newest(draft), draft, False
        self._timer.stop()
        self._state.saved(self._dates.clock(draft.saved_at.wall))

    def end(self) -> None:
        """Nothing is kept any more."""
        self._newest, self.draft, self.dirty = None, None, False
        self._timer.stop()
        self._state.setVisible(False)

    def touch(self) -> None:
        """Something was typed."""
        self.dirty = True
        self._timer.start()

    def flush(self) -> None:
        """Save now if anything was typed."""
        if self.dirty:
            self.save()

    def save(self, then: Callable[[Draft], None] | None = None) -> None:
        """Save now, and go on with the draft as it is kept then."""
        answers, extra = self._typed()
        self.dirty = False
        self._timer.stop()
        self.change(lambda ports, draft: _save(ports, draft, answers, extra), then)

    def change(
        self,
        change: Change,
        then: Callable[[Draft], None] | None = None,
        refused: Callable[[Told], None] | None = None,
    ) -> None:
        """Run what makes a new version of the draft, after every save before it."""
        newest = self._newest
        if newest is None:
            return
        self._state.saving()
        job = self._context.runner.change(_change, newest, change)
        job.start(
            self._page,
            lambda draft: self._arrived(newest, draft, then),
            lambda told: self._refused(newest, told, refused),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Saves when the page is left."""
        if watched is self._page and event.type() == QEvent.Type.Hide:
            self.flush()
        return False

    def _arrived(self, newest: _Newest, draft: Draft, then: Callable[[Draft], None] | None) -> None:
        if newest is not self._newest:
            return  # the page has gone on to another draft
        self.draft = draft
        if not self.dirty:
            self._state.saved(self._dates.clock(draft.saved_at.wall))
        self.saved.emit(draft)
        if then is not None:
            then(draft)

    def _refused(self, newest: _Newest, told: Told, refused: Callable[[Told], None] | None) -> None:
        if newest is not self._newest:
            return
        if refused is not None:
            if self.draft is not None:
                self._state.saved(self._dates.clock(self.draft.saved_at.wall))
            refused(told)
            return
        telling, words = self._context.telling, self._context.words
        if isinstance(told, Refusal):
            self._state.not_saved(words("decision.draft.elsewhere"))
            self._banners.add("danger", telling.sentence(told))
            self._newest = None
            return
        world = telling.world(told)
        self.dirty = True
        self._state.not_saved(words("decision.draft.not-written"))
        self._banners.add("danger", world.what, f"{world.safe} {world.do}", (words("decision.draft.again"), self.save))


def _save(ports: Ports, draft: Draft, answers: Answers, extra: Answers) -> Done[Draft]:
    return drafts.save_draft(ports, draft=replace(draft, answers=answers, extra=extra))
