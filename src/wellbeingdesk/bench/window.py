"""The longest that the window's event loop stood still while a desk was unlocked and worked at."""

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from wellbeingdesk.app.window import Front, dress
from wellbeingdesk.bench.answers import RARE
from wellbeingdesk.bench.made_up import PASSPHRASE, MadeUpDesk, begin_decision, begin_note
from wellbeingdesk.bench.measures import Measure, Settings
from wellbeingdesk.domain.events import Done
from wellbeingdesk.gui.runner import Job
from wellbeingdesk.tour.driver import until
from wellbeingdesk.usecases import consents, decisions, notes

T = TypeVar("T")

BEAT_MS = 5
_PATIENCE = 60


class Heartbeat(QObject):
    """A timer that should fire every five milliseconds, and the longest that it took."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def restart(self) -> None:
        """Forget what was."""
        self.longest, self._last = 0.0, time.perf_counter()

    def stop(self) -> float:
        """The longest gap so far, in milliseconds."""
        self._beat()
        self._timer.stop()
        return self.longest

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, (now - self._last) * 1000), now


def measure_gap(made: MadeUpDesk, settings: Settings) -> Measure:
    """The desk must be closed. Beside it stands the longest gap of the same loop while nothing is done."""
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError("an application without windows runs already")
    front = Front(made.house, dress(app, made.house))
    try:
        front.open()
        beat = Heartbeat()
        until(lambda: False, settings.idle_seconds)
        # No beat may have fallen into a short wait; the gap is then one beat at least.
        idle = max(beat.longest, BEAT_MS)
        beat.restart()
        _work_at(front, made)
        return Measure("gap", beat.stop(), idle, 1)
    finally:
        front.window.close_for_good()


def _work_at(front: Front, made: MadeUpDesk) -> None:
    front.window.unlock_asked.emit(made.desk_id, PASSPHRASE)
    _until(lambda: front.window.desk is not None and front.settled())
    desk, runner = front.window.desk, front.runner
    if desk is None or runner is None:
        raise AssertionError("the desk did not open")
    desk.navigate("clients.file", client_id=made.client_id)
    _until(front.settled)
    _answer(front, runner.ask(lambda ports: ports.views.search(RARE, "", 0, 20)))
    note = _answer(front, runner.change(lambda ports: Done(begin_note(ports, made.client_id, 9))))
    _answer(front, runner.change(notes.sign_note, draft_id=note.id, version=note.version))
    _answer(front, runner.work(consents.filled_consent_paper, consent_id=made.consent_ids[0]))
    draft = _answer(front, runner.change(lambda ports: Done(begin_decision(ports, made.client_id))))
    _answer(
        front,
        runner.work(decisions.sign_decision, draft_id=draft.id, version=draft.version, passphrase=PASSPHRASE),
    )


def _answer(front: Front, job: Job[T]) -> T:
    arrived: list[T] = []
    job.start(front.window, arrived.append)
    _until(lambda: arrived and front.settled())
    return arrived[0]


def _until(condition: Callable[[], object]) -> None:
    if not until(condition, _PATIENCE):
        raise AssertionError("the window did not answer")
