"""The sidebar's sections: arrows move, Enter or a click goes there; folded it shows icons and keeps its names."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from wellbeingdesk.gui.theme import Theme

SECTIONS: tuple[tuple[str, str], ...] = (
    ("today", "calendar-days"),
    ("clients", "users"),
    ("consent", "file-signature"),
    ("decisions", "git-branch"),
    ("colleagues", "id-card"),
)
"""Sections in their order (Ctrl+1 to Ctrl+5), each with its icon."""

_KEY = Qt.ItemDataRole.UserRole
ROW = 40


class NavList(QListWidget):
    """`went` carries the key of the section that was picked."""

    went = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.here = ""
        self.folded = False
        self.setAccessibleName(theme.words("shell.sections"))
        self.setItemDelegate(_NavPainter(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        for number, (key, _icon) in enumerate(SECTIONS, start=1):
            item = QListWidgetItem(theme.words(f"shell.nav.{key}"))
            item.setData(_KEY, key)
            keys = QKeySequence(f"Ctrl+{number}").toString(QKeySequence.SequenceFormat.NativeText)
            item.setToolTip(f"{item.text()} ({keys})")
            self.addItem(item)
        self.itemClicked.connect(self._go)
        theme.changed.connect(self.doItemsLayout)

    def mark(self, key: str) -> None:
        """Show in which section the page stands; a name that is no section marks none."""
        self.here = key
        for at in range(self.count()):
            item = self.item(at)
            if item.data(_KEY) == key:
                self.setCurrentItem(item)
        if key not in {section for section, _ in SECTIONS}:
            self.clearSelection()
        self.viewport().update()

    def fold(self, folded: bool) -> None:
        """Icons alone, or icons and words; the names stay."""
        if folded != self.folded:
            self.folded = folded
            self.doItemsLayout()
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the space bar go; arrows only move."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self.currentItem() is not None:
            self._go(self.currentItem())
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """All rows without scrolling."""
        return QSize(self.tall(), self.tall() * self.count() + 4)

    def minimumSizeHint(self) -> QSize:
        """Two rows; the rest scrolls on a very small screen."""
        return QSize(self.tall(), self.tall() * 2)

    def tall(self) -> int:
        """A row's height; folded rows come closer, so that large text still leaves all of them in sight."""
        return self._theme.scaled(18) + 22 if self.folded else self._theme.scaled(ROW)

    def _go(self, item: QListWidgetItem) -> None:
        self.went.emit(str(item.data(_KEY)))


class _NavPainter(QStyledItemDelegate):
    """Paints one section."""

    def __init__(self, theme: Theme, nav: NavList) -> None:
        super().__init__(nav)
        self._theme = theme
        self._nav = nav

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One height for all."""
        return QSize(0, self._nav.tall())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Called by Qt."""
        key = str(index.data(_KEY))
        here = key == self._nav.here
        box: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, box, option.state, here=here)
        token = "accent" if here else "text2"
        side = self._theme.scaled(18)
        left = box.center().x() - side // 2 if self._nav.folded else box.x() + self._theme.scaled(12)
        picture = self._theme.picture(dict(SECTIONS)[key], token, side, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPoint(left, box.center().y() - side // 2 + 1), picture)
        if not self._nav.folded:
            painter.setPen(self._theme.qcolour(token))
            painter.setFont(self._theme.font(10, QFont.Weight.DemiBold if here else QFont.Weight.Medium))
            words = box.adjusted(self._theme.scaled(38), 0, 0, 0)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), str(index.data(Qt.ItemDataRole.DisplayRole)))
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag, *, here: bool) -> None:
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if not (here or over or focused):
            return
        painter.setPen(QPen(self._theme.qcolour("focus"), 2) if focused else Qt.PenStyle.NoPen)
        token = "selected" if here else "hover"
        painter.setBrush(self._theme.qcolour(token) if here or over else Qt.BrushStyle.NoBrush)
        radius = self._theme.scaled(7)
        painter.drawRoundedRect(QRectF(box).adjusted(1.5, 1.5, -1.5, -1.5), radius, radius)
