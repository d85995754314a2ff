"""Lucide icons drawn in the colours of the present scheme, sharp at every scale of the screen."""

import re
from collections.abc import Callable, Mapping

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_STROKE = re.compile(rb'stroke-width="[\d.]+"')
Colour = Callable[[str], str]
"""From a token (`text2`) to `#rrggbb` of the present scheme."""


class IconPainter:
    """Draws one SVG in any colour and keeps the pictures it made."""

    def __init__(self, icons: Mapping[str, bytes]) -> None:
        self._icons = icons
        self._made: dict[tuple[str, str, int, int], QPixmap] = {}

    def pixmap(self, name: str, colour: str, size: QSize, scale: float) -> QPixmap:
        """A picture of `size` in device-independent pixels, with `scale` times as many real ones."""
        real = size * scale
        key = (name, colour, real.width(), real.height())
        if key not in self._made:
            self._made[key] = self._draw(name, colour, real)
        picture = QPixmap(self._made[key])
        picture.setDevicePixelRatio(scale)
        return picture

    def _draw(self, name: str, colour: str, real: QSize) -> QPixmap:
        picture = QPixmap(real)
        picture.fill(Qt.GlobalColor.transparent)
        svg = _STROKE.sub(b'stroke-width="1.75"', self._icons[name]).replace(b"currentColor", colour.encode())
        painter = QPainter(picture)
        side = min(real.width(), real.height())
        # A picture wider than high keeps its icon at the left: the rest is the gap before a button's words.
        box = QRectF(0, (real.height() - side) / 2, side, side)
        QSvgRenderer(QByteArray(svg)).render(painter, box)
        painter.end()
        return picture


class ThemedIconEngine(QIconEngine):
    """Asks for its colour at each painting, so that an icon follows the scheme without being made anew."""

    def __init__(self, painter: IconPainter, colour: Colour, name: str, role: str) -> None:
        super().__init__()
        self._painter = painter
        self._colour = colour
        self._name = name
        self._role = role

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float) -> QPixmap:
        """Called by Qt with a device-independent size."""
        role = "disabled" if mode == QIcon.Mode.Disabled else self._role
        return self._painter.pixmap(self._name, self._colour(role), size, scale)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Called by Qt where no scale is known."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Called by Qt to draw straight into a widget."""
        scale = painter.device().devicePixelRatioF()
        painter.drawPixmap(QPoint(rect.x(), rect.y()), self.scaledPixmap(rect.size(), mode, state, scale))

    def clone(self) -> QIconEngine:
        """Called by Qt when an icon is copied and changed."""
        return ThemedIconEngine(self._painter, self._colour, self._name, self._role)
