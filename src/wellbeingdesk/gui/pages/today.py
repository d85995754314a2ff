"""Today: the day's appointments in order, and everything that is due, each with one thing to do about it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from wellbeingdesk.domain.events import Noun
from wellbeingdesk.gui.changes import StalePage
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.client_words import ClientWords
from wellbeingdesk.gui.dialogs.reminder_new import ReminderDialog
from wellbeingdesk.gui.pages.appointments_list import AppointmentList
from wellbeingdesk.gui.pages.appointments_reading import TodayPage as Found
from wellbeingdesk.gui.pages.appointments_reading import today
from wellbeingdesk.gui.pages.today_kept import KeptCard
from wellbeingdesk.gui.pages.today_notices import NoticeStrip
from wellbeingdesk.gui.pages.today_reminders import ReminderCard
from wellbeingdesk.gui.widgets.aside import WithAside
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.empty import EmptyState
from wellbeingdesk.gui.widgets.surface import Scroller, column, empty
from wellbeingdesk.gui.widgets.text import Heading

_BOTH = 900
"""From this width on, at the text size in force, appointments and reminders stand side by side."""


class TodayPage(StalePage):
    """The desk is open, so names may be read here."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        theme, words = context.theme, context.words
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._said = ClientWords(words)
        page = column(theme.scaled(12), theme.scaled(24))
        self._day = Heading("")
        add = Button(theme, words("today.add.open"), "bell")
        add.clicked.connect(self._add_reminder)
        page.addWidget(WithAside(self._day, add, theme.scaled(8), theme.scaled(280)))
        page.addWidget(BannerBar(theme))
        scroller = Scroller(theme.scaled(12))
        scroller.column.setContentsMargins(0, 0, theme.scaled(12), theme.scaled(16))
        self._notices = NoticeStrip(context)
        scroller.column.addWidget(self._notices)
        self._sides = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._sides.setSpacing(theme.scaled(24))
        scroller.column.addLayout(self._sides)
        scroller.column.addStretch(1)
        page.addWidget(scroller, 1)
        self.setLayout(page)
        self._appointments = AppointmentList(context, named=True)
        self._reminders = column(theme.scaled(8))
        no_appointments = self._nothing("calendar-days", "today.no-appointments")
        self._add_side("today.appointments", self._appointments, no_appointments)
        holder = QWidget()
        holder.setLayout(self._reminders)
        no_reminders = self._nothing("circle-check", "today.no-reminders")
        self._add_side("today.reminders", holder, no_reminders)
        self._empties = (no_appointments, no_reminders)
        self._cards: list[ReminderCard] = []
        nouns = (Noun.APPOINTMENT, Noun.REMINDER, Noun.NOTE, Noun.CONSENT, Noun.DECISION, Noun.EXCHANGE, Noun.SAFETY)
        self.concerns(context.changes, *nouns, Noun.CLIENT, Noun.DESK)
        self._appointments.begun.connect(self.freshness.touch)

    def arrive(self) -> None:
        """The day may have changed since."""
        self.freshness.touch()

    def ask_again(self) -> None:
        """What is to be told, and the day in one go."""
        self._notices.ask_again()
        self._context.runner.ask(today).start(self, self._show)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two."""
        super().resizeEvent(event)
        wide = self.width() >= self._context.theme.scaled(_BOTH)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(direction)

    def _add_side(self, key: str, filled: QWidget, nothing: QWidget) -> None:
        side = QWidget()
        inside = column(self._context.theme.scaled(10))
        inside.addWidget(Heading(self._context.words(key), "h2"))
        inside.addWidget(filled)
        inside.addWidget(nothing)
        inside.addStretch(1)
        side.setLayout(inside)
        self._sides.addWidget(side, 1)

    def _nothing(self, icon: str, key: str) -> EmptyState:
        state = EmptyState(self._context.theme, icon, self._context.words(key), self._context.words(f"{key}-text"))
        state.setVisible(False)
        return state

    def _show(self, found: Found) -> None:
        day = found.appointments.now.wall.date()
        self._day.setText(self._said.long_day(day))
        self._appointments.show_parts([("", found.appointments.shown)], found.appointments.now)
        empty(self._reminders)
        self._cards = [
            ReminderCard(self._context, line, found.draft_kinds.get(line.reminder.subject_id), day)
            for line in found.reminders
        ]
        for card in (*(KeptCard(self._context, one, day) for one in found.kept), *self._cards):
            self._reminders.addWidget(card)
        no_appointments, no_reminders = self._empties
        no_appointments.setVisible(not found.appointments.shown)
        no_reminders.setVisible(not found.reminders and not found.kept)

    def _add_reminder(self) -> None:
        ReminderDialog.ask(self._context, self)
