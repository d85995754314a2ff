"""What a person waits for while reading: opening, a client's file, the list, searches; on both twins."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from wellbeingdesk.app.desk import OpenDesk, unlock_desk
from wellbeingdesk.bench.bulk import FREQUENT, PHRASE, PREFIX, RARE
from wellbeingdesk.bench.made_up import PASSPHRASE
from wellbeingdesk.bench.measures import StoreMeasure, Timed, in_turns, timed
from wellbeingdesk.bench.twins import CLIENT, NUMBER, Twins, plain_connection
from wellbeingdesk.store.client_list import COUNT, LINES
from wellbeingdesk.store.columns import to_json
from wellbeingdesk.store.engine import Role, connect, make_engine
from wellbeingdesk.store.search import search_sql
from wellbeingdesk.store.timeline import TIMELINE
from wellbeingdesk.store.views import StoredViews
from wellbeingdesk.store.words import match_query, terms_of

Ours = Callable[[StoredViews], object]
Plain = Callable[[Any], object]

A_PAGE, A_LIST, FOUND = 50, 2000, 20
QUICK_MS, FIRST_ROWS_MS = 20.0, 100.0


def measure_open(twins: Twins, runs: int) -> StoreMeasure:
    """Unlocking, where the keys were derived before."""

    def ours() -> float:
        opened: list[OpenDesk] = []
        taken = timed(lambda: opened.append(unlock_desk(twins.made.quick_house, twins.made.desk_id, PASSPHRASE)))
        opened[0].close()
        return taken

    def plain() -> float:
        opened: list[sqlite3.Connection] = []
        taken = timed(lambda: opened.append(plain_connection(twins.plain)))
        opened[0].close()
        return taken

    def keyed() -> float:
        opened: list[Any] = []
        taken = timed(lambda: opened.append(connect(twins.store, twins.made.keys.store, Role.READS)))
        opened[0].close()
        return taken

    first, plain_first = ours(), plain()
    warm, bare, plain_warm = in_turns((ours, keyed, plain), runs)
    return StoreMeasure("open", twins.notes, first, warm, bare, plain_first, plain_warm, aim_ms=QUICK_MS)


def measure_reads(twins: Twins, runs: int) -> Iterator[StoreMeasure]:
    """Each with new connections, so that first touch is one: the system may have the file in memory, SQLite not."""
    now = twins.made.house.clock.now()
    lines = {"terms": "[]", "now": now.wall.isoformat(timespec="minutes"), "offset": 0}

    def a_list(views: StoredViews) -> None:
        views.client_count("")
        views.client_lines("", 0, A_PAGE)

    def plain_list(connection: Any) -> None:
        connection.execute(COUNT, {"terms": "[]"}).fetchall()
        connection.execute(LINES, {**lines, "limit": A_PAGE}).fetchall()

    timeline = {"client_no": NUMBER, "limit": A_PAGE, "offset": 0}
    yield _side_by_side(
        twins, runs, "timeline", lambda views: views.timeline(CLIENT, 0, A_PAGE),
        lambda connection: connection.execute(TIMELINE, timeline).fetchall(), aim=2.0, aim_ms=QUICK_MS,
    )  # fmt: skip
    yield _side_by_side(twins, runs, "list", a_list, plain_list, aim=1.3, aim_ms=QUICK_MS)
    yield _side_by_side(
        twins, runs, "list-all", lambda views: views.client_lines("", 0, A_LIST),
        lambda connection: connection.execute(LINES, {**lines, "limit": A_LIST}).fetchall(), aim=1.3,
    )  # fmt: skip
    for name, words, most in (
        ("search-rare", RARE, QUICK_MS),
        ("search-frequent", FREQUENT, QUICK_MS),
        ("search-phrase", PHRASE, QUICK_MS),
        ("search-prefix", PREFIX, FIRST_ROWS_MS),
    ):
        yield _search(twins, runs, name, words, most)


def _search(twins: Twins, runs: int, name: str, words: str, most: float) -> StoreMeasure:
    values, sql = plain_values(words), search_sql(indexed=True, of_one=False)

    def ours(views: StoredViews) -> None:
        if not views.search(words, "", 0, FOUND):
            raise AssertionError("nothing was found")

    return _side_by_side(
        twins, runs, name, ours, lambda connection: connection.execute(sql, values).fetchall(), aim=1.3, aim_ms=most
    )


def plain_values(words: str) -> dict[str, str | int]:
    """What the search's statement asks for."""
    return {"query": match_query(words), "terms": to_json(terms_of(words)), "limit": FOUND, "offset": 0}


def _side_by_side(
    twins: Twins, runs: int, name: str, ours: Ours, plain: Plain, *, aim: float = 0.0, aim_ms: float = 0.0
) -> StoreMeasure:
    """The program's own view, against its statements on a connection as the store's, and those in plain SQLite; all on
    the reading thread.
    """
    key = twins.made.keys.store
    engine = make_engine(twins.store, key, Role.READS)
    views = StoredViews(engine, twins.made.house.clock)
    connection, keyed = plain_connection(twins.plain), connect(twins.store, key, Role.READS)
    with ThreadPoolExecutor(1, Role.READS) as reader:

        def on_reader(work: Callable[[], object]) -> float:
            return timed(lambda: reader.submit(work).result())

        try:
            reader.submit(views.schema_revision).result()  # opened and keyed, nothing of this read
            sides: tuple[Timed, ...] = (
                lambda: on_reader(lambda: ours(views)),
                lambda: on_reader(lambda: plain(keyed)),
                lambda: on_reader(lambda: plain(connection)),
            )
            first, _, plain_first = (side() for side in sides)
            warm, bare, plain_warm = in_turns(sides, runs)
        finally:
            engine.dispose()
            keyed.close()
            connection.close()
    return StoreMeasure(name, twins.notes, first, warm, bare, plain_first, plain_warm, aim, aim_ms)
