"""A store that any released version made opens for ever, whole, and can be written on."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.golden.make_store import ADDENDUM, CONTACT, DETAILS, KEYS, NAMES, NOTE, PDF, STORES
from tests.store.made_up import DESK_ID, PERSON, SETUP, Desk, HandClock, at, lanes
from wellbeingdesk.domain.appointment import Outcome
from wellbeingdesk.signing.record import read_record
from wellbeingdesk.store.desk_store import DeskStore
from wellbeingdesk.store.migrating import HEAD, known_revisions

REVISIONS = sorted(path.name for path in STORES.iterdir())


@pytest.fixture(params=REVISIONS)
def golden(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    shutil.copy(STORES / request.param / "store.db", tmp_path)
    clock = HandClock()
    with lanes() as (writing, reading):
        store = writing.submit(DeskStore.open, tmp_path, KEYS, clock).result()
        desk = Desk(tmp_path, store, clock, writing, reading, KEYS)
        yield desk
        writing.submit(desk.store.close).result()


def test_every_released_revision_has_one() -> None:
    assert set(REVISIONS) == set(known_revisions())


def test_it_opens_whole_and_up_to_date(golden: Desk) -> None:
    assert golden.ask(lambda views: views.schema_revision()) == HEAD
    golden.on_write(golden.store.examine)
    found = golden.on_read(golden.store.verify_audit)
    assert (found.broken_at, found.lines) == (0, 9)
    assert (golden.store.desk_id, golden.store.made_up) == (DESK_ID, True)
    assert golden.look(lambda uow: uow.desk.practitioner()) == PERSON
    assert golden.look(lambda uow: uow.desk.setup()) == SETUP


def test_everything_in_it_is_read(golden: Desk) -> None:
    lines = golden.ask(lambda views: views.client_lines("", 0, 9))
    assert {line.name_used for line in lines} == set(NAMES)
    entries = golden.ask(lambda views: views.timeline("client-0", 0, 9))
    assert {one.kind for one in entries} == {"note", "addendum", "consent", "draft", "appointment"}
    assert [one.event_time.utc for one in entries] == sorted((one.event_time.utc for one in entries), reverse=True)
    note = next(one for one in entries if one.kind == "note")
    kept = golden.ask(lambda views: views.record(note.id)).record
    assert kept == read_record(kept.document)
    assert kept.draft.answers["narrative"] == NOTE
    (addendum,) = golden.ask(lambda views: views.addenda(note.id))
    assert addendum.record.draft.answers["narrative"] == ADDENDUM
    assert golden.ask(lambda views: views.file(note.id, "signed")) == PDF
    assert golden.ask(lambda views: views.consent("consent-1")).withdrawn_at == at(120)
    assert golden.ask(lambda views: views.outcomes("client-0")) == (Outcome.DID_NOT_ATTEND,)
    assert len(golden.ask(lambda views: views.search("river", "", 0, 9))) == 2


def test_numbers_and_emergency_contacts_are_read_where_it_kept_them(
    golden: Desk, request: pytest.FixtureRequest
) -> None:
    kept = golden.ask(lambda views: views.client_file("client-0"))
    since = request.node.callspec.params["golden"] >= "0002"
    assert kept.contact_details == (DETAILS if since else ())
    assert kept.emergency_contacts == ((CONTACT,) if since else ())
    golden.do(lambda uow: uow.contacts.set_details("client-0", DETAILS[:1]))
    assert golden.ask(lambda views: views.client_file("client-0")).contact_details == DETAILS[:1]


def test_it_can_be_written_on(golden: Desk) -> None:
    row = golden.add_note("client-1", "by the new river", at(999))
    golden.reopen()
    assert golden.ask(lambda views: views.record(row.record.draft.record_id)) == row
    assert len(golden.ask(lambda views: views.search("river", "", 0, 9))) == 3
