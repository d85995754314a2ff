"""Today: the day's appointments in order, what is due in plain words, and one thing to do about each."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers.client_stage import TODAY, Stage, stage
from wellbeingdesk.domain.appointment import Outcome
from wellbeingdesk.domain.events import Done
from wellbeingdesk.domain.reminder import Reminder, ReminderKind
from wellbeingdesk.gui.pages.appointments_row import AppointmentRow
from wellbeingdesk.gui.pages.today_reminders import ReminderCard
from wellbeingdesk.usecases import consents, decisions, reminders, safety
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry

__all__ = ["stage"]


def due(stage: Stage) -> list[str]:
    """The reminders that can be read, in order."""
    return [card.accessibleName() for card in stage.window.findChildren(ReminderCard) if card.isVisible()]


def planned(stage: Stage) -> list[str]:
    """The appointments that can be read, in order."""
    return [row.accessibleName() for row in stage.window.findChildren(AppointmentRow) if row.isVisible()]


def test_an_empty_day_says_so(stage: Stage) -> None:
    stage.person.sees("Saturday 21 November 2026")
    stage.person.sees("No appointments today")
    stage.person.sees("Nothing is due")


def test_the_days_appointments_stand_in_order_and_no_other_day_s(stage: Stage) -> None:
    amara, ben = stage.adds("Amara Okafor"), stage.adds("Ben Hartley")
    stage.plans(ben, datetime(2026, 11, 21, 16, 30))
    stage.plans(amara, datetime(2026, 11, 21, 9, 30))
    stage.plans(amara, datetime(2026, 11, 22, 9, 30))
    stage.goes("today")
    stage.person.sees("Amara Okafor")
    assert planned(stage) == ["09:30 Amara Okafor", "16:30 Ben Hartley"]
    assert due(stage) == []


def test_attended_is_one_click_and_the_note_about_it_begins_at_its_time(stage: Stage) -> None:
    person = stage.person
    client_id = stage.adds("Amara Okafor")
    appointment_id = stage.plans(client_id, datetime(2026, 11, 21, 14, 0))
    stage.goes("today")
    person.press("Attended")
    person.sees("Write note")
    line = stage.knows(lambda ports: ports.views.appointment(appointment_id))
    assert line.appointment.outcome is Outcome.ATTENDED
    person.press("Write note")
    person.press("Session note")
    person.sees("What happened in the session")
    assert person.reads("When it happened") == "21 Nov 2026, 14:00"
    person.types("What happened in the session", "A short talk.")
    person.goes_to("Today")
    person.sees("A note about Amara Okafor is not signed yet")
    person.press("Go on writing", within="14:00 Amara Okafor")
    stage.asking.answer_next(True)
    person.press("Sign and lock")
    person.goes_to("Today")
    person.press("Read note")
    person.sees("A short talk.")


def test_attended_keeps_the_keyboard_where_it_was(stage: Stage) -> None:
    client_id = stage.adds("Amara Okafor")
    stage.plans(client_id, datetime(2026, 11, 21, 14, 0))
    stage.goes("today")
    stage.person.press("Attended")
    stage.person.sees("Write note")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.property("text") == "Write note"


def test_an_appointment_that_has_not_begun_was_not_attended(stage: Stage) -> None:
    client_id = stage.adds("Amara Okafor")
    appointment_id = stage.plans(client_id, datetime(2026, 11, 21, 16, 0))
    stage.goes("today")
    assert {"Attended", "Missed…"}.isdisjoint(stage.person.texts())
    stage.person.press("Cancelled…")
    stage.person.sees("This appointment has not begun yet")
    assert stage.knows(lambda ports: ports.views.appointment(appointment_id)).appointment.outcome is None


def test_an_appointment_that_begins_can_be_attended_without_coming_back(stage: Stage) -> None:
    stage.plans(stage.adds("Amara Okafor"), datetime(2026, 11, 21, 14, 32, 1))
    stage.goes("today")
    stage.person.sees("Cancelled…")
    stage.clock.passes(seconds=1)
    stage.person.sees("Attended")


def test_a_click_on_the_wrong_button_is_undone_and_the_audit_keeps_both(stage: Stage) -> None:
    person, client_id = stage.person, stage.adds("Amara Okafor")
    appointment_id = stage.plans(client_id, datetime(2026, 11, 21, 14, 0))
    stage.goes("today")
    person.press("Attended")
    person.sees("Recorded: Attended")
    person.press("Undo")
    person.sees("Missed…")
    assert stage.knows(lambda ports: ports.views.appointment(appointment_id)).appointment.outcome is None
    assert stage.audited(client_id)[-2:] == ["outcome-recorded", "outcome-taken-back"]


def test_an_outcome_left_open_comes_back_the_next_day(stage: Stage) -> None:
    person = stage.person
    client_id = stage.adds("Ben Hartley")
    appointment_id = stage.plans(client_id, datetime(2026, 11, 20, 10, 0))
    stage.goes("today")
    person.sees("What became of the appointment with Ben Hartley?")
    person.sees("Due since yesterday")
    person.press("Record…")
    person.chooses("What happened", "They did not attend")
    person.press("Record")
    person.no_longer_sees("What became of the appointment with Ben Hartley?")
    line = stage.knows(lambda ports: ports.views.appointment(appointment_id))
    assert line.appointment.outcome is Outcome.DID_NOT_ATTEND


def test_each_reminder_leads_to_its_thing(stage: Stage) -> None:
    person = stage.person
    client_id = stage.adds("Amara Okafor")
    stage.does(safety.open_safety_plan, client_id=client_id, review_on=TODAY)
    stage.goes("today")
    person.sees("The safety plan of Amara Okafor is to be reviewed")
    assert due(stage) == ["The safety plan of Amara Okafor is to be reviewed"]
    person.press("Review plan")
    person.sees("Safety plan of Amara Okafor")
    person.press("Cancel")
    person.sees("Safety plan open, review today")
    stage.does(consents.begin_consent, client_id=client_id)
    person.goes_to("Today")
    person.press("Go on writing", within="A consent to share of Amara Okafor is not signed yet")
    person.sees("consent.edit draft_id")
    stage.does(decisions.begin_decision, client_id=client_id)
    person.goes_to("Today")
    person.press("Go on writing", within="A decision about Amara Okafor is not signed yet")
    person.sees("decisions.edit draft_id")


def test_ones_own_words_come_back_on_their_day_and_are_done(stage: Stage) -> None:
    person = stage.person
    stage.goes("today")
    for text, day in (("Order paper forms", "21 Nov 2026"), ("Ring the library", "24 Nov 2026")):
        person.press("Add reminder")
        person.types("What to see to", text)
        person.types("On which day", day)
        person.press("Add reminder")
        person.sees(f"It will come back on {day}.")
    person.sees("Order paper forms")
    assert due(stage) == ["Order paper forms"]
    person.press("Done")
    person.sees("Nothing is due")
    later = stage.knows(lambda ports: ports.views.reminders(date(2026, 11, 24)))
    assert [line.reminder.text for line in later] == ["Ring the library"]


def test_a_reminder_from_a_file_names_its_client(stage: Stage) -> None:
    person = stage.person
    client_id = stage.adds("Amara Okafor")
    stage.goes("clients.file", client_id=client_id)
    person.press("More to do in this file")
    person.press("Add reminder")
    person.types("What to see to", "Ask about the flat")
    person.types("On which day", "21 Nov 2026")
    person.press("Add reminder")
    person.goes_to("Today")
    person.sees("Ask about the flat (Amara Okafor)")


def test_a_done_reminder_stays_done(stage: Stage) -> None:
    reminder_id = stage.does(reminders.set_reminder, due_on=TODAY, text="Order paper forms")
    stage.goes("today")
    stage.person.press("Done")
    stage.person.sees("Nothing is due")
    lines = stage.knows(lambda ports: ports.views.reminders(TODAY))
    assert reminder_id not in [line.reminder.id for line in lines]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (ReminderKind.DECISION_REVIEW, "A decision about Amara Okafor is to be looked at again"),
        (ReminderKind.CONSENT_ENDS, "A consent to share of Amara Okafor ends"),
        (ReminderKind.COUNTERSIGN_WAITING, "A decision about Amara Okafor waits for your colleague’s signature"),
    ],
)
def test_a_thing_that_was_looked_at_can_be_done_with(stage: Stage, kind: ReminderKind, sentence: str) -> None:
    client_id = stage.adds("Amara Okafor")

    def remind(ports: Ports) -> Done[None]:
        with ports.uow() as uow:
            uow.reminders.set(Reminder(ports.ids.new(), kind, TODAY, client_id, ports.ids.new()))
            uow.audit(AuditEntry("reminder-set", "reminder", client_id))
            uow.commit()
        return Done(None)

    stage.does(remind)
    stage.goes("today")
    stage.person.sees(sentence)
    stage.person.press("Done", within=sentence)
    stage.person.sees("Nothing is due")
    assert stage.knows(lambda ports: ports.views.reminders(TODAY)) == ()
