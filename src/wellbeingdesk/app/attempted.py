"""An errand that came to an end, well or not: the window has to go on, whatever it was."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Got(Generic[T]):
    """What came of an errand: one value, or why there is none."""

    value: tuple[T, ...] = ()
    error: Exception | None = None


def attempted(call: Callable[[], T]) -> Got[T]:
    """Run it, and never raise."""
    try:
        return Got((call(),))
    except Exception as error:
        return Got(error=error)
