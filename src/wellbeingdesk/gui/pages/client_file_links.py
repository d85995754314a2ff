"""A link whose words wrap, for names that may be long."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.buttons import LinkButton

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_EDGE = 5
_LEAST = 24


class NameLink(LinkButton):
    """One line where there is room, several where there is not."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """All words in one line."""
        wide = self.fontMetrics().horizontalAdvance(self.text()) + 2 * _EDGE + 2
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """The longest word still fits."""
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=_LEAST)
        return QSize(longest + 2 * _EDGE + 2, self._tall(metrics.height()))

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Of the wrapped words."""
        room = QRect(0, 0, max(1, width - 2 * _EDGE), 10_000)
        return self._tall(self.fontMetrics().boundingRect(room, int(_WRAP), self.text()).height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground and the focus ring of a link, and the words over several lines."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        font = self.font()
        font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(self.theme.qcolour(self.role))
        painter.drawText(self.rect().adjusted(_EDGE, 0, -_EDGE, 0), int(_WRAP), self.text())

    def _tall(self, words: int) -> int:
        return max(self.theme.scaled(_LEAST), words + 2 * _EDGE)
