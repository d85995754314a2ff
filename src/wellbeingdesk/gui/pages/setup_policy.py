"""The first step of set-up: which service's policy applies here, or the pack that the service's lead made."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from wellbeingdesk.domain.policy import Policy
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.forms.editor import Ground, in_language
from wellbeingdesk.gui.forms.row import answer_text
from wellbeingdesk.gui.pages.decision_layout import LANGUAGE
from wellbeingdesk.gui.pages.decision_words import DecisionWords
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.digits import digits_in_lines
from wellbeingdesk.gui.widgets.surface import Rule, Scroller, column
from wellbeingdesk.gui.widgets.text import Caption, Selectable, Text
from wellbeingdesk.gui.widgets.ticks import Radio
from wellbeingdesk.usecases.service_pack import ServicePack


class PolicyCard(Card):
    """One policy: a click anywhere on the card chooses it."""

    def __init__(self, theme: Theme, policy: Policy) -> None:
        super().__init__(theme)
        self.policy = policy
        self.radio = Radio(theme, in_language(policy.service, LANGUAGE))
        summary = in_language(policy.summary, LANGUAGE)
        self.radio.setAccessibleDescription(summary)
        self.column.setSpacing(theme.scaled(4))
        self.add(self.radio)
        below = column(theme.scaled(4))
        below.setContentsMargins(theme.scaled(32), 0, 0, 0)
        below.addWidget(Text(summary, "body2"))
        below.addWidget(Text(in_language(policy.source, LANGUAGE), "hint"))
        self.column.addLayout(below)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """As a click on the radio button."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.radio.click()
            self.radio.setFocus()


class PolicyStep(QWidget):
    """Nothing is chosen beforehand. `chosen` comes when a policy or a pack was chosen."""

    chosen = Signal()

    def __init__(self, theme: Theme, policies: tuple[Policy, ...], ask_for_pack: Callable[[], None]) -> None:
        super().__init__()
        self._theme = theme
        self.pack: ServicePack | None = None
        words = theme.words
        self._scroller = Scroller(theme.scaled(12))
        self._scroller.column.setContentsMargins(0, 0, theme.scaled(10), theme.scaled(8))
        self._scroller.column.addWidget(Text(words("setup.policy.text"), "body2"))
        open_pack = Button(theme, words("setup.pack.open"), "package")
        open_pack.clicked.connect(lambda _checked=False: ask_for_pack())
        self._scroller.column.addWidget(open_pack, 0, Qt.AlignmentFlag.AlignLeft)
        self._pack_place = column(0)
        self._scroller.column.addLayout(self._pack_place)
        self._group = QButtonGroup(self)
        self._cards = [PolicyCard(theme, policy) for policy in policies]
        for at, card in enumerate(self._cards):
            self._group.addButton(card.radio, at)
            self._scroller.column.addWidget(card)
        self._scroller.column.addStretch(1)
        inside = column(0)
        inside.addWidget(self._scroller)
        self.setLayout(inside)
        # The first of all: Tab enters a widget at its focus proxy and passes by whatever stands before it.
        self.setFocusProxy(open_pack)
        self._pack_card: PackCard | None = None
        self._group.idClicked.connect(self._picked)

    def policy(self) -> Policy | None:
        """What is chosen, by hand or by the pack."""
        if self.pack is not None:
            return self.pack.policy
        at = self._group.checkedId()
        return self._cards[at].policy if at >= 0 else None

    def show_pack(self, pack: ServicePack) -> None:
        """A pack whose signature holds; whose it is has still to be compared."""
        self._drop_pack()
        self._group.setExclusive(False)
        for card in self._cards:
            card.radio.setChecked(False)
        self._group.setExclusive(True)
        self.pack = pack
        self._pack_card = PackCard(self._theme, pack)
        self._pack_card.drop.clicked.connect(lambda _checked=False: self._forget())
        self._pack_place.addWidget(self._pack_card)
        self._scroller.verticalScrollBar().setValue(0)
        self._pack_card.drop.setFocus()
        self.chosen.emit()

    def _forget(self) -> None:
        self._drop_pack()
        self.setFocus()
        self.chosen.emit()

    def _drop_pack(self) -> None:
        self.pack = None
        if self._pack_card is not None:
            self._pack_card.hide()
            self._pack_card.deleteLater()
            self._pack_card = None

    def _picked(self, _at: int) -> None:
        self._drop_pack()
        self.chosen.emit()


class PackCard(Card):
    """Who made the pack, their digits to compare, and what it sets up."""

    def __init__(self, theme: Theme, pack: ServicePack) -> None:
        words = theme.words
        super().__init__(theme, words("setup.pack.title", service=pack.service_name), "package")
        person = pack.maker.practitioner
        self.add(Text(words("setup.pack.maker", name=person.name, number=pack.number)))
        about = DecisionWords(words).person(person)
        if about:
            self.add(Caption(about))
        self.add(Caption(words("setup.pack.digits", name=person.name)))
        digits = Selectable(digits_in_lines(pack.maker.fingerprint), "digits")
        digits.setAccessibleDescription(words("setup.pack.digits", name=person.name))
        self.add(digits)
        self.add(Banner(theme, "info", words("setup.pack.compare"), icon="fingerprint"))
        self.add(Rule())
        service = in_language(pack.policy.service, LANGUAGE)
        self.add(Text(words("settings.service.policy", service=service, version=pack.policy.version)))
        ground = Ground(theme, words, LANGUAGE, Dates(words))
        for point in pack.policy.open_points:
            value = pack.choices.get(point.id)
            if value is not None:
                self.add(Caption(in_language(point.label, LANGUAGE)))
                self.add(Text(answer_text(point, value, ground)))
        self.drop = Button(theme, words("setup.pack.drop"), "x")
        self.column.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignLeft)
