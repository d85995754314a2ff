"""Keeps what is typed into a draft: when the person pauses, every few seconds, when the page is left, at lock."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.draft import Draft, DraftIsGone, DraftWasSavedElsewhere
from wellbeingdesk.domain.events import Done
from wellbeingdesk.domain.failures import Refusal, Told
from wellbeingdesk.domain.form import Answers
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.forms.form_editor import FormEditor
from wellbeingdesk.gui.pages.draft_kept import KeptText, differing, put_together
from wellbeingdesk.gui.unsaved import Unsaved
from wellbeingdesk.gui.ways_out import way_out
from wellbeingdesk.gui.widgets.banner import Banner, BannerBar
from wellbeingdesk.gui.widgets.saved import SavedState
from wellbeingdesk.usecases import drafts, kept_texts
from wellbeingdesk.usecases.ports import Ports

PAUSE_MS = 800
LONGEST_MS = 5_000
AGAIN_MS = 20_000
"""After so long a save that failed is tried again, also where nobody types."""

Change = Callable[[Ports, Draft], Done[Draft]]


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands on the screen: what counts, what was typed where a question does not apply, and when it happened."""

    answers: Answers
    extra: Answers = field(default_factory=dict)
    event_time: Instant | None = None

    def onto(self, draft: Draft) -> Draft:
        """The draft with this in it."""
        when = self.event_time or draft.event_time
        return replace(draft, answers=self.answers, extra=self.extra, event_time=when)


@dataclass(slots=True)
class _Newest:
    """The draft as last saved. Jobs alone touch it, one after another on the store's thread, so each save finds the
    version that the one before it made, and none needs to wait for the window.
    """

    draft: Draft


class Pauses(QObject):
    """`due` comes a pause after the last touch, and while the touches never pause, some time after the first."""

    due = Signal()

    def __init__(self, owner: QObject, pause_ms: int, longest_ms: int) -> None:
        super().__init__(owner)
        self._pause, self._longest = QTimer(self), QTimer(self)
        for timer, interval in ((self._pause, pause_ms), (self._longest, longest_ms)):
            timer.setSingleShot(True)
            timer.setInterval(interval)
            timer.timeout.connect(self.due)

    def touch(self) -> None:
        """A key was pressed."""
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def stop(self) -> None:
        """Nothing is waited for."""
        self._pause.stop()
        self._longest.stop()


