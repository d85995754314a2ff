"""Check boxes and radio buttons whose words wrap; they draw their own tick, which a stylesheet takes from files only."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
)

from wellbeingdesk.gui.theme import Theme

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_EDGE = 6
_LEAST_WORDS = 60


# Qt objects may have one Qt class among their parents; the mix-in is a button only to the type checker.
if TYPE_CHECKING:
    _Mixed = QAbstractButton
else:
    _Mixed = object


class _Wraps(_Mixed):
    """What both have in common: room for words of several lines."""

    theme: Theme

    def _wrap(self, theme: Theme) -> None:
        self.theme = theme
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _words_left(self) -> int:
        """Where the words begin: after the edge, the indicator (18 with its border) and the gap."""
        return _EDGE + self.theme.scaled(18) + self.theme.scaled(8)

    def sizeHint(self) -> QSize:
        """All words in one line."""
        metrics = QFontMetrics(self.font())
        width = self._words_left() + metrics.horizontalAdvance(self.text()) + _EDGE + 2
        return QSize(width, self._tall(metrics.height()))

    def minimumSizeHint(self) -> QSize:
        """The longest word still fits."""
        metrics = QFontMetrics(self.font())
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=_LEAST_WORDS)
        return QSize(self._words_left() + longest + _EDGE + 2, self._tall(metrics.height()))

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped words."""
        room = QRect(0, 0, max(1, width - self._words_left() - _EDGE), 10_000)
        return self._tall(QFontMetrics(self.font()).boundingRect(room, int(_WRAP), self.text()).height())

    def hitButton(self, pos: QPoint) -> bool:
        """The words can be clicked as well as the box."""
        return QRect(self.rect()).contains(pos)

    def _tall(self, words: int) -> int:
        return max(self.theme.scaled(28), words + self.theme.scaled(8))

    def _paint(self, control: QStyle.ControlElement, option: QStyleOptionButton) -> None:
        text = self.text()
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(control, option)
        room = self.rect().adjusted(self._words_left(), 0, -_EDGE, 0)
        painter.drawItemText(room, int(_WRAP), self.palette(), self.isEnabled(), text, self.foregroundRole())


class Radio(_Wraps, QRadioButton):
    """One of a few."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._wrap(theme)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Words wrapped beside the ring."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        self._paint(QStyle.ControlElement.CE_RadioButton, option)


class Tick(_Wraps, QCheckBox):
    """Yes or left open."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._wrap(theme)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Words wrapped beside the box, and the tick in it."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        self._paint(QStyle.ControlElement.CE_CheckBox, option)
        if not self.isChecked():
            return
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        side = min(box.width(), box.height())
        role = "on-accent" if self.isEnabled() else "disabled"
        painter = QStylePainter(self)
        painter.drawPixmap(box.topLeft(), self.theme.picture("check", role, side, self.devicePixelRatioF()))
