"""What an open desk does for its store by itself: remembers its head, keeps a reserve, cleans up, backs up."""

from PySide6.QtCore import QObject, QTimer

from wellbeingdesk.gui.idle import IdleLock
from wellbeingdesk.gui.runner import Runner
from wellbeingdesk.usecases import backups, store_care

EVERY_MS = 60_000
QUIET_SECONDS = 30.0
"""A cleaning holds up whoever saves, so it waits until nobody has touched anything for so long; so does a backup."""


class Upkeep(QObject):
    """A child of the desk's view, so that its timer goes with the pages. Nothing it fails at is told here: what is due
    stands on Today, and it tries again.
    """

    def __init__(self, view: QObject, runner: Runner, idle: IdleLock) -> None:
        super().__init__(view)
        self._runner = runner
        self._idle = idle
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.turn)
        self._timer.start()
        runner.watch(store_care.refill_reserve).start(self, _nothing, _nothing)

    def turn(self) -> None:
        """Once a minute."""
        self._runner.change(store_care.keep_anchor).start(self, _nothing, _nothing)
        if self._idle.rested() >= QUIET_SECONDS:
            self._runner.change(store_care.clean_up_if_due).start(self, _nothing, _nothing)
            self._runner.watch(backups.back_up_if_due).start(self, _nothing, _nothing)
        self._runner.watch(store_care.refill_reserve).start(self, _nothing, _nothing)


def _nothing(_answer: object) -> None:
    """Nobody waits for it."""
