"""Work on the window's own thread in small steps, the window having its turn between them."""

from collections import deque
from collections.abc import Callable, Iterable
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

_SECONDS = 0.006
"""After this long the window has its turn; layout and paint of what was made come on top."""

Step = Callable[[], object]


class Slices(QObject):
    """`turned` comes before each turn's steps, and once more when the last of them has been laid out."""

    turned = Signal()

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._steps: deque[Step] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._turn)

    def begin(self, steps: Iterable[Step]) -> None:
        """Do these from the next turn on, in place of what is left of those before."""
        self._steps = deque(steps)
        self._timer.start()

    def stop(self) -> None:
        """Leave what is not done yet."""
        self._steps.clear()
        self._timer.stop()

    def done(self) -> bool:
        """Whether nothing is left."""
        return not self._timer.isActive()

    def _turn(self) -> None:
        if not self._steps:
            self._timer.stop()
        self.turned.emit()
        end = perf_counter() + _SECONDS
        while self._steps:
            self._steps.popleft()()
            if perf_counter() >= end:
                return


def all_done(window: QWidget) -> bool:
    """Whether nothing in this window is still being made."""
    return all(one.done() for one in window.findChildren(Slices))
