"""What pages are shown: lists ordered, filtered and paged by SQL, newest first without a sort."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from tests.store.made_up import START, Desk, appointment, at, consent, draft, sealed
from wellbeingdesk.domain.appointment import AttendanceCount, Outcome
from wellbeingdesk.domain.record import Predecessor, RecordKind, Relation
from wellbeingdesk.store.client_list import LINES
from wellbeingdesk.store.migrating import HEAD
from wellbeingdesk.store.search import search_sql
from wellbeingdesk.store.timeline import TIMELINE

HOUR, DAY = 60, 24 * 60


def test_clients_are_listed_by_the_name_they_use_in_any_script(desk: Desk) -> None:
    names = ["zoë", "Émile Ash", "ash", "Björn", "李小明", "محمد", "😀"]
    for name in names:
        desk.add_client(name)
    listed = [line.name_used for line in desk.client_lines()]
    assert listed == ["ash", "Björn", "Émile Ash", "zoë", "محمد", "李小明", "😀"]
    pages = [desk.client_lines("", o, 3) for o in (0, 3, 6, 9)]
    assert [line.name_used for page in pages for line in page] == listed
    assert [len(page) for page in pages] == [3, 3, 1, 0]
    assert desk.ask(lambda views: views.client_count("")) == 7


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("emile", "Émile Obé"),
        ("OBE emi", "Émile Obé"),
        ("o'brien", "Siân O'Brien"),
        ("sian", "Siân O'Brien"),
        ("小明", "李小明"),
        ("محمد", "مُحَمَّد علي"),
        ("مُحَمَّد", "مُحَمَّد علي"),
        ("😀", "Kim 😀"),
        ("kim 😀", "Kim 😀"),
        ("legally", "Émile Obé"),
    ],
)
def test_a_client_is_found_by_part_of_a_name(desk: Desk, words: str, found: str) -> None:
    desk.add_client("Émile Obé", legal_name="Legally Another")
    for name in ("Siân O'Brien", "李小明", "مُحَمَّد علي", "Kim 😀", "100% _real_"):
        desk.add_client(name)
    lines = desk.client_lines(words)
    assert [line.name_used for line in lines] == [found]
    assert desk.ask(lambda views: views.client_count(words)) == 1


def test_signs_of_the_query_language_are_only_letters(desk: Desk) -> None:
    desk.add_client("100% _real_")
    ash = desk.add_client("Ash")
    desk.add_note(ash.id, "fifty % of it AND nothing NOT more")
    for words in ("%", "_", "100%"):
        assert [line.name_used for line in desk.client_lines(words)] == ["100% _real_"]
    for words in ('"', "*", "NOT", "AND", "words:x", "(", 'a"b', "NEAR(", "-", "\x00", "'", "^fifty", "fifty*"):
        desk.search(words)
    assert len(desk.search("AND")) == 1
    assert desk.search("words:x") == ()


def test_a_client_is_found_by_reference(desk: Desk) -> None:
    made = desk.add_client("Ash", reference="WD-7K3F")
    desk.add_client("Kim", reference="WD-9999")
    for words in ("WD-7K3F", "7k3f", "wd 7k3f"):
        (line,) = desk.client_lines(words)
        assert (line.id, line.reference) == (made.id, "WD-7K3F")


def test_the_list_shows_the_next_and_the_last_appointment(desk: Desk) -> None:
    ash, kim = desk.add_client("Ash"), desk.add_client("Kim")
    desk.clock.minutes = 3 * DAY
    for minutes, outcome in (
        (0, Outcome.ATTENDED),
        (DAY, Outcome.LATE),
        (2 * DAY, Outcome.DID_NOT_ATTEND),
        (4 * DAY, Outcome.CANCELLED_IN_TIME),
        (5 * DAY, None),
        (6 * DAY, None),
    ):
        desk.plan(appointment(ash.id, minutes, outcome=outcome))
    lines = desk.client_lines()
    assert [(line.id, line.next_wall, line.last_wall) for line in lines] == [
        (ash.id, "2026-11-26T09:00", "2026-11-22T09:00"),
        (kim.id, "", ""),
    ]


def test_the_head_of_a_file_counts_outcomes_once(desk: Desk) -> None:
    ash, kim = desk.add_client("Ash"), desk.add_client("Kim")
    happened = [*Outcome, Outcome.ATTENDED, Outcome.DID_NOT_ATTEND]
    for number, outcome in enumerate(happened):
        desk.plan(appointment(ash.id, number * DAY, outcome=outcome), appointment(kim.id, number * DAY))
    head = desk.ask(lambda views: views.client_file(ash.id))
    assert head.counts == AttendanceCount(2, 1, 1, 1, 2, 1)
    assert head.sessions == 3
    assert desk.ask(lambda views: views.outcomes(ash.id)) == tuple(reversed(happened))
    assert desk.ask(lambda views: views.client_file(kim.id)).sessions == 0


def test_a_day_runs_by_the_clock_on_the_wall(desk: Desk) -> None:
    ash = desk.add_client("Ash")
    desk.plan(*(appointment(ash.id, minutes) for minutes in (3 * HOUR, 0, -10 * HOUR, 15 * HOUR)))
    lines = desk.ask(lambda views: views.appointments_on(START.date()))
    assert [line.appointment.planned.wall.hour for line in lines] == [9, 12]
    after = desk.ask(lambda views: views.appointments_on(START.date() + timedelta(days=1)))
    assert [line.appointment.planned.wall.hour for line in after] == [0]
    assert len(desk.ask(lambda views: views.appointments_of(ash.id))) == 4


def test_the_log_of_missed_sessions(desk: Desk) -> None:
    ash, kim = desk.add_client("Ash"), desk.add_client("Kim")
    for number, outcome in enumerate(Outcome):
        desk.plan(*(appointment(person.id, number * DAY, outcome=outcome) for person in (ash, kim)))
    logged = [Outcome.DID_NOT_ATTEND, Outcome.CANCELLED_LATE, Outcome.CANCELLED_IN_TIME]
    mine = desk.ask(lambda views: views.missed(ash.id, 0, 10))
    assert [(line.client_name, line.appointment.outcome) for line in mine] == [("Ash", one) for one in logged]
    everyone = desk.ask(lambda views: views.missed("", 0, 10))
    assert [line.appointment.outcome for line in everyone] == [one for one in logged for _ in range(2)]
    assert desk.ask(lambda views: views.missed("", 4, 10)) == everyone[4:]


def test_a_timeline_merges_everything_newest_first(desk: Desk) -> None:
    ash, kim = desk.add_client("Ash"), desk.add_client("Kim")
    note = sealed(ash.id, "The first session.", at(0))
    follows = Predecessor(Relation.ADDENDUM, note.record.draft.record_id, note.record.statement_sha256)
    addendum = sealed(ash.id, "A correction.", at(DAY), RecordKind.ADDENDUM, follows)
    given = sealed(ash.id, "", at(2 * DAY), RecordKind.CONSENT, answers={"to": "Dr. Example", "by": "post"})
    decided = sealed(ash.id, "Danger to a child.", at(3 * DAY), RecordKind.DECISION)
    begun = draft(ash.id, "Not yet signed.", event_time=at(HOUR))
    planned = appointment(ash.id, 4 * DAY)
    missed = appointment(ash.id, -DAY, outcome=Outcome.DID_NOT_ATTEND, reason="no word", recorded_at=at())
    desk.keep(decided, addendum, note, given, sealed(kim.id, "Somebody else."))
    desk.do(lambda uow: uow.consents.add(consent(given)), lambda uow: uow.drafts.add(begun))
    desk.do(lambda uow: uow.appointments.add(planned), lambda uow: uow.appointments.add(missed))
    entries = desk.timeline(ash.id)
    assert [(one.kind, one.excerpt, one.signed) for one in entries] == [
        ("appointment", "", False),
        ("decision", "Danger to a child.", True),
        ("consent", "Dr. Example", True),
        ("addendum", "A correction.", True),
        ("draft", "Not yet signed.", False),
        ("note", "The first session.", True),
        ("appointment", "no word", False),
    ]
    assert [one.form_id for one in entries][::6] == ["planned", "did-not-attend"]
    assert entries[3].predecessor_id == note.record.draft.record_id
    assert entries[5].event_time == at(0)
    assert entries[5].written_time == note.record.draft.written_time
    pages = [desk.timeline(ash.id, o, 3) for o in (0, 3, 6, 9)]
    assert tuple(one for page in pages for one in page) == entries


def test_an_import_in_any_order_stands_in_the_order_of_the_events(desk: Desk) -> None:
    ash = desk.add_client()
    for minutes in (5, 3, 5, 1, 3, 5, 2):
        desk.add_note(ash.id, f"at {minutes} minutes", at(minutes))
    entries = desk.timeline(ash.id)
    assert [one.event_time for one in entries] == [at(m) for m in (5, 5, 5, 3, 3, 2, 1)]
    hits = desk.search("minutes")
    assert [hit.record_id for hit in hits] == [one.id for one in entries]
    old = desk.add_note(ash.id, "before the epoch", replace(at(), utc=START.replace(year=1969)))
    assert desk.timeline(ash.id, 7, 1)[0].id == old.record.draft.record_id


def test_a_draft_moves_when_its_event_moves(desk: Desk) -> None:
    ash = desk.add_client()
    desk.add_note(ash.id, "signed", at(10))
    begun = draft(ash.id, "begun", event_time=at(5))
    desk.do(lambda uow: uow.drafts.add(begun))
    assert [one.kind for one in desk.timeline(ash.id)] == ["note", "draft"]
    desk.do(lambda uow: uow.drafts.save(replace(begun, event_time=at(20))))
    assert [one.kind for one in desk.timeline(ash.id)] == ["draft", "note"]


def test_an_excerpt_is_the_beginning_of_what_was_written_in_the_forms_order(desk: Desk) -> None:
    ash = desk.add_client()
    answers = {"when": "2026-11-21", "how": "in-person", "subjective": "Says  she\nis tired.", "a": "long " * 99}
    begun = draft(ash.id, answers=answers)
    row = sealed(ash.id, answers={**answers, "0-client": "Ash Sample, 1999"})
    row = replace(row, record=replace(row.record, draft=replace(row.record.draft, record_id=begun.id)))
    desk.begin(begun)
    desk.do(lambda uow: uow.records.add(row), lambda uow: uow.drafts.remove(begun.id))
    (entry,) = desk.timeline(ash.id)
    assert entry.excerpt.startswith("Says she is tired. long long")
    assert len(entry.excerpt) == 240


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("river", True),
        ("riv", True),
        ("RIVER ston", True),
        ("cafe", True),
        ("小明", True),
        ("住在", True),
        ("محمد", True),
        ("กินข้าว", True),
        ("हिन्दी", True),
        ("😀", True),
        ("sleep", False),
        ("", False),
        ("  ", False),
    ],
)
def test_search_finds_words_in_every_script(desk: Desk, words: str, found: bool) -> None:
    ash = desk.add_client("Ash")
    written = "River, stones & café. 李小明住在这里 مُحَمَّد กินข้าวแล้ว हिन्दी में 😀!"
    row = desk.add_note(ash.id, written)
    desk.add_note(ash.id, "Something else.")
    begun = draft(ash.id, written)
    desk.do(lambda uow: uow.drafts.add(begun))
    hits = desk.search(words)
    assert {hit.record_id for hit in hits} == ({row.record.draft.record_id, begun.id} if found else set())
    assert all("李小明住在这里" in hit.excerpt and hit.client_name == "Ash" for hit in hits)


def test_search_pages_and_keeps_to_one_client(desk: Desk) -> None:
    ash, kim = desk.add_client("Ash"), desk.add_client("Kim")
    rows = [desk.add_note(one.id, f"river {n}", at(n)) for n, one in enumerate([ash, kim] * 3)]
    ids = [row.record.draft.record_id for row in reversed(rows)]
    pages = [desk.search("river", "", o, 4) for o in (0, 4)]
    assert [hit.record_id for page in pages for hit in page] == ids
    assert [hit.client_id for hit in desk.search("river", kim.id)] == [kim.id] * 3


def test_consents_and_decisions_are_not_searched(desk: Desk) -> None:
    ash = desk.add_client()
    desk.do(lambda uow: uow.records.add(sealed(ash.id, "river", kind=RecordKind.CONSENT)))
    desk.do(lambda uow: uow.drafts.add(draft(ash.id, "river", kind=RecordKind.DECISION)))
    assert desk.search("river") == ()


ANYTHING = {
    "client_no": 1, "limit": 50, "offset": 0, "query": '"a"*', "terms": "[]", "signs": "[]", "now": "",
}  # fmt: skip


@pytest.mark.parametrize(
    "statement",
    [
        TIMELINE,
        LINES,
        *(search_sql(indexed=indexed, of_one=of_one) for indexed in (True, False) for of_one in (True, False)),
    ],
)
def test_newest_first_needs_no_sort(desk: Desk, statement: str) -> None:
    def plan() -> str:
        values = {name: value for name, value in ANYTHING.items() if f":{name}" in statement}
        with desk.store._reader.connect() as connection:
            return "\n".join(row[3] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {statement}"), values))

    found = desk.on_read(plan)
    assert "TEMP B-TREE" not in found
    assert "SCAN s" not in found.replace("SCAN search", "").replace("SCAN sign", "")


def test_a_plan_with_a_sort_would_be_seen(desk: Desk) -> None:
    (row, *_) = [r for r in desk.sql("EXPLAIN QUERY PLAN SELECT * FROM draft ORDER BY excerpt") if "B-TREE" in r[3]]
    assert "TEMP B-TREE" in row[3]


def test_reminders_come_earliest_first(desk: Desk) -> None:
    assert desk.ask(lambda views: views.reminders(date(2026, 11, 21))) == ()
    assert desk.ask(lambda views: views.schema_revision()) == HEAD
