"""Makes the service's recovery key: three shares shown once, printed without the group by hand, and typed back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.permit import Permit, Route
from wellbeingdesk.domain.recovery import SHARES, SlotKind
from wellbeingdesk.domain.service_access import LONGEST, ShareIsNotWrittenIn
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.print_sheet import PrintSheet
from wellbeingdesk.gui.dialogs.receive_names import neutral_name
from wellbeingdesk.gui.dialogs.recovery_stages import BackStage, ShownStage
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.buttons import PrimaryButton
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.gui.widgets.working import Working
from wellbeingdesk.usecases import service_key
from wellbeingdesk.usecases.service_key import NewServiceKey

PDF_KIND = "recovery.files.pdf"


class AskHoldersStage(QWidget):
    """What such a key is, and who gets its shares."""

    def __init__(self, theme: Theme, *, again: bool) -> None:
        super().__init__()
        words = theme.words
        inside = column(theme.scaled(12))
        inside.addWidget(Text(words("service-key.make.text"), "body2"))
        inside.addWidget(Banner(theme, "warn", words("service-key.make.warning"), icon="users-round"))
        if again:
            inside.addWidget(Banner(theme, "info", words("service-key.make.again")))
        self._holders = [self._holder(theme, number) for number in SHARES]
        for holder in self._holders:
            inside.addWidget(LabelledField(theme, holder.accessibleName(), holder))
        inside.addWidget(Text(words("service-key.make.who"), "hint"))
        self.setLayout(inside)
        self.setFocusProxy(self._holders[0])

    def names(self) -> tuple[str, str, str]:
        """Who gets the shares; each may be left out."""
        one, two, three = (" ".join(line.text().split()) for line in self._holders)
        return one, two, three

    def _holder(self, theme: Theme, number: int) -> QLineEdit:
        line = QLineEdit()
        line.setMaxLength(LONGEST)
        line.setAccessibleName(theme.words("recovery.paper.holder", number=number))
        return line


class ServiceKeySheet(Sheet):
    """`kept` comes when the key goes into every service pack to come. Until then nothing of it is kept anywhere."""

    kept = Signal()

    def __init__(self, context: PageContext, parent: QWidget, *, again: bool = False) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, parent, words("service-key.make.title"), width=620)
        self._context = context
        self._new: NewServiceKey | None = None
        self._holders = ("", "", "")
        self._at = 0
        self._busy = False
        self._working = Working(theme, words("recovery.working"))
        self._cancel = self.add_cancel()
        self.do = self.add_button(PrimaryButton(theme, words("service-key.make.do")))
        self.do.clicked.connect(self._go_on)
        self._stage: AskHoldersStage | ShownStage | BackStage = AskHoldersStage(theme, again=again)
        self.add(self._stage)
        self.add(self._working)
        # A stage with less to show stands at the top: a dialog never shrinks.
        self.body.addStretch(1)
        self._stage.setFocus()

    def reject(self) -> None:
        """Not while keys are made: nobody could tell whether they were."""
        if not self._busy:
            super().reject()

    def _show_stage(self, stage: ShownStage | BackStage, do: str) -> None:
        self._stage.hide()
        self._stage.deleteLater()
        self._stage = stage
        self.body.insertWidget(0, stage)
        stage.show()
        self.do.setText(self._context.words(do))
        self.banners.clear()
        stage.setFocus()

    def _go_on(self) -> None:
        if self._busy:
            return
        match self._stage:
            case AskHoldersStage():
                self._holders = self._stage.names()
                self._show_busy(True)
                self._context.runner.work(service_key.make_service_key).start(self, self._made, self._refused)
            case ShownStage():
                self._next_share()
            case BackStage():
                self._keep(self._stage)

    def _made(self, new: NewServiceKey) -> None:
        self._show_busy(False)
        self._new = new
        self._show_share(0)

    def _show_share(self, at: int) -> None:
        self._at = at
        stage = ShownStage(self.theme, self._key().fresh(self._holders), at)
        stage.print_asked.connect(self._render_to_print)
        stage.save_asked.connect(self._ask_where)
        self._show_stage(stage, "recovery.paper.done")

    def _next_share(self) -> None:
        if self._at + 1 < len(SHARES):
            self._show_share(self._at + 1)
            return
        stage = BackStage(self.theme, SlotKind.SHARES, len(SHARES), text="service-key.make.back")
        stage.entered.connect(self._go_on)
        self._show_stage(stage, "recovery.paper.confirm")

    def _keep(self, stage: BackStage) -> None:
        if not stage.is_right():
            return
        self._show_busy(True)
        job = self._context.runner.change(
            service_key.keep_service_key, new=self._key(), untrusted_typed=stage.typed(), holders=self._holders
        )
        job.start(self, lambda _none: self._kept(), lambda told: self._not_kept(stage, told))

    def _kept(self) -> None:
        self._show_busy(False)
        self._context.toast(self._context.words("service-key.make.kept"))
        self.kept.emit()
        self.accept()

    def _not_kept(self, stage: BackStage, told: Told) -> None:
        self._refused(told)
        if isinstance(told, ShareIsNotWrittenIn):
            stage.editors[int(told.facts["number"]) - 1].line.setFocus()

    def _refused(self, told: Told) -> None:
        self._show_busy(False)
        self._context.telling.tell(told, self)

    def _render_to_print(self) -> None:
        job = self._context.runner.work(
            service_key.share_paper, new=self._key(), number=self._at, holder=self._holders[self._at]
        )
        job.start(self, self._print)

    def _print(self, pdf: bytes) -> None:
        subject_id = str(self._key().shares[0].set_number)
        PrintSheet(self._context, self, pdf=pdf, route=Route.RECOVERY, subject_id=subject_id).open()

    def _ask_where(self) -> None:
        self._context.asking.save_file(self, neutral_name("pdf"), PDF_KIND, self._save)

    def _save(self, path: str | None) -> None:
        if path:
            holder = self._holders[self._at]
            job = self._context.runner.work(
                service_key.save_share_paper, new=self._key(), number=self._at, path=path, holder=holder
            )
            job.start(self, self._saved)

    def _saved(self, _permit: Permit) -> None:
        self.banners.add("ok", self._context.words("recovery.paper.saved"))

    def _key(self) -> NewServiceKey:
        if self._new is None:
            raise AssertionError("no share is shown before the key is made")
        return self._new

    def _show_busy(self, busy: bool) -> None:
        self._busy = busy
        self._working.run(busy)
        for widget in (self._stage, self.do, self._cancel):
            widget.setEnabled(not busy)
