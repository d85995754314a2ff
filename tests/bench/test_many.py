"""A store filled in bulk is a store like any other, its twin holds the same rows, and every line is measured."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.bench.test_bench import STORE_LINES
from wellbeingdesk.app.desk import unlock_desk
from wellbeingdesk.bench.bulk import FREQUENT, PHRASE, PREFIX, RARE, moments, text_of
from wellbeingdesk.bench.made_up import PASSPHRASE
from wellbeingdesk.bench.twins import CLIENT, Twins, make_twins, plain_connection
from wellbeingdesk.bench.writes import NewNotes, keep, keep_plainly
from wellbeingdesk.cli import main

NOTES = 120
TABLES = ("client", "sealed_document", "sealed_record", "appointment", "audit", "search_docsize")

TINY = """
import sys
from wellbeingdesk.app.house import build_house
from wellbeingdesk.bench.main import run_bench
from wellbeingdesk.bench.measures import Settings
sys.exit(run_bench(build_house().catalogue.words, as_json=True, settings=Settings(runs=1), notes=(100,)))
"""


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Twins:
    return make_twins(tmp_path_factory.mktemp("twins"), NOTES)


def _counts(path: Path) -> Iterator[int]:
    with closing(plain_connection(path)) as connection:
        for table in TABLES:
            yield connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_the_bulk_is_whole_and_its_chain_holds(twins: Twins) -> None:
    before = list(_counts(twins.plain))
    desk = unlock_desk(twins.made.quick_house, twins.made.desk_id, PASSPHRASE)
    try:
        found = desk.threads.long.submit(desk.store.examine_all).result()
        assert found.whole, found.faults
        assert desk.threads.reader.submit(desk.store.verify_audit).result().broken_at == 0
        ask = desk.threads.reader.submit
        views = desk.ports.views
        assert len(ask(views.timeline, CLIENT, 0, 50).result()) == 50
        for words in (RARE, FREQUENT, PHRASE, PREFIX):
            assert ask(views.search, words, "", 0, 5).result(), words

        def counted() -> list[int]:
            with desk.ports.uow() as uow:
                connection = uow._running().connection  # type: ignore[attr-defined]  # the store's own count
                return [connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() for table in TABLES]

        assert desk.threads.store.submit(counted).result() == before
    finally:
        desk.close()


def test_both_keep_the_same_new_notes(twins: Twins) -> None:
    rows, sealed = NewNotes(twins).take(5)
    desk = unlock_desk(twins.made.quick_house, twins.made.desk_id, PASSPHRASE)
    try:
        desk.threads.store.submit(lambda: keep(desk.ports, sealed)).result()
        found = desk.threads.long.submit(desk.store.examine_all).result()
        assert found.whole, found.faults
    finally:
        desk.close()
    with closing(plain_connection(twins.plain)) as connection:
        before = connection.execute("SELECT count(*) FROM audit").fetchone()[0]
        keep_plainly(connection, twins.pattern, rows)
        assert connection.execute("SELECT count(*) FROM audit").fetchone()[0] == before + 5


def test_time_only_goes_forward_in_the_bulk() -> None:
    newest = datetime(2026, 11, 20, tzinfo=UTC)
    times = [at for at, _ in moments(500, 7, newest)]
    assert times == sorted(times)
    assert times[-1] <= newest


def test_notes_have_a_length_and_differ() -> None:
    texts = [text_of(number) for number in range(300)]
    assert len(set(texts)) == 300
    assert all(900 < len(text) < 2600 for text in texts)
    assert 60 < sum(FREQUENT in text for text in texts) < 120


def test_every_line_of_the_store_is_measured() -> None:
    done = subprocess.run([sys.executable, "-c", TINY], capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    lines = json.loads(done.stdout)
    there = [name for name in STORE_LINES if name != "memory" or sys.platform == "linux"]
    assert [line["name"] for line in lines] == there
    for line in lines:
        assert line["warm"] > 0 or line["name"] == "memory", line
        assert line["notes"] >= 100


@pytest.mark.parametrize("number", ["0", "999", "-1", "many"])
def test_a_number_that_is_none_is_wrong_usage(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["bench", "--notes", number])
    assert left.value.code == 64
    assert "--notes" in capsys.readouterr().err
