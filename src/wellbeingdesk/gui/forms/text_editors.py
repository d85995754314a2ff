"""Editors in which the answer is typed: a line, a text, a date, a moment, a number."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QTextOption
from PySide6.QtWidgets import QLineEdit

from wellbeingdesk.domain.form import Field, Value
from wellbeingdesk.gui.forms.editor import Editor, Ground
from wellbeingdesk.gui.forms.kept import day_from, day_shown, moment_from, moment_shown, number_from
from wellbeingdesk.gui.widgets.surface import column, row
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.gui.widgets.text_box import TextBox

_ROOM_OVER = 1_000
"""Characters let in beyond the longest allowed, so that a paste is told of and not cut in silence."""


class LineEditor(Editor):
    """A single line."""

    def __init__(self, field: Field, ground: Ground) -> None:
        super().__init__(field, ground)
        self.line = QLineEdit()
        self.line.setMaxLength(field.longest + _ROOM_OVER)
        self.setFocusProxy(self.line)
        self.inside = row(ground.theme.scaled(8))
        self.inside.addWidget(self.line, 1)
        self.setLayout(self.inside)
        self.line.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> Value:
        """The text without blanks around it."""
        return self.line.text().strip() or None

    def set_value(self, value: Value) -> None:
        """Show the text."""
        self.line.setText(str(value) if isinstance(value, str) else "")


class TextEditor(Editor):
    """A text of any length, with its own undo; Tab goes on to the next question."""

    def __init__(self, field: Field, ground: Ground) -> None:
        super().__init__(field, ground)
        self.box = TextBox()
        self.box.setTabChangesFocus(True)
        self.box.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.box.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusProxy(self.box)
        inside = column(0)
        inside.addWidget(self.box)
        self.setLayout(inside)
        self._setting = False
        self._rescale()
        self.box.textChanged.connect(self._edited)
        ground.theme.changed.connect(self._rescale)

    def value(self) -> Value:
        """The text as typed; blanks alone are no answer."""
        text = self.box.toPlainText()
        return text if text.strip() else None

    def set_value(self, value: Value) -> None:
        """Show the text; undo does not reach behind it."""
        self._setting = True
        self.box.setPlainText(value if isinstance(value, str) else "")
        self._setting = False

    def _edited(self) -> None:
        if not self._setting:
            self.changed.emit()

    def _rescale(self) -> None:
        lines = min(8, max(3, self.field.paper_lines))
        self.box.setMinimumHeight(QFontMetrics(self.ground.theme.font()).lineSpacing() * lines + 24)


class DateEditor(LineEditor):
    """A day, typed as people write it; leaving the line shows it as we do."""

    def __init__(self, field: Field, ground: Ground) -> None:
        super().__init__(field, ground)
        self.line.setPlaceholderText(self._hint())
        self.line.editingFinished.connect(self._tidy)

    def value(self) -> Value:
        """ISO text, or what was typed where that is no date."""
        return self._read(self.line.text())

    def set_value(self, value: Value) -> None:
        """Show the date; what is none is shown as it is."""
        self.line.setText(self._shown(value) if isinstance(value, str) else "")

    def _tidy(self) -> None:
        value = self.value()
        if isinstance(value, str):
            self.line.setText(self._shown(value))

    def _hint(self) -> str:
        return self.ground.words("field.date-hint")

    def _read(self, text: str) -> Value:
        return day_from(self.ground.dates, text)

    def _shown(self, iso: str) -> str:
        return day_shown(self.ground.dates, iso)


class MomentEditor(DateEditor):
    """A day and a time on the wall clock."""

    def _hint(self) -> str:
        return self.ground.words("field.moment-hint")

    def _read(self, text: str) -> Value:
        return moment_from(self.ground.dates, text)

    def _shown(self, iso: str) -> str:
        return moment_shown(self.ground.dates, iso)


class NumberEditor(LineEditor):
    """A whole number with its unit behind it. A line and not a spin box: a spin box always holds a number."""

    def __init__(self, field: Field, ground: Ground) -> None:
        super().__init__(field, ground)
        self.line.setMaximumWidth(ground.theme.scaled(140))
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.inside.addWidget(Text(ground.label(field.unit), "body2", wrap=False))
        self.inside.addStretch(1)
        self.inside.setStretch(0, 0)

    def value(self) -> Value:
        """The number, or what was typed where that is none."""
        return number_from(self.line.text())

    def set_value(self, value: Value) -> None:
        """Show the number."""
        self.line.setText("" if value is None or isinstance(value, bool) else str(value))
