"""A question on the screen: its label above, the editor, a hint and whatever was found wrong below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.announce import say
from wellbeingdesk.gui.widgets.surface import column, restyle, row
from wellbeingdesk.gui.widgets.text import Caption, Glyph, Text


class LabelledField(QWidget):
    """Names its editor for assistive tools by buddy, and by name where Qt ignores buddies (combos, groups)."""

    def __init__(self, theme: Theme, label: str, editor: QWidget, hint: str = "", *, needed: bool = False) -> None:
        super().__init__()
        self.editor = editor
        self._hint = hint
        inside = column(theme.scaled(4))
        self.label = Text(label, "section")
        heading = row(theme.scaled(8))
        heading.addWidget(self.label, 1)
        if needed:
            heading.addWidget(Text(theme.words("field.needed"), "hint", wrap=False))
        inside.addLayout(heading)
        if hint:
            inside.addWidget(Text(hint, "hint"))
        inside.addWidget(editor)
        self._finding = QWidget()
        line = row(theme.scaled(6))
        line.addWidget(Glyph(theme, "triangle-alert", "danger", 14), 0, Qt.AlignmentFlag.AlignTop)
        self.finding = Text("", "finding")
        line.addWidget(self.finding, 1)
        self._finding.setLayout(line)
        self._finding.setVisible(False)
        inside.addWidget(self._finding)
        self.setLayout(inside)
        self._name(editor, label)
        self._describe()

    def show_finding(self, sentence: str = "") -> None:
        """Say below the editor what is wrong with it; nothing takes it away."""
        self.finding.setText(sentence)
        self._finding.setVisible(bool(sentence))
        for part in (self.editor, *self.editor.findChildren(QWidget)):
            if isinstance(part, QLineEdit | QPlainTextEdit | QComboBox):
                restyle(part, "fault", bool(sentence))
        self._describe()
        if sentence:
            say(self.editor, sentence)

    def _name(self, editor: QWidget, label: str) -> None:
        focus = editor.focusProxy() or editor
        named = focus if isinstance(focus, QLineEdit | QPlainTextEdit | QComboBox) else editor
        self.label.setBuddy(named)
        named.setAccessibleName(label)

    def _describe(self) -> None:
        focus = self.editor.focusProxy() or self.editor
        focus.setAccessibleDescription(" ".join(part for part in (self._hint, self.finding.text()) if part))


def caption_row(theme: Theme, icon: str, text: str) -> QWidget:
    """A small icon and a quiet line, as under a signed note."""
    holder = QWidget()
    line = row(theme.scaled(6))
    line.addWidget(Glyph(theme, icon, "text3", 14))
    line.addWidget(Caption(text), 1)
    holder.setLayout(line)
    return holder
