"""Looking through a whole store: what is damaged is found and named, and what can still be read is said."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from tests.store.full_client import add_full_client
from tests.store.made_up import KEYS, OTHER_KEYS, Desk, appointment, at, draft, lanes
from tools.decrypt_store import decrypted_pages
from wellbeingdesk.domain.appointment import Appointment
from wellbeingdesk.domain.client import Client
from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.store_check import CheckProgress, Examination, Fault, Part
from wellbeingdesk.domain.worldly import StoreDamaged
from wellbeingdesk.store.bugs import SqlOnWrongThread
from wellbeingdesk.store.engine import Role, connect
from wellbeingdesk.store.examination import examine_store
from wellbeingdesk.usecases.rows import Views
from wellbeingdesk.usecases.ways import DeskKeys

PAGE = 4096


def examine(path: Path, keys: DeskKeys = KEYS, tell: Callable[[CheckProgress], None] | None = None) -> Examination:
    with lanes() as (_, reading):
        return reading.submit(examine_store, path, keys, tell).result()


def faults(found: Examination) -> set[Fault]:
    return {one.fault for one in found.faults}


@pytest.fixture
def closed(desk: Desk) -> Path:
    """A store with two full clients and forty notes, closed."""
    for letter in "zk":
        add_full_client(desk, letter)
    ash = desk.add_client("Ash")
    for number in range(40):
        desk.sign_note(ash.id, f"by the river {number} " * 60, at(number))
    desk.on_write(desk.store.close)
    return desk.folder / "store.db"


def test_a_whole_store_is_whole_and_everything_is_counted(closed: Path) -> None:
    told: list[CheckProgress] = []
    before = closed.read_bytes()
    found = examine(closed, tell=told.append)
    assert found.whole
    kinds = {one.kind: one.readable for one in found.readable}
    assert (kinds["sealed_record"], kinds["record_file"], kinds["client"]) == (48, 4, 3)
    assert all(one.complete and not one.unreadable for one in found.readable)
    assert found.audit_lines > 40
    parts = list(dict.fromkeys(one.part for one in told))
    assert parts == [Part.PAGES, Part.STRUCTURE, Part.SEARCH, Part.RECORDS, Part.FILES, Part.ROWS, Part.AUDIT]
    assert [(one.done, one.total) for one in told if one.part is Part.RECORDS] == [(0, 48), (48, 48)]
    assert closed.read_bytes() == before
    assert {path.name for path in closed.parent.iterdir()} == {"store.db"}


def test_a_desk_may_be_at_work_meanwhile(desk: Desk) -> None:
    ash = desk.add_client()
    desk.sign_note(ash.id)

    def work(_: CheckProgress) -> None:
        desk.sign_note(ash.id)

    found = desk.on_read(lambda: desk.store.examine_all(work))
    assert found.whole
    assert len(desk.timeline(ash.id)) > 5
    with pytest.raises(SqlOnWrongThread):
        desk.on_write(desk.store.examine_all)


def test_another_key_or_a_spoilt_first_page_cannot_be_opened(closed: Path) -> None:
    content = bytearray(closed.read_bytes())
    (found,) = examine(closed, OTHER_KEYS).faults
    assert (found.fault, found.pages) == (Fault.CANNOT_BE_OPENED, tuple(range(1, len(content) // PAGE + 1)))
    content[100] ^= 1
    closed.write_bytes(content)
    (found,) = examine(closed).faults
    assert (found.fault, found.pages) == (Fault.CANNOT_BE_OPENED, (1,))


@pytest.mark.parametrize("bytes_left", [PAGE * 20, PAGE * 20 + 7, -PAGE, -1])
def test_a_cut_store_is_never_whole(closed: Path, bytes_left: int) -> None:
    closed.write_bytes(closed.read_bytes()[:bytes_left])
    assert not examine(closed).whole


def _damage(path: Path, page: int) -> None:
    content = bytearray(path.read_bytes())
    content[(page - 1) * PAGE + 1000] ^= 1
    path.write_bytes(content)


def decrypted(store: bytes) -> list[bytes]:
    return list(decrypted_pages(BytesIO(store), [KEYS.store]))


def _pages_with(path: Path, *texts: str) -> list[int]:
    """Numbers of the pages in which one of these stands."""
    wanted = [text.encode() for text in texts]
    pages = enumerate(decrypted(path.read_bytes()), 1)
    return [number for number, page in pages if any(text in page for text in wanted)]


def test_damage_names_its_page_and_what_is_lost_with_it(desk: Desk) -> None:
    ash = desk.add_client()
    notes = [desk.sign_note(ash.id, f"by the river {number} " * 400, at(number)) for number in range(4)]
    desk.on_write(desk.store.close)
    path = desk.folder / "store.db"
    whole, lost, unopened = path.read_bytes(), set(), 0
    ids = {note.record.draft.record_id for note in notes}
    for page in {*_pages_with(path, "the river", "sealed", "statement_sha256"), *range(2, 100, 9)}:
        _damage(path, page)
        found = examine(path)
        path.write_bytes(whole)
        assert found.faults[0].pages == (page,)
        if found.of(Fault.CANNOT_BE_OPENED):  # a page that lists the tables
            unopened += 1
            continue
        assert not found.of(Fault.RECORD_CHANGED)
        records = next(one for one in found.readable if one.kind == "sealed_record")
        assert set(records.unreadable) <= ids
        if records.readable + len(records.unreadable) < 4:  # a page of the planner's statistics stops everything
            assert not records.complete
            unopened += 1
        lost |= set(records.unreadable)
    assert lost == ids
    assert unopened < 20


def test_no_damaged_page_is_read_as_something_else(desk: Desk) -> None:
    """SQLCipher gives the end of a long value as zeros and complains at the next question only."""
    ash = desk.add_client(legal_name="by the river " * 900)
    begun = draft(ash.id, "by the river " * 1500)
    planned = appointment(ash.id, reason="by the river " * 900)
    desk.begin(begun)
    desk.plan(planned)
    desk.on_write(desk.store.close)
    path = desk.folder / "store.db"
    whole, told = path.read_bytes(), 0
    for page in _pages_with(path, "the river", "Ash"):
        _damage(path, page)
        try:
            desk.open(KEYS)
        except StoreDamaged:
            told += 1
        else:
            told += _reads_right_or_tells(desk, ash, begun, planned)
            with suppress(StoreDamaged):
                desk.on_write(desk.store.close)
        path.write_bytes(whole)
    assert told >= 15
    desk.open(KEYS)


def _reads_right_or_tells(desk: Desk, ash: Client, begun: Draft, planned: Appointment) -> bool:
    told = False
    questions: list[tuple[Callable[[Views], object], object]] = [
        (lambda views: views.client_file(ash.id).client, ash),
        (lambda views: views.draft(begun.id), begun),
        (lambda views: views.appointment(planned.id).appointment, planned),
        (lambda views: [hit.record_id for hit in views.search("river", "", 0, 9)], [begun.id]),
    ]
    for question, right in questions:
        try:
            assert desk.ask(question) == right
        except StoreDamaged:
            told = True
    return told


def test_what_a_damaged_table_leaves_is_read_row_by_row(desk: Desk) -> None:
    people = [desk.add_client(f"Client {number}", legal_name="x" * 700) for number in range(40)]
    desk.on_write(desk.store.close)
    path = desk.folder / "store.db"
    whole, partly = path.read_bytes(), 0
    for page in _pages_with(path, "xxxx"):
        _damage(path, page)
        for clients in (one for one in examine(path).readable if one.kind == "client" and one.unreadable):
            assert set(clients.unreadable) <= {person.id for person in people}
            assert clients.readable + len(clients.unreadable) == 40
            partly += clients.readable > 0
        path.write_bytes(whole)
    assert partly >= 5


def _older_and_newer(desk: Desk) -> tuple[bytes, bytes]:
    """The store before and after ten more notes and a change of everything that may change, both closed."""
    path = desk.folder / "store.db"
    ash = desk.add_client()
    begun, planned = draft(ash.id), appointment(ash.id)
    desk.begin(begun)
    desk.plan(planned)
    for number in range(10):
        desk.sign_note(ash.id, f"by the river {number} " * 60, at(number))
    desk.on_write(desk.store.close)
    before = path.read_bytes()
    desk.open(KEYS)
    desk.do(lambda uow: uow.clients.save(replace(ash, name_used="Ashley")), lambda uow: uow.drafts.save(begun))
    desk.do(lambda uow: uow.appointments.save(replace(planned, minutes=25)))
    for number in range(10):
        desk.sign_note(ash.id, f"by the lake {number} " * 60, at(60 + number))
    desk.on_write(desk.store.close)
    return before, path.read_bytes()


MAY_GO_UNSEEN = {"client", "draft", "appointment", "search_idx", "sqlite_stat1"}
"""What may change has no digest in the audit: an older page of it is an older state of it. The limits say so."""


def test_no_older_page_of_what_was_signed_goes_unseen(desk: Desk) -> None:
    """Each such page bears a good seal: SQLCipher accepts it, and reading it says nothing."""
    before, after = _older_and_newer(desk)
    path = desk.folder / "store.db"
    unseen, by_digest, tried = set(), 0, 0
    for start in range(0, len(before), PAGE):
        if before[start : start + PAGE] == after[start : start + PAGE]:
            continue
        tried += 1
        path.write_bytes(after[:start] + before[start : start + PAGE] + after[start + PAGE :])
        found = examine(path)
        by_digest += bool({Fault.RECORD_GONE, Fault.RECORD_CHANGED} & faults(found))
        if found.whole:
            unseen.add(start // PAGE + 1)
    path.write_bytes(after)
    assert examine(path).whole
    desk.open(KEYS)
    names = {page: name for name, page in desk.sql("SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0")}
    older, newer = (decrypted(content) for content in (before, after))
    unseen = {page for page in unseen if older[page - 1] != newer[page - 1]}  # not those only sealed anew
    assert {names.get(page, f"page {page}") for page in unseen} <= MAY_GO_UNSEEN
    assert tried > 15
    assert by_digest >= 1


def _as_an_older_page(path: Path, *statements: str) -> None:
    connection = connect(path, KEYS.store, Role.WRITES)
    for statement in ("PRAGMA foreign_keys=OFF", *statements):
        connection.execute(statement)
    connection.close()


def test_deep_check_lists_the_notes_that_are_gone(desk: Desk) -> None:
    ash = desk.add_client()
    notes = [desk.sign_note(ash.id, f"by the river {number}", at(number)) for number in range(3)]
    assert desk.on_read(desk.store.deep_check) == ()
    first, second, _ = (note.record.draft.record_id for note in notes)
    desk.on_write(desk.store.close)
    path = desk.folder / "store.db"
    _as_an_older_page(
        path,
        "DROP TRIGGER sealed_record_is_kept",
        "DROP TRIGGER sealed_document_is_kept",
        f"DELETE FROM sealed_document WHERE row = (SELECT row FROM sealed_record WHERE id = '{first}')",
        f"DELETE FROM sealed_document WHERE row = (SELECT row FROM sealed_record WHERE id = '{second}')",
        f"DELETE FROM sealed_record WHERE id = '{second}'",
    )
    desk.open(KEYS)
    lost = tuple(sorted((first, second)))
    assert desk.on_read(desk.store.deep_check) == lost
    (found,) = desk.on_read(desk.store.examine_all).of(Fault.RECORD_GONE)
    assert tuple(sorted(found.ids)) == lost


def test_a_record_or_file_that_is_not_what_was_signed_is_named(desk: Desk) -> None:
    _, records = add_full_client(desk, "z")
    note, decided = (records[place].record.draft.record_id for place in (0, 3))
    for trigger in ("sealed_document_stays", "record_file_stays"):
        desk.sql(f"DROP TRIGGER {trigger}")
    desk.sql("UPDATE sealed_document SET document = CAST(replace(CAST(document AS TEXT), 'river', 'ocean') AS BLOB)")
    desk.sql("UPDATE record_file SET content = X'00' WHERE stage = 'signed'")
    found = desk.on_read(desk.store.examine_all)
    assert [one.ids for one in found.of(Fault.RECORD_CHANGED)] == [(note,)]
    assert [one.ids for one in found.of(Fault.FILE_CHANGED)] == [(decided,)]


def test_an_index_that_does_not_fit_is_told(desk: Desk) -> None:
    ash = desk.add_client()
    desk.sign_note(ash.id, "by the river")
    desk.sql("DROP TRIGGER search_takes_in")
    desk.sign_note(ash.id, "by the lake")
    assert faults(desk.on_read(desk.store.examine_all)) == {Fault.SEARCH_INDEX_WRONG}


def test_a_broken_chain_names_its_line(desk: Desk) -> None:
    for _ in range(4):
        desk.add_client()
    desk.sql("DROP TRIGGER audit_stays")
    desk.sql("UPDATE audit SET detail = 'x' WHERE seq = 3")
    assert [one.at for one in desk.on_read(desk.store.examine_all).of(Fault.AUDIT_BROKEN)] == [3]
