"""Backups: where they go and when, which there are, whether they can be opened, and the service's own copy."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.events import Noun
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.gui.changes import StalePage
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.pages.backups_made import CopyCard, MadeCard
from wellbeingdesk.gui.pages.backups_place import PlaceCard
from wellbeingdesk.gui.pages.backups_service import SaidCard, ServiceCard
from wellbeingdesk.gui.pages.backups_tried import RestoredCard, TriedCard
from wellbeingdesk.gui.pages.decision_layout import PageHead, Room
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.surface import Scroller, column, empty
from wellbeingdesk.usecases.backup_views import BackupFacts, FolderLook, backup_facts, look_at_folder

_WIDEST = 760


class BackupsPage(StalePage):
    """Cards one below the other, made anew when something changed; never while one of them is at work."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        theme, words = context.theme, context.words
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._busy = False
        self._waiting: BackupFacts | None = None
        self._scroller = Scroller(theme.scaled(14))
        self._scroller.column.setContentsMargins(0, 0, theme.scaled(8), theme.scaled(16))
        self._cards = column(theme.scaled(14))
        self._scroller.column.addLayout(self._cards)
        self._scroller.column.addStretch(1)
        head = PageHead(theme, words("backups.back"), lambda: context.navigate("settings"))
        head.show_words(words("backups.title"), "")
        page = column(theme.scaled(12), theme.scaled(24))
        page.addWidget(head)
        page.addWidget(BannerBar(theme))
        page.addWidget(Room(self._scroller), 1)
        self.setLayout(page)
        theme.changed.connect(self._rescale)
        self._rescale()
        self.concerns(context.changes, Noun.DESK)

    def arrive(self) -> None:
        """A stick may have been plugged in since."""
        self.freshness.touch()

    def ask_again(self) -> None:
        """What the desk knows; the folder is looked at afterwards, it may be slow."""
        self._context.runner.ask(backup_facts).start(self, self._show)

    def _rescale(self) -> None:
        self._scroller.inside.setMaximumWidth(self._context.theme.scaled(_WIDEST))

    def _show(self, facts: BackupFacts) -> None:
        if self._busy:
            self._waiting = facts
            return
        empty(self._cards)
        if facts.restored is not None:
            self._cards.addWidget(RestoredCard(self._context, facts.restored))
        place, made = PlaceCard(self._context, facts.plan), MadeCard(self._context, facts)
        shown: list[QWidget] = [place, made]
        if facts.last is not None:
            shown.append(TriedCard(self._context, facts))
        shown.append(ServiceCard(self._context, facts.service))
        if facts.service.demanded or facts.service.folder:
            shown.append(SaidCard(self._context, facts.service.said))
        copying = [one for one in shown if isinstance(one, CopyCard)]
        for card in shown:
            self._cards.addWidget(card)
        for one in copying:
            one.failed.connect(self.freshness.touch)
            one.busy.connect(lambda on, here=one: self._work(on, [other for other in copying if other is not here]))
        if facts.plan.folder:
            self._look(facts.plan.folder, place, made)

    def _look(self, folder: str, place: PlaceCard, made: MadeCard) -> None:
        def show(look: FolderLook) -> None:
            place.show_place(look.place)
            if look.place.there:
                made.show_backups(look.backups)

        def unreadable(told: Told) -> None:
            self._context.telling.tell(told, self)

        self._context.runner.work(look_at_folder, folder=folder).start(made, show, unreadable)

    def _work(self, on: bool, others: list[CopyCard]) -> None:
        self._busy = on
        for other in others:
            other.wait(on)
        if not on and self._waiting is not None:
            facts, self._waiting = self._waiting, None
            self._show(facts)
