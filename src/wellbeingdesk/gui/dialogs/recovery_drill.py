"""The drill: is the paper still there, and is it the right one? Two of its groups at random, or the whole of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.recovery import SlotKind
from wellbeingdesk.domain.recovery_paper import FAILED_DRILLS, Asked, KeptPaper, is_group
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.widgets.buttons import Button, PrimaryButton, QuietButton
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.flow import Flow
from wellbeingdesk.gui.widgets.groups import GroupEditor, GroupsEditor
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.gui.widgets.working import Working
from wellbeingdesk.usecases import recovery_drill
from wellbeingdesk.usecases.recovery_drill import DrillDone, drill_questions

_LONGEST_NAME = 120


class RecoveryDrillSheet(Sheet):
    """`worn` asks for another paper of this kind, because this one keeps failing."""

    worn = Signal()

    def __init__(self, context: PageContext, parent: QWidget, paper: KeptPaper) -> None:
        theme, words = context.theme, context.words
        self._sheet = paper.kind is SlotKind.RECOVERY
        self._name = "sheet" if self._sheet else "shares"
        super().__init__(theme, parent, words(f"recovery.drill.{self._name}-title"), width=560)
        self._context = context
        self._paper = paper
        self._whole: GroupsEditor | None = None
        self._few: dict[Asked, GroupEditor] = {}
        self._number = 0
        self._place = column(theme.scaled(12))
        self.add_layout(self._place)
        ways = Flow(theme.scaled(8))
        self.turn = QuietButton(theme, "", "key")
        self.turn.clicked.connect(self._turn)
        self.other = QuietButton(theme, words("recovery.drill.other"), "users-round")
        self.other.clicked.connect(self._ask_other)
        self.other.setVisible(not self._sheet)
        ways.add(self.turn, self.other)
        self.add_layout(ways)
        self._holders = [] if self._sheet else self._ask_holders()
        self._working = Working(theme, words("forgotten.trying"))
        self.add(self._working)
        self._cancel = self.add_cancel()
        self.do: Button = self.add_button(PrimaryButton(theme, words("recovery.drill.do")))
        self.do.clicked.connect(self._check)
        self._ask(drill_questions(paper))

    def _ask(self, questions: tuple[Asked, ...]) -> None:
        """Two groups at random."""
        theme = self.theme
        self._number, self._whole = questions[0].paper, None
        stage, flow = self._stage(self._few_text()), Flow(theme.scaled(18))
        self._few = {one: GroupEditor(theme, one.group, self._is_group) for one in questions}
        for editor in self._few.values():
            editor.edited.connect(lambda _at: self._judge())
            editor.line.returnPressed.connect(self._check)
            flow.addWidget(editor)
        stage.addLayout(flow)
        key = "recovery.drill.whole" if self._sheet else "recovery.drill.whole-of-share"
        self.turn.setText(self._context.words(key))
        self._few[questions[0]].setFocus()

    def _ask_whole(self) -> None:
        words = self._context.words
        key = "recovery.drill.whole-text" if self._sheet else "recovery.drill.whole-share-text"
        stage = self._stage(words(key, number=self._number + 1))
        self._few = {}
        name = words("forgotten.type.code") if self._sheet else words("recovery.drill.holder", number=self._number + 1)
        self._whole = GroupsEditor(self.theme, name, self._paper.hand_group + 1, self._is_group)
        self._whole.entered.connect(self._check)
        stage.addWidget(self._whole)
        self.turn.setText(words("recovery.drill.parts"))
        self._whole.setFocus()

    def _stage(self, text: str) -> QVBoxLayout:
        while (item := self._place.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        stage, inside = QWidget(), column(self.theme.scaled(12))
        inside.addWidget(Text(text))
        stage.setLayout(inside)
        self._place.addWidget(stage)
        stage.show()
        return inside

    def _few_text(self) -> str:
        words, holders = self._context.words, self._paper.holders
        if self._sheet:
            return words("recovery.drill.sheet-text")
        name = holders[self._number] if self._number < len(holders) else ""
        if not name:
            return words("recovery.drill.shares-text", number=self._number + 1)
        return words("recovery.drill.shares-text-named", number=self._number + 1, name=name)

    def _ask_holders(self) -> list[QLineEdit]:
        words = self._context.words
        self.add(Text(words("recovery.drill.holders"), "section"))
        lines = []
        for at, name in enumerate(self._paper.holders):
            line = QLineEdit(name)
            line.setMaxLength(_LONGEST_NAME)
            hint = "" if at else words("recovery.drill.holder-hint")
            self.add(LabelledField(self.theme, words("recovery.drill.holder", number=at + 1), line, hint))
            lines.append(line)
        return lines

    def _turn(self) -> None:
        if self._whole is None:
            self._ask_whole()
        else:
            self._ask(drill_questions(self._paper, self._number))

    def _ask_other(self) -> None:
        self._ask(drill_questions(self._paper, (self._number + 1) % len(self._paper.printed)))

    def _is_group(self, typed: str, at: int) -> bool:
        return is_group(self._paper.kind, typed, at)

    def _judge(self) -> None:
        for editor in self._few.values():
            editor.judge()

    def _check(self) -> None:
        if self._busy():
            return
        self.banners.clear()
        holders = tuple(line.text().strip() for line in self._holders)
        runner, slot_id = self._context.runner, self._paper.slot_id
        if self._whole is not None:
            if not self._whole.is_right():
                self._whole.show_finding(self._context.words("forgotten.type.missing", count=self._whole.missing()))
                self._whole.look_at_first_fault()
                return
            typed = " ".join(self._whole.typed())
            job = runner.work(
                recovery_drill.drill_whole, slot_id=slot_id, number=self._number, untrusted_typed=typed, holders=holders
            )
        else:
            answers = {asked: editor.line.text() for asked, editor in self._few.items()}
            wanting = next((one for one in self._few.values() if not one.is_whole()), None)
            if wanting is not None:
                wanting.setFocus()
                return
            job = runner.change(
                recovery_drill.drill_groups, slot_id=slot_id, untrusted_answers=answers, holders=holders
            )
        self._show_busy(True)
        job.start(self, self._checked, self._told)

    def _checked(self, done: DrillDone) -> None:
        self._show_busy(False)
        words = self._context.words
        if not done.wrong:
            self._context.toast(words(f"recovery.drill.right-{self._name}"))
            self.accept()
            return
        self._say_wrong(len(done.wrong), done.failed)

    def _say_wrong(self, count: int, failed: int) -> None:
        words = self._context.words
        if failed >= FAILED_DRILLS:
            action = (words(f"recovery.drill.make-{self._name}"), self._make_another)
            self.banners.add("warn", words("recovery.drill.worn", count=failed), action=action)
        else:
            self.banners.add("warn", words("recovery.drill.wrong", count=count))

    def _make_another(self) -> None:
        self.reject()
        self.worn.emit()

    def _told(self, told: Told) -> None:
        self._show_busy(False)
        self._context.telling.tell(told, self)

    def _busy(self) -> bool:
        return not self.do.isEnabled()

    def _show_busy(self, busy: bool) -> None:
        self._working.run(busy and self._whole is not None)
        for widget in (self.do, self.turn, self.other, self._cancel):
            widget.setEnabled(not busy)
