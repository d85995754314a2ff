"""Doing without a way back: only with a reason in words, and by saying what it means."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.recovery_paper import ReasonIsNeeded, RefusalNotUnderstood
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.widgets.buttons import DangerButton
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.gui.widgets.ticks import Tick
from wellbeingdesk.usecases.recovery import refuse_recovery


class RefuseRecoverySheet(Sheet):
    """`arranged` comes when it was refused knowingly."""

    arranged = Signal()

    def __init__(self, context: PageContext, parent: QWidget, *, service_opens: bool = False) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, parent, words("recovery.refuse.title"), width=520)
        self._context = context
        self.add(Text(words("recovery.refuse.text"), "body2"))
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setMaximumHeight(theme.scaled(90))
        self._reason = LabelledField(
            theme, words("recovery.refuse.reason"), self.reason, words("recovery.refuse.reason-hint")
        )
        self.add(self._reason)
        self.understood = Tick(
            theme, words("recovery.refuse.understood-service" if service_opens else "recovery.refuse.understood")
        )
        self.add(self.understood)
        self.add_cancel()
        self.do = self.add_button(DangerButton(theme, words("recovery.refuse.do")))
        self.do.clicked.connect(self._refuse)
        self.reason.setFocus()

    def _refuse(self) -> None:
        self.do.setEnabled(False)
        self._reason.show_finding()
        job = self._context.runner.change(
            refuse_recovery, reason=self.reason.toPlainText(), understood=self.understood.isChecked()
        )
        job.start(self, lambda _none: self._refused(), self._told)

    def _refused(self) -> None:
        self.arranged.emit()
        self.accept()

    def _told(self, told: Told) -> None:
        self.do.setEnabled(True)
        if isinstance(told, ReasonIsNeeded):
            self._reason.show_finding(self._context.words("recovery.refuse.reason-needed"))
            self.reason.setFocus()
            return
        self._context.telling.tell(told, self)
        if isinstance(told, RefusalNotUnderstood):
            self.understood.setFocus()
