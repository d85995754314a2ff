"""What is still missing from a form, each thing one click away."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from wellbeingdesk.domain.form import Finding
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.buttons import LinkButton
from wellbeingdesk.gui.widgets.surface import column, restyle, row
from wellbeingdesk.gui.widgets.text import Glyph, Text


class MissingList(QFrame):
    """`picked` carries the field's id; connect it to `FormEditor.focus_field`."""

    picked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("kind", "banner")
        self.setProperty("tone", "ok")
        self.inside = column(theme.scaled(2))
        margin = theme.scaled(14)
        self.inside.setContentsMargins(margin, theme.scaled(8), margin, theme.scaled(8))
        heading = row(theme.scaled(10))
        self._glyph = Glyph(theme, "circle-check", "ok")
        self.title = Text("", "section")
        heading.addWidget(self._glyph)
        heading.addWidget(self.title, 1)
        self.inside.addLayout(heading)
        self.setLayout(self.inside)
        self._links: list[LinkButton] = []
        self.show_findings((), str)

    def show_findings(self, findings: Sequence[Finding], label_of: Callable[[str], str]) -> None:
        """Count the findings and name each by its field's label (`FormEditor.label_of`)."""
        for link in self._links:
            link.hide()
            link.deleteLater()
        self._links = [self._link(finding, label_of(finding.field)) for finding in findings]
        tone, icon = ("warn", "triangle-alert") if findings else ("ok", "circle-check")
        self.title.setText(self._theme.words("field.missing", count=len(findings)))
        self._glyph.show_icon(icon, tone)
        restyle(self, "tone", tone)

    def _link(self, finding: Finding, label: str) -> LinkButton:
        link = LinkButton(self._theme, label)
        link.clicked.connect(lambda _checked=False: self.picked.emit(finding.field))
        self.inside.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return link
