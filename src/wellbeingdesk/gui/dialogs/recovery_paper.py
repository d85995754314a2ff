"""Makes a recovery sheet or three shares: shown once, printed without the group by hand, and tried before it counts."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.permit import Permit, Route
from wellbeingdesk.domain.recovery import SlotKind
from wellbeingdesk.domain.recovery_paper import FreshPaper, KeptPaper
from wellbeingdesk.domain.worldly import RecoveryCodeWrong, SharesWrong, WrongPassphrase
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.dialogs.print_sheet import PrintSheet
from wellbeingdesk.gui.dialogs.receive_names import neutral_name
from wellbeingdesk.gui.dialogs.recovery_stages import AskStage, BackStage, ShownStage
from wellbeingdesk.gui.widgets.buttons import PrimaryButton
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.working import Working
from wellbeingdesk.usecases import recovery, recovery_papers

PDF_KIND = "recovery.files.pdf"


class RecoveryPaperSheet(Sheet):
    """`arranged` comes when the paper opened the desk. `begun` is one that was made before and never tried."""

    arranged = Signal()

    def __init__(self, context: PageContext, parent: QWidget, kind: SlotKind, begun: KeptPaper | None = None) -> None:
        theme, words = context.theme, context.words
        self._name = "sheet" if kind is SlotKind.RECOVERY else "shares"
        super().__init__(theme, parent, words(f"recovery.paper.{self._name}-title"), width=620)
        self._context = context
        self._kind = kind
        self._fresh: FreshPaper | None = None
        self._slot_id = ""
        self._at = 0
        self._busy = False
        self._stage: AskStage | ShownStage | BackStage | None = None
        self._working = Working(theme, words("recovery.working"))
        self._cancel = self.add_cancel()
        self.do = self.add_button(PrimaryButton(theme, ""))
        self.do.clicked.connect(self._go_on)
        self.add(self._working)
        self.body.addStretch(1)  # a later stage is lower than the first: what is left stays below it
        if begun is None:
            self._ask()
        else:
            self._slot_id = begun.slot_id
            self._ask_back(len(begun.printed), Dates(words).moment(begun.made_at.wall))

    def reject(self) -> None:
        """Not while keys are made: nobody could tell whether they were."""
        if not self._busy:
            super().reject()

    def _show_stage(self, stage: AskStage | ShownStage | BackStage, do: str) -> None:
        if self._stage is not None:
            self._stage.hide()
            self._stage.deleteLater()
        self._stage = stage
        self.body.insertWidget(0, stage)
        stage.show()
        self.do.setText(self._context.words(do))
        self.banners.clear()
        self._scroller.verticalScrollBar().setValue(0)
        self.fit_again()
        stage.setFocus()

    def _ask(self) -> None:
        stage = AskStage(self.theme, self._kind)
        stage.entered.connect(self._go_on)
        self._show_stage(stage, f"recovery.paper.make-{self._name}")

    def _go_on(self) -> None:
        if self._busy:
            return
        match self._stage:
            case AskStage():
                self._make(self._stage)
            case ShownStage():
                self._next_paper()
            case BackStage():
                self._confirm(self._stage)

    def _make(self, stage: AskStage) -> None:
        passphrase = stage.passphrase.text()
        if not passphrase:
            stage.passphrase.show_finding(self._context.words("shell.lock.needed"))
            stage.passphrase.setFocus()
            return
        self._show_busy(True)
        runner = self._context.runner
        if self._kind is SlotKind.RECOVERY:
            job = runner.work(recovery.make_sheet, passphrase=passphrase)
        else:
            job = runner.work(recovery.make_shares, passphrase=passphrase, holders=stage.names())
        job.start(self, self._made, lambda told: self._not_made(stage, told))

    def _made(self, fresh: FreshPaper) -> None:
        self._show_busy(False)
        self._fresh, self._slot_id = fresh, fresh.slot_id
        self._show_paper(0)

    def _not_made(self, stage: AskStage, told: Told) -> None:
        self._show_busy(False)
        if isinstance(told, WrongPassphrase):
            stage.passphrase.clear()
            stage.passphrase.show_finding(self._context.telling.sentence(told))
            stage.passphrase.setFocus()
            return
        self._context.telling.tell(told, self)

    def _show_paper(self, number: int) -> None:
        if self._fresh is None:
            raise AssertionError("no paper is shown before it is made")
        self._at = number
        stage = ShownStage(self.theme, self._fresh, number)
        stage.print_asked.connect(self._render_to_print)
        stage.save_asked.connect(self._ask_where)
        self._show_stage(stage, "recovery.paper.done")

    def _next_paper(self) -> None:
        count = len(self._fresh.codes) if self._fresh else 0
        if self._at + 1 < count:
            self._show_paper(self._at + 1)
            return
        self._fresh = None  # from here on the letters are on paper alone
        self._ask_back(count)

    def _ask_back(self, count: int, begun: str = "") -> None:
        stage = BackStage(self.theme, self._kind, count, begun)
        stage.entered.connect(self._go_on)
        self._show_stage(stage, "recovery.paper.confirm")

    def _confirm(self, stage: BackStage) -> None:
        if not stage.is_right():
            return
        self._show_busy(True)
        job = self._context.runner.work(recovery.confirm_paper, slot_id=self._slot_id, untrusted_hand=stage.typed())
        job.start(self, lambda _none: self._confirmed(), lambda told: self._not_confirmed(stage, told))

    def _confirmed(self) -> None:
        self._show_busy(False)
        self._context.toast(self._context.words(f"recovery.paper.confirmed-{self._name}"))
        self.arranged.emit()
        self.accept()

    def _not_confirmed(self, stage: BackStage, told: Told) -> None:
        self._show_busy(False)
        if isinstance(told, RecoveryCodeWrong | SharesWrong):
            stage.show_finding(self._context.words("recovery.paper.wrong-hand"))
            stage.setFocus()
            return
        self._context.telling.tell(told, self)

    def _render_to_print(self) -> None:
        if self._fresh is not None:
            job = self._context.runner.work(recovery_papers.recovery_paper, fresh=self._fresh, number=self._at)
            job.start(self, self._print)

    def _print(self, pdf: bytes) -> None:
        sheet = PrintSheet(self._context, self, pdf=pdf, route=Route.RECOVERY, subject_id=self._slot_id)
        sheet.open()

    def _ask_where(self) -> None:
        self._context.asking.save_file(self, neutral_name("pdf"), PDF_KIND, self._save)

    def _save(self, path: str | None) -> None:
        if path and self._fresh is not None:
            job = self._context.runner.work(
                recovery_papers.save_recovery_paper, fresh=self._fresh, number=self._at, path=path
            )
            job.start(self, self._saved)

    def _saved(self, _permit: Permit) -> None:
        self.banners.add("ok", self._context.words("recovery.paper.saved"))

    def _show_busy(self, busy: bool) -> None:
        self._busy = busy
        self._working.run(busy)
        for widget in (self._stage, self.do, self._cancel):
            if widget is not None:
                widget.setEnabled(not busy)
