"""The cover sheet as a duty manager finds it: opened with `age` alone, true to the desk, and without a note."""

from __future__ import annotations

import shutil
import stat
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.helpers.cover_stage import (
    MARK,
    ServiceKey,
    client_with_everything,
    everything_in,
    make_key,
    plan,
    set_key,
    sheet_of,
    text_of,
)
from tests.helpers.desks import ask, make_desk, on_bench, on_store, reopen, weak_house
from wellbeingdesk.app.desk import OpenDesk
from wellbeingdesk.app.house import House
from wellbeingdesk.domain.appointment import Outcome
from wellbeingdesk.domain.client import Channel
from wellbeingdesk.domain.contact import ContactDetail
from wellbeingdesk.domain.cover_keeping import CoverFolderAway, CoverFolderRefuses
from wellbeingdesk.domain.times import Instant, instant_from_utc
from wellbeingdesk.machine.files import PREVIOUS
from wellbeingdesk.store import audit
from wellbeingdesk.usecases import appointments, clients, contacts, cover_keys, cover_sheets, safety
from wellbeingdesk.usecases.cover_sheets import CoverStanding
from wellbeingdesk.usecases.notices import notices


class Hands:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def now(self) -> Instant:
        return instant_from_utc(self.at, "Europe/London")


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def timed(tmp_path: Path, hands: Hands) -> House:
    return weak_house(tmp_path / "laptop", hands)


@pytest.fixture
def desk(timed: House) -> Iterator[OpenDesk]:
    opened = make_desk(timed)
    yield opened
    opened.close()


@pytest.fixture
def key(tmp_path: Path) -> ServiceKey:
    return make_key(tmp_path)


def standing(desk: OpenDesk) -> CoverStanding:
    return on_bench(desk, cover_sheets.cover_standing).value


def audited(desk: OpenDesk) -> list[str]:
    def read() -> list[str]:
        with desk.store._reader.begin() as connection:
            lines = audit.lines(connection, "", 0, 1000)
        return [line.entry.action for line in lines if line.entry.entity == "cover-sheet"][::-1]

    return desk.threads.reader.submit(read).result()


def test_it_opens_with_age_alone_and_holds_what_a_stand_in_needs(desk: OpenDesk, key: ServiceKey) -> None:
    client_with_everything(desk)
    set_key(desk, key)
    assert desk.part() == ()
    text = text_of(key.opens(sheet_of(desk)))
    for expected in (
        "if Sam Example cannot", "Made on 23 November 2026, 09:00", "Open files 1", "Amara Okafor",
        "Legal name: Amarachi Okafor", "she/her", "Yes: phone. Must not name the service. After 18:00", "No: post.",
        "Grace Okafor (mother)", "Said by Amara herself, 23 November 2026.", "Wed 25 November 2026, 09:00, 50 min",
        "Safety plan open, review", "Thu 26 November 2026", "It holds no notes.",
        "After 18:00 020 7946 0000", "No: post. Room 12, Elm House",
        "Safe to contact: Ada Reed (flatmate) 020 7946 0001 Said by Amara herself, 23 November 2026.",
        "Not asked whether it is safe: Noor Haddad (flatmate)",
    ):  # fmt: skip
        assert expected in text, expected


def test_nothing_that_was_written_about_a_client_is_in_it(desk: OpenDesk, key: ServiceKey) -> None:
    client_with_everything(desk)
    set_key(desk, key)
    desk.part()
    pdf = key.opens(sheet_of(desk))
    whole = everything_in(pdf)
    assert b"Cover sheet" in whole  # texts of the file can be found in this way at all
    assert MARK not in text_of(pdf)
    for coded in ("utf-8", "utf-16-be", "utf-16-le"):
        assert MARK.encode(coded) not in whole
        assert MARK.encode(coded).hex().encode() not in whole.lower()


def test_the_sealed_file_and_its_name_say_nothing(desk: OpenDesk, key: ServiceKey) -> None:
    client_with_everything(desk)
    set_key(desk, key)
    desk.part()
    sealed = sheet_of(desk)
    assert sealed.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert b"Okafor" not in sealed.read_bytes()
    assert sealed.name == f"cover-{desk.ports.session.desk_id[:8]}.age"
    assert [path.name for path in sealed.parent.iterdir()] == [sealed.name]
    assert stat.S_IMODE(sealed.stat().st_mode) == 0o600
    assert stat.S_IMODE(sealed.parent.stat().st_mode) == 0o700


