"""Asks for the passphrase before a desk is shut and given new keys, and says what that ends."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.recovery import SlotKind
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.passphrase import PassphraseSheet
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.usecases.passphrases import check_passphrase

_ENDS = (SlotKind.RECOVERY, SlotKind.SHARES, SlotKind.DEVICE)


class RekeySheet(PassphraseSheet):
    """`agreed` carries the passphrase, after it was tried at the open desk."""

    agreed = Signal(str)

    def __init__(self, context: PageContext, parent: QWidget, kinds: frozenset[SlotKind]) -> None:
        super().__init__(context, parent, "rekey")
        words = context.words
        self._context = context
        lines = [words(f"rekey.ends.{kind.value}") for kind in _ENDS if kind in kinds]
        if SlotKind.ESCROW in kinds:
            lines.append(words("rekey.stays.escrow"))
        about = QWidget()
        inside = column(context.theme.scaled(6))
        for line in (*lines, words("rekey.old-copies")):
            inside.addWidget(Text(line))
        about.setLayout(inside)
        self.body.insertWidget(1, about)
        self.sign.show_icon("key")
        self.given.connect(self._try)

    def _try(self, passphrase: str) -> None:
        job = self._context.runner.work(check_passphrase, passphrase=passphrase)
        job.start(self, lambda _none: self._agree(passphrase), self.refused)

    def _agree(self, passphrase: str) -> None:
        self.accept()
        self.agreed.emit(passphrase)
