"""The card of the backups that were made: the last one, why the last try failed, make one now, and check any."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.backup import BackupManifest, BackupStep, KeptBackup
from wellbeingdesk.domain.backup_plan import CopyArrived, CopyFailed
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.pages.backups_words import BackupWords
from wellbeingdesk.gui.widgets.aside import WithAside
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.buttons import Button, PrimaryButton
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.steps import StepLine
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.text import Caption, Text
from wellbeingdesk.usecases import backups
from wellbeingdesk.usecases.backup_views import BackupFacts


def failed_banner(context: PageContext, failed: CopyFailed) -> Banner:
    """Why no copy came of it, since when, and what to do, in the words of the failure."""
    words, said = context.words, BackupWords(context.words)
    told = dict(failed.facts)
    when, since = said.moment(failed.at), said.moment(failed.since)
    if failed.at == failed.since:
        title = words("backups.made.failed", when=when)
    else:
        title = words("backups.made.failed-since", since=since, when=when)
    sentences = (words(f"{failed.code}.{part}", **told) for part in ("what", "safe", "do"))
    return Banner(context.theme, "warn", title, " ".join(sentences))


class CopyCard(Card):
    """A card on which a copy is made or looked at: one thing at a time, with its steps, and what came of it."""

    busy = Signal(bool)
    failed = Signal()
    """What the page shows is to be asked for again: why it failed is kept."""

    def __init__(self, context: PageContext, title: str, icon: str) -> None:
        super().__init__(context.theme, title, icon)
        self._context = context
        self._acts: list[QWidget] = []
        self.steps = StepLine(context.theme, len(BackupStep))

    def act(self, button: Button) -> Button:
        """A button that waits while something runs here."""
        self._acts.append(button)
        return button

    def begin(self) -> None:
        """Something slow begins."""
        self._show_busy(True)

    def hear(self, step: BackupStep) -> None:
        """How far it is."""
        self.steps.show_step(self._context.words(f"backups.step.{step.value}"))

    def end(self) -> None:
        """It is over."""
        self.steps.end()
        self._show_busy(False)

    def refused(self, told: Told) -> None:
        """It came to nothing, which is told where all failures are."""
        self.end()
        self._context.telling.tell(told, self)
        self.failed.emit()

    def wait(self, on: bool) -> None:
        """Buttons rest while another card is at work: the store is gone through by one at a time."""
        for button in self._acts:
            button.setEnabled(not on)

    def _show_busy(self, on: bool) -> None:
        self.wait(on)
        self.busy.emit(on)


class MadeCard(CopyCard):
    """`show_backups` comes later than the rest: the folder may be slow to answer."""

    def __init__(self, context: PageContext, facts: BackupFacts) -> None:
        words = context.words
        super().__init__(context, words("backups.made.title"), "history")
        self._words = BackupWords(words, facts.now.zone)
        self.add(Text(self._last(facts.last)))
        if facts.failed is not None:
            self.add(failed_banner(context, facts.failed))
        self.now = self.act(PrimaryButton(context.theme, words("backups.made.now")))
        self.now.clicked.connect(lambda _checked=False: self._make())
        self.column.addWidget(self.now, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self.steps)
        self._came = column(context.theme.scaled(8))
        self.column.addLayout(self._came)
        self._list = column(context.theme.scaled(2))
        self.column.addLayout(self._list)
        self._ready = bool(facts.plan.folder)
        self.now.setVisible(self._ready)

    def show_backups(self, found: tuple[KeptBackup, ...]) -> None:
        """What lies in the folder, newest first."""
        words = self._context.words
        self._list.addWidget(Text(words("backups.made.list"), "section"))
        if not found:
            self._list.addWidget(Text(words("backups.made.list-none"), "body2"))
            return
        for one in found:
            self._list.addWidget(self._row(one))
        self._list.addWidget(Caption(words("backups.made.thinned")))

    def _last(self, last: CopyArrived | None) -> str:
        words = self._context.words
        if last is None:
            return words("backups.made.none-yet")
        return words("backups.made.last", when=self._words.moment(last.at), size=self._words.size(last.size))

    def _row(self, backup: KeptBackup) -> QWidget:
        theme, words = self._context.theme, self._context.words
        when = self._words.made(backup)
        sentence = words("backups.made.one", when=when, size=self._words.size(backup.size))
        check = self.act(Button(theme, words("backups.made.check")))
        check.setAccessibleDescription(sentence)
        check.clicked.connect(lambda _checked=False: self._check(backup, when))
        return WithAside(Text(sentence), check, theme.scaled(10), theme.scaled(200))

    def _make(self) -> None:
        self.begin()
        hear = self._context.runner.hears(self, self.hear)
        self._context.runner.watch(backups.back_up_now, progress=hear).start(
            self, lambda _made: self._made(), self.refused
        )

    def _made(self) -> None:
        self.end()
        self._context.toast(self._context.words("backups.made.done"))

    def _check(self, backup: KeptBackup, when: str) -> None:
        self.begin()
        self.steps.show_step(self._context.words("backups.made.checking", when=when))
        job = self._context.runner.watch(backups.check_backup, name=backup.name)
        job.start(self, lambda manifest: self._checked(manifest, when), self.refused)

    def _checked(self, manifest: BackupManifest, when: str) -> None:
        self.end()
        words, counts = self._context.words, dict(manifest.counts)
        clients, records = counts.get("client", 0), counts.get("sealed_record", 0)
        text = words("backups.made.whole-text", clients=clients, records=records)
        banner = Banner(self._context.theme, "ok", words("backups.made.whole", when=when), text, closable=True)
        self._came.addWidget(banner)