def test_every_key_that_is_set_opens_it_and_no_other_does(desk: OpenDesk, key: ServiceKey, tmp_path: Path) -> None:
    will, stranger = make_key(tmp_path, "will"), make_key(tmp_path, "stranger")
    set_key(desk, key)
    set_key(desk, will, "Executor of the clinical will")
    desk.part()
    assert key.opens(sheet_of(desk)) == will.opens(sheet_of(desk))
    with pytest.raises(subprocess.CalledProcessError):
        stranger.opens(sheet_of(desk))


def test_without_a_key_nothing_is_written(desk: OpenDesk) -> None:
    client_with_everything(desk)
    assert desk.part() == ()
    assert on_bench(desk, cover_sheets.seal_cover_sheet).value is None
    assert not sheet_of(desk).parent.exists()
    assert audited(desk) == []
    assert standing(desk).sealed is None


def test_each_writing_is_audited_twice_and_an_unchanged_sheet_is_not_written_again(
    desk: OpenDesk, key: ServiceKey, hands: Hands
) -> None:
    client_with_everything(desk)
    set_key(desk, key)
    desk.part()
    first = sheet_of(desk).read_bytes()
    hands.at += timedelta(hours=1)
    desk.part()
    assert sheet_of(desk).read_bytes() == first
    assert audited(desk) == ["export-intended", "export-done"]
    now = standing(desk)
    assert now.current
    assert now.sealed is not None
    assert now.sealed.at.utc == hands.at - timedelta(hours=1)


def test_a_sheet_that_is_gone_or_changed_is_made_again(desk: OpenDesk, key: ServiceKey) -> None:
    set_key(desk, key)
    desk.part()
    for spoil in (lambda: sheet_of(desk).unlink(), lambda: sheet_of(desk).write_bytes(b"cut")):
        spoil()
        assert not standing(desk).current
        desk.part()
        assert b"%PDF" in key.opens(sheet_of(desk))[:8]


def test_what_it_shows_makes_it_new_and_the_last_good_one_is_kept(
    desk: OpenDesk, key: ServiceKey, hands: Hands
) -> None:
    client_id = client_with_everything(desk)
    set_key(desk, key)
    desk.part()
    before = sheet_of(desk).read_bytes()
    on_store(desk, safety.close_safety_plan, client_id=client_id)
    assert not standing(desk).current
    desk.part()
    assert "Safety plan open, review" not in text_of(key.opens(sheet_of(desk)))
    assert sheet_of(desk).with_name(sheet_of(desk).name + PREVIOUS).read_bytes() == before
    hands.at += timedelta(days=4)  # the appointment is over by now
    desk.part()
    assert "None ahead" in text_of(key.opens(sheet_of(desk)))


def test_a_changed_number_or_an_ended_contact_makes_it_new(desk: OpenDesk, key: ServiceKey) -> None:
    client_id = client_with_everything(desk)
    set_key(desk, key)
    desk.part()
    new = (ContactDetail(Channel.PHONE, "020 7946 0009"),)
    on_store(desk, contacts.change_contact_details, client_id=client_id, details=new)
    assert not standing(desk).current
    desk.part()
    assert "020 7946 0009" in text_of(key.opens(sheet_of(desk)))
    one = ask(desk, lambda ports: ports.views.client_file(client_id)).emergency_contacts[0]
    on_store(desk, contacts.end_emergency_contact, contact_id=one.id)
    assert not standing(desk).current
    desk.part()
    text = text_of(key.opens(sheet_of(desk)))
    assert "Ada Reed" not in text
    assert "Room 12" not in text
    assert "Noor Haddad" in text


def test_an_ended_key_opens_neither_the_next_sheet_nor_the_copy_of_before(
    desk: OpenDesk, key: ServiceKey, tmp_path: Path
) -> None:
    other = make_key(tmp_path, "other")
    set_key(desk, key)
    set_key(desk, other)
    desk.part()
    on_store(desk, clients.add_client, name_used="Somebody Else")
    desk.part()
    on_store(desk, cover_keys.end_cover_key, recipient=key.recipient)
    desk.part()
    assert [path.name for path in sheet_of(desk).parent.iterdir()] == [sheet_of(desk).name]
    with pytest.raises(subprocess.CalledProcessError):
        key.opens(sheet_of(desk))
    assert other.opens(sheet_of(desk))


