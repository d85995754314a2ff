"""The third step of set-up: who works at this desk, as it will stand on whatever they sign."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.surface import Scroller, column, row
from wellbeingdesk.gui.widgets.text import Text

_LONGEST = 200
_LOGO_SIDE = 40


class PersonStep(QWidget):
    """`entered` comes with Enter in the last line, `logo_asked` from the button that chooses a picture."""

    entered = Signal()
    logo_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._suggested = ""
        self._fields: dict[str, LabelledField] = {}
        scroller = Scroller(theme.scaled(14))
        scroller.column.setContentsMargins(4, 4, theme.scaled(10), theme.scaled(8))
        scroller.column.addWidget(Text(theme.words("setup.person.text"), "body2"))
        self.name = self._line(scroller, "name", needed=True)
        self.role = self._line(scroller, "role", needed=True)
        self.body = self._line(scroller, "body")
        self.number = self._line(scroller, "number")
        self.service = self._line(scroller, "service")
        scroller.column.addWidget(self._logo_row())
        scroller.column.addStretch(1)
        inside = column(0)
        inside.addWidget(scroller)
        self.setLayout(inside)
        self.setFocusProxy(self.name)
        self.service.returnPressed.connect(self.entered)

    def show_logo(self, png: bytes) -> None:
        """The picture that stands at the head of printed forms."""
        self.logo_png = png
        picture = QPixmap()
        picture.loadFromData(png)
        side = self._theme.scaled(_LOGO_SIDE)
        self._logo.setPixmap(picture.scaledToHeight(side, Qt.TransformationMode.SmoothTransformation))
        self._logo.setVisible(True)

    def _logo_row(self) -> QWidget:
        theme, words = self._theme, self._theme.words
        self.logo_png = b""
        self._logo = QLabel()
        self._logo.setAccessibleName(words("setup.person.logo-chosen"))
        self._logo.setVisible(False)
        choose = Button(theme, words("setup.person.logo-choose"), "upload")
        choose.clicked.connect(self.logo_asked)
        holder = QWidget()
        line = row(theme.scaled(12), 0)
        line.addWidget(choose)
        line.addWidget(self._logo)
        line.addStretch(1)
        holder.setLayout(line)
        self._logo_field = LabelledField(theme, words("setup.person.logo"), holder, words("setup.person.logo-hint"))
        return self._logo_field

    def suggest_service(self, name: str, *, fixed: bool) -> None:
        """The service's name as its policy or pack has it; what was typed is kept, what a pack says is not changed."""
        if fixed or self.service.text() in {"", self._suggested}:
            self.service.setText(name)
        self._suggested = name
        self.service.setReadOnly(fixed)
        self._logo_field.setVisible(not fixed)

    def known(self) -> tuple[str, ...]:
        """What anybody knows, and so makes no passphrase any better."""
        return (self.name.text(), self.role.text(), self.service.text(), self.number.text())

    def is_complete(self) -> bool:
        """Whether the person may go on; if not, what is missing is said beside it and the first has the focus."""
        words = self._theme.words
        wrong: list[tuple[str, QLineEdit, str]] = []
        if not self.name.text().strip():
            wrong.append(("name", self.name, words("setup.person.name-needed")))
        if not self.role.text().strip():
            wrong.append(("role", self.role, words("setup.person.role-needed")))
        body, number = self.body.text().strip(), self.number.text().strip()
        if bool(body) != bool(number):
            half = ("number", self.number) if body else ("body", self.body)
            wrong.append((*half, words("refusal.RegistrationIsHalf")))
        for field in self._fields.values():
            field.show_finding()
        for key, _, sentence in wrong:
            self._fields[key].show_finding(sentence)
        if wrong:
            wrong[0][1].setFocus()
        return not wrong

    def _line(self, scroller: Scroller, key: str, *, needed: bool = False) -> QLineEdit:
        words = self._theme.words
        line = QLineEdit()
        line.setMaxLength(_LONGEST)
        label, hint = words(f"setup.person.{key}"), words(f"setup.person.{key}-hint")
        field = LabelledField(self._theme, label, line, hint, needed=needed)
        line.textEdited.connect(lambda _text: field.show_finding())
        self._fields[key] = field
        scroller.column.addWidget(field)
        return line
