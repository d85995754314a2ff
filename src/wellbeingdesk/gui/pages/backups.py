"""Backups: where they go and when, which there are, whether they can be opened, and the service's own copy."""

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.failures import Told
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.pages.backups_made import CopyCard, MadeCard
from wellbeingdesk.gui.pages.backups_place import PlaceCard
from wellbeingdesk.gui.pages.backups_service import SaidCard, ServiceCard
from wellbeingdesk.gui.pages.backups_tried import RestoredCard, TriedCard
from wellbeingdesk.gui.pages.topic_page import TopicPage
from wellbeingdesk.gui.widgets.surface import column, empty
from wellbeingdesk.usecases.backup_views import BackupFacts, FolderLook, backup_facts, look_at_folder


class BackupsPage(TopicPage):
    """Cards one below the other, made anew when something changed; never while one of them is at work."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "backups")
        self._busy = False
        self._waiting: BackupFacts | None = None
        self._cards = column(context.theme.scaled(14))
        self.put(self._cards)

    def ask_again(self) -> None:
        """What the desk knows; the folder is looked at afterwards, it may be slow."""
        self._context.runner.ask(backup_facts).start(self, self._show)

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
