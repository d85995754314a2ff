"""What a list or page shows when there is nothing: an icon, one line, one action."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.text import Caption, Glyph, Heading


class EmptyState(QWidget):
    """Centred in the room it gets."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        title: str,
        text: str = "",
        action: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        super().__init__()
        middle = Qt.AlignmentFlag.AlignHCenter
        inside = column(theme.scaled(8), theme.scaled(16))
        inside.addStretch(1)
        inside.addWidget(Glyph(theme, icon, "text3", 32), 0, middle)
        heading = Heading(title, "section")
        heading.setAlignment(middle)
        inside.addWidget(heading)
        if text:
            caption = Caption(text)
            caption.setAlignment(middle)
            inside.addWidget(caption)
        if action is not None:
            self.action = Button(theme, action[0])
            self.action.clicked.connect(lambda _checked=False: action[1]())
            inside.addSpacing(theme.scaled(4))
            inside.addWidget(self.action, 0, middle)
        inside.addStretch(2)
        self.setLayout(inside)
