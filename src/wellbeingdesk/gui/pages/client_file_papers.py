"""The consents and the decisions of one client: what stands, what is being written, and a way to begin one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from wellbeingdesk.domain.consent import Consent
from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.events import Done, Noun
from wellbeingdesk.domain.record import RecordKind
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.gui.changes import StalePage
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.client_words import DOT, ClientWords
from wellbeingdesk.gui.pages.consent_words import ConsentWords
from wellbeingdesk.gui.pages.decision_words import DecisionWords
from wellbeingdesk.gui.widgets.empty import EmptyState
from wellbeingdesk.gui.widgets.rows import Row, RowList
from wellbeingdesk.gui.widgets.surface import Scroller, column
from wellbeingdesk.usecases import consents, decisions
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import DecisionLine, DraftLine

_DRAFT = "draft:"


@dataclass(frozen=True, slots=True)
class Papers:
    """Drafts first, then what is signed, newest first."""

    drafts: tuple[DraftLine, ...]
    consents: tuple[Consent, ...]
    decisions: tuple[DecisionLine, ...]
    now: Instant


def papers(ports: Ports, client_id: str, kind: RecordKind) -> Papers:
    """One kind of one client."""
    drafts = tuple(line for line in ports.views.drafts(client_id) if line.kind is kind)
    given: tuple[Consent, ...] = ()
    made: tuple[DecisionLine, ...] = ()
    if kind is RecordKind.CONSENT:
        given = tuple(consent for consent, _name in ports.views.consents(client_id))
    else:
        made = ports.views.decisions(client_id)
    return Papers(drafts, given, made, ports.clock.now())


class PapersTab(StalePage):
    """A list whose rows open the pages of consents or of decisions."""

    def __init__(self, context: PageContext, client_id: str, kind: RecordKind) -> None:
        super().__init__()
        self._context = context
        self._client_id = client_id
        self._kind = kind
        self._said = ClientWords(context.words)
        theme, words = context.theme, context.words
        begin_words = words("clients.do.consent" if kind is RecordKind.CONSENT else "clients.do.decide")
        icon = "handshake" if kind is RecordKind.CONSENT else "git-branch"
        self._list = RowList(theme, words(f"clients.tab.{kind.value}"))
        self._list.opened.connect(self._open)
        none = words(f"clients.papers.no-{kind.value}")
        why = words(f"clients.papers.no-{kind.value}-text")
        self._nothing = Scroller()
        self._nothing.column.addWidget(EmptyState(theme, icon, none, why, (begin_words, self._begin)))
        inside = column(theme.scaled(8))
        inside.addWidget(self._list, 1)
        inside.addWidget(self._nothing, 1)
        self._nothing.setVisible(False)
        self.setLayout(inside)
        nouns = (Noun.CONSENT,) if kind is RecordKind.CONSENT else (Noun.DECISION, Noun.EXCHANGE, Noun.COLLEAGUE)
        self.concerns(context.changes, *nouns, Noun.NOTE, client_id=client_id)

    def ask_again(self) -> None:
        """Few rows; all at once."""
        self._context.runner.ask(papers, self._client_id, self._kind).start(self, self._show)

    def _show(self, found: Papers) -> None:
        today = found.now.wall.date()
        rows = [self._draft_row(line, today) for line in found.drafts]
        rows += [self._consent_row(one, found.now) for one in found.consents]
        rows += [self._decision_row(one) for one in found.decisions]
        self._list.set_rows(rows)
        self._list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)

    def _draft_row(self, line: DraftLine, today: date) -> Row:
        saved = self._said.near_moment(line.saved_at.wall, today)
        title = self._context.words(f"clients.timeline.{line.kind.value}")
        told = self._context.words("clients.papers.draft", when=saved)
        return Row(f"{_DRAFT}{line.id}", title, told, icon="pen-line")

    def _consent_row(self, consent: Consent, now: Instant) -> Row:
        said = ConsentWords(self._context.words)
        state = said.state(consent, now)
        return Row(consent.id, said.recipient(consent), said.span(consent), icon="handshake", aside=state)

    def _decision_row(self, line: DecisionLine) -> Row:
        words, decision = self._context.words, line.decision
        signed = words("clients.papers.signed", day=self._said.dates.day(decision.signed_at.wall.date()))
        caption = signed
        if line.colleague_name:
            caption = f"{signed}{DOT}{words('clients.papers.second', name=line.colleague_name)}"
        state = DecisionWords(words).state(decision)
        return Row(decision.id, words("clients.timeline.decision"), caption, icon="git-branch", aside=state)

    def _open(self, ident: str) -> None:
        if ident.startswith(_DRAFT):
            self._edit(ident.removeprefix(_DRAFT))
        elif self._kind is RecordKind.CONSENT:
            self._context.navigate("consent.view", consent_id=ident)
        else:
            self._context.navigate("decisions.view", decision_id=ident)

    def _edit(self, draft_id: str) -> None:
        page = "consent.edit" if self._kind is RecordKind.CONSENT else "decisions.edit"
        self._context.navigate(page, draft_id=draft_id)

    def _begin(self) -> None:
        begin: Callable[..., Done[Draft]] = (
            consents.begin_consent if self._kind is RecordKind.CONSENT else decisions.begin_decision
        )
        self._context.runner.change(begin, client_id=self._client_id).start(self, lambda draft: self._edit(draft.id))
