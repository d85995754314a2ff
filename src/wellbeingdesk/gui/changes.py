"""How screens learn of changes: one signal of events, and the habit of a page to ask again when it is next seen."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.events import Event, Noun


class Changes(QObject):
    """Announces what use-cases did. `happened` carries the events and the object for whom they came, or None."""

    happened = Signal(object, object)

    def announce(self, events: Iterable[Event], cause: QObject | None = None) -> None:
        """Tell every page, before the one that caused it gets its answer."""
        told = tuple(events)
        if told:
            self.happened.emit(told, cause)


class Freshness(QObject):
    """Keeps one page fresh: asks again at once when it is seen, else when it is next shown.

    Give it the nouns that concern the page, and a client id where only one client does. Events that the
    page caused itself are skipped with `own=False`.
    """

    def __init__(
        self,
        page: QWidget,
        changes: Changes,
        ask: Callable[[], None],
        *nouns: Noun,
        client_id: str = "",
        own: bool = True,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._ask = ask
        self._nouns = frozenset(nouns)
        self.client_id = client_id
        self._own = own
        self.stale = True
        changes.happened.connect(self._heard)
        page.installEventFilter(self)

    def touch(self) -> None:
        """What the page shows is old: ask now if it is seen, else when it is."""
        self.stale = True
        self._ask_if_seen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Asks again when a stale page is shown."""
        if event.type() == QEvent.Type.Show and watched is self._page and self.stale:
            self._ask_now()
        return False

    def _heard(self, events: tuple[Event, ...], cause: QObject | None) -> None:
        if not self._own and cause is not None and self._is_own(cause):
            return
        if any(self._concerns(event) for event in events):
            self.touch()

    def _is_own(self, cause: QObject) -> bool:
        return cause is self._page or (isinstance(cause, QWidget) and self._page.isAncestorOf(cause))

    def _concerns(self, event: Event) -> bool:
        if event.noun not in self._nouns:
            return False
        return not (self.client_id and event.client_id) or event.client_id == self.client_id

    def _ask_if_seen(self) -> None:
        if self._page.isVisible():
            self._ask_now()

    def _ask_now(self) -> None:
        self.stale = False
        self._ask()


class StalePage(QWidget):
    """A page that shows one answer of the store: call `concerns` in its constructor and write `ask_again`."""

    def concerns(self, changes: Changes, *nouns: Noun, client_id: str = "", own: bool = True) -> Freshness:
        """Name what the page is about; it asks for the first time when it is first shown."""
        self.freshness = Freshness(self, changes, self.ask_again, *nouns, client_id=client_id, own=own)
        return self.freshness

    def ask_again(self) -> None:
        """Start the job whose answer fills the page."""
        raise NotImplementedError
