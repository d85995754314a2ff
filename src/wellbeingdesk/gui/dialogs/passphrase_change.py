"""Changes the passphrase of this desk: the old one, then the new one twice."""

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.worldly import WrongPassphrase
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.passphrase_new import NewPassphrase
from wellbeingdesk.gui.widgets.buttons import PrimaryButton
from wellbeingdesk.gui.widgets.passphrase import PassphraseField
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.usecases.passphrases import change_passphrase


class ChangePassphraseSheet(Sheet):
    """No record is written anew; only the key to them gets another lock."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, parent, words("settings.passphrase.change"))
        self._context = context
        self.old = PassphraseField(theme, words("settings.passphrase.old"))
        self.new = NewPassphrase(theme)
        self.add(self.old)
        self.add(self.new)
        self.add(Text(words("settings.passphrase.old-copies"), "body2"))
        self.add_cancel()
        self.do = self.add_button(PrimaryButton(theme, words("settings.passphrase.do"), "key"))
        self.do.clicked.connect(self._change)
        self.old.entered.connect(self.new.first.line.setFocus)
        self.new.entered.connect(self._change)
        self.old.setFocus()

    def _change(self) -> None:
        if not self.old.text():
            self.old.show_finding(self._context.words("shell.lock.needed"))
            self.old.setFocus()
            return
        if not self.new.is_right():
            return
        self.do.setEnabled(False)
        job = self._context.runner.work(change_passphrase, old=self.old.text(), new=self.new.text())
        job.start(self, self._changed, self._refused)

    def _changed(self, _nothing: None) -> None:
        self._context.toast(self._context.words("settings.passphrase.changed"))
        self.accept()

    def _refused(self, told: Told) -> None:
        self.do.setEnabled(True)
        if isinstance(told, WrongPassphrase):
            self.old.clear()
            self.old.show_finding(self._context.telling.sentence(told))
            self.old.setFocus()
            return
        self._context.telling.tell(told, self)
