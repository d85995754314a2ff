"""The one way from the window to the store and back: jobs run on threads, their results arrive on the window's own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Executor, Future, wait
from typing import Concatenate, Generic, ParamSpec, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from wellbeingdesk.domain.events import Done, Event
from wellbeingdesk.domain.failures import Refusal, Told
from wellbeingdesk.gui.changes import Changes
from wellbeingdesk.gui.unsaved import Unsaved
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.wanted import NoLongerWanted

P = ParamSpec("P")
T = TypeVar("T")

_log = logging.getLogger(__name__)


class Threads(Protocol):
    """Where work runs: one thread writes the store, one reads it, the bench is for keys, signatures and paper."""

    @property
    def store(self) -> Executor:
        """The one writer."""
        ...

    @property
    def reader(self) -> Executor:
        """The one reader."""
        ...

    @property
    def long(self) -> Executor:
        """Whoever copies or checks the whole store."""
        ...

    @property
    def bench(self) -> Executor:
        """Slow work on values."""
        ...


class Tells(Protocol):
    """Who speaks when a job failed and its page has no words of its own (gui/telling.py)."""

    def tell(self, told: Told, owner: QObject | None) -> None:
        """A refusal or a failure of the world."""
        ...

    def bug(self, error: BaseException, owner: QObject | None) -> None:
        """Our own fault."""
        ...


class RunnerClosed(RuntimeError):
    """A job was started after its desk was closed."""


class _Post(QObject):
    """Carries deliveries from any thread to the window's."""

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _deliver(self, delivery: Callable[[], None]) -> None:
        delivery()


class Carrier:
    """Submits work, counts it, brings the result back and says what failed."""

    def __init__(self, telling: Tells, announce: Callable[[tuple[Event, ...], QObject | None], None]) -> None:
        self._telling = telling
        self._announce = announce
        self._post = _Post()
        self._running: set[Future[None]] = set()
        self._open = True
        self.busy = 0
        """Jobs begun whose answer has not arrived."""

    def settled(self) -> bool:
        """Whether every job begun has been answered."""
        return self.busy == 0

    def stop(self) -> None:
        """Begin nothing more, drop whatever is answered from now on, and wait for nothing."""
        self._open = False
        self.busy = 0

    def close(self) -> None:
        """Stop, and wait for everything that runs; once stopped, this may be called on any thread."""
        self.stop()
        wait(self._running)
        self._running.clear()

    def begin(self, executor: Executor, errand: _Errand[T]) -> None:
        """Run the errand elsewhere and deliver its result here."""
        if not self._open:
            raise RunnerClosed
        self.busy += 1
        self._running = {one for one in self._running if not one.done()}
        self._running.add(executor.submit(self._run, errand))

    def hears(self, owner: QObject, hear: Callable[[T], None]) -> Callable[[T], None]:
        """Something that any thread may call while a job runs, to say how far it is; `hear` gets it on the window's
        thread unless `owner` is gone by then.
        """

        def deliver(value: T) -> None:
            if self._open and isValid(owner):
                hear(value)

        def tell(value: T) -> None:
            if isValid(self._post):
                self._post.arrived.emit(lambda: deliver(value))

        return tell

    def _run(self, errand: _Errand[T]) -> None:
        # The post is sent before the future is done, so that close() finds no straggler.
        try:
            done = errand.run()
        except BaseException as error:  # every failure is somebody's to tell
            self._send(lambda caught=error: self._fail(errand, caught))  # type: ignore[misc]  # mypy cannot infer a lambda's default
        else:
            self._send(lambda: self._finish(errand, done))

    def _send(self, delivery: Callable[[], None]) -> None:
        if isValid(self._post):
            self._post.arrived.emit(lambda: self._receive(delivery))

    def _receive(self, delivery: Callable[[], None]) -> None:
        if self._open:
            self.busy -= 1
            delivery()

    def _finish(self, errand: _Errand[T], result: Done[T]) -> None:
        owner = errand.owner if isValid(errand.owner) else None
        self._announce(result.events, owner)
        # Announcing may have closed the page that asked.
        if isValid(errand.owner):
            errand.done(result.value)

    def _fail(self, errand: _Errand[T], error: BaseException) -> None:
        if isinstance(error, NoLongerWanted):
            return
        owner = errand.owner if isValid(errand.owner) else None
        if not isinstance(error, Told):
            self._telling.bug(error, owner)
        elif owner is not None and errand.refused is not None:
            errand.refused(error)
        elif owner is not None or not isinstance(error, Refusal):
            self._telling.tell(error, owner)


class _Errand(Generic[T]):
    """What to run, for whom, and what to do with the answer."""

    def __init__(
        self,
        run: Callable[[], Done[T]],
        owner: QObject,
        done: Callable[[T], None],
        refused: Callable[[Told], None] | None,
    ) -> None:
        self.run = run
        self.owner = owner
        self.done = done
        self.refused = refused


class Job(Generic[T]):
    """Work that has not begun; `start` it on behalf of a widget."""

    def __init__(self, carrier: Carrier, executor: Executor, run: Callable[[], Done[T]]) -> None:
        self._carrier = carrier
        self._executor = executor
        self._run = run

    def start(self, owner: QObject, done: Callable[[T], None], refused: Callable[[Told], None] | None = None) -> None:
        """Begin. `done` gets the value on the window's thread unless `owner` is gone by then; `refused` gets a
        refusal or a failure of the world, else it is told where the owner stands."""
        self._carrier.begin(self._executor, _Errand(self._run, owner, done, refused))


class Runner(Carrier):
    """Jobs of an open desk."""

    def __init__(self, threads: Threads, ports: Ports, changes: Changes, telling: Tells) -> None:
        super().__init__(telling, changes.announce)
        self._threads = threads
        self._ports = ports
        self.unsaved = Unsaved()
        """What was typed and could not be saved; it outlives the pages."""

    def change(self, usecase: Callable[Concatenate[Ports, P], Done[T]], *args: P.args, **kwargs: P.kwargs) -> Job[T]:
        """A use-case that writes, on the store's thread."""
        return Job(self, self._threads.store, lambda: usecase(self._ports, *args, **kwargs))

    def ask(self, view: Callable[Concatenate[Ports, P], T], *args: P.args, **kwargs: P.kwargs) -> Job[T]:
        """A view, on the reader's thread."""
        return Job(self, self._threads.reader, lambda: Done(view(self._ports, *args, **kwargs)))

    def work(self, usecase: Callable[Concatenate[Ports, P], Done[T]], *args: P.args, **kwargs: P.kwargs) -> Job[T]:
        """A use-case that renders, signs or derives keys, on the bench; it hops to the store by `ports.lanes`."""
        return Job(self, self._threads.bench, lambda: usecase(self._ports, *args, **kwargs))

    def watch(self, usecase: Callable[Concatenate[Ports, P], Done[T]], *args: P.args, **kwargs: P.kwargs) -> Job[T]:
        """A use-case that goes through the whole store (a backup, a check), on a thread of its own."""
        return Job(self, self._threads.long, lambda: usecase(self._ports, *args, **kwargs))


class Door(Carrier):
    """Jobs before a desk is open: unlocking, setting up, reading a service pack."""

    def __init__(self, bench: Executor, telling: Tells) -> None:
        super().__init__(telling, _announce_nothing)
        self._bench = bench

    def work(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Job[T]:
        """Any callable, on the bench."""
        return Job(self, self._bench, lambda: Done(call(*args, **kwargs)))


def _announce_nothing(_events: tuple[Event, ...], _cause: QObject | None) -> None:
    """Before a desk is open nobody listens."""
