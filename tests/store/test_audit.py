"""The audit's chain: bound line to line by a key, walked from the beginning or from a head known before."""

from dataclasses import replace

import pytest

from tests.store.made_up import KEYS, OTHER_KEYS, Desk, at
from wellbeingdesk.domain.anchor import AuditHead
from wellbeingdesk.store.audit import AuditWalk, line_hash
from wellbeingdesk.usecases.rows import AuditEntry
from wellbeingdesk.usecases.ways import DeskKeys


@pytest.fixture
def told(desk: Desk) -> Desk:
    """Ten lines."""
    for number in range(9):
        entry = AuditEntry("note-signed", "note", f"n-{number}", f"c-{number % 2}", "ab" * 32, "detail")

        def work(entry: AuditEntry = entry) -> None:
            with desk.store.uow() as uow:
                uow.audit(entry)
                uow.commit()

        desk.on_write(work)
    return desk


def walk(desk: Desk, after: AuditHead | None = None) -> AuditWalk:
    return desk.on_read(lambda: desk.store.verify_audit(after))


def forge(desk: Desk, *statements: str) -> None:
    """As somebody would who has the store's key and drops the triggers."""
    kept = desk.sql("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'")
    for (name,) in desk.sql("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"):
        desk.sql(f"DROP TRIGGER {name}")
    for statement in (*statements, *(row[0] for row in kept)):
        desk.sql(statement)


def test_a_whole_chain_is_walked(told: Desk) -> None:
    found = walk(told)
    assert (found.lines, found.head.seq, found.broken_at) == (10, 10, 0)
    assert found.head == told.on_write(told.store.audit_head)
    told.reopen()
    assert walk(told) == found


def test_only_what_is_new_is_walked_again(told: Desk) -> None:
    head = walk(told).head
    told.add_client()
    assert walk(told, head).lines == 1
    assert walk(told, AuditHead(7, "00" * 32)).broken_at == 7
    assert walk(told, AuditHead(99, "00" * 32)).broken_at == 99


@pytest.mark.parametrize(
    ("forged", "broken_at"),
    [
        ("UPDATE audit SET action = 'nothing' WHERE seq = 4", 4),
        ("UPDATE audit SET at_utc = '2020-01-01T00:00:00.000Z' WHERE seq = 10", 10),
        ("UPDATE audit SET actor = 'p-other' WHERE seq = 1", 1),
        ("DELETE FROM audit WHERE seq = 6", 6),
        ("UPDATE audit SET hash = replace(hash, '0', '1') WHERE seq = 5", 5),
    ],
)
def test_a_change_is_found_where_it_was_made(told: Desk, forged: str, broken_at: int) -> None:
    forge(told, forged)
    assert walk(told).broken_at == broken_at


def test_nobody_can_chain_again_without_the_key(told: Desk) -> None:
    names = [row[1] for row in told.sql("PRAGMA table_info(audit)")]
    (last,) = told.sql("SELECT * FROM audit WHERE seq = 10")
    line = dict(zip(names, last, strict=True)) | {"action": "nothing-happened"}
    forge(told, f"UPDATE audit SET action = 'nothing-happened', hash = '{line_hash(b'guess', line)}' WHERE seq = 10")
    assert walk(told).broken_at == 10
    forge(told, f"UPDATE audit SET hash = '{line_hash(KEYS.audit, line)}' WHERE seq = 10")
    assert walk(told).broken_at == 0


def test_a_cut_tail_shows_against_a_head_kept_outside(told: Desk) -> None:
    head = walk(told).head
    forge(told, "DELETE FROM audit WHERE seq > 8")
    assert walk(told).broken_at == 0
    assert walk(told, head).broken_at == 10


def test_another_desks_key_does_not_fit(told: Desk) -> None:
    told.reopen(DeskKeys(KEYS.store, OTHER_KEYS.audit, KEYS.anchor))
    assert walk(told).broken_at == 1


def test_lines_are_shown_newest_first_of_one_client_or_all(told: Desk) -> None:
    def lines(client_id: str, offset: int = 0) -> list[int]:
        return [one.seq for one in told.on_read(lambda: told.store.views().audit_lines(client_id, offset, 3))]  # type: ignore[attr-defined]  # not yet asked for by any use-case

    assert lines("") == [10, 9, 8]
    assert lines("", 9) == [1]
    assert lines("c-1") == [9, 7, 5]
    (newest, *_) = told.on_read(lambda: told.store.views().audit_lines("", 0, 1))  # type: ignore[attr-defined]  # as above
    assert newest.at == at()
    assert newest.entry == AuditEntry("note-signed", "note", "n-8", "c-0", "ab" * 32, "detail")
    assert replace(newest, seq=10) == newest


def test_a_line_holds_ids_and_digests_only(told: Desk) -> None:
    note = told.add_note(told.add_client("Ash Secretname").id, "secret words")
    kept = str(told.sql("SELECT * FROM audit"))
    assert "Secretname" not in kept
    assert "secret words" not in kept
    assert note.client_id not in kept
