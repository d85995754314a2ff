"""Plain grounds: a coloured panel, a hairline, a page that scrolls; and how a widget takes a new style property."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

Ground = Literal["window", "surface", "raised", "sidebar", "none"]


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the stylesheet looks at, and have the sheet looked at again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    for child in widget.findChildren(QWidget):
        child.style().unpolish(child)
        child.style().polish(child)
    widget.update()


def show_if(widget: QWidget, on: bool) -> None:
    """Show or hide, where that changes anything: Qt dresses and measures a widget anew at each `setVisible(True)`.

    A new widget comes with what holds it; shown by itself before it is held, it would be a window of its own.
    """
    told = widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
    if (told and widget.isHidden()) == on:
        widget.setVisible(on)


def column(spacing: int = 8, margin: int = 0) -> QVBoxLayout:
    """A vertical layout with our spacing."""
    layout = QVBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(margin, margin, margin, margin)
    return layout


def row(spacing: int = 8, margin: int = 0) -> QHBoxLayout:
    """A horizontal layout with our spacing."""
    layout = QHBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(margin, margin, margin, margin)
    return layout


def empty(layout: QLayout) -> None:
    """Take everything out of a layout, and out of sight at once."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)


class Panel(QFrame):
    """A ground with a column on it: `panel.column.addWidget(...)`; `edge` draws a hairline at that side."""

    def __init__(
        self,
        ground: Ground = "surface",
        spacing: int = 12,
        margin: int = 24,
        *,
        edge: Literal["none", "left", "right"] = "none",
    ) -> None:
        super().__init__()
        self.setProperty("ground", ground)
        self.setProperty("edge", edge)
        self.column = column(spacing, margin)
        self.setLayout(self.column)


class Rule(QFrame):
    """A hairline between two things."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "rule")


class Scroller(QScrollArea):
    """A column that scrolls where there is not room for it: `scroller.column.addWidget(...)`; never sideways."""

    def __init__(self, spacing: int = 12, margin: int = 0) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = QWidget()
        self.inside.setProperty("ground", "none")
        self.column = column(spacing, margin)
        self.inside.setLayout(self.column)
        self.setWidget(self.inside)
        self.viewport().setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        """As wide as its content must be; a few lines high."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self.inside.minimumSizeHint().width() + bar, 96)

    def reveal(self, widget: QWidget) -> None:
        """Scroll until the widget is seen."""
        self.ensureWidgetVisible(widget, 0, 48)
