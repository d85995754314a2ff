"""How a client may be reached and who must not be told, as plain words; in little room only what is forbidden."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from wellbeingdesk.domain.client import ContactRule, PersonNotToTell
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.client_words import CHANNEL_ICONS, ClientWords
from wellbeingdesk.gui.widgets.buttons import LinkButton
from wellbeingdesk.gui.widgets.card import Fact
from wellbeingdesk.gui.widgets.flow import FlowBox
from wellbeingdesk.gui.widgets.surface import column, empty, row

_NAMED = 2
"""So many of those who must not be told stand in the line; the rest is counted, and shown when asked for."""


class ContactStrip(QFrame):
    """One rule per channel, the people below. `change_asked` when somebody wants to change them."""

    change_asked = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._said = ClientWords(context.words)
        theme = context.theme
        self.setProperty("kind", "strip")
        self._inside = column(theme.scaled(6))
        self._inside.setContentsMargins(theme.scaled(14), theme.scaled(8), theme.scaled(8), theme.scaled(8))
        self.setLayout(self._inside)
        self._rules: tuple[ContactRule, ...] = ()
        self._people: tuple[PersonNotToTell, ...] = ()
        self._short = False
        self._unfolded = False

    def show_rules(self, rules: tuple[ContactRule, ...], people: tuple[PersonNotToTell, ...]) -> None:
        """Rules of every channel, and those who must not be told now."""
        self._rules, self._people = rules, people
        self._fill()

    def be_short(self, short: bool) -> None:
        """Show only what is forbidden until more is asked for."""
        if short != self._short:
            self._short, self._unfolded = short, False
            self._fill()

    def _fill(self) -> None:
        empty(self._inside)
        line = QWidget()
        inside = row(self._context.theme.scaled(12))
        folded = self._short and not self._unfolded
        inside.addWidget(self._forbidden() if folded else self._all_rules(), 1)
        if folded or len(self._people) > _NAMED:
            key = "clients.contact.fewer" if self._unfolded else "clients.contact.all"
            self._turner = self._link(key, self._turn)
            inside.addWidget(self._turner, 0, Qt.AlignmentFlag.AlignTop)
        if not folded:
            change = self._link("clients.contact.change", self.change_asked.emit)
            inside.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
        line.setLayout(inside)
        self._inside.addWidget(line)
        if self._people and not folded:
            self._add_people()

    def _all_rules(self) -> QWidget:
        if all(rule.allowed is None for rule in self._rules):
            return Fact(self._context.theme, "circle-question-mark", self._context.words("clients.contact.none-asked"))
        return self._flow([(CHANNEL_ICONS[rule.channel], self._said.rule(rule)) for rule in self._rules])

    def _forbidden(self) -> QWidget:
        facts = [(CHANNEL_ICONS[rule.channel], self._said.rule(rule)) for rule in self._rules if rule.allowed is False]
        if self._people:
            facts.append(("eye-off", self._context.words("clients.not-to-tell.count", count=len(self._people))))
        return self._flow(facts or [("phone", self._context.words("clients.contact.nothing-forbidden"))])

    def _flow(self, facts: list[tuple[str, str]]) -> FlowBox:
        flow = FlowBox(self._context.theme.scaled(8))
        for icon, words in facts:
            flow.add(Fact(self._context.theme, icon, words))
        return flow

    def _add_people(self) -> None:
        theme, words = self._context.theme, self._context.words
        if self._unfolded:
            for person in self._people:
                told = words("clients.not-to-tell.line", people=self._said.person(person))
                self._inside.addWidget(Fact(theme, "eye-off", f"{told}. {self._said.said_by(person)}"))
            return
        named = ", ".join(self._said.person(person) for person in self._people[:_NAMED])
        more = len(self._people) - _NAMED
        people = words("clients.not-to-tell.and-more", people=named, count=more) if more > 0 else named
        self._inside.addWidget(Fact(theme, "eye-off", words("clients.not-to-tell.line", people=people)))

    def _turn(self) -> None:
        self._unfolded = not self._unfolded
        self._fill()
        self._turner.setFocus()

    def _link(self, key: str, act: Callable[[], None]) -> LinkButton:
        link = LinkButton(self._context.theme, self._context.words(key))
        link.clicked.connect(lambda _checked=False: act())
        return link
