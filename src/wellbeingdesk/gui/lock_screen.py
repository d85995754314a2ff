"""The page of a locked desk: whose desk, the passphrase, and the way to a first desk; nothing about any client."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.desk import DeskOnLaptop
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.announce import say
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.buttons import PrimaryButton, QuietButton
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.chip import Chip
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.passphrase import PassphraseField
from wellbeingdesk.gui.widgets.rows import Row, RowList, initials
from wellbeingdesk.gui.widgets.surface import Rule, Scroller, column, row
from wellbeingdesk.gui.widgets.text import Caption, Glyph, Heading, Text

_MIDDLE = Qt.AlignmentFlag.AlignHCenter
_CARD_WIDTH = 380
_MOST_SEEN = 4


class LockPage(QWidget):
    """`unlock_asked` carries desk id and passphrase, `forgotten_asked` the desk id. The page opens nothing itself."""

    unlock_asked = Signal(str, str)
    new_desk_asked = Signal()
    try_out_asked = Signal()
    forgotten_asked = Signal(str)
    restore_asked = Signal()

    def __init__(self, theme: Theme, desks: Sequence[DeskOnLaptop], chosen: str = "", unsaved: int = 0) -> None:
        super().__init__()
        self._theme = theme
        self._unsaved = unsaved
        self._trouble: Banner | None = None
        self._desks = tuple(desks)
        self.setProperty("ground", "sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.card = Card(theme)
        self.card.column.setSpacing(theme.scaled(10))
        self.card.column.setContentsMargins(*(theme.scaled(28) for _ in range(4)))
        scroller = Scroller(0, theme.scaled(16))
        scroller.column.addStretch(1)
        # Stretches at its sides and not an alignment: an aligned card is measured as if it had the whole width.
        middle = row(0)
        middle.addStretch(1)
        middle.addWidget(self.card)
        middle.addStretch(1)
        scroller.column.addLayout(middle)
        scroller.column.addStretch(1)
        page = column(0)
        page.addWidget(scroller)
        self.setLayout(page)
        self.card.setFixedWidth(theme.scaled(_CARD_WIDTH))
        self.card.column.addWidget(Glyph(theme, "lock" if desks else "book-open", "accent", 30), 0, _MIDDLE)
        if self._desks:
            self._build_lock(chosen or self._desks[0].id)
        else:
            self._build_welcome()

    def chosen(self) -> str:
        """The id of the desk to unlock."""
        if self._list is not None:
            return self._list.current_id()
        return self._desks[0].id if self._desks else ""

    def show_error(self, sentence: str) -> None:
        """Say calmly what is wrong, empty the line, and let the person try again."""
        self.busy(False)
        self.passphrase.clear()
        self.passphrase.show_finding(sentence)
        self.passphrase.setFocus()

    def show_trouble(self, what: str, text: str) -> None:
        """Something other than the passphrase keeps the desk shut: it is told above the line, with the way round it."""
        self.busy(False)
        self._say_above(Banner(self._theme, "warn", what, text))
        self.forgotten.setFocus()

    def busy(self, on: bool, doing: str = "") -> None:
        """While the key is derived nothing can be pressed, and no other way in can be taken. `doing` words what takes
        longer than that.
        """
        self.setEnabled(not on)
        if on:
            self._forget_trouble()
        if doing:
            self._say_above(Banner(self._theme, "info", self._theme.words(doing), icon="hourglass"))
        if self._desks:
            unlocking = on and not doing
            self.unlock.setText(self._theme.words("shell.lock.unlocking" if unlocking else "shell.lock.unlock"))

    def _say_above(self, banner: Banner) -> None:
        self._forget_trouble()
        self._trouble = banner
        self.card.column.insertWidget(self.card.column.indexOf(self.passphrase), banner)
        say(self, banner.sentence)

    def _forget_trouble(self) -> None:
        if self._trouble is not None:
            self._trouble.put_aside()
            self._trouble = None

    def take_focus(self) -> None:
        """Put the cursor where the person types or presses first."""
        (self.passphrase if self._desks else self.new_desk).setFocus()

    def _build_lock(self, chosen: str) -> None:
        theme, words = self._theme, self._theme.words
        self._centred(Heading(words("shell.lock.title"), "h2"))
        self._centred(Caption(words("shell.lock.safe")))
        if self._unsaved:
            self.card.add(Banner(theme, "warn", words("shell.lock.unsaved", count=self._unsaved)))
        self._list = self._whose(chosen)
        self.passphrase = PassphraseField(theme, words("shell.lock.passphrase"))
        self.passphrase.entered.connect(self._ask)
        self.card.add(self.passphrase)
        self.unlock = PrimaryButton(theme, words("shell.lock.unlock"))
        self.unlock.clicked.connect(self._ask)
        self.card.add(self.unlock)
        self.forgotten = QuietButton(theme, words("shell.lock.forgotten"), "circle-question-mark")
        self.forgotten.clicked.connect(lambda _checked=False: self.forgotten_asked.emit(self.chosen()))
        self.card.add(self.forgotten)
        self.card.add(Rule())
        self._ways_in(QuietButton(theme, words("shell.lock.new-desk"), "plus"))

    def _build_welcome(self) -> None:
        theme, words = self._theme, self._theme.words
        self._list = None
        self._centred(Heading(words("shell.lock.none-title"), "h2"))
        self._centred(Text(words("shell.lock.none-text"), "body2"))
        self._ways_in(PrimaryButton(theme, words("shell.lock.new-desk")))

    def _ways_in(self, new_desk: PrimaryButton | QuietButton) -> None:
        self.new_desk = new_desk
        self.new_desk.clicked.connect(self.new_desk_asked)
        self.restore = QuietButton(self._theme, self._theme.words("shell.restore.ask"), "history")
        self.restore.clicked.connect(self.restore_asked)
        self.try_out = QuietButton(self._theme, self._theme.words("shell.lock.try-out"), "eye")
        self.try_out.clicked.connect(self.try_out_asked)
        below = column(self._theme.scaled(2))
        for button in (self.new_desk, self.restore, self.try_out):
            below.addWidget(button)
        self.card.column.addLayout(below)

    def _whose(self, chosen: str) -> RowList | None:
        theme, words = self._theme, self._theme.words
        if len(self._desks) == 1:
            desk = self._desks[0]
            self._centred(Text(desk.practitioner_name, "section"))
            self._centred(Caption(desk.service_name))
            if desk.made_up:
                self.card.column.addWidget(Chip(words("shell.made-up"), "warn"), 0, _MIDDLE)
            return None
        desks = RowList(theme, words("shell.lock.choose"))
        desks.set_rows([self._row(desk) for desk in self._desks])
        desks.choose(chosen)
        desks.setFixedHeight(theme.scaled(60) * min(len(self._desks), _MOST_SEEN) + 2)
        desks.opened.connect(lambda _ident: self.passphrase.setFocus())
        self.card.add(LabelledField(theme, words("shell.lock.choose"), desks))
        return desks

    def _row(self, desk: DeskOnLaptop) -> Row:
        caption = self._theme.words("shell.made-up") if desk.made_up else desk.service_name
        return Row(desk.id, desk.practitioner_name, caption, initials(desk.practitioner_name))

    def _centred(self, text: Text) -> None:
        text.setAlignment(_MIDDLE)
        self.card.add(text)

    def _ask(self) -> None:
        if not self.unlock.isEnabled():
            return
        if not self.passphrase.text():
            self.passphrase.show_finding(self._theme.words("shell.lock.needed"))
            self.passphrase.setFocus()
            return
        self.busy(True)
        self.unlock_asked.emit(self.chosen(), self.passphrase.text())
