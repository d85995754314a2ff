"""The card of the service's own servers: where the sealed copy goes at each lock, and what the service says of it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from wellbeingdesk.domain.backup_plan import Meets, ServiceSaid
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.pages.backups_made import CopyCard, failed_banner
from wellbeingdesk.gui.pages.backups_words import BackupWords
from wellbeingdesk.gui.widgets.banner import Banner, BannerBar
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.flow import Flow
from wellbeingdesk.gui.widgets.pickers import Picker
from wellbeingdesk.gui.widgets.text import Selectable, Text
from wellbeingdesk.usecases import service_copies
from wellbeingdesk.usecases.backup_views import ServiceCopyFacts

ASK = "backups.service.choose"
_LONGEST = 400


class ServiceCard(CopyCard):
    """Under a policy that demands it the card says so; every desk may use it."""

    def __init__(self, context: PageContext, facts: ServiceCopyFacts) -> None:
        theme, words = context.theme, context.words
        super().__init__(context, words("backups.service.title"), "building-2")
        self._words = BackupWords(words)
        self.add(Text(words("backups.service.demanded" if facts.demanded else "backups.service.text"), "body2"))
        if facts.folder:
            self.add(LabelledField(theme, words("backups.service.folder"), Selectable(facts.folder)))
            self._add_last(facts)
        elif facts.demanded:
            self.add(Banner(theme, "warn", words("backups.service.nowhere")))
        ways = Flow(theme.scaled(8))
        ways.addWidget(self._button("backups.service.other" if facts.folder else ASK, self._ask))
        if facts.folder:
            ways.addWidget(self._button("backups.service.now", self._send))
            ways.addWidget(self._button("backups.service.end", lambda: self._chosen("")))
        self.column.addLayout(ways)
        self.add(self.steps)

    def _add_last(self, facts: ServiceCopyFacts) -> None:
        words, last = self._context.words, facts.last
        if last is None:
            self.add(Text(words("backups.service.never")))
        else:
            size = self._words.size(last.size)
            self.add(Text(words("backups.service.last", when=self._words.moment(last.at), size=size)))
        if facts.failed is not None:
            self.add(failed_banner(self._context, facts.failed))

    def _button(self, key: str, do: Callable[[], None]) -> Button:
        button = self.act(Button(self._context.theme, self._context.words(key)))
        button.clicked.connect(lambda _checked=False: do())
        return button

    def _ask(self) -> None:
        self._context.asking.choose_folder(self, ASK, lambda folder: self._chosen(folder) if folder else None)

    def _chosen(self, folder: str) -> None:
        said = self._context.words("backups.service.chosen" if folder else "backups.service.ended")
        job = self._context.runner.work(service_copies.choose_service_folder, folder=folder)
        job.start(self, lambda _none: self._context.toast(said))

    def _send(self) -> None:
        self.begin()
        hear = self._context.runner.hears(self, self.hear)
        job = self._context.runner.watch(service_copies.send_service_copy, progress=hear)
        job.start(self, lambda _made: self._sent(), self.refused)

    def _sent(self) -> None:
        self.end()
        self._context.toast(self._context.words("backups.service.arrived"))


class SaidCard(Card):
    """Whether a sealed copy meets the policy is the service's answer, written down with who gave it and its words."""

    def __init__(self, context: PageContext, said: ServiceSaid | None) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, words("backups.service.said"), "clipboard-list")
        self._context = context
        self.add(Text(words("backups.service.said-hint"), "body2"))
        self.banners = BannerBar(theme)
        self._show(said)
        self.meets = Picker(theme)
        self.meets.offer(
            [(Meets.YES.value, words("backups.service.yes")), (Meets.NO.value, words("backups.service.no"))]
        )
        self.add(LabelledField(theme, words("backups.service.answer"), self.meets))
        self.who = QLineEdit()
        self.who.setMaxLength(_LONGEST)
        self.add(LabelledField(theme, words("backups.service.who"), self.who))
        self.what = QPlainTextEdit()
        self.what.setTabChangesFocus(True)
        self.what.setFixedHeight(theme.scaled(72))
        self.add(LabelledField(theme, words("backups.service.what"), self.what))
        self.add(self.banners)
        record = Button(theme, words("backups.service.record"))
        record.clicked.connect(lambda _checked=False: self._record())
        self.column.addWidget(record, 0, Qt.AlignmentFlag.AlignLeft)

    def _show(self, said: ServiceSaid | None) -> None:
        words = self._context.words
        if said is None:
            self.add(Text(words("backups.service.not-said")))
            return
        yes = said.meets is Meets.YES
        line = words(
            "backups.service.said-line",
            name=said.said_by,
            when=BackupWords(words).moment(said.at),
            text=said.words,
            recorder=said.recorded_by,
        )
        title = words("backups.service.said-yes" if yes else "backups.service.said-no")
        self.add(Banner(self._context.theme, "ok" if yes else "warn", title, line))

    def _record(self) -> None:
        self.banners.clear()
        meets = Meets(self.meets.chosen() or Meets.NOT_YET_SAID.value)
        job = self._context.runner.change(
            service_copies.record_what_the_service_said,
            meets=meets,
            said_by=self.who.text(),
            words=self.what.toPlainText(),
        )
        job.start(self, lambda _none: self._recorded(), self._refused)

    def _recorded(self) -> None:
        self._context.toast(self._context.words("backups.service.recorded"))

    def _refused(self, told: Told) -> None:
        self._context.telling.tell(told, self)
