"""A question that may be overtaken by a newer one: whether its answer is still wanted, and what ends it where not."""

from collections.abc import Callable

Wanted = Callable[[], bool]
"""Asked now and then on the thread that answers."""


class NoLongerWanted(Exception):
    """Whoever asked wants the answer no more, and hears nothing."""