def test_only_what_is_still_ahead_is_listed_and_the_rest_is_counted(
    desk: OpenDesk, key: ServiceKey, hands: Hands
) -> None:
    client_id = on_store(desk, clients.add_client, name_used="Ben").value
    begun = hands.now().wall - timedelta(minutes=30)
    for wall in (begun, *(begun + timedelta(days=7 * week) for week in range(1, 7))):
        plan(desk, client_id, wall)
    over = plan(desk, client_id, begun - timedelta(hours=2))
    cancelled = plan(desk, client_id, begun + timedelta(days=1))
    on_store(
        desk,
        appointments.record_outcome,
        appointment_id=cancelled,
        outcome=Outcome.CANCELLED_BY_US,
        reason="",
    )
    set_key(desk, key)
    desk.part()
    text = text_of(key.opens(sheet_of(desk)))
    assert over
    assert "Mon 23 November 2026, 08:30" in text  # begun, and not over
    assert "06:30" not in text
    assert "Tue 24 November" not in text
    assert "and 3 more after these" in text


def test_somebody_who_may_be_told_again_is_no_longer_named(desk: OpenDesk, key: ServiceKey) -> None:
    client_id = client_with_everything(desk)
    person = ask(desk, lambda ports: ports.views.client_file(client_id)).not_to_tell[0]
    on_store(desk, clients.end_person_not_to_tell, person_id=person.id)
    set_key(desk, key)
    desk.part()
    assert "Grace" not in text_of(key.opens(sheet_of(desk)))


def test_a_chosen_folder_takes_the_rights_of_its_own(desk: OpenDesk, key: ServiceKey, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o750)
    set_key(desk, key)
    on_store(desk, cover_keys.choose_cover_folder, folder=str(shared))
    desk.part()
    sealed = shared / sheet_of(desk).name
    assert key.opens(sealed)
    assert stat.S_IMODE(sealed.stat().st_mode) == 0o640
    assert not sheet_of(desk).exists()


def test_a_folder_that_is_away_is_told_once_a_day_and_stays_noted_until_it_is_back(
    timed: House, desk: OpenDesk, key: ServiceKey, hands: Hands, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    set_key(desk, key)
    on_store(desk, cover_keys.choose_cover_folder, folder=str(shared))
    assert desk.part() == ()
    made = standing(desk).sealed
    shutil.move(shared, tmp_path / "away")
    on_store(desk, clients.add_client, name_used="Somebody Else")
    assert [type(told) for told in desk.part()] == [CoverFolderAway]
    hands.at += timedelta(hours=2)
    assert desk.part() == ()
    now = standing(desk)
    assert now.sealed == made
    assert now.failed is not None
    assert now.failed.at.utc == hands.at
    assert [notice.key for notice in ask(desk, notices)] == ["cover-not-renewed"]
    assert audited(desk)[-2:] == ["export-intended", "export-failed"]
    hands.at += timedelta(days=1)
    assert [type(told) for told in desk.part()] == [CoverFolderAway]
    shutil.move(tmp_path / "away", shared)
    assert desk.part() == ()
    assert standing(desk).failed is None
    assert ask(desk, notices) == ()


def test_a_folder_that_takes_nothing_is_told(desk: OpenDesk, key: ServiceKey, tmp_path: Path) -> None:
    (tmp_path / "shut" / sheet_of(desk).name / "in the way").mkdir(parents=True)
    set_key(desk, key)
    on_store(desk, cover_keys.choose_cover_folder, folder=str(tmp_path / "shut"))
    assert [type(told) for told in desk.part()] == [CoverFolderRefuses]
    assert [path.name for path in (tmp_path / "shut").iterdir()] == [sheet_of(desk).name]


def test_a_file_where_the_folder_should_be_is_told(desk: OpenDesk, key: ServiceKey, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    set_key(desk, key)
    on_store(desk, cover_keys.choose_cover_folder, folder=str(tmp_path / "file"))
    assert [type(told) for told in desk.part()] == [CoverFolderAway]


def test_keys_and_the_last_making_are_there_after_the_next_unlock(timed: House, key: ServiceKey) -> None:
    desk = make_desk(timed)
    set_key(desk, key)
    desk.part()
    again = reopen(timed, desk)
    now = standing(again)
    again.close()
    assert [one.recipient for one in now.keys] == [key.recipient]
    assert now.current
