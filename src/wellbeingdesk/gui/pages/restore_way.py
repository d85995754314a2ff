"""The second step of a restore: the passphrase of that time or a paper, whichever the backup can be opened with."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellbeingdesk.domain.recovery import SlotInfo, SlotKind
from wellbeingdesk.gui.pages.typed_paper import TypedPaper
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.passphrase import PassphraseField
from wellbeingdesk.gui.widgets.pickers import ChipChoice
from wellbeingdesk.gui.widgets.surface import Scroller, column
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.usecases.recovering import WayBack

_PAPERS = (SlotKind.RECOVERY, SlotKind.SHARES, SlotKind.ESCROW)


class WayStep(QWidget):
    """`entered` comes with Enter in a line of a way, `turned` when another way is chosen."""

    entered = Signal()
    turned = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        scroller = Scroller(theme.scaled(14))
        scroller.column.setContentsMargins(4, 4, theme.scaled(10), theme.scaled(8))
        scroller.column.addWidget(Text(theme.words("restore.way.text"), "body2"))
        self._ways = column(0)
        self.passphrase = PassphraseField(theme, theme.words("restore.way.passphrase-label"))
        self.passphrase.entered.connect(self.entered)
        self.paper: TypedPaper | None = None
        scroller.column.addLayout(self._ways)
        scroller.column.addWidget(self.passphrase)
        # All are made at once and hidden: one made later would come after the buttons for whoever goes by Tab.
        self._papers = {kind: TypedPaper(theme, kind, scroller.reveal) for kind in _PAPERS}
        for paper in self._papers.values():
            paper.entered.connect(self.entered)
            scroller.column.addWidget(paper)
        scroller.column.addStretch(1)
        inside = column(0)
        inside.addWidget(scroller)
        self.setLayout(inside)
        self.offer(())

    def offer(self, ways: tuple[SlotInfo, ...]) -> None:
        """The ways that the file lists, the passphrase always; what was typed before is forgotten."""
        self.clear()
        words, listed = self._theme.words, {way.kind for way in ways}
        kinds = [SlotKind.PASSPHRASE, *(kind for kind in _PAPERS if kind in listed)]
        options = [(kind.value, words(f"restore.way.{kind.value}")) for kind in kinds]
        self.choice = ChipChoice(self._theme, words("restore.way.choose"), options, kinds[0].value)
        self.choice.turned.connect(self._turn)
        _take_out(self._ways)
        self._ways.addWidget(LabelledField(self._theme, words("restore.way.choose"), self.choice))
        self._turn(kinds[0].value)

    def is_passphrase(self) -> bool:
        """Whether the backup is opened by the passphrase of its time, which then stays in force."""
        return self.paper is None

    def way(self) -> WayBack | None:
        """What was typed from paper, where all of it is right; None with a passphrase."""
        return self.paper.way_back() if self.paper is not None else None

    def is_complete(self) -> bool:
        """Whether it can be tried; if not, it is said beside what is missing or wrong."""
        self.passphrase.show_finding("")
        if self.paper is not None:
            return self.paper.way_back() is not None
        if not self.passphrase.text():
            self.passphrase.show_finding(self._theme.words("restore.way.needed"))
            self.passphrase.setFocus()
            return False
        return True

    def refused(self, sentence: str) -> None:
        """It does not open; a passphrase is typed anew, letters from paper are corrected."""
        if self.paper is not None:
            self.paper.show_finding(sentence)
            return
        self.passphrase.clear()
        self.passphrase.show_finding(sentence)
        self.passphrase.setFocus()

    def clear(self) -> None:
        """Forget what was typed."""
        self.passphrase.clear()
        if self.paper is not None:
            self.paper.clear()

    def _turn(self, kind: str) -> None:
        self.clear()
        self.passphrase.show_finding("")
        self.paper = self._papers.get(SlotKind(kind))
        for paper in self._papers.values():
            paper.setVisible(paper is self.paper)
        self.passphrase.setVisible(self.paper is None)
        self.setFocusProxy(self.paper or self.passphrase)
        self.turned.emit()


def _take_out(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
