"""What goes into each repository comes out of it again, by the unit of work and by the views."""

from tests.store.made_up import Desk, at, draft, sealed


def test_smoke(desk: Desk) -> None:
    ash = desk.add_client("Ash Sample")
    row = desk.add_note(ash.id, "Talked about the river.")
    d = draft(ash.id, "River again")
    desk.do(lambda uow: uow.drafts.add(d))
    print(desk.ask(lambda v: v.timeline(ash.id, 0, 50)))
    print(desk.ask(lambda v: v.search("riv", "", 0, 50)))
    print(desk.ask(lambda v: v.client_lines("ash", 0, 50)))
    assert desk.ask(lambda v: v.record(row.record.draft.record_id)) == row
    desk.on_write(desk.store.examine)
    print(desk.on_read(desk.store.verify_audit))
