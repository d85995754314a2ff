"""The memory that reading a store of many notes takes: each side measured in a process of its own."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from wellbeingdesk.bench.bulk import FREQUENT, PHRASE, PREFIX, RARE
from wellbeingdesk.bench.measures import StoreMeasure
from wellbeingdesk.bench.reads import A_LIST, A_PAGE, FOUND, plain_values
from wellbeingdesk.bench.twins import CLIENT, NUMBER, Twins, plain_connection
from wellbeingdesk.machine.clock import SystemClock
from wellbeingdesk.store.client_list import LINES
from wellbeingdesk.store.engine import Role, make_engine
from wellbeingdesk.store.search import search_sql
from wellbeingdesk.store.timeline import TIMELINE
from wellbeingdesk.store.views import StoredViews

_WORDS = (RARE, FREQUENT, PHRASE, PREFIX)
_CHILD = "from wellbeingdesk.bench.memory import child; child()"
_MEGABYTE = 1024 * 1024


def measure_memory(twins: Twins) -> StoreMeasure | None:
    """Megabytes; None where the system does not tell them."""
    if not Path("/proc/self/statm").exists():
        return None
    ours = _in_child(str(twins.store), twins.made.keys.store.hex())
    plain = _in_child(str(twins.plain), "")
    return StoreMeasure("memory", twins.notes, ours, ours, ours, plain, plain)


def _in_child(path: str, key_hex: str) -> float:
    """The key goes through a pipe: other processes may read a command line."""
    done = subprocess.run(  # noqa: S603  # this very interpreter and a text of ours
        [sys.executable, "-c", _CHILD], input=json.dumps([path, key_hex]), capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def child() -> None:
    """Open, read as a person would, and print the megabytes that this took."""
    path, key_hex = json.loads(sys.stdin.read())
    before = _resident()
    (_read_ours if key_hex else _read_plain)(Path(path), key_hex)
    sys.stdout.write(f"{(_resident() - before) / _MEGABYTE}\n")


def _read_ours(path: Path, key_hex: str) -> None:
    engine = make_engine(path, bytes.fromhex(key_hex), Role.READS)
    views = StoredViews(engine, SystemClock())
    with ThreadPoolExecutor(1, Role.READS) as reader:
        reader.submit(views.timeline, CLIENT, 0, A_PAGE).result()
        reader.submit(views.client_lines, "", 0, A_LIST).result()
        for words in _WORDS:
            reader.submit(views.search, words, "", 0, FOUND).result()


def _read_plain(path: Path, _: str) -> None:
    connection = plain_connection(path)
    connection.execute(TIMELINE, {"client_no": NUMBER, "limit": A_PAGE, "offset": 0}).fetchall()
    lines = {"terms": "[]", "now": "2026-11-22T09:00", "limit": A_LIST, "offset": 0}
    connection.execute(LINES, lines).fetchall()
    for words in _WORDS:
        connection.execute(search_sql(indexed=True, of_one=False), plain_values(words)).fetchall()


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096
