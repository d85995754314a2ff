"""A line for a passphrase: hidden until somebody asks to see it, and a word when Caps Lock is on."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.buttons import IconButton
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.surface import column, row
from wellbeingdesk.gui.widgets.text import Glyph, Text


class _Editor(QWidget):
    """The line and its eye, as one editor for the labelled field."""

    def __init__(self, line: QLineEdit, eye: IconButton) -> None:
        super().__init__()
        inside = row(4)
        inside.addWidget(line, 1)
        inside.addWidget(eye)
        self.setLayout(inside)
        self.setFocusProxy(line)


class PassphraseField(QWidget):
    """`entered` comes with Enter, `edited` with each key. The text is kept in the line alone: `clear` it when used."""

    entered = Signal()
    edited = Signal()

    def __init__(self, theme: Theme, label: str, hint: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(1_000)
        self.eye = IconButton(theme, "eye", theme.words("shell.lock.show"))
        self.eye.clicked.connect(self._turn)
        self.labelled = LabelledField(theme, label, _Editor(self.line, self.eye), hint)
        self._caps = QWidget()
        caps = row(theme.scaled(6))
        caps.addWidget(Glyph(theme, "info", "info", 14))
        caps.addWidget(Text(theme.words("shell.lock.caps"), "caption"), 1)
        self._caps.setLayout(caps)
        self._caps.setVisible(False)
        inside = column(theme.scaled(4))
        inside.addWidget(self.labelled)
        inside.addWidget(self._caps)
        self.setLayout(inside)
        self.setFocusProxy(self.line)
        self.line.installEventFilter(self)
        self.line.returnPressed.connect(self.entered)
        self.line.textEdited.connect(lambda _text: self._typed())

    def text(self) -> str:
        """What was typed, blanks and all."""
        return self.line.text()

    def clear(self) -> None:
        """Forget it, also for undo, and hide it again."""
        self.line.clear()
        self._hide(True)

    def show_finding(self, sentence: str = "") -> None:
        """Say below the line what is wrong."""
        self.labelled.show_finding(sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tells by the letters that come whether Caps Lock is on; Qt cannot be asked."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            text = event.text()
            if len(text) == 1 and text.isalpha() and text.upper() != text.lower():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._caps.setVisible(text.isupper() != shift)
        elif event.type() == QEvent.Type.FocusOut:
            self._caps.setVisible(False)
        return False

    def _typed(self) -> None:
        self.show_finding()
        self.edited.emit()

    def _turn(self) -> None:
        self._hide(self.line.echoMode() == QLineEdit.EchoMode.Normal)
        self.line.setFocus()

    def _hide(self, hidden: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal)
        self.eye.show_icon("eye" if hidden else "eye-off")
        self.eye.rename(self._theme.words("shell.lock.show" if hidden else "shell.lock.hide"))
