"""A way back in from paper, typed: a sheet, two shares, or a service's shares with the names of the two people."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

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
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.groups import GroupsEditor
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.usecases.recovering import WayBack

_LONGEST_NAME = 120


class TypedPaper(QWidget):
    """The editors of one kind of paper. `entered` comes with Enter; `reveal` scrolls to what is wrong."""

    entered = Signal()

    def __init__(self, theme: Theme, kind: SlotKind, reveal: Callable[[QWidget], None]) -> None:
        super().__init__()
        self.kind = kind
        self._words = words = theme.words
        self._reveal = reveal
        inside = column(theme.scaled(12))
        self.people: list[QLineEdit] = []
        self._named: list[LabelledField] = []
        inside.addWidget(Text(words("forgotten.type.text"), "body2"))
        if kind is SlotKind.ESCROW:
            inside.addWidget(Banner(theme, "info", words("forgotten.people.text"), icon="users-round"))
        self.codes: list[GroupsEditor] = []
        for name in ("code",) if kind is SlotKind.RECOVERY else ("first", "second"):
            if kind is SlotKind.ESCROW:
                inside.addWidget(self._person(theme, "one" if name == "first" else "other"))
            inside.addWidget(self._code(theme, name))
        self.setLayout(inside)
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

    def show_finding(self, sentence: str) -> None:
        """Say below the first code what became of it."""
        self.codes[0].show_finding(sentence)
        self._reveal(self.codes[0])

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