class DraftKeeping(QObject):
    """`begin` with each draft that comes to the page, `end` when it was signed or deleted, `leave` before its editor
    goes. `saved` carries the draft with its new version, `reopen` the id of a draft to go on with instead.
    """

    saved = Signal(object)
    failed = Signal()
    reopen = Signal(str)

    def __init__(
        self,
        page: QWidget,
        context: PageContext,
        state: SavedState,
        banners: BannerBar,
        typed: Callable[[], Typed],
        form: Callable[[], FormEditor | None],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._context = context
        self._state = state
        self._banners = banners
        self._typed = typed
        self._form = form
        self._dates = Dates(context.words)
        self._newest: _Newest | None = None
        self._gone = False
        self.draft: Draft | None = None
        self.dirty = False
        self._under_way = 0
        self._pauses = Pauses(self, PAUSE_MS, LONGEST_MS)
        self._pauses.due.connect(self.flush)
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.flush)
        self._failure: Banner | None = None
        page.installEventFilter(self)

    def begin(self, draft: Draft, kept_id: str = "") -> None:
        """From now on this draft is kept; `kept_id` names a text that was put beside it, to be shown."""
        self._newest, self.draft = _Newest(draft), draft
        self.dirty, self._gone, self._under_way = False, False, 0
        self._stop_waiting()
        self._state.setVisible(False)
        if draft.version > 1:
            self._state.saved(self._dates.moment(draft.saved_at.wall))
        if kept_id:
            self.offer(kept_id)

    def offer(self, kept_id: str) -> None:
        """Say that a text was put beside this draft."""
        self._context.runner.ask(kept_texts.kept_text, kept_id).start(self._page, self._offer_kept)

    def end(self) -> None:
        """Nothing is kept any more."""
        if self.draft is not None:
            self._context.runner.unsaved.drop(self.draft.id)
        self._newest, self.draft = None, None
        self.dirty, self._gone, self._under_way = False, False, 0
        self._stop_waiting()
        self._state.setVisible(False)

    def touch(self) -> None:
        """Something was typed."""
        self.dirty = True
        self._pauses.touch()

    def flush(self) -> None:
        """Save now if anything was typed; where there is no draft any more, the text is held in memory."""
        if self.dirty and self._gone and self.draft is not None:
            self._hold(self._typed().onto(self.draft))
        elif self.dirty:
            self.save()

    def save(self, then: Callable[[Draft], None] | None = None) -> None:
        """Save now, and go on with the draft as it is kept then; where it is not, `failed` comes."""
        typed, unsaved = self._typed(), self._context.runner.unsaved
        self.dirty = False
        self._stop_waiting()
        self.change(lambda ports, draft: _save(ports, typed.onto(draft), unsaved), then)

    def leave(self, then: Callable[[], None]) -> None:
        """Go on once nothing typed can be lost by it: after the answer of the save, and not where it failed."""
        if self._gone:
            self._ask_to_let_go(then)
        elif self._newest is not None and (self.dirty or self._under_way):
            self.save(lambda _draft: then())
        else:
            then()

    def discard(self, done: Callable[[Draft], None]) -> None:
        """Ask, then delete the draft; `done` gets it as it stood, so that it can be taken back."""

        def answered(sure: bool) -> None:
            if sure:
                self._discard(done)

        self._context.asking.confirm(self._page, "draft.delete", {}, answered)

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
        self._under_way += 1
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

    def _stop_waiting(self) -> None:
        self._pauses.stop()
        self._again.stop()

    def _show_saved(self, draft: Draft) -> None:
        if not self.dirty:
            self._state.saved(self._dates.clock(draft.saved_at.wall))

    def _arrived(self, newest: _Newest, draft: Draft, then: Callable[[Draft], None] | None) -> None:
        if newest is not self._newest:
            return  # the page has gone on to another draft
        self._under_way -= 1
        self.draft = draft
        if not self.dirty:
            self._forget_failure()
        self._show_saved(draft)
        self.saved.emit(draft)
        if then is not None:
            then(draft)

    def _refused(self, newest: _Newest, told: Told, refused: Callable[[Told], None] | None) -> None:
        if newest is not self._newest or self.draft is None:
            return
        self._under_way -= 1
        if refused is not None:
            self._show_saved(self.draft)
            refused(told)
            return
        self.dirty = True
        self.failed.emit()
        if isinstance(told, DraftWasSavedElsewhere):
            job = self._context.runner.change(kept_texts.go_on_from, draft_id=self.draft.id)
            job.start(self._page, self._go_on_from, self._not_saved)
        else:
            self._not_saved(told)

    def _not_saved(self, told: Told) -> None:
        telling, words = self._context.telling, self._context.words
        if isinstance(told, DraftIsGone):
            self._gone = True
            self._state.not_saved(words("draft.reason.gone"))
            self._banners.add("warn", words("draft.gone"), words("draft.gone-text"), self._way("as-new", self._anew))
            return
        self._state.not_saved(words("draft.reason.above"))
        if isinstance(told, Refusal):
            self._say_failed(telling.sentence(told), "", self._way("again", self.save))
            return
        self._again.start()
        world = telling.world(told)
        way = way_out(self._context, self._page, told, self.save) or self._way("again", self.save)
        new = self._say_failed(world.what, f"{world.safe} {world.do}", way)
        if new and not self._page.isVisible():
            telling.tell(told, self._page.window())

    def _say_failed(self, what: str, more: str, way: tuple[str, Callable[[], None]]) -> bool:
        """Whether that was not said yet: a save that is tried again and fails again says nothing new."""
        shown = self._failure if self._failure in self._banners.banners() else None
        if shown is not None and shown.sentence == f"{what} {more}".strip():
            return False
        self._forget_failure()
        self._failure = self._banners.add("danger", what, more, way)
        return True

    def _forget_failure(self) -> None:
        if self._failure is not None and self._failure in self._banners.banners():
            self._failure.put_aside()
        self._failure = None

    def _way(self, key: str, act: Callable[[], None]) -> tuple[str, Callable[[], None]]:
        return self._context.words(f"draft.{key}"), act

    def _go_on_from(self, theirs: Draft) -> None:
        form = self._form()
        if form is None or self.draft is None or theirs.id != self.draft.id:
            return
        self._newest, self.draft, self._under_way = _Newest(theirs), theirs, 0
        put_together(form, theirs, self._context.words)
        words = self._context.words
        look = self._way("show", partial(self._look, theirs)) if differing(form, theirs) else None
        self._banners.add("warn", words("draft.elsewhere"), words("draft.elsewhere-text"), look)
        self.touch()

    def _offer_kept(self, kept: Draft) -> None:
        if self.draft is not None and kept.id == self.draft.id:
            words, look = self._context.words, self._way("show", partial(self._look, kept))
            self._banners.add("warn", words("draft.kept"), words("draft.kept-text"), look)

    def _look(self, kept: Draft) -> None:
        form = self._form()
        if form is not None:
            sheet = KeptText(self._context, self._page, form, kept)
            sheet.used.connect(self.touch)
            sheet.open()

    def _anew(self) -> None:
        if self.draft is not None:
            anew = self._context.runner.change(kept_texts.keep_as_new, draft=self._typed().onto(self.draft))
            anew.start(self._page, self._began_anew)

    def _began_anew(self, draft: Draft) -> None:
        self.end()
        self.reopen.emit(draft.id)

    def _ask_to_let_go(self, then: Callable[[], None]) -> None:
        def go(sure: bool) -> None:
            if sure:
                self.end()
                then()

        self._context.asking.confirm(self._page, "draft.let-go", {}, go, dangerous=True)

    def _discard(self, done: Callable[[Draft], None]) -> None:
        def deleted(draft: Draft) -> None:
            self.end()
            done(draft)

        def delete(draft: Draft) -> None:
            self._context.runner.change(drafts.discard_draft, draft_id=draft.id).start(self._page, deleted)

        self.save(delete)

    def _hold(self, draft: Draft) -> None:
        self._context.runner.unsaved.put(draft.id, partial(kept_texts.save_again, draft=draft))


def _change(ports: Ports, newest: _Newest, change: Change) -> Done[Draft]:
    done = change(ports, newest.draft)
    newest.draft = done.value
    return done


def _save(ports: Ports, draft: Draft, unsaved: Unsaved) -> Done[Draft]:
    unsaved.put(draft.id, partial(kept_texts.save_again, draft=draft))
    done = drafts.save_draft(ports, draft=draft)
    unsaved.drop(draft.id)
    return done
