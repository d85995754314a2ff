"""Editors in which the answer is chosen; nothing is chosen beforehand, and what need not be answered can be cleared."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGroupBox

from wellbeingdesk.domain.form import Field, Value
from wellbeingdesk.gui.forms.editor import Editor, Ground
from wellbeingdesk.gui.widgets.buttons import LinkButton
from wellbeingdesk.gui.widgets.pickers import Picker
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.ticks import Radio, Tick

MOST_RADIOS = 6
"""More options than these go into a combo box."""


class _RadioEditor(Editor):
    """Radio buttons in a group that is named by the question. Arrow keys move within it, Tab leaves it."""

    def __init__(self, field: Field, ground: Ground, options: list[tuple[Value, str]]) -> None:
        super().__init__(field, ground)
        self._values = [value for value, _ in options]
        self.group = QButtonGroup(self)
        inside = column(0)
        for at, (_, label) in enumerate(options):
            radio = Radio(ground.theme, label)
            self.group.addButton(radio, at)
            inside.addWidget(radio)
        self.clear = LinkButton(ground.theme, ground.words("field.clear"))
        self.clear.setVisible(False)
        inside.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(inside)
        self.setFocusProxy(self.group.buttons()[0])
        self.group.idClicked.connect(self._picked)
        self.clear.clicked.connect(self._cleared)

    def value(self) -> Value:
        """What is chosen, or None."""
        at = self.group.checkedId()
        return self._values[at] if at >= 0 else None

    def set_value(self, value: Value) -> None:
        """Choose it; None, or what is no option, chooses nothing."""
        self._choose(value)
        self._fit()

    def _choose(self, value: Value) -> None:
        self.group.setExclusive(False)
        for at, button in enumerate(self.group.buttons()):
            known = self._values[at]
            button.setChecked(type(known) is type(value) and known == value)
        self.group.setExclusive(True)

    def _picked(self, _at: int) -> None:
        self._fit()
        self.changed.emit()

    def _cleared(self) -> None:
        self._choose(None)
        self.group.buttons()[0].setFocus()
        self._picked(-1)

    def _fit(self) -> None:
        self.clear.setVisible(not self.field.required and self.value() is not None)


class ChoiceEditor(_RadioEditor):
    """One of up to six options."""

    def __init__(self, field: Field, ground: Ground) -> None:
        super().__init__(field, ground, [(one.id, ground.label(one.label)) for one in field.options])


class YesNoEditor(_RadioEditor):
    """Yes or no, neither of them beforehand."""

    def __init__(self, field: Field, ground: Ground) -> None:
        super().__init__(field, ground, [(True, ground.words("field.yes")), (False, ground.words("field.no"))])


class PickEditor(Editor):
    """One of many options."""

    def __init__(self, field: Field, ground: Ground) -> None:
        super().__init__(field, ground)
        self.picker = Picker(ground.theme)
        self.picker.offer([(one.id, ground.label(one.label)) for one in field.options])
        self.clear = LinkButton(ground.theme, ground.words("field.clear"))
        inside = column(0)
        inside.addWidget(self.picker)
        inside.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(inside)
        self.setFocusProxy(self.picker)
        self._fit()
        self.picker.activated.connect(self._picked)
        self.clear.clicked.connect(self._cleared)

    def value(self) -> Value:
        """The option's id, or None."""
        return self.picker.chosen()

    def set_value(self, value: Value) -> None:
        """Choose it; None, or what is no option, chooses nothing."""
        self.picker.choose(value if isinstance(value, str) else None)
        self._fit()

    def _picked(self, _at: int) -> None:
        self._fit()
        self.changed.emit()

    def _cleared(self) -> None:
        self.picker.choose(None)
        self.picker.setFocus()
        self._picked(-1)

    def _fit(self) -> None:
        self.clear.setVisible(not self.field.required and self.value() is not None)


class ChoicesEditor(Editor):
    """Any number of options."""

    def __init__(self, field: Field, ground: Ground) -> None:
        super().__init__(field, ground)
        inside = column(0)
        self.ticks: dict[str, QAbstractButton] = {}
        for option in field.options:
            tick = Tick(ground.theme, ground.label(option.label))
            tick.clicked.connect(lambda _checked=False: self.changed.emit())
            self.ticks[option.id] = tick
            inside.addWidget(tick)
        self.setLayout(inside)
        self.setFocusProxy(next(iter(self.ticks.values())))

    def value(self) -> Value:
        """Ids in the form's order, or None where none is ticked."""
        return tuple(ident for ident, tick in self.ticks.items() if tick.isChecked()) or None

    def set_value(self, value: Value) -> None:
        """Tick these and no others."""
        held = value if isinstance(value, tuple) else ()
        for ident, tick in self.ticks.items():
            tick.setChecked(ident in held)


class Grouped(QGroupBox):
    """Gives an editor of several controls the role of a group, and so its name, before assistive tools."""

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        inside = column(0)
        inside.addWidget(editor)
        self.setLayout(inside)
        self.setFocusProxy(editor)
