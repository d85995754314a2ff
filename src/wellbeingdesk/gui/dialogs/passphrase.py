"""Asks for the passphrase again before something is signed; what goes wrong is said inside, and nothing is lost."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.failures import Fact, Told
from wellbeingdesk.domain.worldly import WrongPassphrase
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.buttons import PrimaryButton
from wellbeingdesk.gui.widgets.passphrase import PassphraseField
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.gui.widgets.working import Working


class PassphraseSheet(Sheet):
    """Words by `key`: `.title`, `.text`, `.do`, `.doing`.

    `given` carries the passphrase: start the job with this sheet as owner and `refused` for what may go wrong,
    and call `accept` when it is done. While it runs the sheet stays.
    """

    given = Signal(str)

    def __init__(self, context: PageContext, parent: QWidget, key: str, /, **facts: Fact) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, parent, words(f"{key}.title", **facts), width=480)
        self._telling = context.telling
        self._busy = False
        self.add(Text(words(f"{key}.text", **facts)))
        self.field = PassphraseField(theme, words("decision.passphrase.label"), words("decision.passphrase.hint"))
        self.add(self.field)
        self._working = Working(theme, words(f"{key}.doing", **facts))
        self.add(self._working)
        self._cancel = self.add_cancel()
        self.sign = self.add_button(PrimaryButton(theme, words(f"{key}.do", **facts), "signature"))
        self.sign.clicked.connect(self._give)
        self.field.entered.connect(self._give)
        self._show_busy(False)
        self.field.setFocus()

    def warn(self, title: str, text: str) -> None:
        """Something to know before signing, above the passphrase."""
        self.body.insertWidget(1, Banner(self.theme, "warn", title, text))

    def refused(self, told: Told) -> None:
        """Say what went wrong and let the person go on."""
        self._show_busy(False)
        if isinstance(told, WrongPassphrase):
            self.field.clear()
            self.field.show_finding(self._telling.sentence(told))
        else:
            self._telling.tell(told, self)
        self.field.setFocus()

    def reject(self) -> None:
        """Not while a signature is being made: nobody could tell whether it was."""
        if not self._busy:
            super().reject()

    def _give(self) -> None:
        if self._busy:
            return
        if not self.field.text():
            self.field.show_finding(self.theme.words("shell.lock.needed"))
            self.field.setFocus()
            return
        self.banners.clear()
        self._show_busy(True)
        self.given.emit(self.field.text())

    def _show_busy(self, busy: bool) -> None:
        self._busy = busy
        self._working.run(busy)
        self.field.setEnabled(not busy)
        self.sign.setEnabled(not busy)
        self._cancel.setEnabled(not busy)
