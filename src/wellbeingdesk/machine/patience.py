"""Waits only so long for a disk that may never answer, such as a share whose server is gone."""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

from wellbeingdesk.domain.worldly import CannotWrite

T = TypeVar("T")

NAME = "disk"


def within(seconds: float, call: Callable[[], T]) -> T:
    """What the call gives or raises; CannotWrite (`silent`) when the time is over.

    The system may keep the call waiting for hours, so it runs on a thread of its own, which then nobody waits for.
    """
    answers: SimpleQueue[tuple[T | None, BaseException | None]] = SimpleQueue()

    def run() -> None:
        try:
            answers.put((call(), None))
        except BaseException as error:  # handed over to whoever waits
            answers.put((None, error))

    Thread(target=run, name=NAME, daemon=True).start()
    try:
        value, error = answers.get(timeout=seconds)
    except Empty:
        raise CannotWrite(reason="silent") from None
    if error is not None:
        raise error
    return value  # type: ignore[return-value]  # None only where the call gives None
