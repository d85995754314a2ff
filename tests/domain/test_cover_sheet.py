"""The cover sheet's order, and that its types have no place for a note."""

from dataclasses import fields
from datetime import UTC, datetime

from wellbeingdesk.domain.appointment import Modality
from wellbeingdesk.domain.cover_sheet import CoverAppointment, CoverClient, CoverSheet
from wellbeingdesk.domain.practitioner import Practitioner, Registration
from wellbeingdesk.domain.times import Planned, instant_from_utc

AT = instant_from_utc(datetime(2026, 11, 21, 14, 0, tzinfo=UTC), "Europe/London")
ROSA = Practitioner("p", "Rosa Mensah", "Counsellor", Registration("", ""))


def on(day: int, hour: int, zone: str = "Europe/London") -> CoverAppointment:
    return CoverAppointment(Planned(datetime(2026, 11, day, hour), zone), 50, Modality.PHONE)


def test_by_next_appointment_then_by_name_and_those_without_last() -> None:
    clients = (
        CoverClient("1", "Zoë"),
        CoverClient("2", "émile"),
        CoverClient("3", "Ben", appointments=(on(24, 9), on(23, 9))),
        CoverClient("4", "Dubai", appointments=(on(23, 12, "Asia/Dubai"),)),
        CoverClient("5", "Anna", appointments=(on(23, 9),)),
        CoverClient("6", "Frank"),
    )
    assert [one.reference for one in CoverSheet(ROSA, AT, clients).in_order] == ["4", "5", "3", "2", "6", "1"]
    assert [one.planned.wall.day for one in clients[2].in_time_order] == [23, 24]


def test_no_type_of_it_can_carry_a_note() -> None:
    assert {field.name for field in fields(CoverAppointment)} == {"planned", "minutes", "modality"}
    assert {field.name for field in fields(CoverClient)} == {
        "reference", "name_used", "legal_name", "pronouns", "contact_rules", "not_to_tell", "appointments",
        "safety_review_on", "emergency_contacts", "later", "contact_details",
    }  # fmt: skip
