"""The cards of a restore: one that is tried in the program, and one that was done and is to be read about."""

from PySide6.QtCore import Qt

from wellbeingdesk.domain.backup_plan import RestoredFrom, RestoreTried
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.pages.backups_made import CopyCard
from wellbeingdesk.gui.pages.backups_words import BackupWords
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.text import Caption, Text
from wellbeingdesk.usecases import backups
from wellbeingdesk.usecases.backup_views import BackupFacts


class TriedCard(CopyCard):
    """The drill."""

    def __init__(self, context: PageContext, facts: BackupFacts) -> None:
        words = context.words
        super().__init__(context, words("backups.tried.title"), "badge-check")
        self.add(Text(words("backups.tried.text"), "body2"))
        if facts.tried is None:
            self.add(Text(words("backups.tried.never")))
        else:
            self._add_result(facts.tried)
        self.do = self.act(Button(context.theme, words("backups.tried.do")))
        self.do.clicked.connect(lambda _checked=False: self._try())
        self.column.addWidget(self.do, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self.steps)
        self.add(Caption(words("backups.tried.next")))

    def _add_result(self, tried: RestoreTried) -> None:
        theme, words = self._context.theme, self._context.words
        said = BackupWords(words, tried.at.zone)
        when, made = said.moment(tried.at), said.named(tried.name)
        last = words("backups.tried.last", when=when, made=made, clients=tried.clients, records=tried.records)
        if tried.wrong:
            self.add(Banner(theme, "danger", last, words("backups.tried.wrong", count=tried.wrong)))
            return
        right = words("backups.tried.right")
        if tried.same_ways:
            self.add(Banner(theme, "ok", last, f"{right} {words('backups.tried.same-ways')}"))
        else:
            self.add(Banner(theme, "warn", last, f"{right} {words('backups.tried.other-ways')}"))

    def _try(self) -> None:
        self.begin()
        hear = self._context.runner.hears(self, self.hear)
        job = self._context.runner.watch(backups.try_a_restore, progress=hear)
        job.start(self, lambda _tried: self.end(), self.refused)


class RestoredCard(Card):
    """What the restore brought, told until somebody says that they have read it."""

    def __init__(self, context: PageContext, told: RestoredFrom) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, words("backups.restored.title"), "info")
        self._context = context
        for sentence in self._sentences(told):
            self.add(Text(sentence))
        if told.registers_refused:
            self.add(Banner(theme, "warn", words("backups.restored.registers", count=told.registers_refused)))
        read = Button(theme, words("backups.restored.read"), "check")
        read.clicked.connect(lambda _checked=False: self._read())
        self.column.addWidget(read, 0, Qt.AlignmentFlag.AlignLeft)

    def _sentences(self, told: RestoredFrom) -> list[str]:
        words = self._context.words
        said = [words("backups.restored.text", when=BackupWords(words).moment(told.made_at))]
        if told.missing < 0:
            said.append(words("backups.restored.missing-unknown"))
        elif not told.missing:
            said.append(words("backups.restored.missing-none"))
        else:
            said.append(words("backups.restored.missing", count=told.missing))
        if told.disposed_again:
            said.append(words("backups.restored.disposed", count=told.disposed_again))
        return [*said, words("backups.restored.instance", instance=told.instance)]

    def _read(self) -> None:
        self._context.runner.change(backups.note_restore_read).start(self, lambda _none: None)
