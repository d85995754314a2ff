"""Check boxes, radio buttons and filter pills that wrap their words and draw themselves, sharp at every text size."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy

from wellbeingdesk.gui.theme import Theme

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_EDGE = 6

# Qt objects may have one Qt class among their parents; the mix-in is a button only to the type checker.
if TYPE_CHECKING:
    _Mixed = QAbstractButton
else:
    _Mixed = object


class _Wraps(_Mixed):
    """What check boxes and radio buttons have in common: a mark, and room for words of several lines."""

    theme: Theme

    def _wrap(self, theme: Theme) -> None:
        self.theme = theme
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """All words in one line."""
        metrics = QFontMetrics(self.font())
        width = self._words_left() + metrics.horizontalAdvance(self.text()) + _EDGE + 2
        return QSize(width, self._tall(metrics.height()))

    def minimumSizeHint(self) -> QSize:
        """The longest word still fits."""
        metrics = QFontMetrics(self.font())
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(self._words_left() + longest + _EDGE + 2, self._tall(metrics.height()))

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped words."""
        room = QRect(0, 0, max(1, width - self._words_left() - _EDGE), 10_000)
        return self._tall(QFontMetrics(self.font()).boundingRect(room, int(_WRAP), self.text()).height())

    def hitButton(self, pos: QPoint) -> bool:
        """The words can be clicked as well as the mark."""
        return QRect(self.rect()).contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The mark, the words, and a ring around both while they have the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self.theme.scaled(18)
        self._mark(painter, QRectF(_EDGE + 0.5, (self.height() - side) // 2 + 0.5, side - 1, side - 1))
        painter.setPen(self.theme.qcolour("text" if self.isEnabled() else "disabled"))
        painter.drawText(self.rect().adjusted(self._words_left(), 0, -_EDGE, 0), int(_WRAP), self.text())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.qcolour("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _mark(self, painter: QPainter, box: QRectF) -> None:
        raise NotImplementedError

    def _ground(self, painter: QPainter) -> None:
        """Pen and brush of the mark in its present state."""
        on, live = self.isChecked(), self.isEnabled()
        edge = "accent" if on else "control"
        fill = "accent" if on else "hover" if self.underMouse() else "field"
        painter.setPen(QPen(self.theme.qcolour(edge if live else "border"), 1))
        painter.setBrush(self.theme.qcolour(fill if live else "window"))

    def _words_left(self) -> int:
        return _EDGE + self.theme.scaled(18) + self.theme.scaled(8)

    def _tall(self, words: int) -> int:
        return max(self.theme.scaled(28), words + self.theme.scaled(8))


class Radio(_Wraps, QRadioButton):
    """One of a few."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._wrap(theme)

    def _mark(self, painter: QPainter, box: QRectF) -> None:
        self._ground(painter)
        painter.drawEllipse(box)
        if self.isChecked():
            inner = box.width() * 0.28
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.qcolour("on-accent" if self.isEnabled() else "disabled"))
            painter.drawEllipse(box.adjusted(inner, inner, -inner, -inner))


class Tick(_Wraps, QCheckBox):
    """Yes or left open."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._wrap(theme)

    def _mark(self, painter: QPainter, box: QRectF) -> None:
        self._ground(painter)
        painter.drawRoundedRect(box, self.theme.scaled(4), self.theme.scaled(4))
        if self.isChecked():
            role = "on-accent" if self.isEnabled() else "disabled"
            picture = self.theme.picture("check", role, round(box.width()) - 1, self.devicePixelRatioF())
            painter.drawPixmap(QPoint(round(box.x() + 0.5), round(box.y() + 0.5)), picture)


class Pill(QRadioButton):
    """A filter among a few, in the shape of a chip."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """The words and room around them, never lower than a target may be."""
        metrics = QFontMetrics(self._dress())
        width = metrics.horizontalAdvance(self.text()) + self._theme.scaled(22)
        return QSize(width, max(26, self._theme.scaled(26)))

    def minimumSizeHint(self) -> QSize:
        """Words do not wrap here."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """All of it can be clicked."""
        return QRect(self.rect()).contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A pill, filled while it is on."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        edge = "focus" if self.hasFocus() else "accent" if on else "control"
        painter.setPen(QPen(self._theme.qcolour(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(self._theme.qcolour("selected" if on else "hover" if self.underMouse() else "surface"))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(self._theme.qcolour("accent" if on else "text2"))
        painter.setFont(self._dress())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())

    def _dress(self) -> QFont:
        return self._theme.font(9, QFont.Weight.DemiBold)
