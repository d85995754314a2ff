"""The question whether the service's recovery key opens a desk: how somebody works, and who answers if it does not."""

from enum import Enum

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QWidget

from wellbeingdesk.domain.service_access import LONGEST, Employment, ServiceAccess
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.gui.widgets.ticks import Radio, Tick

_EACH = (Employment.EMPLOYED, Employment.VISITING)


class Asked(Enum):
    """What of it is still open."""

    BOTH = "both"
    """How they work, and whether it opens."""
    OPENS = "opens"
    """It shall open."""
    CLOSES = "closes"
    """It shall not."""


class AccessQuestion(QWidget):
    """Nothing is chosen beforehand. Who is employed finds the tick set, who visits does not, until they touch it."""

    def __init__(self, theme: Theme, asked: Asked, known: ServiceAccess | None = None) -> None:
        super().__init__()
        self._asked = asked
        self._words = words = theme.words
        inside = column(theme.scaled(12))
        self._touched = False
        self._group = QButtonGroup(self)
        self.ways = [Radio(theme, words(f"service-access.question.{one.value}")) for one in _EACH]
        how = QWidget()
        radios = column(theme.scaled(2))
        for at, radio in enumerate(self.ways):
            self._group.addButton(radio, at)
            radios.addWidget(radio)
        how.setLayout(radios)
        how.setFocusProxy(self.ways[0])
        self._how = LabelledField(theme, words("service-access.question.how"), how)
        inside.addWidget(self._how)
        self._opens = QWidget()
        self.tick = Tick(theme, words("service-access.question.tick"))
        self.tick.setAccessibleDescription(words("service-access.question.tick-hint"))
        opens = column(theme.scaled(2))
        opens.addWidget(self.tick)
        opens.addWidget(Text(words("service-access.question.tick-hint"), "hint"))
        self._opens.setLayout(opens)
        inside.addWidget(self._opens)
        self._who = self._who_answers(theme, known)
        inside.addWidget(self._who)
        self.setLayout(inside)
        self.setFocusProxy(how)
        self._group.idClicked.connect(self._suggest)
        self.tick.clicked.connect(self._touch)
        if known is not None:
            self.ways[_EACH.index(known.employment)].setChecked(True)
        self._follow()

    def answer(self) -> ServiceAccess | None:
        """What was said; None where something is missing, which is told beside it."""
        words, at = self._words, self._group.checkedId()
        opened = self.opened()
        name, role = (" ".join(line.text().split()) for line in (self.name, self.role))
        self._how.show_finding("" if at >= 0 else words("service-access.question.needed"))
        missing = not opened and at >= 0 and not (name and role)
        self._name_field.show_finding(words("service-access.question.name-needed") if missing and not name else "")
        self._role_field.show_finding(words("service-access.question.role-needed") if missing and not role else "")
        if at < 0:
            self.ways[0].setFocus()
            return None
        if missing:
            (self.role if name else self.name).setFocus()
            return None
        return ServiceAccess(_EACH[at], opened, "" if opened else name, "" if opened else role)

    def opened(self) -> bool:
        """Whether the desk shall open to the key."""
        return self._asked is Asked.OPENS or (self._asked is Asked.BOTH and self.tick.isChecked())

    def _who_answers(self, theme: Theme, known: ServiceAccess | None) -> QWidget:
        words, holder = theme.words, QWidget()
        inside = column(theme.scaled(10))
        inside.addWidget(Text(words("service-access.question.who"), "section"))
        inside.addWidget(Text(words("service-access.question.who-text"), "body2"))
        self.name = QLineEdit(known.answers_name if known else "")
        self.role = QLineEdit(known.answers_role if known else "")
        hint = words("service-access.question.role-hint")
        self._name_field = LabelledField(theme, words("service-access.question.name"), self.name, needed=True)
        self._role_field = LabelledField(theme, words("service-access.question.role"), self.role, hint, needed=True)
        for line, field in ((self.name, self._name_field), (self.role, self._role_field)):
            line.setMaxLength(LONGEST)
            inside.addWidget(field)
        holder.setLayout(inside)
        return holder

    def _suggest(self, at: int) -> None:
        if not self._touched:
            self.tick.setChecked(_EACH[at] is Employment.EMPLOYED)
        self._how.show_finding()
        self._follow()

    def _touch(self) -> None:
        self._touched = True
        self._follow()

    def _follow(self) -> None:
        chosen = self._group.checkedId() >= 0
        self._opens.setVisible(self._asked is Asked.BOTH and chosen)
        self._who.setVisible(self._asked is not Asked.OPENS and chosen and not self.opened())
