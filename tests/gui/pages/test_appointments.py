"""Appointments: made, attended in one click, cancelled in time or late to the minute, missed and counted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QRadioButton

from tests.helpers.client_stage import ZONE, Stage, stage
from wellbeingdesk.domain.appointment import (
    Appointment,
    Companion,
    CompanionCapacity,
    Modality,
    NoOutcomeToTakeBack,
    Outcome,
)
from wellbeingdesk.domain.times import instant_from_utc
from wellbeingdesk.usecases import appointments

__all__ = ["stage"]


def kept(stage: Stage, appointment_id: str) -> Appointment:
    """As the store has it."""
    return stage.knows(lambda ports: ports.views.appointment(appointment_id)).appointment


def opened(stage: Stage, client_id: str) -> None:
    """The appointments of a file."""
    stage.goes("clients.file", client_id=client_id)
    stage.person.turns_to("Appointments")


def cancel(stage: Stage, when: str) -> None:
    """Say in the dialog when the client cancelled."""
    stage.person.press("Cancelled…")
    stage.person.chooses("What happened", "They cancelled")
    stage.person.types("When they told us", when, instead=True)


def test_an_appointment_is_made_with_how_people_meet(stage: Stage) -> None:
    person = stage.person
    client_id = stage.adds("Amara Okafor")
    stage.goes("clients.file", client_id=client_id)
    person.press("New appointment")
    person.types("Day", "25 Nov 2026")
    person.types("Time", "2pm")
    person.press("Make appointment")
    person.sees("This is still to be answered.")
    person.chooses("How you meet", "Video")
    person.press("Make appointment")
    person.sees("Appointment made: 25 Nov 2026, 14:00")
    person.turns_to("Appointments")
    person.sees("Wed 25 Nov, 14:00")
    person.sees("50 minutes  ·  Video")


def test_a_time_that_is_none_is_said_to_be_so(stage: Stage) -> None:
    person = stage.person
    client_id = stage.adds("Amara Okafor")
    stage.goes("clients.file", client_id=client_id)
    person.press("New appointment")
    person.types("Day", "25 Nov 2026")
    person.types("Time", "25:00")
    person.chooses("How you meet", "Phone")
    person.press("Make appointment")
    person.sees("Write a time, such as 14:00.")
    assert stage.knows(lambda ports: ports.views.appointments_of(client_id)) == ()


def test_who_comes_along_is_kept_with_their_capacity(stage: Stage) -> None:
    person = stage.person
    client_id = stage.adds("Amara Okafor")
    stage.goes("clients.file", client_id=client_id)
    person.press("New appointment")
    person.types("Day", "25 Nov 2026")
    person.types("Time", "14")
    person.chooses("How you meet", "In person")
    person.press("Add somebody")
    person.types("Name of who comes along", "Kim Reed")
    person.press("Make appointment")
    person.sees("Enter both the name and why they come along")
    person.chooses("Why they come along", "interpreter")
    person.press("Make appointment")
    person.turns_to("Appointments")
    person.sees("with Kim Reed (interpreter)")
    line = stage.knows(lambda ports: ports.views.appointments_of(client_id))[0]
    assert line.appointment.accompanied_by == (Companion("Kim Reed", CompanionCapacity.INTERPRETER),)


@pytest.mark.rule("P7")
def test_exactly_the_hours_asked_before_is_in_time(stage: Stage) -> None:
    hours = stage.desk.ports.session.setup.choices["notice_hours"]
    assert hours == 24
    client_id = stage.adds("Amara Okafor")
    appointment_id = stage.plans(client_id, datetime(2026, 11, 22, 14, 0))
    opened(stage, client_id)
    cancel(stage, "21 Nov 2026, 14:00")
    stage.person.sees("Cancelled in time: 24 h before; 24 hours are asked for.")
    stage.person.press("Record")
    stage.person.sees("Recorded: Cancelled in time")
    assert kept(stage, appointment_id).outcome is Outcome.CANCELLED_IN_TIME


@pytest.mark.rule("P7")
def test_one_minute_less_is_late(stage: Stage) -> None:
    client_id = stage.adds("Amara Okafor")
    appointment_id = stage.plans(client_id, datetime(2026, 11, 22, 14, 0))
    opened(stage, client_id)
    cancel(stage, "21 Nov 2026, 14:01")
    stage.person.sees("Cancelled late: 23 h 59 min before; 24 hours are asked for.")
    stage.person.types("Reason, if one was given", "Flu")
    stage.person.press("Record")
    stage.person.sees("23 h 59 min before  ·  Flu")
    assert kept(stage, appointment_id).outcome is Outcome.CANCELLED_LATE


@pytest.mark.rule("P7")
def test_a_cancellation_needs_the_time_at_which_it_was_said(stage: Stage) -> None:
    client_id = stage.adds("Amara Okafor")
    appointment_id = stage.plans(client_id, datetime(2026, 11, 22, 14, 0))
    opened(stage, client_id)
    stage.person.press("Cancelled…")
    stage.person.chooses("What happened", "They cancelled")
    stage.person.press("Record")
    stage.person.sees("This is still to be answered.")
    stage.person.types("When they told us", "21 Nov 2026, 15:00")
    stage.person.press("Record")
    stage.person.sees("They cannot have told us later than now.")
    assert kept(stage, appointment_id).outcome is None


def test_just_now_fills_in_the_moment(stage: Stage) -> None:
    client_id = stage.adds("Amara Okafor")
    stage.plans(client_id, datetime(2026, 11, 22, 14, 0))
    opened(stage, client_id)
    stage.person.press("Cancelled…")
    stage.person.chooses("What happened", "They cancelled")
    stage.person.press("Just now")
    stage.person.sees("Cancelled late: 23 h 28 min before")


def test_before_it_begins_only_a_cancellation_can_be_recorded(stage: Stage) -> None:
    client_id = stage.adds("Amara Okafor")
    stage.plans(client_id, datetime(2026, 11, 22, 14, 0))
    opened(stage, client_id)
    stage.person.press("Cancelled…")
    stage.person.sees("This appointment has not begun yet")
    radios = [one for one in stage.window.findChildren(QRadioButton) if one.isVisible()]
    assert [one.text() for one in radios if one.isEnabled()] == ["They cancelled", "We cancelled"]


@pytest.mark.rule("P7")
def test_missed_sessions_are_logged_and_counted(stage: Stage) -> None:
    person = stage.person
    amara, ben = stage.adds("Amara Okafor"), stage.adds("Ben Hartley")
    for day, outcome in ((9, Outcome.ATTENDED), (10, Outcome.DID_NOT_ATTEND), (11, Outcome.CANCELLED_BY_US)):
        made = stage.plans(amara, datetime(2026, 11, day, 14, 0))
        stage.does(appointments.record_outcome, appointment_id=made, outcome=outcome)
    made = stage.plans(amara, datetime(2026, 11, 12, 14, 0))
    said = instant_from_utc(datetime(2026, 11, 12, 11, 0, tzinfo=UTC), ZONE)
    stage.does(appointments.record_outcome, appointment_id=made, outcome=None, cancelled_at=said, reason="Flu")
    made = stage.plans(ben, datetime(2026, 11, 13, 14, 0))
    stage.does(appointments.record_outcome, appointment_id=made, outcome=Outcome.DID_NOT_ATTEND)
    stage.goes("clients.file", client_id=amara)
    person.press("More to do in this file")
    person.press("Missed sessions")
    for words in ("Attended: 1", "Missed: 2", "Cancelled late: 1", "Did not attend: 1", "Cancelled by us: 1"):
        person.sees(words)
    person.sees("Cancelled late  ·  3 h before  ·  Flu")
    assert not any("Ben" in text or "11 Nov" in text for text in person.texts())
    person.press("Back to the file")
    person.sees("Timeline")
    person.goes_to("Clients")
    person.press("Missed sessions")
    person.sees("Missed: 3")
    person.opens("Ben Hartley")
    person.sees("Timeline")
    person.sees("Ben Hartley")


def test_no_missed_sessions_say_so(stage: Stage) -> None:
    stage.adds("Amara Okafor")
    stage.person.goes_to("Clients")
    stage.person.press("Missed sessions")
    stage.person.sees("No missed sessions")
    stage.person.press("All clients")
    stage.person.sees("New client")


def test_an_outcome_can_be_put_right(stage: Stage) -> None:
    client_id = stage.adds("Amara Okafor")
    appointment_id = stage.plans(client_id, datetime(2026, 11, 20, 14, 0), modality=Modality.PHONE)
    stage.does(appointments.record_outcome, appointment_id=appointment_id, outcome=Outcome.DID_NOT_ATTEND)
    opened(stage, client_id)
    stage.person.sees("Did not attend")
    stage.person.press("Change what became of it")
    stage.person.chooses("What happened", "They came late")
    stage.person.press("Record")
    stage.person.sees("Came late")
    assert kept(stage, appointment_id).outcome is Outcome.LATE


def test_an_outcome_recorded_by_a_slip_is_taken_back_later_on(stage: Stage) -> None:
    person, client_id = stage.person, stage.adds("Amara Okafor")
    appointment_id = stage.plans(client_id, datetime(2026, 11, 20, 14, 0))
    stage.does(appointments.record_outcome, appointment_id=appointment_id, outcome=Outcome.DID_NOT_ATTEND, reason="Flu")
    opened(stage, client_id)
    person.press("Change what became of it")
    person.sees("Recorded on 21 Nov 2026, 14:32: Did not attend  ·  Flu")
    person.press("Take it back: nothing is recorded")
    person.sees("Missed…")
    now = kept(stage, appointment_id)
    assert (now.outcome, now.reason, now.recorded_at) == (None, "", None)
    assert stage.audited(client_id)[-1] == "outcome-taken-back"
    person.goes_to("Today")
    person.sees("What became of the appointment with Amara Okafor?")


def test_nothing_is_taken_back_twice(stage: Stage) -> None:
    appointment_id = stage.plans(stage.adds("Amara Okafor"), datetime(2026, 11, 20, 14, 0))
    with pytest.raises(NoOutcomeToTakeBack):
        stage.does(appointments.take_back_outcome, appointment_id=appointment_id)


def test_what_is_to_come_is_neither_past_nor_cancelled(stage: Stage) -> None:
    client_id = stage.adds("Amara Okafor")
    for day, hour in ((21, 9), (21, 18), (23, 9)):
        stage.plans(client_id, datetime(2026, 11, day, hour, 0))
    cancelled = stage.plans(client_id, datetime(2026, 11, 24, 9, 0))
    stage.does(appointments.record_outcome, appointment_id=cancelled, outcome=Outcome.CANCELLED_BY_US)
    opened(stage, client_id)
    stage.person.sees("PAST OR CANCELLED")
    wanted = {"TO COME", "PAST OR CANCELLED"}
    shown = dict.fromkeys(text for text in stage.person.texts() if text.endswith(":00") or text in wanted)
    ahead = ["TO COME", "Today 18:00", "Mon 23 Nov, 09:00"]
    assert list(shown) == [*ahead, "PAST OR CANCELLED", "Tue 24 Nov, 09:00", "Today 09:00"]
