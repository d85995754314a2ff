"""The window's keys, and the list of them that F1 shows."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.buttons import PrimaryButton
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.text import Text

LOCK = ("Ctrl+L",)
SEARCH = ("Ctrl+F", "F3")
HELP = ("F1", "Ctrl+/")
SETTINGS = ("Ctrl+,",)
NEW_CLIENT = ("Ctrl+N",)
NEW_NOTE = ("Ctrl+Shift+N",)
SIGN = ("Ctrl+Return",)
SAVE = ("Ctrl+S",)

LISTED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("sections", ("Ctrl+1", "Ctrl+5")),
    ("search", SEARCH),
    ("new-client", NEW_CLIENT),
    ("new-note", NEW_NOTE),
    ("sign", SIGN),
    ("save", SAVE),
    ("rows", ("Up", "Down")),
    ("open", ("Return",)),
    ("settings", SETTINGS),
    ("lock", LOCK),
    ("tab", ("Tab", "Shift+Tab")),
    ("undo", ("Ctrl+Z", "Ctrl+Shift+Z")),
    ("escape", ("Esc",)),
    ("help", HELP),
)


def on_keys(owner: QWidget, sequences: tuple[str, ...], act: Callable[[], object]) -> None:
    """Do this at these keys, wherever the focus is in the owner's window while the owner is seen."""
    for keys in sequences:
        QShortcut(QKeySequence(keys), owner).activated.connect(act)


class ShortcutSheet(Sheet):
    """Keys and what they do, in two columns."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        words = theme.words
        super().__init__(theme, parent, words("shell.keys.title"), width=600)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.scaled(24))
        grid.setVerticalSpacing(theme.scaled(10))
        grid.setColumnStretch(1, 1)
        for at, (key, sequences) in enumerate(LISTED):
            joint = "shell.keys.range" if key == "sections" else "shell.keys.either"
            shown = [QKeySequence(one).toString(QKeySequence.SequenceFormat.NativeText) for one in sequences]
            keys = words(joint, one=shown[0], other=shown[1]) if len(shown) == 2 else shown[0]
            grid.addWidget(Text(keys, "section", wrap=False), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Text(words(f"shell.keys.{key}")), at, 1)
        self.add_layout(grid)
        close = self.add_button(PrimaryButton(theme, words("shell.close")), default=True)
        close.clicked.connect(self.accept)
        close.setFocus()
