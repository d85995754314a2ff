"""The second step of a restore: the passphrase of that time, the recovery sheet, or two shares, whichever there is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from wellbeingdesk.domain.recovery import SlotInfo, SlotKind, read_code, read_share
from wellbeingdesk.domain.restoring import WayIntoBackup
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.passphrase import PassphraseField
from wellbeingdesk.gui.widgets.pickers import ChipChoice
from wellbeingdesk.gui.widgets.surface import Scroller, column
from wellbeingdesk.gui.widgets.text import Text

_PAPERS = (SlotKind.RECOVERY, SlotKind.SHARES)
_MOST_TYPED = 400


class WayStep(QWidget):
    """`entered` comes with Enter in the last line of a way, `turned` when another way is chosen."""

    entered = Signal()
    turned = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        scroller = Scroller(theme.scaled(14))
        scroller.column.setContentsMargins(4, 4, theme.scaled(10), theme.scaled(8))
        scroller.column.addWidget(Text(theme.words("restore.way.text"), "body2"))
        self._place = column(0)
        scroller.column.addLayout(self._place)
        self._stack = QStackedWidget()
        self.passphrase = PassphraseField(theme, theme.words("restore.way.passphrase-label"))
        self.passphrase.entered.connect(self.entered)
        self.code = self._line("code", "code-hint")
        self.shares = (self._line("one", "share-hint"), self._line("other", "share-hint"))
        for fields in ((self.passphrase,), (self.code,), self.shares):
            self._stack.addWidget(self._page(fields))
        scroller.column.addWidget(self._stack)
        scroller.column.addStretch(1)
        inside = column(0)
        inside.addWidget(scroller)
        self.setLayout(inside)
        self.offer(())

    def offer(self, ways: tuple[SlotInfo, ...]) -> None:
        """The ways that the file lists, the passphrase always; what was typed before is forgotten."""
        while (item := self._place.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.clear()
        words, listed = self._theme.words, {way.kind for way in ways}
        kinds = [SlotKind.PASSPHRASE, *(kind for kind in _PAPERS if kind in listed)]
        options = [(kind.value, words(f"restore.way.{kind.value}")) for kind in kinds]
        self.choice = ChipChoice(self._theme, words("restore.way.choose"), options, kinds[0].value)
        self.choice.turned.connect(self._turn)
        self._place.addWidget(LabelledField(self._theme, words("restore.way.choose"), self.choice))
        self._turn(kinds[0].value)

    def is_passphrase(self) -> bool:
        """Whether the backup is opened by the passphrase of its time, which then stays in force."""
        return self.choice.chosen() == SlotKind.PASSPHRASE.value

    def way(self) -> WayIntoBackup:
        """What was typed. Raises WrongNumberOfLetters, GroupMistyped."""
        if self.is_passphrase():
            return None
        if self.choice.chosen() == SlotKind.RECOVERY.value:
            return read_code(_line_of(self.code).text())
        one, other = (read_share(_line_of(field).text()) for field in self.shares)
        return one, other

    def is_complete(self) -> bool:
        """Whether something stands in each line; if not, it is said beside the first that is empty."""
        self.show_finding()
        if self.is_passphrase():
            if not self.passphrase.text():
                self.show_finding(self._theme.words("restore.way.needed"))
                self.passphrase.setFocus()
                return False
            return True
        for field in self._shown():
            if not _line_of(field).text().strip():
                field.show_finding(self._theme.words("restore.way.needed"))
                _line_of(field).setFocus()
                return False
        return True

    def show_finding(self, sentence: str = "") -> None:
        """Say beside the line what is wrong; beside the last where there are two."""
        self.passphrase.show_finding(sentence if self.is_passphrase() else "")
        for field in (self.code, *self.shares):
            field.show_finding("")
        if not self.is_passphrase():
            self._shown()[-1].show_finding(sentence)

    def refused(self, sentence: str) -> None:
        """It does not open; a passphrase is typed anew, letters from paper are corrected."""
        if self.is_passphrase():
            self.passphrase.clear()
        self.show_finding(sentence)
        (self.passphrase if self.is_passphrase() else _line_of(self._shown()[0])).setFocus()

    def clear(self) -> None:
        """Forget what was typed."""
        self.passphrase.clear()
        for field in (self.code, *self.shares):
            _line_of(field).clear()

    def _shown(self) -> tuple[LabelledField, ...]:
        return (self.code,) if self.choice.chosen() == SlotKind.RECOVERY.value else self.shares

    def _turn(self, kind: str) -> None:
        at = [SlotKind.PASSPHRASE.value, *(one.value for one in _PAPERS)].index(kind)
        self._stack.setCurrentIndex(at)
        self.show_finding()
        self.setFocusProxy(self.passphrase if at == 0 else _line_of(self._shown()[0]))
        self.turned.emit()

    def _line(self, key: str, hint: str) -> LabelledField:
        line = QLineEdit()
        line.setMaxLength(_MOST_TYPED)
        words = self._theme.words
        labelled = LabelledField(self._theme, words(f"restore.way.{key}"), line, words(f"restore.way.{hint}"))
        line.textEdited.connect(lambda _text: labelled.show_finding())
        if key != "one":
            line.returnPressed.connect(self.entered)
        return labelled

    def _page(self, fields: tuple[QWidget, ...]) -> QWidget:
        page = QWidget()
        inside = column(self._theme.scaled(12))
        for field in fields:
            inside.addWidget(field)
        inside.addStretch(1)
        page.setLayout(inside)
        return page


def _line_of(field: LabelledField) -> QLineEdit:
    assert isinstance(field.editor, QLineEdit)
    return field.editor
