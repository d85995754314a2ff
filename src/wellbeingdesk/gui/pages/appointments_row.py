"""One appointment as a card: when, who, how they meet, what became of it, and what can be done about it now."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.appointment import Outcome
from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.record import RecordKind
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.appointment_words import MODALITY_ICONS, AppointmentWords, outcome_tone
from wellbeingdesk.gui.dialogs.client_words import DOT, ClientWords
from wellbeingdesk.gui.dialogs.outcome import OutcomeDialog
from wellbeingdesk.gui.dialogs.outcome_back import tell_recorded
from wellbeingdesk.gui.pages.appointments_reading import ShownAppointment
from wellbeingdesk.gui.pages.client_file_actions import template_entries
from wellbeingdesk.gui.pages.client_file_links import NameLink
from wellbeingdesk.gui.pages.client_file_menus import drop_menu
from wellbeingdesk.gui.widgets.aside import WithAside
from wellbeingdesk.gui.widgets.buttons import Button, IconButton
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.chip import Chip
from wellbeingdesk.gui.widgets.flow import FlowBox
from wellbeingdesk.gui.widgets.surface import column, row
from wellbeingdesk.gui.widgets.text import Caption, Glyph, LongText
from wellbeingdesk.usecases import appointments, drafts

_PRESENT = {Outcome.ATTENDED, Outcome.LATE}


class AppointmentRow(Card):
    """With the client's name, as on Today, or without, as in their own file."""

    def __init__(self, context: PageContext, shown: ShownAppointment, now: Instant, *, named: bool) -> None:
        super().__init__(context.theme)
        self.context = context
        self.kept = shown.line.appointment
        self._shown = shown
        self._said = AppointmentWords(context.words)
        self._near = ClientWords(context.words)
        self._begun = self.kept.begun_at(now)
        self._actions = FlowBox(context.theme.scaled(8))
        wall = self.kept.planned.wall
        when = self._near.dates.clock(wall) if named else self._near.moment_alone(wall, now.wall.date())
        self._spoken = f"{when} {shown.line.client_name}" if named else when
        self.setAccessibleName(self._spoken)
        self._offer()
        theme = context.theme
        self.add(WithAside(self._facts(when, named=named), self._actions, theme.scaled(12), theme.scaled(250)))

    def focus_action(self) -> None:
        """Go to the first thing that can be done."""
        button = self._actions.findChild(Button)
        if button is not None:
            button.setFocus(Qt.FocusReason.TabFocusReason)

    def _facts(self, when: str, *, named: bool) -> QWidget:
        theme, line = self.context.theme, self._shown.line
        holder = QWidget()
        inside = row(theme.scaled(14))
        inside.addWidget(Glyph(theme, MODALITY_ICONS[self.kept.modality], "accent"), 0, Qt.AlignmentFlag.AlignTop)
        words = column(theme.scaled(2))
        heading = FlowBox(theme.scaled(10))
        heading.add(LongText(when, "section"))
        if named:
            heading.add(self._name(line.client_name))
        if self.kept.outcome is not None:
            heading.add(Chip(self._said.outcome(self.kept.outcome), outcome_tone(self.kept.outcome)))
        words.addWidget(heading)
        facts = self._said.facts(self.kept)
        words.addWidget(Caption(f"{line.client_reference}{DOT}{facts}" if named else facts))
        if more := self._said.beside_outcome(self.kept):
            words.addWidget(Caption(more))
        inside.addLayout(words, 1)
        holder.setLayout(inside)
        return holder

    def _name(self, name: str) -> NameLink:
        link = NameLink(self.context.theme, name)
        link.setAccessibleDescription(self.context.words("today.open-file"))
        link.clicked.connect(self._open_file)
        return link

    def _offer(self) -> None:
        """The buttons, by what has happened so far."""
        if self.kept.outcome is None:
            if self._begun:
                self._button("appointments.attended", self._attended, "check")
            self._button("appointments.missed" if self._begun else "appointments.cancelled", self._record)
            return
        if self.kept.outcome in _PRESENT:
            self._offer_note()
        change = IconButton(self.context.theme, "pencil", self.context.words("appointments.change"))
        change.setAccessibleDescription(self._spoken)
        change.clicked.connect(self._record)
        self._actions.add(change)

    def _offer_note(self) -> None:
        if self._shown.draft_id:
            self._button("notes.go-on", self._go_on)
        elif self._shown.record_id:
            self._button("appointments.read-note", self._read)
        else:
            self._note_button = self._button("appointments.write-note", self._choose_template)

    def _button(self, key: str, act: Callable[[], None], icon: str = "") -> Button:
        button = Button(self.context.theme, self.context.words(key), icon)
        button.setAccessibleDescription(self._spoken)
        button.clicked.connect(lambda _checked=False: act())
        self._actions.add(button)
        return button

    def _attended(self) -> None:
        change = self.context.runner.change(
            appointments.record_outcome, appointment_id=self.kept.id, outcome=Outcome.ATTENDED
        )
        window = self.window()
        change.start(self, lambda outcome: tell_recorded(self.context, window, self.kept, outcome))

    def _record(self) -> None:
        OutcomeDialog.ask(self.context, self, self.kept.id)

    def _choose_template(self) -> None:
        drop_menu(self.context.theme, self._note_button, template_entries(self.context, self._begin_note))

    def _begin_note(self, form_id: str) -> None:
        begin = self.context.runner.change(
            drafts.begin_draft,
            kind=RecordKind.NOTE,
            client_id=self.kept.client_id,
            form_id=form_id,
            event_time=self.kept.planned.instant(),
            appointment_id=self.kept.id,
        )
        begin.start(self, self._to_note)

    def _to_note(self, draft: Draft) -> None:
        self.context.navigate("clients.note", draft_id=draft.id)

    def _go_on(self) -> None:
        self.context.navigate("clients.note", draft_id=self._shown.draft_id)

    def _read(self) -> None:
        self.context.navigate("clients.note", record_id=self._shown.record_id)

    def _open_file(self) -> None:
        self.context.navigate("clients.file", client_id=self.kept.client_id)
