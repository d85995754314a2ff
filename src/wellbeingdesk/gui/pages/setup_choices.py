"""The second step of set-up: what the policy leaves open is chosen by the service, nothing beforehand (H13)."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.form import Answers, Finding, Form, Section, answered
from wellbeingdesk.domain.policy import Policy
from wellbeingdesk.gui.forms.form_editor import FormEditor
from wellbeingdesk.gui.pages.decision_layout import LANGUAGE
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.surface import column, empty
from wellbeingdesk.gui.widgets.text import Text


class ChoicesStep(QWidget):
    """A form made of the policy's open points. What was answered stays when the person goes back and comes again."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._policy: Policy | None = None
        self._tried = False
        self.editor: FormEditor | None = None
        self._kept: dict[tuple[str, int], Answers] = {}
        self._place = column(theme.scaled(8))
        self._place.setContentsMargins(0, 0, 0, 0)
        inside = column(theme.scaled(10))
        inside.addWidget(Text(theme.words("setup.choices.text"), "body2"))
        inside.addLayout(self._place, 1)
        self.setLayout(inside)

    def ask(self, policy: Policy) -> None:
        """Ask what this policy leaves open."""
        if self._policy is not None and self.editor is not None:
            if (self._policy.id, self._policy.version) == (policy.id, policy.version):
                return
            self._kept[self._policy.id, self._policy.version] = self.editor.typed()
        empty(self._place)
        self._policy, self._tried = policy, False
        points = tuple(replace(point, required=True) for point in policy.open_points)
        words = self._theme.words
        section = Section("choices", {LANGUAGE: words("setup.choices.section")}, points)
        form = Form(f"{policy.id}-choices", policy.version, "choices", {}, (section,))
        self.editor = FormEditor(form, LANGUAGE, words, self._theme)
        self.editor.set_answers(self._kept.get((policy.id, policy.version), {}))
        self.editor.changed.connect(self._edited)
        self._place.addWidget(self.editor)
        self.setFocusProxy(self.editor)

    def answers(self) -> Answers:
        """What the service chose."""
        if self.editor is None:
            return {}
        return {ident: value for ident, value in self.editor.answers().items() if answered(value)}

    def findings(self) -> tuple[Finding, ...]:
        """What is still to be chosen."""
        return self._policy.missing_choices(self.answers()) if self._policy else ()

    def is_complete(self) -> bool:
        """Whether the person may go on; if not, what is missing is said beside it and the first has the focus."""
        findings = self.findings()
        if self.editor is not None:
            self._tried = True
            self.editor.show_findings(findings)
            if findings:
                self.editor.focus_field(findings[0].field)
        return not findings

    def _edited(self) -> None:
        if self._tried and self.editor is not None:
            self.editor.show_findings(self.findings())
        self.changed.emit()
