"""Set-up's last step: how somebody gets back in who forgets the passphrase; the desk opens once that is settled."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.recovery import SlotKind
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.recovery_paper import RecoveryPaperSheet
from wellbeingdesk.gui.dialogs.recovery_refuse import RefuseRecoverySheet
from wellbeingdesk.gui.pages.decision_layout import Room
from wellbeingdesk.gui.widgets.banner import Banner, BannerBar
from wellbeingdesk.gui.widgets.buttons import Button, PrimaryButton, QuietButton
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.chip import Chip
from wellbeingdesk.gui.widgets.surface import Rule, Scroller, column, row
from wellbeingdesk.gui.widgets.text import Caption, Heading, Text

_WIDEST = 780


class RecoveryStep(QWidget):
    """Stands alone before an open desk. `settled` when a way back was tried or refused; `lock_asked` from its foot."""

    settled = Signal()
    lock_asked = Signal()

    def __init__(self, context: PageContext, *, service_opens: bool = False) -> None:
        super().__init__()
        self._context = context
        self._whom = "-service" if service_opens else ""
        theme, words = context.theme, context.words
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        scroller = Scroller(theme.scaled(12))
        scroller.column.setContentsMargins(0, 0, theme.scaled(10), theme.scaled(8))
        scroller.column.addWidget(Text(words(f"recovery.step.text{self._whom}"), "body2"))
        self.sheet = PrimaryButton(theme, words("recovery.step.sheet.do"), "printer")
        self.shares = Button(theme, words("recovery.step.shares.do"), "users-round")
        self.refuse = QuietButton(theme, words("recovery.step.refuse.do"))
        scroller.column.addWidget(self._card("sheet", "file-text", self.sheet, self._make_sheet))
        scroller.column.addWidget(self._card("shares", "users-round", self.shares, self._make_shares))
        scroller.column.addWidget(self._card("refuse", "ban", self.refuse, self._refuse))
        scroller.column.addStretch(1)
        self._column = QWidget()
        inside = column(theme.scaled(12))
        inside.addWidget(Caption(words("recovery.step.place")))
        inside.addWidget(Heading(words("recovery.step.title")))
        inside.addWidget(BannerBar(theme))
        inside.addWidget(Room(scroller), 1)
        inside.addWidget(Rule())
        lock = Button(theme, words("recovery.step.lock"), "lock")
        lock.clicked.connect(self.lock_asked)
        inside.addWidget(lock, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.setLayout(inside)
        outer = row(0, theme.scaled(24))
        outer.addStretch(1)
        outer.addWidget(self._column, 100)
        outer.addStretch(1)
        self.setLayout(outer)
        self.setFocusProxy(self.sheet)
        theme.changed.connect(self._rescale)
        self._rescale()

    def _card(self, name: str, icon: str, button: Button, act: Callable[[], None]) -> Card:
        theme, words = self._context.theme, self._context.words
        card = Card(theme, words(f"recovery.step.{name}.title"), icon)
        if name == "sheet":
            card.add_to_title(Chip(words("recovery.step.sheet.recommended"), "ok"))
        whom = self._whom if name == "refuse" else ""
        card.add(Text(words(f"recovery.step.{name}.text{whom}"), "body2"))
        if name == "shares":
            card.add(Banner(theme, "warn", words("recovery.step.shares.warning")))
        button.clicked.connect(lambda _checked=False: act())
        card.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _make_sheet(self) -> None:
        self._open(RecoveryPaperSheet(self._context, self, SlotKind.RECOVERY))

    def _make_shares(self) -> None:
        self._open(RecoveryPaperSheet(self._context, self, SlotKind.SHARES))

    def _refuse(self) -> None:
        self._open(RefuseRecoverySheet(self._context, self, service_opens=bool(self._whom)))

    def _open(self, sheet: RecoveryPaperSheet | RefuseRecoverySheet) -> None:
        # The page goes when this is answered, and the dialog with it: only once its own answer has ended.
        sheet.arranged.connect(self.settled, Qt.ConnectionType.QueuedConnection)
        sheet.open()

    def _rescale(self) -> None:
        self._column.setMaximumWidth(self._context.theme.scaled(_WIDEST))
