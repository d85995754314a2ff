"""Sheets and shares of this desk: made, tried, and made void; what is shown of them opens nothing."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.recovery import SlotKind
from wellbeingdesk.domain.recovery_paper import KeptPaper
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.passphrase import PassphraseSheet
from wellbeingdesk.gui.dialogs.recovery_drill import RecoveryDrillSheet
from wellbeingdesk.gui.dialogs.recovery_paper import RecoveryPaperSheet
from wellbeingdesk.gui.pages.ways_list import WaysCard
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.buttons import Button, DangerButton
from wellbeingdesk.gui.widgets.flow import Flow
from wellbeingdesk.gui.widgets.surface import Rule, column, empty
from wellbeingdesk.gui.widgets.text import Caption, Text
from wellbeingdesk.usecases.recovery import void_way
from wellbeingdesk.usecases.recovery_views import WayIn, WaysIn


class PapersCard(WaysCard):
    """The papers of one kind; a button to make the first, or another."""

    kind: ClassVar[SlotKind]
    name: ClassVar[str]
    icon: ClassVar[str]

    def __init__(self, context: PageContext) -> None:
        words = context.words
        super().__init__(context, f"ways.{self.name}.title", self.icon)
        self._papers: dict[str, KeptPaper] = {}
        self.add(Text(words(f"ways.{self.name}.text"), "body2"))
        self.column.addLayout(self.place)
        self.make = Button(context.theme, words(f"ways.{self.name}.make"), "plus")
        self.make.clicked.connect(lambda _checked=False: self._make())
        self.column.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)

    def show_ways(self, ways: WaysIn) -> None:
        """What there is of this kind."""
        empty(self.place)
        words, found = self.context.words, ways.papers(self.kind)
        self._papers = {way.slot.id: way.paper for way in found if way.paper is not None}
        self.make.setText(words(f"ways.{self.name}.{'another' if found else 'make'}"))
        if not found:
            self.place.addWidget(Caption(words(f"ways.{self.name}.none")))
        for way in found:
            self.place.addWidget(self._paper(way, ways.zone))

    def begin_drill(self, slot_id: str) -> None:
        """Where it is one of these, and was tried once."""
        paper = self._papers.get(slot_id)
        if paper is not None and paper.confirmed:
            self._drill(paper)

    def _paper(self, way: WayIn, zone: str) -> QWidget:
        theme, words, paper = self.context.theme, self.context.words, way.paper
        holder = QWidget()
        inside = column(theme.scaled(6))
        inside.addWidget(Rule())
        made = self.made(way.slot, zone)
        inside.addWidget(Text(words("ways.paper.made", when=made), "section"))
        for line in self._lines(paper):
            inside.addWidget(Caption(line))
        if paper is not None and paper.is_worn:
            inside.addWidget(Banner(theme, "warn", words("recovery.drill.worn", count=paper.failed)))
        buttons = Flow(theme.scaled(8))
        if paper is not None:
            buttons.addWidget(self._try_button(paper, made))
        void = DangerButton(theme, words("ways.paper.void"))
        void.setAccessibleDescription(words("ways.paper.made", when=made))
        void.clicked.connect(lambda _checked=False: self._void(way.slot.id))
        buttons.addWidget(void)
        inside.addLayout(buttons)
        holder.setLayout(inside)
        return holder

    def _try_button(self, paper: KeptPaper, made: str) -> Button:
        theme, words = self.context.theme, self.context.words
        begun = not paper.confirmed
        button = Button(theme, words("ways.paper.confirm" if begun else "ways.paper.drill"), "circle-check")
        button.setAccessibleDescription(words("ways.paper.made", when=made))
        button.clicked.connect(lambda _checked=False: self._confirm(paper) if begun else self._drill(paper))
        return button

    def _lines(self, paper: KeptPaper | None) -> list[str]:
        words = self.context.words
        if paper is None:
            return [words("ways.paper.foreign")]
        if not paper.confirmed:
            return [words("ways.paper.untried")]
        if paper.drilled_at is None:
            return [words("ways.paper.never-drilled")]
        return [words("ways.paper.drilled", when=self.dates.moment(paper.drilled_at.wall))]

    def _make(self) -> None:
        RecoveryPaperSheet(self.context, self, self.kind).open()

    def _confirm(self, paper: KeptPaper) -> None:
        RecoveryPaperSheet(self.context, self, self.kind, paper).open()

    def _drill(self, paper: KeptPaper) -> None:
        sheet = RecoveryDrillSheet(self.context, self, paper)
        sheet.worn.connect(self._make)
        sheet.open()

    def _void(self, slot_id: str) -> None:
        sheet = PassphraseSheet(self.context, self, "recovery.void")

        def voided(_none: None) -> None:
            self.context.toast(self.context.words("recovery.void.done"))
            sheet.accept()

        def void(passphrase: str) -> None:
            job = self.context.runner.work(void_way, passphrase=passphrase, slot_id=slot_id)
            job.start(sheet, voided, sheet.refused)

        sheet.given.connect(void)
        sheet.open()


class SheetsCard(PapersCard):
    """Recovery sheets."""

    kind = SlotKind.RECOVERY
    name = "sheets"
    icon = "file-text"


class SharesCard(PapersCard):
    """Shares, with who holds them."""

    kind = SlotKind.SHARES
    name = "shares"
    icon = "users-round"

    def _lines(self, paper: KeptPaper | None) -> list[str]:
        words = self.context.words
        holders = paper.holders if paper is not None else ()
        named = (
            words("ways.shares.holder", number=at, name=name or words("ways.shares.nobody"))
            for at, name in enumerate(holders, start=1)
        )
        return [*super()._lines(paper), *named]
