"""The steps of a forgotten passphrase: which paper somebody has, its letters typed, and the new passphrase."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QWidget

from wellbeingdesk.domain.recovery import (
    CODE_GROUPS,
    SHARE_GROUPS,
    SharePurpose,
    SlotKind,
    is_group_of_code,
    is_group_of_share,
    read_code,
    read_share,
)
from wellbeingdesk.domain.recovery_paper import TwoPeopleAreNeeded, demand_people
from wellbeingdesk.gui.dialogs.passphrase_new import NewPassphrase
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.groups import GroupsEditor
from wellbeingdesk.gui.widgets.surface import Scroller, column
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.gui.widgets.ticks import Radio
from wellbeingdesk.usecases.recovering import WayBack

WAYS = (SlotKind.RECOVERY, SlotKind.SHARES, SlotKind.ESCROW)
_LONGEST_NAME = 120


class WayStep(QWidget):
    """Nothing is chosen beforehand."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        words = theme.words
        scroller = _scroller(theme)
        scroller.column.addWidget(Text(words("forgotten.text"), "body2"))
        self._group = QButtonGroup(self)
        for at, kind in enumerate(WAYS):
            radio = Radio(theme, words(f"forgotten.way.{kind.value}"))
            about = words(f"forgotten.way.{kind.value}-text")
            radio.setAccessibleDescription(about)
            self._group.addButton(radio, at)
            card = Card(theme)
            card.add(radio)
            below = column(0)
            below.setContentsMargins(theme.scaled(32), 0, 0, 0)
            below.addWidget(Text(about, "body2"))
            card.column.addLayout(below)
            scroller.column.addWidget(card)
        scroller.column.addStretch(1)
        _fill(self, scroller)
        self.setFocusProxy(self._group.buttons()[0])

    def chosen(self) -> SlotKind | None:
        """What somebody has, if they said so."""
        at = self._group.checkedId()
        return WAYS[at] if at >= 0 else None


class TypeStep(QWidget):
    """The letters of a sheet, or of two shares; with a service's shares, also the names of the two people."""

    entered = Signal()

    def __init__(self, theme: Theme, kind: SlotKind) -> None:
        super().__init__()
        self.kind = kind
        self._words = words = theme.words
        scroller = _scroller(theme)
        self._reveal = scroller.reveal
        self.people: list[QLineEdit] = []
        self._named: list[LabelledField] = []
        scroller.column.addWidget(Text(words("forgotten.type.text"), "body2"))
        if kind is SlotKind.ESCROW:
            scroller.column.addWidget(Banner(theme, "info", words("forgotten.people.text"), icon="users-round"))
        self.codes: list[GroupsEditor] = []
        for name in ("code",) if kind is SlotKind.RECOVERY else ("first", "second"):
            if kind is SlotKind.ESCROW:
                scroller.column.addWidget(self._person(theme, "one" if name == "first" else "other"))
            scroller.column.addWidget(self._code(theme, name))
        scroller.column.addStretch(1)
        _fill(self, scroller)
        self.setFocusProxy(self.people[0] if self.people else self.codes[0])

    def way_back(self) -> WayBack | None:
        """What was typed, where all of it is right; else it says what is wrong and puts the cursor there."""
        for code in self.codes:
            if not code.is_right():
                code.show_finding(self._words("forgotten.type.missing", count=code.missing()))
                code.look_at_first_fault()
                self._reveal(code)
                return None
        if self.kind is SlotKind.RECOVERY:
            return WayBack(read_code(self.codes[0].typed()))
        one, other = (read_share(code.typed()) for code in self.codes)
        purpose = SharePurpose.SERVICE if self.kind is SlotKind.ESCROW else SharePurpose.DESK
        for share, code in zip((one, other), self.codes, strict=True):
            if share.purpose is not purpose:
                of_a_service = share.purpose is SharePurpose.SERVICE
                key = "forgotten.type.wrong-kind" if of_a_service else "forgotten.type.wrong-kind-desk"
                code.show_finding(self._words(key))
                return None
        if self.kind is not SlotKind.ESCROW:
            return WayBack((one, other))
        names = self._names()
        return WayBack((one, other), names) if names else None

    def clear(self) -> None:
        """Forget what was typed."""
        for code in self.codes:
            code.clear()

    def _names(self) -> tuple[str, str] | None:
        try:
            return demand_people([line.text() for line in self.people])
        except TwoPeopleAreNeeded:
            at = 0 if not self.people[0].text().strip() else 1
            self._named[at].show_finding(self._words("forgotten.people.needed"))
            self.people[at].setFocus()
            return None

    def _person(self, theme: Theme, which: str) -> LabelledField:
        line = QLineEdit()
        line.setMaxLength(_LONGEST_NAME)
        labelled = LabelledField(theme, theme.words(f"forgotten.people.{which}"), line)
        line.textEdited.connect(lambda _text: labelled.show_finding())
        self.people.append(line)
        self._named.append(labelled)
        return labelled

    def _code(self, theme: Theme, name: str) -> QWidget:
        label = theme.words(f"forgotten.type.{name}")
        count, is_group = (
            (CODE_GROUPS, is_group_of_code) if self.kind is SlotKind.RECOVERY else (SHARE_GROUPS, is_group_of_share)
        )
        code = GroupsEditor(theme, label, count, is_group)
        code.entered.connect(self.entered)
        self.codes.append(code)
        card = Card(theme, label)
        card.add(code)
        return card


class NewPassphraseStep(QWidget):
    """A new one, its strength in words. `entered` comes with Enter in the second line."""

    entered = Signal()

    def __init__(self, theme: Theme, known: Callable[[], tuple[str, ...]]) -> None:
        super().__init__()
        words = theme.words
        self._new = NewPassphrase(theme, known)
        self._new.entered.connect(self.entered)
        scroller = _scroller(theme)
        scroller.column.addWidget(Text(words("forgotten.passphrase.text"), "body2"))
        scroller.column.addWidget(self._new)
        after = words("forgotten.passphrase.after")
        scroller.column.addWidget(Banner(theme, "info", after, words("forgotten.passphrase.after-text"), icon="key"))
        scroller.column.addStretch(1)
        _fill(self, scroller)
        self.setFocusProxy(self._new)

    def text(self) -> str:
        """What was typed."""
        return self._new.text()

    def is_right(self) -> bool:
        """Whether it may be used; if not, it says why."""
        return self._new.is_right()

    def clear(self) -> None:
        """Forget it."""
        self._new.clear()


def _scroller(theme: Theme) -> Scroller:
    scroller = Scroller(theme.scaled(12))
    scroller.column.setContentsMargins(4, 4, theme.scaled(10), theme.scaled(8))
    return scroller


def _fill(step: QWidget, scroller: Scroller) -> None:
    inside = column(0)
    inside.addWidget(scroller)
    step.setLayout(inside)
