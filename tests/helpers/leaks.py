"""Finds what outlived the test that made it: windows, timers, threads of ours."""

from __future__ import annotations

import gc
import sys
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

OUR_THREADS = ("store", "bench", "wd-")
# Qt keeps one tool tip for the whole process and lets it fade by itself.
KEPT_BY_QT = {"QTipLabel"}
_made: weakref.WeakSet[Any] = weakref.WeakSet()


@dataclass(frozen=True)
class Living:
    """What was alive at one moment; Qt objects by address, threads by identity."""

    threads: frozenset[int] = frozenset()
    windows: frozenset[int] = frozenset()
    timers: frozenset[int] = frozenset()
    qthreads: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Found:
    """Living things with a name a person can look for in the source."""

    threads: dict[int, str] = field(default_factory=dict)
    windows: dict[int, str] = field(default_factory=dict)
    timers: dict[int, str] = field(default_factory=dict)
    qthreads: dict[int, str] = field(default_factory=dict)

    def living(self) -> Living:
        """The same without names, to compare with later."""
        return Living(*(frozenset(d) for d in (self.threads, self.windows, self.timers, self.qthreads)))


def qt_is_in_use() -> bool:
    """Whether this process has an application object; never imports Qt itself."""
    widgets: Any = sys.modules.get("PySide6.QtWidgets")
    return widgets is not None and widgets.QApplication.instance() is not None


def watch_qt() -> None:
    """Remembers, weakly, each timer and thread that is made from now on; asking the garbage collector for them
    after every test would cost 50 ms a test."""
    core: Any = sys.modules["PySide6.QtCore"]
    for kind in (core.QTimer, core.QThread):
        kind.__init__ = _remembering(kind.__init__)


def _remembering(make: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807 - it takes the place of one
        make(self, *args, **kwargs)
        _made.add(self)

    return __init__


def drain() -> None:
    """Lets Qt delete what was told to delete itself later."""
    core: Any = sys.modules["PySide6.QtCore"]
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)


def _address(thing: Any) -> int:
    import shiboken6

    return int(shiboken6.getCppPointer(thing)[0])


def _named(thing: Any) -> str:
    parent = thing.parent()
    owner = f", child of {type(parent).__name__}" if parent is not None else ""
    title = getattr(thing, "windowTitle", str)()
    return f"{type(thing).__name__} {thing.objectName() or title or 'without a name'!r}{owner}"


def _qt_objects() -> tuple[dict[int, str], dict[int, str], dict[int, str]]:
    import shiboken6

    widgets: Any = sys.modules["PySide6.QtWidgets"]
    core: Any = sys.modules["PySide6.QtCore"]
    windows = {
        _address(w): _named(w)
        for w in widgets.QApplication.topLevelWidgets()
        if w.metaObject().className() not in KEPT_BY_QT
    }
    alive = [t for t in list(_made) if shiboken6.isValid(t)]
    timers = {_address(t): _named(t) for t in alive if isinstance(t, core.QTimer) and t.isActive()}
    threads = {_address(t): _named(t) for t in alive if isinstance(t, core.QThread) and t.isRunning()}
    return windows, timers, threads


def look(with_qt: bool) -> Found:
    """Everything of ours that is alive now."""
    threads = {
        t.ident or 0: f"thread {t.name!r}"
        for t in threading.enumerate()
        if t.name.startswith(OUR_THREADS) and t.is_alive()
    }
    if not (with_qt and qt_is_in_use()):
        return Found(threads=threads)
    windows, timers, qthreads = _qt_objects()
    return Found(threads=threads, windows=windows, timers=timers, qthreads=qthreads)


def newer(now: Found, before: Living) -> list[str]:
    """Names of what is alive now and was not before."""
    pairs = (
        (now.threads, before.threads),
        (now.windows, before.windows),
        (now.timers, before.timers),
        (now.qthreads, before.qthreads),
    )
    return [name for found, known in pairs for key, name in found.items() if key not in known]


def outlived(before: Living, with_qt: bool) -> list[str]:
    """What is still alive after the last clean-up; collects garbage only when something looks left over."""
    if with_qt and qt_is_in_use():
        drain()
    left = newer(look(with_qt), before)
    if left:
        gc.collect()
        if with_qt and qt_is_in_use():
            drain()
        left = newer(look(with_qt), before)
    return left
