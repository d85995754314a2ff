"""A reminder that is due, in plain words, with the one thing to do about it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.record import RecordKind
from wellbeingdesk.domain.reminder import ReminderKind
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.client_words import ClientWords
from wellbeingdesk.gui.dialogs.outcome import OutcomeDialog
from wellbeingdesk.gui.unsaved import page_of_kind
from wellbeingdesk.gui.widgets.aside import WithAside
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.surface import column, row
from wellbeingdesk.gui.widgets.text import Caption, Glyph, Text
from wellbeingdesk.usecases import reminders
from wellbeingdesk.usecases.recovery import put_off_recovery
from wellbeingdesk.usecases.rows import ReminderLine

_ICONS = {
    ReminderKind.UNSIGNED_DRAFT: "pen-line",
    ReminderKind.SAFETY_REVIEW: "clipboard-list",
    ReminderKind.CONSENT_ENDS: "handshake",
    ReminderKind.COUNTERSIGN_WAITING: "hourglass",
    ReminderKind.REVIEW_TO_ANSWER: "inbox",
    ReminderKind.DECISION_REVIEW: "git-branch",
    ReminderKind.OUTCOME_TO_RECORD: "calendar-days",
    ReminderKind.RECOVERY_DRILL: "key",
    ReminderKind.RECOVERY_MISSING: "key",
    ReminderKind.RESTORE_DRILL: "history",
    ReminderKind.OWN_WORDS: "bell",
}
_PAGES = {
    ReminderKind.CONSENT_ENDS: ("consent.view", "consent_id"),
    ReminderKind.COUNTERSIGN_WAITING: ("decisions.view", "decision_id"),
    ReminderKind.DECISION_REVIEW: ("decisions.view", "decision_id"),
    ReminderKind.REVIEW_TO_ANSWER: ("decisions.review", "record_id"),
    ReminderKind.RECOVERY_DRILL: ("settings.ways", "drill"),
}
_BY_HAND = {ReminderKind.CONSENT_ENDS, ReminderKind.COUNTERSIGN_WAITING, ReminderKind.DECISION_REVIEW}


class ReminderCard(Card):
    """`draft_kind` tells what an unsigned draft is of."""

    def __init__(self, context: PageContext, line: ReminderLine, draft_kind: RecordKind | None, today: date) -> None:
        super().__init__(context.theme)
        self._context = context
        self._reminder = line.reminder
        self._draft_kind = draft_kind
        self._today = today
        sentence = self._sentence(line)
        self.setAccessibleName(sentence)
        button = Button(context.theme, context.words(f"today.do.{line.reminder.kind.value}"))
        button.setAccessibleDescription(sentence)
        act = self._act()
        button.clicked.connect(lambda _checked=False: act())
        theme = context.theme
        self.add(WithAside(self._words(sentence), self._ways(button, sentence), theme.scaled(10), theme.scaled(220)))

    def _ways(self, button: Button, sentence: str) -> QWidget:
        """Looking at a thing does not deal with it: where nothing else would end the reminder, the person can."""
        later = self._reminder.kind is ReminderKind.RECOVERY_MISSING
        if self._reminder.kind not in _BY_HAND and not later:
            return button
        theme = self._context.theme
        done = Button(theme, self._context.words("today.do.later" if later else "today.do.own-words"))
        done.setAccessibleDescription(sentence)
        done.clicked.connect(lambda _checked=False: self._put_off() if later else self._done())
        ways = QWidget()
        inside = row(theme.scaled(8))
        inside.addWidget(done)
        inside.addWidget(button)
        ways.setLayout(inside)
        return ways

    def _words(self, sentence: str) -> QWidget:
        theme, due = self._context.theme, self._reminder.due_on
        holder = QWidget()
        inside = row(theme.scaled(12))
        inside.addWidget(Glyph(theme, _ICONS[self._reminder.kind], "accent"))
        words = column(theme.scaled(2))
        words.addWidget(Text(sentence))
        near = ClientWords(self._context.words).near_day(due, self._today)
        key = "today.due" if due >= self._today else "today.since"
        words.addWidget(Caption(self._context.words(key, day=near)))
        inside.addLayout(words, 1)
        holder.setLayout(inside)
        return holder

    def _sentence(self, line: ReminderLine) -> str:
        words, kind = self._context.words, line.reminder.kind
        if kind is ReminderKind.OWN_WORDS:
            key = "today.own-words-about" if line.client_name else "today.own-words"
            return words(key, text=line.reminder.text, name=line.client_name)
        if kind is ReminderKind.UNSIGNED_DRAFT:
            of = (self._draft_kind or RecordKind.NOTE).value
            return words(f"today.reminder.unsigned-{of}", name=line.client_name)
        return words(f"today.reminder.{kind.value}", name=line.client_name)

    def _act(self) -> Callable[[], None]:
        kind = self._reminder.kind
        if kind in _PAGES:
            page, argument = _PAGES[kind]
            return lambda: self._context.navigate(page, **{argument: self._reminder.subject_id})
        return {
            ReminderKind.UNSIGNED_DRAFT: self._to_draft,
            ReminderKind.SAFETY_REVIEW: self._to_plan,
            ReminderKind.OUTCOME_TO_RECORD: self._record,
            ReminderKind.RECOVERY_MISSING: lambda: self._context.navigate("settings.ways"),
            ReminderKind.RESTORE_DRILL: lambda: self._context.navigate("settings.backups"),
            ReminderKind.OWN_WORDS: self._done,
        }[kind]

    def _to_draft(self) -> None:
        self._context.navigate(page_of_kind(self._draft_kind or RecordKind.NOTE), draft_id=self._reminder.subject_id)

    def _to_plan(self) -> None:
        self._context.navigate("clients.file", client_id=self._reminder.client_id, ask="safety-plan")

    def _record(self) -> None:
        OutcomeDialog.ask(self._context, self, self._reminder.subject_id)

    def _put_off(self) -> None:
        self._context.runner.change(put_off_recovery).start(self, lambda _none: None)

    def _done(self) -> None:
        change = self._context.runner.change(reminders.finish_reminder, reminder_id=self._reminder.id)
        change.start(self, lambda _none: None)
