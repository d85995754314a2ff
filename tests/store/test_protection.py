"""What the database itself refuses, tried as a bug would: bare statements on the writing connection."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from tests.store.made_up import Desk, at, consent, draft, sealed, send
from wellbeingdesk.domain.decision import Decision, DecisionState, Review
from wellbeingdesk.domain.record import DefinitionRef, RecordKind
from wellbeingdesk.store.protection import triggers

ORDER = (
    "INSERT INTO disposal_order (id, client_no, client_id, ordered_by, grounds, ordered_utc, ordered_zone,"
    " ordered_offset, standing) VALUES (?, ?, 'c', 'p', 'retention', '2026-11-21T09:00:00.000Z', 'UTC', 0, ?)"
)
SPEND = "UPDATE disposal_order SET standing = NULL WHERE standing IS NOT NULL"
DESTROY = (
    "DELETE FROM mark WHERE row IN (SELECT row FROM sealed_record WHERE client_no = 1)",
    "DELETE FROM record_file WHERE row IN (SELECT row FROM sealed_record WHERE client_no = 1)",
    "DELETE FROM consent_withdrawal WHERE consent_no IN (SELECT no FROM consent WHERE client_no = 1)",
    "DELETE FROM consent WHERE client_no = 1",
    "DELETE FROM decision WHERE client_no = 1",
    "DELETE FROM sealed_record WHERE client_no = 1",
    "DELETE FROM sealed_document WHERE client_no = 1",
)
GUARDED = (
    "sealed_record", "sealed_document", "record_file", "definition", "consent", "consent_withdrawal", "decision",
    "review", "review_file", "mark", "audit",
)  # fmt: skip


def _sign_everything(desk: Desk, name: str) -> None:
    person = desk.add_client(name)
    note = desk.add_note(person.id, f"{name} by the river")
    given = sealed(person.id, kind=RecordKind.CONSENT)
    decided = sealed(person.id, kind=RecordKind.DECISION)
    record_id, consent_id, decision_id = (row.record.draft.record_id for row in (note, given, decided))
    digest = decided.record.statement_sha256
    made = Decision(decision_id, person.id, "d", 1, DecisionState.SIGNED, digest, at(), "", "")
    desk.keep(given, decided)
    desk.do(lambda uow: uow.consents.add(consent(given)), lambda uow: uow.decisions.add(made))
    desk.do(lambda uow: uow.consents.withdraw(consent_id, at(), "", at()))
    desk.do(lambda uow: uow.records.keep_file(record_id, "signed", "ab" * 32, b"%PDF"))
    desk.sql(
        "INSERT INTO mark (id, row, kind, reason, made_by, made_utc, made_zone, made_offset)"
        " SELECT ?, row, 'invalid', '', 'p', '2026-11-21T09:00:00.000Z', 'UTC', 0 FROM sealed_record WHERE id = ?",
        f"m-{name}",
        record_id,
    )


@pytest.fixture
def full(desk: Desk) -> Desk:
    """Two clients with one of everything that was ever signed."""
    for name in ("Ash", "Kim"):
        _sign_everything(desk, name)
    desk.do(lambda uow: uow.decisions.add_review(Review("r-1", "ab" * 32, "c-1", at())))
    desk.do(lambda uow: uow.decisions.keep_review_file("r-1", "signed", "ab" * 32, b"%PDF"))
    desk.do(lambda uow: uow.records.keep_definition(DefinitionRef("f", 1, "ab" * 32), "form", b"x"))
    return desk


def rows(desk: Desk, table: str) -> list[Any]:
    return desk.sql(f"SELECT * FROM {table}")


def columns(desk: Desk, table: str) -> list[str]:
    return [row[1] for row in desk.sql(f"PRAGMA table_info({table})")]


@pytest.mark.parametrize("table", GUARDED)
def test_no_signed_column_can_be_changed(full: Desk, table: str) -> None:
    before = rows(full, table)
    assert before
    free = {"decision": {"state", "second_signer", "capacity"}, "review": {"answer"}}.get(table, set())
    for column in columns(full, table):
        if column in free or column.startswith(("sent_", "answered_")):
            continue
        with pytest.raises(IntegrityError):
            full.sql(f"UPDATE {table} SET {column} = {column}")
        with pytest.raises(IntegrityError):
            full.sql(f"UPDATE OR IGNORE {table} SET {column} = {column}")
    assert rows(full, table) == before


@pytest.mark.parametrize("table", GUARDED)
def test_no_signed_row_can_be_deleted_without_an_order(full: Desk, table: str) -> None:
    before = rows(full, table)
    with pytest.raises(IntegrityError):
        full.sql(f"DELETE FROM {table}")
    assert rows(full, table) == before


@pytest.mark.parametrize("table", GUARDED)
@pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE"])
def test_replacing_is_deleting(full: Desk, table: str, verb: str) -> None:
    before = rows(full, table)
    with pytest.raises(IntegrityError):
        full.sql(f"{verb} INTO {table} SELECT * FROM {table}")
    assert rows(full, table) == before


def test_an_upsert_is_a_change(full: Desk) -> None:
    with pytest.raises(IntegrityError):
        full.sql(
            "INSERT INTO definition SELECT * FROM definition WHERE true"
            " ON CONFLICT (sha256) DO UPDATE SET source = X'00'"
        )


def test_a_client_with_signed_records_cannot_be_deleted(full: Desk) -> None:
    with pytest.raises(IntegrityError):
        full.sql("DELETE FROM client WHERE no = 1")


def in_one(desk: Desk, work: Callable[[Connection], None]) -> None:
    """All in one transaction, committed at its end."""

    def run() -> None:
        with desk.store._writer.connect() as connection:
            work(connection)
            connection.commit()

    desk.on_write(run)


def disposal(connection: Connection, client_no: int = 1) -> None:
    send(connection, ORDER, f"o-{client_no}", client_no, "token-1")
    for statement in DESTROY:
        send(connection, statement)


def test_an_order_destroys_its_client_and_nobody_else(full: Desk) -> None:
    def work(connection: Connection) -> None:
        disposal(connection)
        send(connection, SPEND)

    in_one(full, work)
    for table in ("sealed_record", "sealed_document", "consent", "decision"):
        assert {row[0] for row in full.sql(f"SELECT DISTINCT client_no FROM {table}")} == {2}
    assert full.sql("SELECT id FROM mark") == [("m-Kim",)]
    assert len(full.ask(lambda views: views.search("river", "", 0, 9))) == 1
    full.on_write(full.store.examine)


def test_an_order_opens_nobody_elses_file(full: Desk) -> None:
    def work(connection: Connection) -> None:
        disposal(connection, client_no=2)

    with pytest.raises(IntegrityError, match="no disposal order stands"):
        in_one(full, work)
    assert len(rows(full, "sealed_record")) == 6


def test_an_order_that_still_stands_cannot_be_committed(full: Desk) -> None:
    with pytest.raises(IntegrityError):
        in_one(full, disposal)
    assert len(rows(full, "sealed_record")) == 6
    assert rows(full, "disposal_order") == []


def test_yesterdays_order_does_not_open_the_door(full: Desk) -> None:
    def yesterday(connection: Connection) -> None:
        send(connection, ORDER, "o-1", 1, "token-1")
        send(connection, SPEND)

    in_one(full, yesterday)
    assert [row[-1] for row in rows(full, "disposal_order")] == [None]
    with pytest.raises(IntegrityError, match="no disposal order stands"):
        full.sql("DELETE FROM mark")
    for again in (
        "UPDATE disposal_order SET standing = 'token-2'",
        "UPDATE disposal_order SET client_no = 2",
        "DELETE FROM disposal_order",
        "REPLACE INTO disposal_order SELECT * FROM disposal_order",
    ):
        with pytest.raises(IntegrityError):
            full.sql(again)
    assert len(rows(full, "mark")) == 2


def test_the_desk_goes_on_after_a_refused_commit(full: Desk) -> None:
    with pytest.raises(IntegrityError):
        in_one(full, disposal)
    full.add_client("Next")
    assert full.ask(lambda views: views.client_count("next")) == 1


def test_an_order_left_open_by_a_rollback_is_gone(full: Desk) -> None:
    full.sql(ORDER, "o-1", 1, "token-1", commit=False)
    with pytest.raises(IntegrityError, match="no disposal order stands"):
        full.sql("DELETE FROM mark")


def test_the_room_behind_the_door_stays_empty(desk: Desk) -> None:
    with pytest.raises(IntegrityError):
        desk.sql("INSERT INTO never VALUES ('token-1')")


def test_no_audit_line_out_of_the_chain(full: Desk) -> None:
    seq, last = full.sql("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")[0]
    line = "INSERT INTO audit VALUES (?, '2026-11-21T09:00:00.000Z', 'UTC', 0, 'p', 'a', 'e', 'i', '', '', '', ?, ?)"
    for number, prev in ((seq + 2, last), (seq + 1, "00" * 32), (seq, last), (None, last), (-1, last)):
        with pytest.raises(IntegrityError):
            full.sql(line, number, prev, "ab" * 32)
    full.sql(line, seq + 1, last, "ab" * 32)


def test_columns_keep_their_kind(desk: Desk) -> None:
    ash = desk.add_client()
    desk.do(lambda uow: uow.drafts.add(draft(ash.id)))
    for change in ("version = 'x'", "answers = 'no json'", "kind = 'letter'", "event_utc = 'yesterday'",
                   "form_id = NULL", "client_no = 99"):  # fmt: skip
        with pytest.raises(IntegrityError):
            desk.sql(f"UPDATE draft SET {change}")


def test_every_table_is_strict_and_every_trigger_is_there(desk: Desk) -> None:
    tables = desk.sql("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    loose = {name for name, strict in tables if not strict and not name.startswith("sqlite_")}
    assert loose == {"alembic_version"}
    put_up = desk.sql("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
    assert {row[0] for row in put_up} == set(triggers())


def test_each_trigger_has_a_name_of_its_own(tmp_path: Path) -> None:
    names = [statement.split()[2] for statement in triggers()]
    assert len(names) == len(set(names))
