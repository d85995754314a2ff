"""One client's records destroyed: by order alone, wholly, for good, and again after a backup brought them back."""

from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from tests.store.full_client import PLACES, add_full_client, clear_text, found_in, marks
from tests.store.made_up import DESK_ID, KEYS, OTHER_KEYS, Desk, at, draft, open_desk, send
from wellbeingdesk.domain.anchor import AsAnchored
from wellbeingdesk.domain.client import ClientUnknown
from wellbeingdesk.domain.disposal import DisposalOrder, Disposed, union
from wellbeingdesk.store import disposal, schema
from wellbeingdesk.store.disposal_register import NAMES, Register


def order(client_id: str, order_id: str = "o-1", minutes: int = 0) -> DisposalOrder:
    return DisposalOrder(order_id, client_id, "p-ines", "retention", at(minutes))


def told(desk: Desk, what: str) -> object:
    """What the open store says of itself; asked anew each time, for opening again changes it."""
    return getattr(desk.store, what)


def dispose(desk: Desk, *orders: DisposalOrder) -> list[Disposed]:
    def work() -> list[Disposed]:
        done = []
        for one in orders:
            with desk.store.writing() as uow:
                done.append(uow.dispose_client(one))
                uow.commit()
        return done

    return desk.on_write(work)


def register(desk: Desk) -> Register:
    return Register(desk.folder, KEYS.anchor, DESK_ID)


def test_nothing_of_the_client_is_left_in_any_page_or_file(desk: Desk) -> None:
    ash, _ = add_full_client(desk, "z")
    _, records = add_full_client(desk, "k")
    desk.reopen()  # the log is written back
    desk.sql("ANALYZE")
    assert any(marks("z")["nameused"] in str(row) for row in desk.sql("SELECT sample FROM sqlite_stat4"))
    desk.begin(draft(ash.id, "one more line in the log"))
    assert found_in(clear_text(desk.folder, KEYS.store), "z") == set(PLACES)
    assert dispose(desk, order(ash.id))[0].rows > 15
    assert found_in(clear_text(desk.folder, KEYS.store), "z"), "what is still there is there to be found"
    assert desk.on_write(desk.store.finish_disposals)
    left = clear_text(desk.folder, KEYS.store)
    assert found_in(left, "z") == set()
    assert found_in(left, "k") == set(PLACES)
    assert desk.on_read(desk.store.examine_all).whole
    assert desk.on_read(desk.store.deep_check) == ()
    with pytest.raises(ClientUnknown):
        desk.look(lambda uow: uow.clients.get(ash.id))
    assert desk.record(records[0].record.draft.record_id) == records[0]
    assert len(desk.search("river")) == 1
    desk.on_write(desk.store.close)
    assert found_in(clear_text(desk.folder, KEYS.store), "z") == set()


def test_every_table_of_a_client_is_emptied() -> None:
    """A table that is added later cannot be forgotten."""
    emptied = {table.name for table, _ in disposal.rows_of(1)}
    leaning = {"client"}
    grown = True
    while grown:
        more = {
            table.name
            for table in schema.metadata.tables.values()
            if any(key.column.table.name in leaning for key in table.foreign_keys)
        }
        grown = not more <= leaning
        leaning |= more
    assert leaning == emptied


def orders(desk: Desk) -> tuple[DisposalOrder, ...]:
    def ask() -> tuple[DisposalOrder, ...]:
        with desk.store._writer.connect() as connection, connection.begin():
            return disposal.orders(connection)

    return desk.on_write(ask)


def test_the_order_stays_and_the_audit_tells_ids_alone(desk: Desk) -> None:
    ash, _ = add_full_client(desk, "z")
    lines = desk.sql("SELECT count(*) FROM audit")[0][0]
    dispose(desk, order(ash.id))
    assert desk.sql("SELECT action, entity_id, client_id, detail FROM audit ORDER BY seq DESC LIMIT 1") == [
        ("client-disposed", ash.id, ash.id, "o-1")
    ]
    assert desk.sql("SELECT count(*) FROM audit") == [(lines + 1,)]
    assert desk.on_read(desk.store.verify_audit).broken_at == 0
    assert orders(desk) == (order(ash.id),)


def test_the_door_is_shut_again(desk: Desk) -> None:
    ash, _ = add_full_client(desk, "z")
    kim, _ = add_full_client(desk, "k")
    dispose(desk, order(ash.id))
    with pytest.raises(IntegrityError, match="no disposal order stands"):
        desk.sql("DELETE FROM mark")
    with pytest.raises(IntegrityError):
        dispose(desk, order(kim.id))  # the same order a second time
    assert desk.ask(lambda views: views.client_file(kim.id)).client == kim


