"""A page with an editor beside it; where there is no room for both, the editor takes the page's place."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.surface import row

NARROW_PIXELS = 1200
NARROW_SCALE = 1.15


def is_narrow(theme: Theme, window: QWidget) -> bool:
    """Below 1200 logical pixels, or at text of 115 % and more, there is room for one thing at a time."""
    return window.width() < NARROW_PIXELS or theme.text_scale >= NARROW_SCALE


class Beside(QWidget):
    """`open_side` shows a second column of `side_width`; `close_side` destroys it."""

    def __init__(self, theme: Theme, main: QWidget, *, side_width: int = 380) -> None:
        super().__init__()
        self._theme = theme
        self._main = main
        self._side_width = side_width
        self._side: QWidget | None = None
        self._line = row(0)
        self._line.addWidget(main, 1)
        self.setLayout(self._line)
        theme.changed.connect(self._fit)

    def open_side(self, side: QWidget) -> None:
        """Show this beside the page, instead of what stood there."""
        self.close_side()
        self._side = side
        self._line.addWidget(side)
        side.show()
        self._fit()

    def close_side(self) -> None:
        """Take the second column away."""
        if self._side is not None:
            self._side.hide()
            self._side.deleteLater()
            self._side = None
        self._fit()

    def side(self) -> QWidget | None:
        """What stands beside the page now."""
        return self._side

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Room comes and goes with the window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._side is None:
            self._main.setVisible(True)
            return
        narrow = is_narrow(self._theme, self.window())
        self._main.setVisible(not narrow)
        self._side.setMaximumWidth(16_777_215 if narrow else self._theme.scaled(self._side_width))
        self._line.setStretchFactor(self._side, 1 if narrow else 0)
        self._side.setMinimumWidth(0 if narrow else self._theme.scaled(self._side_width))
