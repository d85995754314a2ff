"""The dialog that ours are made of: a heading, a body that scrolls, buttons at the foot; shown by `open()` alone."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QLayout, QWidget

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.surface import Rule, Scroller, column, row
from wellbeingdesk.gui.widgets.text import Heading

_ROOM_AROUND = 48
_LOWEST = 560
"""A dialog is no taller than the window it belongs to, but in a low window it may be as tall as this."""


@runtime_checkable
class Locks(Protocol):
    """The window, as far as a dialog over it knows it."""

    def lock(self) -> None:
        """Lock the desk."""
        ...


class Sheet(QDialog):
    """Put the content into `sheet.body`, buttons with `add_button`. Escape closes it; it deletes itself when closed.

    It makes room for what is said in it after it was opened, and shrinks only for a new stage (`fit_again`).
    Its window title is the program's name for ever: titles are seen by screen savers, task bars and recordings.
    """

    def __init__(self, theme: Theme, parent: QWidget, title: str, *, width: int = 520) -> None:
        super().__init__(parent)
        self.theme = theme
        self._width = width
        self._needed = 0
        self.setWindowTitle(theme.words("shell.app"))
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("ground", "surface")
        margin = theme.scaled(24)
        outer = column(0)
        self._head = head = column(theme.scaled(8))
        head.setContentsMargins(margin, theme.scaled(20), margin, theme.scaled(8))
        head.addWidget(Heading(title, "h2"))
        self.banners = BannerBar(theme)
        head.addWidget(self.banners)
        outer.addLayout(head)
        self._scroller = Scroller(theme.scaled(12))
        self.body = self._scroller.column
        self.body.setContentsMargins(margin, theme.scaled(4), margin, theme.scaled(16))
        outer.addWidget(self._scroller, 1)
        outer.addWidget(Rule())
        self._foot = row(theme.scaled(8))
        self._foot.setContentsMargins(margin, theme.scaled(12), margin, theme.scaled(12))
        self._foot.addStretch(1)
        outer.addLayout(self._foot)
        self.setLayout(outer)

        self._growth = QTimer(self, singleShot=True, interval=0)
        self._growth.timeout.connect(self._grow)
        self._scroller.inside.installEventFilter(self)

        # A dialog blocks the window's keys, and the desk must be lockable from everywhere.
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self._lock)

    def add(self, widget: QWidget) -> None:
        """Put something into the body."""
        self.body.addWidget(widget)

    def add_layout(self, layout: QLayout) -> None:
        """Put a row or column into the body."""
        self.body.addLayout(layout)

    def add_button(self, button: Button, *, default: bool = False) -> Button:
        """Put a button at the foot, the primary one last. `default`: Enter presses it; let that be the safe one."""
        self._foot.addWidget(button)
        button.setDefault(default)
        return button

    def add_cancel(self) -> Button:
        """The way out, as Escape is."""
        button = self.add_button(Button(self.theme, self.theme.words("shell.cancel")))
        button.clicked.connect(self.reject)
        return button

    def reveal(self, widget: QWidget) -> None:
        """Scroll the body until the widget is seen."""
        self._scroller.reveal(widget)

    def fit_again(self) -> None:
        """What stands in it is another thing now, which may need less room."""
        self._needed = 0
        fitting = self._fitting()
        if self.isVisible():
            self._needed = fitting.height()
            self.resize(fitting)

    def showEvent(self, event: QShowEvent) -> None:
        """Takes as much room as it needs and as the screen has."""
        fitting = self._fitting()
        self._needed = fitting.height()
        self.resize(fitting)
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        """A banner may have come into the head."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._growth.start()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Or a finding into the body."""
        if watched is self._scroller.inside and event.type() == QEvent.Type.LayoutRequest:
            self._growth.start()
        return False

    def _grow(self) -> None:
        """By no more than is newly needed: somebody may have made it smaller on purpose."""
        fitting = self._fitting()
        if self.isVisible() and fitting.height() > self._needed:
            self._needed = fitting.height()
            self.resize(fitting.expandedTo(self.size()).boundedTo(self.screen().availableSize()))

    def _lock(self) -> None:
        holder: QObject | None = self
        while holder is not None and not isinstance(holder, Locks):
            holder = holder.parent()
        if holder is not None:
            holder.lock()

    def _fitting(self) -> QSize:
        screen = self.screen().availableSize()
        room = screen - QSize(_ROOM_AROUND, _ROOM_AROUND)
        width = max(self.minimumSizeHint().width(), min(self.theme.scaled(self._width), room.width()))
        tall = sum(_height(part, width) for part in (self._head, self.body, self._foot))
        over = self.parentWidget()
        lowest = room.height() if over is None else max(over.window().height() - _ROOM_AROUND, _LOWEST)
        return QSize(width, min(tall + 2, room.height(), lowest))


def _height(layout: QLayout, width: int) -> int:
    wraps = layout.hasHeightForWidth()
    return layout.totalHeightForWidth(width) if wraps else layout.totalSizeHint().height()