def test_a_failure_on_the_way_undoes_all_of_it(desk: Desk) -> None:
    ash, records = add_full_client(desk, "z")
    desk.sql("CREATE TABLE leaning (client_no INTEGER REFERENCES client (no)) STRICT")
    desk.sql("INSERT INTO leaning SELECT no FROM client")
    with pytest.raises(IntegrityError):
        dispose(desk, order(ash.id))
    assert desk.record(records[0].record.draft.record_id) == records[0]
    assert orders(desk) == ()


def test_an_order_for_somebody_who_is_not_here_is_kept_too(desk: Desk) -> None:
    assert [done.rows for done in dispose(desk, order("never-here"))] == [0]
    assert orders(desk) == (order("never-here"),)
    assert not told(desk, "cleaning_due")


def test_the_register_beside_the_store_knows_every_order(desk: Desk) -> None:
    ash, kim = desk.add_client("Ash Quillfeather"), desk.add_client("Kim")
    assert register(desk).read() == ()
    dispose(desk, order(ash.id), order(kim.id, "o-2", 5))
    desk.on_write(desk.store.finish_disposals)
    known = (order(ash.id), order(kim.id, "o-2", 5))
    assert register(desk).read() == known
    assert Register(desk.folder, OTHER_KEYS.anchor, DESK_ID).read() is None
    assert Register(desk.folder, KEYS.anchor, "another-desk").read() is None
    contents = {(desk.folder / name).read_bytes() for name in NAMES}
    assert len(contents) == 1
    assert b"uill" not in contents.pop()
    (desk.folder / NAMES[0]).write_bytes(b"spoilt")
    assert register(desk).read() == known


def test_a_crash_before_the_cleaning_is_made_good_at_the_next_opening(desk: Desk) -> None:
    ash, _ = add_full_client(desk, "z")
    dispose(desk, order(ash.id))
    desk.reopen()
    assert told(desk, "cleaning_due")
    assert register(desk).read() == (order(ash.id),)
    desk.on_write(desk.store.finish_disposals)
    desk.reopen()
    assert not told(desk, "cleaning_due")
    assert found_in(clear_text(desk.folder, KEYS.store), "z") == set()


def test_a_damaged_register_is_told_and_written_anew(desk: Desk) -> None:
    dispose(desk, order(desk.add_client().id))
    desk.on_write(desk.store.finish_disposals)
    for name in NAMES:
        (desk.folder / name).write_bytes((desk.folder / name).read_bytes().replace(b"retention", b"retentiom"))
    desk.reopen()
    assert told(desk, "register_damaged")
    desk.reopen()
    assert not told(desk, "register_damaged")
    assert register(desk).read() == orders(desk)


def test_a_client_brought_back_by_an_old_store_is_told_and_destroyed_again(tmp_path: Path) -> None:
    with open_desk(tmp_path, anchored=True) as desk:
        ash, _ = add_full_client(desk, "z")
        desk.on_write(desk.store.close)
        before = (tmp_path / "store.db").read_bytes()
        desk.open(KEYS)
        dispose(desk, order(ash.id))
        desk.on_write(desk.store.finish_disposals)
        desk.on_write(desk.store.close)
        (tmp_path / "store.db").write_bytes(before)
        desk.open(KEYS)
        assert told(desk, "came_back") == (order(ash.id),)
        assert desk.ask(lambda views: views.client_file(ash.id)).client == ash
        desk.on_write(desk.store.accept_standing)
        for again in (("o-1",), ()):  # doing it twice does it once
            assert desk.on_write(lambda: desk.store.dispose_again([order(ash.id)])) == again
        assert told(desk, "came_back") == ()
        assert found_in(clear_text(tmp_path, KEYS.store), "z") == set()
        desk.reopen()
        assert (told(desk, "came_back"), desk.store.standing) == ((), AsAnchored(0))


def test_registers_are_joined_by_the_orders_ids() -> None:
    first, second, third = order("a", "1", 3), order("b", "2", 1), order("c", "3", 2)
    assert union((first, second), (), (third, first)) == (second, third, first)


def test_a_reader_in_the_way_is_told(desk: Desk) -> None:
    ash, _ = add_full_client(desk, "z")
    dispose(desk, order(ash.id))

    def hold() -> None:
        with desk.store._reader.connect() as connection, connection.begin():
            send(connection, "SELECT count(*) FROM client")
            desk.writing.submit(_quickly, desk).result()
            assert not desk.on_write(desk.store.finish_disposals)

    desk.on_read(hold)
    assert desk.on_write(desk.store.finish_disposals)
    assert found_in(clear_text(desk.folder, KEYS.store), "z") == set()


def _quickly(desk: Desk) -> None:
    """Without the five seconds that a connection waits for another one."""
    with desk.store._writer.connect() as connection:
        send(connection, "PRAGMA busy_timeout=1")
