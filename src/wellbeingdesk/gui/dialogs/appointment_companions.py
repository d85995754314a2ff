"""Who comes along to an appointment: rows of a name and why they are there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from wellbeingdesk.domain.appointment import Companion, CompanionCapacity
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.widgets.buttons import IconButton, LinkButton
from wellbeingdesk.gui.widgets.pickers import Picker
from wellbeingdesk.gui.widgets.surface import column, row
from wellbeingdesk.gui.widgets.text import Text


class CompanionRows(QWidget):
    """None to begin with; each added row needs both answers. `grew` when there is one more or one less."""

    grew = Signal()

    def __init__(self, context: PageContext, companions: tuple[Companion, ...] = ()) -> None:
        super().__init__()
        self._context = context
        theme, words = context.theme, context.words
        inside = column(theme.scaled(6))
        inside.addWidget(Text(words("appointments.companions"), "section"))
        self._column = column(theme.scaled(6))
        inside.addLayout(self._column)
        self._add = LinkButton(theme, words("appointments.companion-add"), "user-plus")
        self._add.clicked.connect(self._one_more)
        inside.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(inside)
        self._rows: list[CompanionRow] = []
        for companion in companions:
            self._append(companion)

    def companions(self) -> tuple[Companion, ...] | None:
        """Everybody named; None where a row is half filled in, which is then marked."""
        kept = [row.companion() for row in self._rows if not row.blank()]
        for row_ in self._rows:
            row_.mark()
        found = tuple(one for one in kept if one is not None)
        return found if len(found) == len(kept) else None

    def _one_more(self) -> None:
        self._append(None).name.setFocus()
        self.grew.emit()

    def _append(self, companion: Companion | None) -> "CompanionRow":
        added = CompanionRow(self._context, companion)
        added.remove.clicked.connect(lambda _checked=False: self._take_out(added))
        self._rows.append(added)
        self._column.addWidget(added)
        return added

    def _take_out(self, one: "CompanionRow") -> None:
        self._rows.remove(one)
        one.hide()
        one.deleteLater()
        self._add.setFocus()
        self.grew.emit()


class CompanionRow(QWidget):
    """One person."""

    def __init__(self, context: PageContext, companion: Companion | None) -> None:
        super().__init__()
        theme, words = context.theme, context.words
        self.name = QLineEdit(companion.name if companion else "")
        self.name.setMaxLength(120)
        self.name.setPlaceholderText(words("appointments.companion-name"))
        self.name.setAccessibleName(words("appointments.companion-name"))
        self.capacity = Picker(theme, words("appointments.companion-capacity"))
        self.capacity.offer([(one.value, words(f"appointments.capacity.{one.value}")) for one in CompanionCapacity])
        self.capacity.choose(companion.capacity.value if companion else None)
        self.capacity.setAccessibleName(words("appointments.companion-capacity"))
        self.remove = IconButton(theme, "x", words("appointments.companion-remove"))
        self._fault = Text(words("appointments.companion-half"), "finding")
        self._fault.setVisible(False)
        line = row(theme.scaled(8))
        line.addWidget(self.name, 1)
        line.addWidget(self.remove)
        inside = column(theme.scaled(4))
        inside.addLayout(line)
        inside.addWidget(self.capacity, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self._fault)
        self.setLayout(inside)

    def blank(self) -> bool:
        """Whether nothing was filled in."""
        return not self.name.text().strip() and self.capacity.chosen() is None

    def companion(self) -> Companion | None:
        """Both answers, else None."""
        name, capacity = self.name.text().strip(), self.capacity.chosen()
        return Companion(name, CompanionCapacity(capacity)) if name and capacity else None

    def mark(self) -> None:
        """Say what is missing, if anything is."""
        self._fault.setVisible(not self.blank() and self.companion() is None)
