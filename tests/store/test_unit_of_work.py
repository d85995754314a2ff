"""One transaction, undone unless committed, never unaudited, and only on the store's own threads."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from tests.store.made_up import KEYS, SOME_ENTRY, Desk, HandClock, at, client, draft, make_store
from wellbeingdesk.store.bugs import CommitWithoutAudit, SqlOnWrongThread, StoreIsClosed, UnitOfWorkStillOpen
from wellbeingdesk.store.desk_store import DeskStore
from wellbeingdesk.usecases.rows import UnitOfWork


def test_what_is_not_committed_is_undone(desk: Desk) -> None:
    ash, kim = client("Ash"), client("Kim")

    def interrupted(uow: UnitOfWork) -> None:
        uow.clients.add(kim)
        raise ZeroDivisionError

    desk.look(lambda uow: uow.clients.add(ash))
    with pytest.raises(ZeroDivisionError):
        desk.do(interrupted)
    assert desk.ask(lambda views: views.client_count("")) == 0
    desk.do(lambda uow: uow.clients.add(ash))
    assert desk.ask(lambda views: views.client_count("")) == 1


def test_a_commit_without_an_audit_entry_writes_nothing(desk: Desk) -> None:
    with pytest.raises(CommitWithoutAudit):
        desk.do(lambda uow: uow.clients.add(client()), audited=False)
    with pytest.raises(CommitWithoutAudit):
        desk.do(lambda uow: uow.clients.names(), audited=False)
    assert desk.ask(lambda views: views.client_count("")) == 0


def test_only_a_drafts_later_saves_stand_alone(desk: Desk) -> None:
    made = draft(desk.add_client().id)
    with pytest.raises(CommitWithoutAudit):
        desk.do(lambda uow: uow.drafts.add(made), audited=False)
    desk.do(lambda uow: uow.drafts.add(made))
    assert desk.do(lambda uow: uow.drafts.save(made), audited=False)

    def smuggled(uow: UnitOfWork) -> None:
        assert uow.drafts.save(replace(made, version=2))
        uow.desk.save_setting("a", "b")

    with pytest.raises(CommitWithoutAudit):
        desk.do(smuggled, audited=False)
    assert desk.ask(lambda views: views.draft(made.id)).version == 2


def test_an_opening_is_a_commit_of_its_audit_entry_alone(desk: Desk) -> None:
    desk.do(lambda uow: None)
    assert desk.sql("SELECT action FROM audit ORDER BY seq") == [("desk-created",), ("thing-done",)]


def test_one_unit_of_work_at_a_time(desk: Desk) -> None:
    def nested() -> None:
        with desk.store.uow() as outer:
            outer.clients.names()
            with desk.store.uow():
                pass

    with pytest.raises(UnitOfWorkStillOpen):
        desk.on_write(nested)

    def again() -> None:
        uow = desk.store.uow()
        with uow, uow:
            pass

    with pytest.raises(UnitOfWorkStillOpen):
        desk.on_write(again)
    desk.add_client()


def test_a_unit_of_work_is_over_after_its_commit(desk: Desk) -> None:
    def twice() -> None:
        with desk.store.uow() as uow:
            uow.audit(SOME_ENTRY)
            uow.commit()
            uow.commit()

    with pytest.raises(RuntimeError, match="over"):
        desk.on_write(twice)


def test_sql_on_another_thread_is_refused(desk: Desk, tmp_path: Path) -> None:
    views = desk.store.views()
    for place in (lambda work: work(), desk.on_write):
        with pytest.raises(SqlOnWrongThread):
            place(lambda: views.client_count(""))

    def write() -> None:
        with desk.store.uow() as uow:
            uow.clients.names()

    for place in (lambda work: work(), desk.on_read):
        with pytest.raises(SqlOnWrongThread):
            place(write)
    with pytest.raises(SqlOnWrongThread):
        desk.on_read(desk.store.examine)
    with pytest.raises(SqlOnWrongThread):
        DeskStore.open(tmp_path, KEYS, HandClock())
    (tmp_path / "other").mkdir()
    with pytest.raises(SqlOnWrongThread):
        make_store(tmp_path / "other")
    assert list((tmp_path / "other").iterdir()) == []
    assert desk.ask(lambda views: views.client_count("")) == 0


def test_the_reader_cannot_write(desk: Desk) -> None:
    def write() -> None:
        with desk.store._reader.connect() as connection:
            connection.exec_driver_sql("INSERT INTO setting VALUES ('a', 'b')")

    with pytest.raises(Exception, match=r"CannotWrite|readonly") as caught:
        desk.on_read(write)
    assert "CannotWrite" in repr(caught.value)


def test_the_reader_sees_what_is_committed_while_a_writer_writes(desk: Desk) -> None:
    seen: list[int] = []

    def write() -> None:
        with desk.store.uow() as uow:
            uow.clients.add(client())
            seen.append(desk.ask(lambda views: views.client_count("")))
            uow.audit(SOME_ENTRY)
            uow.commit()
        seen.append(desk.ask(lambda views: views.client_count("")))

    desk.on_write(write)
    assert seen == [0, 1]


def test_errors_say_nothing_about_clients(desk: Desk) -> None:
    ash = desk.add_client("Ash Secretname")
    with pytest.raises(DBAPIError) as caught:
        desk.do(lambda uow: uow.clients.add(replace(ash, legal_name="Otherwise Secretname")))
    error: BaseException | None = caught.value
    told = ""
    while error is not None:
        told += f"{error!r} {error} "
        error = error.__cause__ or error.__context__
    assert "UNIQUE" in told
    assert "Secret" not in told


def test_the_audit_and_the_views_use_the_desks_clock(desk: Desk) -> None:
    desk.clock.minutes = 77
    desk.add_client()
    assert desk.sql("SELECT at_utc, actor FROM audit ORDER BY seq DESC LIMIT 1") == [(at(77).iso(), "p-ines")]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc to list open files")
def test_a_closed_store_leaves_nothing_open_and_nothing_beside_it(desk: Desk, tmp_path: Path) -> None:
    desk.add_client()
    desk.ask(lambda views: views.client_count(""))
    assert _open_files(tmp_path)
    with pytest.raises(SqlOnWrongThread):
        desk.store.close()
    desk.on_write(desk.store.close)
    desk.on_write(desk.store.close)
    assert _open_files(tmp_path) == []
    assert [path.name for path in tmp_path.iterdir()] == ["store.db"]
    for question in (desk.store.uow, desk.store.views, desk.store.audit_head, desk.store.verify_audit):
        with pytest.raises(StoreIsClosed):
            question()
    desk.reopen()
    assert desk.ask(lambda views: views.client_count("")) == 1


def _open_files(folder: Path) -> list[str]:
    found = []
    for link in Path("/proc/self/fd").iterdir():
        try:
            found.append(str(link.readlink()))
        except OSError:
            continue
    return [path for path in found if path.startswith(str(folder))]
