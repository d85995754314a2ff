"""Letters on paper: groups shown to be copied by hand, and groups typed from paper, each checked while it is typed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QLineEdit, QWidget

from wellbeingdesk.domain.key_sheet import SCAN_MARK, read_scanned
from wellbeingdesk.domain.letters import GROUP_LETTERS, tidy
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.announce import say
from wellbeingdesk.gui.widgets.flow import Flow
from wellbeingdesk.gui.widgets.surface import column, restyle, row
from wellbeingdesk.gui.widgets.text import Caption, Glyph, Text

IsGroup = Callable[[str, int], bool]
"""Whether what is typed is the group at this place (from 0) without a slip."""

_MOST_TYPED = 400
"""A whole code is pasted into any of the fields."""


class GroupShown(QWidget):
    """One group with its number, large enough to copy; `by_hand` marks the one that is on no paper yet."""

    def __init__(self, theme: Theme, number: int, letters: str, *, by_hand: bool = False) -> None:
        super().__init__()
        words = theme.words
        name = words("recovery.group-by-hand" if by_hand else "recovery.group", number=number)
        inside = column(theme.scaled(2))
        inside.addWidget(Caption(name, wrap=False))
        shown = Text(letters, "h1" if by_hand else "digits", wrap=False)
        shown.setAccessibleDescription(name)
        inside.addWidget(shown)
        self.setLayout(inside)


class GroupsShown(QWidget):
    """All groups of a code, side by side."""

    def __init__(self, theme: Theme, groups: Sequence[str]) -> None:
        super().__init__()
        flow = Flow(theme.scaled(18))
        for at, letters in enumerate(groups, start=1):
            flow.addWidget(GroupShown(theme, at, letters))
        self.setLayout(flow)


class GroupEditor(QWidget):
    """One group: its line, and beside it whether it is right. `place` counts from 0."""

    edited = Signal(int)

    def __init__(self, theme: Theme, place: int, is_group: IsGroup, label: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._is_group = is_group
        self.place = place
        self._before = ""
        self.line = QLineEdit()
        self.line.setMaxLength(_MOST_TYPED)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self._name = label or theme.words("recovery.group", number=place + 1)
        self.line.setAccessibleName(self._name)
        caption = Caption(self._name, wrap=False)
        caption.setBuddy(self.line)
        self._mark = Glyph(theme, "circle-check", "ok", 16)
        self._mark_room()
        beside = row(theme.scaled(4))
        beside.addWidget(self.line)
        beside.addWidget(self._mark)
        inside = column(theme.scaled(2))
        inside.addWidget(caption)
        inside.addLayout(beside)
        self.setLayout(inside)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(lambda _text: self.edited.emit(self.place))
        theme.changed.connect(self._fit)
        self._fit()
        self.judge()

    def letters(self) -> str:
        """What was typed, tidied."""
        return tidy(self.line.text())

    def put_in(self) -> str:
        """The letters that the last key or paste put in among those that stood here, tidied."""
        text, end = self.line.text(), self.line.cursorPosition()
        return tidy(text[max(0, end - (len(text) - len(self._before))) : end])

    def is_whole(self) -> bool:
        """Whether there are as many letters as a group has."""
        return len(self.letters()) >= GROUP_LETTERS

    def is_right(self) -> bool:
        """Whether it is this group without a slip."""
        return self._is_group(self.line.text(), self.place)

    def judge(self) -> None:
        """Mark it: right, a slip, or not there yet. Colour is never alone: the mark has a shape and a description."""
        self._before = self.line.text()
        right, slip = self.is_right(), self.is_whole() and not self.is_right()
        self._mark.show_icon("circle-check" if right else "circle-x", "ok" if right else "danger")
        self._mark.setVisible(right or slip)
        restyle(self.line, "fault", slip)
        told = "recovery.group-right" if right else "recovery.group-slip" if slip else ""
        self.line.setAccessibleDescription(self._theme.words(told, number=self.place + 1) if told else "")

    def _mark_room(self) -> None:
        policy = self._mark.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._mark.setSizePolicy(policy)

    def _fit(self) -> None:
        metrics = QFontMetrics(self._theme.font(10, QFont.Weight.Normal))
        self.line.setFixedWidth(metrics.horizontalAdvance("W" * (GROUP_LETTERS + 1)) + self._theme.scaled(24))


class GroupsEditor(QWidget):
    """A whole code, group by group. A paste, or letters too many, run on into the groups that follow; what a scanner
    reads off the paper fills all but the group by hand.

    `edited` comes with each key, `entered` with Enter.
    """

    edited = Signal()
    entered = Signal()

    def __init__(self, theme: Theme, name: str, count: int, is_group: IsGroup) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.groups = [GroupEditor(theme, at, is_group) for at in range(count)]
        flow = Flow(theme.scaled(10))
        for group in self.groups:
            flow.addWidget(group)
            group.edited.connect(self._typed)
            group.line.returnPressed.connect(self.entered)
        self._slip = Text("", "finding")
        self._slip.setVisible(False)
        inside = column(theme.scaled(8))
        inside.addLayout(flow)
        inside.addWidget(self._slip)
        self.setLayout(inside)
        self.setFocusProxy(self.groups[0])

    def typed(self) -> tuple[str, ...]:
        """What stands in the groups."""
        return tuple(group.line.text() for group in self.groups)

    def is_right(self) -> bool:
        """Whether all of them are without a slip."""
        return all(group.is_right() for group in self.groups)

    def missing(self) -> int:
        """How many groups are not right yet."""
        return sum(not group.is_right() for group in self.groups)

    def show_finding(self, sentence: str = "") -> None:
        """Say below the groups what is wrong."""
        self._slip.setText(sentence)
        self._slip.setVisible(bool(sentence))
        if sentence:
            say(self, sentence)

    def look_at_first_fault(self) -> None:
        """Put the cursor where something is wrong or missing."""
        for group in self.groups:
            if not group.is_right():
                group.line.setFocus(Qt.FocusReason.OtherFocusReason)
                group.line.selectAll()
                return

    def clear(self) -> None:
        """Forget all of it, also for undo."""
        for group in self.groups:
            group.line.setText("")  # unlike `clear`, this leaves nothing to undo
            group.judge()
        self.show_finding()

    def _typed(self, at: int) -> None:
        if self.groups[at].line.text().strip().upper().startswith(SCAN_MARK):
            self._scan(at)
            return
        letters = self.groups[at].letters()
        if len(letters) > GROUP_LETTERS:
            self._run_on(at, letters)
        elif self.groups[at].is_right() and at + 1 < len(self.groups) and not self.groups[at + 1].line.text():
            self.groups[at + 1].line.setFocus()
        for group in self.groups:
            group.judge()
        slip = next((group for group in self.groups if group.is_whole() and not group.is_right()), None)
        self.show_finding("" if slip is None else self._theme.words("recovery.group-slip", number=slip.place + 1))
        self.edited.emit()

    def _scan(self, at: int) -> None:
        """A scanner types like a person, only faster: nothing is judged before its whole text is there."""
        scanned = read_scanned(self.groups[at].line.text())
        if scanned is None:
            return
        self.groups[at].line.setText("")
        if len(scanned.groups) != len(self.groups) - 1:
            self.show_finding(self._theme.words("recovery.scan-other"))
            return
        for group, letters in zip(self.groups, scanned.groups, strict=False):
            group.line.setText(letters)
        for group in self.groups:
            group.judge()
        self.show_finding()
        self.groups[-1].line.setFocus()
        self.edited.emit()

    def _run_on(self, at: int, letters: str) -> None:
        """A whole code begins at the first group and takes the place of all, wherever the cursor stood."""
        whole, put_in = len(self.groups) * GROUP_LETTERS, self.groups[at].put_in()
        letters = put_in if len(put_in) == whole else letters
        start = 0 if len(letters) == whole else at
        pieces = [letters[one : one + GROUP_LETTERS] for one in range(0, len(letters), GROUP_LETTERS)]
        for group, piece in zip(self.groups[start:], pieces, strict=False):
            group.line.setText(piece)
        last = min(start + len(pieces), len(self.groups)) - 1
        self.groups[last].line.setFocus()
