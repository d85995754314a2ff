"""Make an appointment: day, time, length, how people meet, and who comes along."""

from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.appointment import Modality
from wellbeingdesk.domain.form import FieldKind
from wellbeingdesk.domain.times import Instant, Planned
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.appointment_companions import CompanionRows
from wellbeingdesk.gui.dialogs.client_fields import day_of, line_of, question, show_faults, text_of
from wellbeingdesk.gui.dialogs.client_words import ClientWords
from wellbeingdesk.gui.widgets.beside import NARROW_SCALE
from wellbeingdesk.gui.widgets.buttons import PrimaryButton
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.surface import column, row
from wellbeingdesk.usecases import appointments
from wellbeingdesk.usecases.ports import Ports

USUAL_MINUTES = 50


class AppointmentDialog(Sheet):
    """Planned by the wall clock of this computer's zone. How people meet is asked, never assumed (P27)."""

    def __init__(self, context: PageContext, parent: QWidget, client_id: str, name: str, now: Instant) -> None:
        super().__init__(context.theme, parent, context.words("appointments.new.title", name=name))
        self._context = context
        self._client_id = client_id
        self._zone = now.zone
        self._dates = ClientWords(context.words).dates
        self.day = question(context, FieldKind.DATE, "appointments.new.day", needed=True)
        self.time = question(context, FieldKind.LINE, "appointments.new.time", needed=True)
        line_of(self.time).setPlaceholderText(context.words("appointments.new.time-hint"))
        self.minutes = question(context, FieldKind.NUMBER, "appointments.new.minutes", needed=True, least=5, most=600)
        self.minutes.editor.set_value(USUAL_MINUTES)
        ways = [(one.value, context.words(f"appointments.modality.{one.value}")) for one in Modality]
        self.modality = question(context, FieldKind.CHOICE, "appointments.new.modality", needed=True, options=ways)
        self.companions = CompanionRows(context)
        large = context.theme.text_scale >= NARROW_SCALE
        when = column(context.theme.scaled(12)) if large else row(context.theme.scaled(12))
        when.addWidget(self.day, 1)
        when.addWidget(self.time, 1)
        self.add_layout(when)
        for part in (self.minutes, self.modality, self.companions):
            self.add(part)
        self.add_cancel()
        make = self.add_button(PrimaryButton(context.theme, context.words("appointments.new.do")), default=True)
        make.clicked.connect(self._make)
        self.companions.grew.connect(self._fit_soon)

    @classmethod
    def ask(cls, context: PageContext, owner: QWidget, client_id: str) -> None:
        """Show it for this client."""

        def show(found: tuple[str, Instant]) -> None:
            cls(context, owner.window(), client_id, *found).open()

        context.runner.ask(_name_and_now, client_id).start(owner, show)

    def planned(self) -> datetime | None:
        """The day and time typed, None where they are none."""
        day, clock = day_of(self.day), text_of(self.time)
        if day is None:
            return None
        full = f"{clock}:00" if clock.isdecimal() else clock
        return self._dates.read_moment(f"{day.isoformat()} {full}")

    def _fit_soon(self) -> None:
        # What was added gets its place in the next turn of the event loop.
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        self.body.activate()
        self.resize(self._fitting())

    def _make(self) -> None:
        faults = show_faults(self._context, self.day, self.time, self.minutes, self.modality)
        wall, companions = self.planned(), self.companions.companions()
        if not faults and wall is None:
            self.time.labelled.show_finding(self._context.words("appointments.new.no-time"))
            self.time.take_focus()
        if faults or wall is None or companions is None:
            return
        minutes = self.minutes.editor.value()
        make = self._context.runner.change(
            appointments.make_appointment,
            client_id=self._client_id,
            planned=Planned(wall, self._zone),
            minutes=minutes if isinstance(minutes, int) else USUAL_MINUTES,
            modality=Modality(text_of(self.modality)),
            accompanied_by=companions,
        )
        make.start(self, lambda _id: self._made(wall))

    def _made(self, wall: datetime) -> None:
        self.accept()
        self._context.toast(self._context.words("appointments.new.made", when=self._dates.moment(wall)))


def _name_and_now(ports: Ports, client_id: str) -> tuple[str, Instant]:
    return ports.views.client_file(client_id).client.name_used, ports.clock.now()
