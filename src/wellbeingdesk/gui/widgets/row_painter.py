"""Paints a row of a list: initials or an icon in a disc, the title, the caption, an aside at the right."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.row_model import Row

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowPainter(QStyledItemDelegate):
    """All rows are equally high: 60 px with a caption, 40 px without, at the text size in force."""

    def __init__(self, theme: Theme, parent: QWidget, *, tall: bool = True) -> None:
        super().__init__(parent)
        self._theme = theme
        self._height = 60 if tall else 40

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The height at the text size in force; the view gives the width."""
        return QSize(0, self._theme.scaled(self._height))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Called by Qt for each row in sight."""
        row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        self._ground(painter, box, state)
        if isinstance(row, Row):
            inner = box.adjusted(self._theme.scaled(10), 0, -self._theme.scaled(10), 0)
            self._content(painter, inner, row, chosen=bool(state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if not (selected or over or focused):
            return
        painter.setPen(QPen(self._theme.qcolour("focus"), 2) if focused else Qt.PenStyle.NoPen)
        token = "selected" if selected else "hover"
        painter.setBrush(self._theme.qcolour(token) if selected or over else Qt.BrushStyle.NoBrush)
        radius = self._theme.scaled(9)
        painter.drawRoundedRect(QRectF(box).adjusted(1.5, 2.5, -1.5, -2.5), radius, radius)

    def _content(self, painter: QPainter, box: QRect, row: Row, *, chosen: bool) -> None:
        if row.mark or row.icon:
            self._disc(painter, box, row, "surface" if chosen else "avatar")
            box = box.adjusted(self._theme.scaled(47 if self._height == 60 else 38), 0, 0, 0)
        small = self._theme.font(9)
        if row.aside:
            width = QFontMetrics(small).horizontalAdvance(row.aside)
            self._line(painter, box, row.aside, small, "text2", _RIGHT)
            box = box.adjusted(0, 0, -width - self._theme.scaled(10), 0)
        title = self._theme.font(10, QFont.Weight.Medium)
        if not row.caption:
            self._line(painter, box, row.title, title, "text", _LEFT)
            return
        half = QFontMetrics(title).height()
        middle = box.center().y() + 1
        self._line(painter, QRect(box.x(), middle - half - 1, box.width(), half), row.title, title, "text", _LEFT)
        self._line(painter, QRect(box.x(), middle + 2, box.width(), half), row.caption, small, "text2", _LEFT)

    def _line(self, painter: QPainter, box: QRect, text: str, font: QFont, token: str, align: Qt.AlignmentFlag) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.qcolour(token))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(align), shown)

    def _disc(self, painter: QPainter, box: QRect, row: Row, ground: str) -> None:
        side = self._theme.scaled(36 if self._height == 60 else 28)
        disc = QRect(box.x(), box.center().y() - side // 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.qcolour(ground))
        painter.drawEllipse(disc)
        if row.icon:
            scale = painter.device().devicePixelRatioF()
            inner = self._theme.scaled(18)
            at = disc.topLeft() + QPoint((side - inner) // 2, (side - inner) // 2)
            painter.drawPixmap(at, self._theme.picture(row.icon, "accent", inner, scale))
            return
        painter.setPen(self._theme.qcolour("accent"))
        painter.setFont(self._theme.font(9, QFont.Weight.DemiBold))
        painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), row.mark)
