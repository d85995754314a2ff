"""A combo box that draws its own arrow, because a stylesheet could only fetch one from a file; and filters as chips."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.flow import Flow
from wellbeingdesk.gui.widgets.ticks import Pill


class Picker(QComboBox):
    """One of many. Nothing is chosen until somebody chooses; the wheel never changes an answer in passing."""

    def __init__(self, theme: Theme, placeholder: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.setPlaceholderText(placeholder or theme.words("field.choose"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def offer(self, options: list[tuple[str, str]]) -> None:
        """Options as id and label; none is chosen."""
        self.clear()
        for ident, label in options:
            self.addItem(label, ident)
        self.setCurrentIndex(-1)

    def chosen(self) -> str | None:
        """The id of what is chosen."""
        value = self.currentData()
        return value if isinstance(value, str) else None

    def choose(self, ident: str | None) -> None:
        """Choose by id; None or an unknown id chooses nothing."""
        self.setCurrentIndex(self.findData(ident) if ident is not None else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to the page."""
        event.ignore()

    def showPopup(self) -> None:
        """The list is as wide as its longest line, however narrow the box."""
        view = self.view()
        rows = (self.model().index(at, 0) for at in range(self.count()))
        view.setMinimumWidth(24 + max((view.sizeHintForIndex(one).width() for one in rows), default=0))
        super().showPopup()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The text, shortened where it must be, and the arrow."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        side = self._theme.scaled(16)
        room = self.width() - side - self._theme.scaled(28)
        text = self.currentText() or self.placeholderText()
        option.currentText = QFontMetrics(self.font()).elidedText(text, Qt.TextElideMode.ElideRight, room)
        self.setToolTip(text if option.currentText != text else "")
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        if self.currentIndex() < 0:
            option.palette.setBrush(QPalette.ColorRole.ButtonText, self._theme.qcolour("text3"))
            option.palette.setBrush(QPalette.ColorRole.Text, self._theme.qcolour("text3"))
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        role = "text2" if self.isEnabled() else "disabled"
        at = QPoint(self.width() - side - self._theme.scaled(9), (self.height() - side) // 2)
        painter.drawPixmap(at, self._theme.picture("chevron-down", role, side, self.devicePixelRatioF()))


class ChipChoice(QWidget):
    """A few filters side by side of which one is on; `turned` carries its id."""

    turned = Signal(str)

    def __init__(self, theme: Theme, name: str, options: list[tuple[str, str]], chosen: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.group = QButtonGroup(self)
        self._ids = [ident for ident, _ in options]
        flow = Flow(theme.scaled(6))
        for at, (ident, label) in enumerate(options):
            pill = Pill(theme, label)
            pill.setChecked(ident == chosen)
            self.group.addButton(pill, at)
            flow.addWidget(pill)
        self.setLayout(flow)
        self.group.idClicked.connect(lambda at: self.turned.emit(self._ids[at]))

    def chosen(self) -> str:
        """The id of the filter that is on."""
        return self._ids[self.group.checkedId()]
