"""The stages of making a sheet or shares: the passphrase, each paper's letters once, and the groups typed back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from wellbeingdesk.domain.recovery import SHARES, SlotKind
from wellbeingdesk.domain.recovery_paper import FreshPaper, hand_group_of, is_group
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.flow import Flow
from wellbeingdesk.gui.widgets.groups import GroupEditor, GroupShown, GroupsShown
from wellbeingdesk.gui.widgets.passphrase import PassphraseField
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.text import Text

_LONGEST_NAME = 120


class AskStage(QWidget):
    """What it is, for shares who gets them, and the passphrase. `entered` comes with Enter."""

    entered = Signal()

    def __init__(self, theme: Theme, kind: SlotKind) -> None:
        super().__init__()
        words = theme.words
        inside = column(theme.scaled(12))
        self.holders: list[QLineEdit] = []
        if kind is SlotKind.RECOVERY:
            inside.addWidget(Text(words("recovery.paper.sheet-text"), "body2"))
        else:
            inside.addWidget(Text(words("recovery.paper.shares-text"), "body2"))
            inside.addWidget(Banner(theme, "warn", words("recovery.paper.shares-warning"), icon="users-round"))
            for number in SHARES:
                inside.addWidget(self._holder(theme, number))
        self.passphrase = PassphraseField(theme, words("recovery.passphrase"))
        self.passphrase.entered.connect(self.entered)
        inside.addWidget(self.passphrase)
        self.setLayout(inside)
        self.setFocusProxy(self.holders[0] if self.holders else self.passphrase)

    def names(self) -> tuple[str, str, str]:
        """Who gets the shares."""
        one, two, three = (line.text().strip() for line in self.holders)
        return one, two, three

    def _holder(self, theme: Theme, number: int) -> LabelledField:
        line = QLineEdit()
        line.setMaxLength(_LONGEST_NAME)
        self.holders.append(line)
        hint = theme.words("recovery.paper.holder-hint") if number == SHARES[0] else ""
        return LabelledField(theme, theme.words("recovery.paper.holder", number=number), line, hint)


class ShownStage(QWidget):
    """One paper's letters: those to print, and the group to write by hand."""

    print_asked = Signal()
    save_asked = Signal()

    def __init__(self, theme: Theme, fresh: FreshPaper, number: int) -> None:
        super().__init__()
        words, groups = theme.words, fresh.codes[number]
        hand = hand_group_of(fresh.kind)
        inside = column(theme.scaled(12))
        if fresh.kind is SlotKind.SHARES:
            name = fresh.holders[number] if number < len(fresh.holders) else ""
            key = "recovery.paper.of-share-for" if name else "recovery.paper.of-share"
            inside.addWidget(Text(words(key, number=number + 1, count=len(fresh.codes), name=name), "h2"))
        inside.addWidget(Text(words("recovery.paper.print-text", number=hand + 1)))
        printed = Card(theme, words("recovery.paper.printed-groups"))
        printed.add(GroupsShown(theme, groups[:hand]))
        inside.addWidget(printed)
        ways = Flow(theme.scaled(8))
        self.print = Button(theme, words("recovery.paper.print"), "printer")
        self.save = Button(theme, words("recovery.paper.save"), "download")
        self.print.clicked.connect(self.print_asked)
        self.save.clicked.connect(self.save_asked)
        ways.add(self.print, self.save)
        inside.addLayout(ways)
        inside.addWidget(Text(words("recovery.paper.hand-text", number=hand + 1)))
        by_hand = Card(theme)
        by_hand.add(GroupShown(theme, hand + 1, groups[hand], by_hand=True))
        inside.addWidget(by_hand)
        self.setLayout(inside)
        self.setFocusProxy(self.print)


class BackStage(QWidget):
    """The groups written by hand, typed back from the paper. `entered` comes with Enter in the last."""

    entered = Signal()

    def __init__(self, theme: Theme, kind: SlotKind, papers: int, begun: str = "", text: str = "") -> None:
        super().__init__()
        words, hand = theme.words, hand_group_of(kind)
        one = kind is SlotKind.RECOVERY
        inside = column(theme.scaled(12))
        if begun:
            inside.addWidget(Banner(theme, "info", words("recovery.paper.begun", when=begun)))
        inside.addWidget(Text(words(text or f"recovery.paper.back-{'' if one else 'shares-'}text")))
        self.editors = [
            GroupEditor(theme, hand, lambda typed, at: is_group(kind, typed, at), self._name(theme, kind, hand, number))
            for number in range(1, papers + 1)
        ]
        flow = Flow(theme.scaled(18))
        for editor in self.editors:
            editor.edited.connect(lambda _at: self._edited())
            editor.line.returnPressed.connect(self.entered)
            flow.addWidget(editor)
        inside.addLayout(flow)
        self._finding = Text("", "finding")
        self._finding.setVisible(False)
        inside.addWidget(self._finding)
        self.setLayout(inside)
        self.setFocusProxy(self.editors[0])
        self._slip = words("recovery.group-slip", number=hand + 1)

    def typed(self) -> tuple[str, ...]:
        """The groups as they were typed."""
        return tuple(editor.line.text() for editor in self.editors)

    def is_right(self) -> bool:
        """Whether all are without a slip; if not, it says so and puts the cursor there."""
        wrong = next((editor for editor in self.editors if not editor.is_right()), None)
        if wrong is not None:
            self.show_finding(self._slip)
            wrong.line.setFocus()
        return wrong is None

    def show_finding(self, sentence: str = "") -> None:
        """What is wrong with what was typed."""
        self._finding.setText(sentence)
        self._finding.setVisible(bool(sentence))

    def _edited(self) -> None:
        self.show_finding()
        for editor in self.editors:
            editor.judge()

    @staticmethod
    def _name(theme: Theme, kind: SlotKind, hand: int, number: int) -> str:
        if kind is SlotKind.RECOVERY:
            return theme.words("recovery.group-by-hand", number=hand + 1)
        return theme.words("recovery.group-of-share", group=hand + 1, share=number)
