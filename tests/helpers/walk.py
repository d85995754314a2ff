"""Looks over any page or dialog as a demanding person would: names, Tab, targets, clipped words, Escape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

LEAST_TARGET = 24
"""Pixels a side (WCAG 2.5.8)."""


def faults(root: QWidget) -> list[str]:
    """Everything wrong that can be seen without touching a key."""
    settle(root)
    return [*nameless(root), *small_targets(root), *clipped(root), *outside(root)]


def settle(root: QWidget) -> None:
    """Lets layouts that were told of a change do their work now."""
    root.ensurePolished()
    for _ in range(8):  # a wrapped label may change the height of what holds it, and so on outwards
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def parts(root: QWidget) -> Iterator[QWidget]:
    """Every visible widget in a window, but for the insides of pop-ups and of Qt's own editors."""
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and widget.window() is root.window() and not widget.objectName().startswith("qt_"):
            yield widget


def focusable(root: QWidget) -> list[QWidget]:
    """What Tab should meet: enabled, visible, wanting focus by Tab; a group of radio buttons counts once."""
    found: list[QWidget] = []
    for widget in parts(root):
        wants = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
        words = isinstance(widget, QLabel) and bool(widget.text())  # to be selected, not to be worked
        if wants and widget.isEnabled() and widget.focusProxy() is None and not words:
            found.append(widget)
    return [widget for widget in found if not _stands_in_for(widget, found)]


def nameless(root: QWidget) -> list[str]:
    """Focusable widgets that assistive tools would read as nothing."""
    return [f"no accessible name: {describe(one)}" for one in focusable(root) if not name_of(one)]


def small_targets(root: QWidget) -> list[str]:
    """Buttons and inputs below 24 by 24 pixels."""
    targets = [one for one in parts(root) if isinstance(one, QAbstractButton | QLineEdit | QComboBox | QPlainTextEdit)]
    return [
        f"target of {one.width()}x{one.height()}: {describe(one)}"
        for one in targets
        if min(one.width(), one.height()) < LEAST_TARGET
    ]


def clipped(root: QWidget) -> list[str]:
    """Labels and buttons with less room than their words need."""
    return [f"clipped ({reason}): {describe(one)}" for one in parts(root) if (reason := _clipping(one))]


def outside(root: QWidget) -> list[str]:
    """Labels, buttons and inputs that stick out of what holds them, where no scrolling brings them back."""
    shown = [one for one in parts(root) if isinstance(one, QLabel | QAbstractButton | QLineEdit | QComboBox)]
    return [f"cut off by {describe(holder)}: {describe(one)}" for one in shown if (holder := _cut_by(one)) is not None]


def tab_misses(root: QWidget) -> list[str]:
    """What Tab never reaches, starting from where the focus is. The window must be active."""
    wanted = focusable(root)
    met: list[QWidget] = []
    for _ in range(len(wanted) * 3 + 10):
        now = QApplication.focusWidget()
        if now is not None and now not in met:
            met.append(now)
        QTest.keyClick(now or root, Qt.Key.Key_Tab)
    reached = {id(one) for one in met}
    groups = {id(one.group()) for one in met if isinstance(one, QRadioButton) and one.group() is not None}
    return [
        f"Tab never reaches {describe(one)}"
        for one in wanted
        if id(one) not in reached
        and not (isinstance(one, QRadioButton) and one.group() is not None and id(one.group()) in groups)
    ]


def escape_closes(dialog: QDialog) -> bool:
    """Whether Escape puts the dialog away."""
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    return not dialog.isVisible()


def words_read(root: Any) -> list[str]:
    """Every name, value and description that an assistive tool can read under this object, visible or not."""
    found: list[str] = []
    # Qt gives nothing for some children, whatever its stubs say.
    queue: list[QAccessibleInterface | None] = [QAccessible.queryAccessibleInterface(root)]
    while queue:
        one = queue.pop()
        if one is None:
            continue
        texts = (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)
        found.extend(text for what in texts if (text := one.text(what)))
        queue.extend(one.child(at) for at in range(one.childCount()))
    return found


def name_of(widget: QWidget) -> str:
    """What assistive tools call it: its label where it has one (a combo's name is what is chosen), else its name."""
    interface = QAccessible.queryAccessibleInterface(widget)
    names = [one.text(QAccessible.Text.Name) for one, _ in interface.relations(QAccessible.RelationFlag.Label)]
    return next((name for name in names if name), interface.text(QAccessible.Text.Name))


def role_of(widget: QWidget) -> QAccessible.Role:
    """The accessible role."""
    return QAccessible.queryAccessibleInterface(widget).role()


def describe(widget: QWidget) -> str:
    """Class and words of a widget, to find it in the source."""
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else ""
    return f"{type(widget).__name__} {(text or widget.accessibleName() or widget.objectName())[:60]!r}"


def _stands_in_for(widget: QWidget, found: list[QWidget]) -> bool:
    """A view's or editor's own viewport, or a part whose holder takes the focus for it."""
    holder = widget.parentWidget()
    return isinstance(holder, QAbstractScrollArea | QComboBox) and holder in found


def _clipping(widget: QWidget) -> str:
    if isinstance(widget, QLabel):
        if not widget.text() or widget.pixmap().width():
            return ""
        if widget.wordWrap():
            return _wrapping(widget)
        hint = widget.sizeHint()
    elif isinstance(widget, QAbstractButton):
        if not widget.text():
            return ""
        if widget.hasHeightForWidth():
            return _wrapping(widget)
        hint = widget.minimumSizeHint()
    elif isinstance(widget, QComboBox):
        hint = widget.minimumSizeHint()
    else:
        return ""
    if widget.width() < hint.width():
        return f"has {widget.width()}, needs {hint.width()}"
    return _height(widget, hint.height())


def _wrapping(widget: QWidget) -> str:
    needed = widget.minimumSizeHint().width()
    if widget.width() < needed:
        return f"longest word has {widget.width()}, needs {needed}"
    return _height(widget, widget.heightForWidth(widget.width()))


def _height(widget: QWidget, needed: int) -> str:
    return f"height {widget.height()}, needs {needed}" if widget.height() < needed else ""


def _cut_by(widget: QWidget) -> QWidget | None:
    holder = widget.parentWidget()
    while holder is not None and not widget.isWindow():
        rect = QRect(widget.mapTo(holder, QPoint(0, 0)), widget.size())
        area = holder.parentWidget()
        if isinstance(area, QAbstractItemView):
            return None
        if isinstance(area, QAbstractScrollArea) and area.viewport() is holder:
            sideways = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if sideways and not _between(rect.left(), rect.right(), holder.width()):
                return holder
            return None  # scrolled into sight; what holds the area itself is looked at with the area's own parts
        upright = _between(rect.top(), rect.bottom(), holder.height())
        if not (upright and _between(rect.left(), rect.right(), holder.width())):
            return holder
        if holder.isWindow():
            return None
        holder = holder.parentWidget()
    return None


def _between(low: int, high: int, room: int) -> bool:
    return low >= -1 and high <= room
