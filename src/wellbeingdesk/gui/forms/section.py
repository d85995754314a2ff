"""One part of a form on the screen: its heading, and its questions in their order, whichever of them is made first."""

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.form import Field, Section
from wellbeingdesk.gui.forms.editor import Ground
from wellbeingdesk.gui.forms.row import FieldRow
from wellbeingdesk.gui.widgets.surface import column, show_if
from wellbeingdesk.gui.widgets.text import Caption, Heading


class SectionView(QWidget):
    """Nothing in it until somebody is to see it."""

    def __init__(self, section: Section, ground: Ground) -> None:
        super().__init__()
        self.section = section
        self._ground = ground
        self._made: set[str] = set()
        self._above = 0
        self._inside = column(ground.theme.scaled(14))
        self.setLayout(self._inside)
        self.setVisible(False)

    def begin(self) -> None:
        """Show the heading."""
        if not self._above:
            self._inside.addWidget(Heading(self._ground.label(self.section.title), "h2"))
            intro = self._ground.label(self.section.intro)
            if intro:
                self._inside.addWidget(Caption(intro))
            self._above = self._inside.count()
        show_if(self, True)

    def put(self, row: FieldRow) -> None:
        """A question in its place among those that are there already."""
        before = [field for field in self.section.fields[: self._place(row.field)] if field.id in self._made]
        self._inside.insertWidget(self._above + len(before), row)
        self._made.add(row.field.id)

    def settle(self) -> None:
        """Let the layout do its work now, so that somebody can scroll to what has just come."""
        self._inside.activate()

    def _place(self, field: Field) -> int:
        return self.section.fields.index(field)
