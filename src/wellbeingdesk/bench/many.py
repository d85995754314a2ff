"""`bench --notes N`: the store with many notes beside plain SQLite with the same ones, line by line."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from wellbeingdesk.app.desk import unlock_desk
from wellbeingdesk.bench import memory, reads, writes
from wellbeingdesk.bench.made_up import PASSPHRASE
from wellbeingdesk.bench.measures import StoreMeasure
from wellbeingdesk.bench.twins import Twins, make_twins
from wellbeingdesk.bench.writes import NewNotes

_FEWER = 5
"""Of what takes longer or writes much."""


def measured_store(notes: int, runs: int) -> Iterator[StoreMeasure]:
    """Every line, each as soon as it is known. Everything lies in a temporary folder and is deleted."""
    with tempfile.TemporaryDirectory(prefix="wbd-bench-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        twins = make_twins(folder, notes)
        yield reads.measure_open(twins, min(runs, _FEWER))
        yield from reads.measure_reads(twins, runs)
        told = memory.measure_memory(twins)
        if told is not None:
            yield told
        yield from _with_desk(twins, folder, runs)


def _with_desk(twins: Twins, folder: Path, runs: int) -> Iterator[StoreMeasure]:
    desk = unlock_desk(twins.made.quick_house, twins.made.desk_id, PASSPHRASE)
    try:
        notes = NewNotes(twins)
        yield writes.measure_note(twins, desk, notes, runs)
        yield writes.measure_bulk(twins, desk, notes, min(runs, _FEWER))
        yield from writes.measure_whole(twins, desk, folder)
        yield from writes.measure_audit(twins, desk)
    finally:
        desk.close()
