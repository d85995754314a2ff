"""Where Tab comes to what was made later than the things around it; Qt follows the order of making."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_after(before: QWidget, moved: QWidget) -> None:
    """Tab comes from the one to the other. Both may be holders of which `focusProxy` names the first stop."""
    with _as_a_stop(before), _as_a_stop(moved):
        QWidget.setTabOrder(before, moved)


def stop_before(widget: QWidget, outside: QWidget) -> QWidget | None:
    """What Tab meets before this widget and not in `outside`."""
    one: QWidget | None = widget.previousInFocusChain()
    while one is not None and one is not widget:
        wants = bool(one.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
        if wants and one.focusProxy() is None and not outside.isAncestorOf(one):
            return one
        one = one.previousInFocusChain()
    return None


@contextmanager
def _as_a_stop(holder: QWidget) -> Iterator[None]:
    """Qt moves a holder with all that is in it, but only while it looks as if it took the focus itself."""
    inner = holder.focusProxy()
    if holder.focusPolicy() != Qt.FocusPolicy.NoFocus or inner is None:
        yield
        return
    # A policy is handed on to the proxy, so it is set and taken back while there is none.
    holder.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes none; its stubs do not say so
    holder.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    holder.setFocusProxy(inner)
    yield
    holder.setFocusProxy(None)  # type: ignore[arg-type]  # as above
    holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    holder.setFocusProxy(inner)
