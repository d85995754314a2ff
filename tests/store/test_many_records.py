"""Many records at once are kept as each by itself would be."""

from tests.store.made_up import Desk, at, sealed
from wellbeingdesk.usecases.rows import AuditEntry, SealedRow, UnitOfWork


def _rows(client_id: str) -> list[SealedRow]:
    minutes = (30, 10, 10, 20, 10)
    return [sealed(client_id, f"river {number}", at(of)) for number, of in enumerate(minutes)]


def test_many_are_kept_as_one_by_one(desk: Desk) -> None:
    one, all_at_once = desk.add_client("Ash").id, desk.add_client("Bea").id
    rows = _rows(all_at_once)

    def keep(uow: UnitOfWork) -> None:
        uow.records.add_all(rows)
        for row in rows:
            uow.audit(AuditEntry("note-signed", "note", row.record.draft.record_id, row.client_id))

    desk.do(keep, audited=False)
    for row in sorted(_rows(one), key=lambda row: row.record.draft.event_time.utc):
        desk.do(lambda uow, row=row: uow.records.add(row))  # type: ignore[misc]  # a default binds the loop's value
    for row in rows:
        assert desk.record(row.record.draft.record_id) == row
    shown = [[entry.event_time for entry in desk.timeline(who)] for who in (one, all_at_once)]
    assert shown[0] == shown[1]
    assert len(desk.ask(lambda views: views.search("river", all_at_once, 0, 10))) == len(rows)
    assert desk.on_read(desk.store.verify_audit).broken_at == 0
    desk.on_write(desk.store.examine)


def test_none_is_nothing(desk: Desk) -> None:
    desk.do(lambda uow: uow.records.add_all(()))
