"""Adds a key that the cover sheet is sealed to: what for, who holds it, and the key itself, pasted or from a file."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from wellbeingdesk.domain.cover_key import (
    LONGEST_HOLDER,
    CoverHolderIsNeeded,
    CoverKey,
    CoverKeyIsSecret,
    CoverRole,
    recipient_in,
)
from wellbeingdesk.domain.failures import Refusal, Told
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.widgets.buttons import Button, PrimaryButton
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.pickers import ChipChoice
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.usecases import cover_keys

KEY_KIND = "cover.files.key"
_TAIL = 8


class CoverKeySheet(Sheet):
    """A secret half that was pasted by mistake is wiped from the line before it is told of."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, parent, words("cover.add.title"))
        self._context = context
        self.add(Text(words("cover.add.text"), "body2"))
        roles = [(role.value, words(f"cover.role.{role}")) for role in CoverRole]
        self.role = ChipChoice(theme, words("cover.add.role"), roles, CoverRole.DUTY_COVER.value)
        self.add(LabelledField(theme, words("cover.add.role"), self.role))
        self.holder = QLineEdit()
        self.holder.setMaxLength(LONGEST_HOLDER)
        hint = words("cover.add.holder-hint")
        self._holder = LabelledField(theme, words("cover.add.holder"), self.holder, hint, needed=True)
        self.add(self._holder)
        self.key = QLineEdit()
        self._key = LabelledField(theme, words("cover.add.key"), self.key, words("cover.add.key-hint"), needed=True)
        self.add(self._key)
        file = Button(theme, words("cover.add.file"), "upload")
        file.clicked.connect(lambda _checked=False: context.asking.open_file(self, KEY_KIND, self._read))
        self.body.addWidget(file, 0, Qt.AlignmentFlag.AlignLeft)
        self._compare = Text("", "section")
        self._compare.hide()
        self.add(self._compare)
        self.add_cancel()
        self.do = self.add_button(PrimaryButton(theme, words("cover.add.do"), "key"))
        self.do.clicked.connect(lambda _checked=False: self._add())
        self.holder.textEdited.connect(lambda _text: self._holder.show_finding())
        self.key.textChanged.connect(self._typed)
        self.holder.setFocus()

    def _typed(self, untrusted: str) -> None:
        """Told while it is typed: a secret at once, a whole key by its end."""
        self._key.show_finding()
        try:
            recipient = recipient_in(untrusted)
        except CoverKeyIsSecret as told:
            self._wipe(told)
            recipient = ""
        except Refusal:
            recipient = ""
        self._compare.setText(self._context.words("cover.add.compare", tail=recipient[-_TAIL:]) if recipient else "")
        self._compare.setVisible(bool(recipient))

    def _wipe(self, told: Told) -> None:
        """Setting the text anew forgets the undo of the line, and what it can paste back."""
        self.key.blockSignals(True)
        self.key.setText("")
        self.key.blockSignals(False)
        self._key.show_finding(self._context.telling.sentence(told))
        self.key.setFocus()

    def _read(self, path: str | None) -> None:
        if path:
            job = self._context.runner.work(cover_keys.key_in_file, path=path)
            job.start(self, self.key.setText, self._refused)

    def _add(self) -> None:
        if not self.holder.text().strip():
            self._refused(CoverHolderIsNeeded())
            return
        if not self.key.text().strip():
            self._key.show_finding(self._context.words("cover.add.needed"))
            self.key.setFocus()
            return
        self.do.setEnabled(False)
        job = self._context.runner.change(
            cover_keys.set_cover_key,
            role=CoverRole(self.role.chosen()),
            holder=self.holder.text(),
            untrusted_key=self.key.text(),
        )
        job.start(self, self._added, self._refused)

    def _added(self, key: CoverKey) -> None:
        self._context.toast(self._context.words("cover.add.done", holder=key.holder))
        self.accept()

    def _refused(self, told: Told) -> None:
        self.do.setEnabled(True)
        if isinstance(told, CoverKeyIsSecret):
            self._wipe(told)
        elif isinstance(told, Refusal):
            holder = isinstance(told, CoverHolderIsNeeded)
            (self._holder if holder else self._key).show_finding(self._context.telling.sentence(told))
            (self.holder if holder else self.key).setFocus()
        else:
            self._context.telling.tell(told, self)
