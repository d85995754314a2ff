"""A search that nobody waits for any more is stopped in the middle, and nothing else is."""

import time
from collections.abc import Callable

import pytest

from tests.store.made_up import Desk, at
from wellbeingdesk.gui.newest import Newest
from wellbeingdesk.store.hot_reads import rows_of
from wellbeingdesk.usecases.wanted import NoLongerWanted

# It counts for ever; only a stop ends it.
ENDLESS = "WITH RECURSIVE t (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t) SELECT count(*) FROM t"


def after(looks: int) -> Callable[[], bool]:
    """Wanted for so many looks."""
    left = iter(range(looks))
    return lambda: next(left, None) is not None


def test_a_statement_ends_when_it_is_wanted_no_longer(desk: Desk) -> None:
    views = desk.store.views()
    with pytest.raises(NoLongerWanted):
        desk.on_read(lambda: views._read(lambda c: rows_of(c, ENDLESS, {}, after(5))))  # type: ignore[attr-defined]  # a statement that no view asks
    assert desk.ask(lambda views: views.client_count("")) == 0, "the reader goes on"


def test_what_nobody_wants_is_not_begun(desk: Desk) -> None:
    desk.add_note(desk.add_client("Ash").id, "by the river", at())
    with pytest.raises(NoLongerWanted):
        desk.ask(lambda views: views.search("river", "", 0, 5, lambda: False))
    assert len(desk.ask(lambda views: views.search("river", "", 0, 5))) == 1


def test_what_is_wanted_is_found(desk: Desk) -> None:
    desk.add_note(desk.add_client("Ash").id, "by the river", at())
    assert len(desk.ask(lambda views: views.search("river", "", 0, 5, lambda: True))) == 1


def test_a_stop_reaches_no_other_read(desk: Desk) -> None:
    """The one who asks is forgotten with the search: a later read is never stopped by it."""
    desk.add_note(desk.add_client("Ash").id, "by the river", at())
    newest = Newest()
    first = newest.asked()
    assert desk.ask(lambda views: views.search("river", "", 0, 5, first))
    newest.asked()
    views = desk.store.views()
    few = "WITH RECURSIVE t (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t WHERE x < 100000) SELECT count(*) FROM t"
    assert desk.on_read(lambda: views._read(lambda c: rows_of(c, few, {}))) == [(100000,)]  # type: ignore[attr-defined]  # as above


def test_a_newer_search_stops_the_older_one(desk: Desk) -> None:
    """As the window does it: both are asked on the one reading thread, the newer while the older runs."""
    desk.add_note(desk.add_client("Ash").id, "by the river", at())
    newest, views = Newest(), desk.store.views()
    looked: list[float] = []
    wanted = newest.asked()

    def older() -> bool:
        looked.append(time.monotonic())
        return wanted()

    running = desk.reading.submit(lambda: views._read(lambda c: rows_of(c, ENDLESS, {}, older)))  # type: ignore[attr-defined]  # as above
    while len(looked) < 2:  # it runs
        pass
    second = newest.asked()
    found = desk.reading.submit(lambda: views.search("river", "", 0, 5, second)).result()
    assert len(found) == 1
    assert isinstance(running.exception(), NoLongerWanted)
