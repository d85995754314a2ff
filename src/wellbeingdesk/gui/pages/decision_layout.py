"""How a page about one consent or decision is laid out: a head that names whose it is, and two columns."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wellbeingdesk.domain.client import Client
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.beside import is_narrow
from wellbeingdesk.gui.widgets.buttons import IconButton
from wellbeingdesk.gui.widgets.pickers import ChipChoice
from wellbeingdesk.gui.widgets.surface import Scroller, column, row, show_if
from wellbeingdesk.gui.widgets.text import Caption, Heading

DOT = "  ·  "
LANGUAGE = "en"
_ANY_WIDTH = 16_777_215

_ROOMY, _TIGHT = 10, 4
"""Space between what stands in a page's head; the name needs the room where there is little."""


class PageHead(QWidget):
    """A way back, a name, a quiet line below it, and room for chips and buttons at the end."""

    def __init__(self, theme: Theme, back: str, go_back: Callable[[], None]) -> None:
        super().__init__()
        self._theme = theme
        self._lesser: list[QWidget] = []
        self.back = IconButton(theme, "arrow-left", back)
        self.back.clicked.connect(lambda _checked=False: go_back())
        self.title = Heading("")
        self.under = Caption("")
        names = column(theme.scaled(2))
        names.addWidget(self.title)
        names.addWidget(self.under)
        self.line = row(theme.scaled(_ROOMY))
        self.line.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        self.line.addLayout(names, 1)
        self.setLayout(self.line)

    def show_words(self, title: str, under: str) -> None:
        """Whose page this is."""
        self.title.setText(title)
        self.under.setText(under)
        self.under.setVisible(bool(under))

    def add(self, widget: QWidget) -> None:
        """Something at the end of the line."""
        self.line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_lesser(self, widget: QWidget) -> None:
        """Something that gives way to the name where there is little room."""
        self.add(widget)
        self._lesser.append(widget)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Room comes and goes with the window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = is_narrow(self._theme, self.window())
        self.line.setSpacing(self._theme.scaled(_TIGHT if narrow else _ROOMY))
        for widget in self._lesser:
            show_if(widget, not narrow)


class Room(QWidget):
    """Takes the height that is left and asks for none, because what it holds scrolls by itself; without this a page
    outside the desk's own stack would be as tall as its content would like to be, and its foot would leave the window.
    """

    def __init__(self, held: QWidget) -> None:
        super().__init__()
        inside = column(0)
        inside.addWidget(held)
        self.setLayout(inside)

    def hasHeightForWidth(self) -> bool:
        """Not from the outside."""
        return False

    def sizeHint(self) -> QSize:
        """As wide as the content would like to be, as low as it can be."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())


class TwoColumns(QWidget):
    """Two things side by side; where there is no room for both, two pills choose which of them is seen."""

    def __init__(
        self, theme: Theme, first: tuple[str, QWidget], second: tuple[str, QWidget], *, side: int = 340
    ) -> None:
        super().__init__()
        self._theme = theme
        self._first, self._second = first[1], second[1]
        self._side = side
        self.choice = ChipChoice(theme, theme.words("decision.columns"), [("0", first[0]), ("1", second[0])], "0")
        self.choice.turned.connect(lambda _key: self._fit())
        self._line: QHBoxLayout = row(theme.scaled(20))
        self._line.addWidget(self._first, 1)
        self._line.addWidget(self._second)
        inside = column(theme.scaled(10))
        inside.addWidget(self.choice)
        inside.addLayout(self._line, 1)
        self.setLayout(inside)
        theme.changed.connect(self._fit)
        self._fit()

    def label_second(self, text: str) -> None:
        """Another word for the second column, such as how much is missing in it."""
        pill = self.choice.group.buttons()[1]
        if pill.text() != text:
            pill.setText(text)
            pill.updateGeometry()

    def turn_to(self, at: int) -> None:
        """See to it that this column is seen."""
        self.choice.group.buttons()[at].setChecked(True)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Room comes and goes with the window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = is_narrow(self._theme, self.window())
        at = self.choice.chosen()
        show_if(self.choice, narrow)
        show_if(self._first, not narrow or at == "0")
        show_if(self._second, not narrow or at == "1")
        width = self._theme.scaled(self._side)
        self._second.setMinimumWidth(0 if narrow else width)
        self._second.setMaximumWidth(_ANY_WIDTH if narrow else width)
        self._line.setStretchFactor(self._second, 1 if narrow else 0)


def scrolled(widget: QWidget) -> Scroller:
    """What may be taller than there is room for, such as an empty state at large text."""
    scroller = Scroller(0)
    scroller.column.addWidget(widget)
    return scroller


def under_name(client: Client) -> str:
    """`she/her · WD-7K3F`, with the legal name where it differs."""
    legal = client.legal_name if client.legal_name != client.name_used else ""
    return DOT.join(part for part in (legal, client.pronouns, client.reference) if part)
