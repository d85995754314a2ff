"""The ledger of consents: for every client who may be told, from when until when, and whether it still counts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from wellbeingdesk.domain.client import folded
from wellbeingdesk.domain.consent import Consent
from wellbeingdesk.domain.events import Noun
from wellbeingdesk.gui.changes import StalePage
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.preview import BlankFormSheet
from wellbeingdesk.gui.pages import consent_reading as reading
from wellbeingdesk.gui.pages.consent_words import ConsentWords
from wellbeingdesk.gui.pages.decision_layout import DOT, Room, scrolled
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.chip import Chip
from wellbeingdesk.gui.widgets.empty import EmptyState
from wellbeingdesk.gui.widgets.pickers import ChipChoice
from wellbeingdesk.gui.widgets.rows import Row, RowList, initials
from wellbeingdesk.gui.widgets.search import SearchBox
from wellbeingdesk.gui.widgets.surface import column, row
from wellbeingdesk.gui.widgets.text import Caption, Heading
from wellbeingdesk.usecases.rows import DraftLine

_DRAFT, _CONSENT = "draft:", "consent:"
_ALL, _IN_FORCE, _DRAFTS = "all", "in-force", "drafts"


class ConsentPage(StalePage):
    """By client; a consent is begun in the client's own file."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._said = ConsentWords(context.words)
        self._ledger: reading.ConsentLedger | None = None
        theme, words = context.theme, context.words
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = row(theme.scaled(10))
        head.addWidget(Heading(words("consent.title")))
        self.count = Chip("0")
        head.addWidget(self.count)
        head.addStretch(1)
        blank = Button(theme, words("consent.blank.button"), "printer")
        blank.clicked.connect(lambda _checked=False: BlankFormSheet(context, self).open())
        head.addWidget(blank)
        self.search = SearchBox(theme, words("consent.search"))
        self.search.setMaximumWidth(theme.scaled(360))
        self.search.searched.connect(lambda _text: self._show_rows())
        options = [(key, words(f"consent.filter.{key}")) for key in (_ALL, _IN_FORCE, _DRAFTS)]
        self.filter = ChipChoice(theme, words("consent.filter.name"), options, _ALL)
        self.filter.turned.connect(lambda _key: self._show_rows())
        self.list = RowList(theme, words("consent.title"))
        self.list.opened.connect(self._open)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        nothing = EmptyState(theme, "handshake", words("consent.empty"), words("consent.empty-text"))
        self._stack.addWidget(scrolled(nothing))
        to_all = (words("consent.nothing-found-do"), self._show_all)
        self._stack.addWidget(scrolled(EmptyState(theme, "search", words("consent.nothing-found"), action=to_all)))
        page = column(theme.scaled(12), theme.scaled(24))
        page.addLayout(head)
        page.addWidget(Caption(words("consent.hint")))
        page.addWidget(BannerBar(theme))
        narrowing = column(theme.scaled(8))
        narrowing.addWidget(self.search)
        narrowing.addWidget(self.filter)
        page.addLayout(narrowing)
        page.addWidget(Room(self._stack), 1)
        self.setLayout(page)
        self.concerns(context.changes, Noun.CONSENT, Noun.CLIENT, Noun.NOTE)

    def ask_again(self) -> None:
        """All of them; the words and chips above narrow what is here."""
        self._context.runner.ask(reading.ledger).start(self, self._show)

    def _show(self, ledger: reading.ConsentLedger) -> None:
        self._ledger = ledger
        self._show_rows()

    def _show_rows(self) -> None:
        ledger = self._ledger
        if ledger is None:
            return
        wanted, kind = folded(self.search.text()), self.filter.chosen()
        rows: list[tuple[str, Row]] = []
        if kind != _IN_FORCE:
            rows += [(one.client_name, self._draft_row(one)) for one in ledger.drafts]
        if kind != _DRAFTS:
            counted = [one for one in ledger.consents if kind == _ALL or one[0].counts_at(ledger.now)]
            rows += [(name, self._row(consent, name, ledger)) for consent, name in counted]
        found = [one for one in rows if wanted in folded(f"{one[1].title} {one[1].caption}")]
        found.sort(key=lambda one: folded(one[0]))
        self.count.setText(str(len(found)))
        self.list.set_rows([one for _, one in found])
        nothing_at_all = not ledger.drafts and not ledger.consents
        self._stack.setCurrentIndex(0 if found else 1 if nothing_at_all else 2)

    def _row(self, consent: Consent, client_name: str, ledger: reading.ConsentLedger) -> Row:
        caption = DOT.join((self._said.recipient(consent), self._said.span(consent)))
        state = self._said.state(consent, ledger.now)
        return Row(_CONSENT + consent.id, client_name, caption, initials(client_name), aside=state)

    def _draft_row(self, line: DraftLine) -> Row:
        words = self._context.words
        caption = words("decision.list.draft-saved", when=self._said.dates.moment(line.saved_at.wall))
        return Row(
            _DRAFT + line.id, line.client_name, caption, initials(line.client_name), aside=words("consent.state.draft")
        )

    def _show_all(self) -> None:
        self.search.clear()
        self.filter.group.buttons()[0].setChecked(True)
        self._show_rows()

    def _open(self, ident: str) -> None:
        if ident.startswith(_DRAFT):
            self._context.navigate("consent.edit", draft_id=ident.removeprefix(_DRAFT))
        else:
            self._context.navigate("consent.view", consent_id=ident.removeprefix(_CONSENT))
