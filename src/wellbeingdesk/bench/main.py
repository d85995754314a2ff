"""The `bench` command: speed as ratios within one run, printed as a table or as JSON."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from wellbeingdesk.bench.measures import Measure, Settings
from wellbeingdesk.bench.starting import measure_start, without_screen

Words = Callable[..., str]


def run_bench(words: Words, *, as_json: bool, settings: Settings | None = None) -> int:
    """Measure and print; 0 where every line could be measured, whatever it says."""
    settings = settings or Settings()
    os.environ.update(without_screen())
    if as_json:
        print(json.dumps([_as_json(one) for one in measured(settings)], indent=2))
        return 0
    print(words("bench.about", clients=settings.clients, notes=settings.clients * settings.notes_each))
    print(_columns(*(words(f"bench.{name}") for name in ("what", "ours", "bare", "ratio"))))
    for one in measured(settings):
        print(row(words, one), flush=True)
    print(words("bench.meaning"))
    return 0


def row(words: Words, one: Measure) -> str:
    """One line of the table."""
    return _columns(words(f"bench.row.{one.name}"), f"{one.ours_ms:.2f}", f"{one.bare_ms:.2f}", f"{one.ratio:.1f}")


def _columns(what: str, ours: str, bare: str, ratio: str) -> str:
    return f"{what:<34}{ours:>11}{bare:>11}{ratio:>8}"


def measured(settings: Settings) -> Iterator[Measure]:
    """Every line, each as soon as it is known. Everything lies in a temporary folder and is deleted."""
    yield measure_start(settings)
    # The libraries are loaded only now: starting is measured in processes that load what they need themselves.
    from wellbeingdesk.bench import paper, store, window
    from wellbeingdesk.bench.made_up import make_desk

    with tempfile.TemporaryDirectory(prefix="wbd-bench-", ignore_cleanup_errors=True) as folder:
        made, desk = make_desk(Path(folder), settings)
        try:
            yield store.measure_client(made, desk, settings)
            yield store.measure_search(made, desk, settings)
            yield store.measure_note(made, desk, settings)
            yield paper.measure_consent(made, desk, settings)
            yield paper.measure_signature(made, desk, settings)
        finally:
            desk.close()
        yield store.measure_unlock(made, settings)
        yield window.measure_gap(made, settings)


def _as_json(one: Measure) -> dict[str, str | float | int]:
    return {
        "name": one.name,
        "ours_ms": round(one.ours_ms, 3),
        "bare_ms": round(one.bare_ms, 3),
        "ratio": round(one.ratio, 2),
        "runs": one.runs,
    }
