"""The `bench` command: speed and size as ratios within one run, printed as a table or as JSON."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from wellbeingdesk.bench.measures import Measure, Settings, Size, StoreMeasure
from wellbeingdesk.bench.starting import measure_start, without_screen

Words = Callable[..., str]
Line = Measure | Size | StoreMeasure


def run_bench(words: Words, *, as_json: bool, settings: Settings | None = None, notes: Sequence[int] = ()) -> int:
    """Measure and print; 0 where every line could be measured, whatever it says. With `notes` the store alone is
    measured, once for each number of notes, beside plain SQLite.
    """
    settings = settings or Settings()
    os.environ.update(without_screen())
    lines = measured_stores(notes, settings.runs) if notes else measured(settings)
    if as_json:
        print(json.dumps([_as_json(one) for one in lines], indent=2))
        return 0
    for text in _said_of_stores(words, lines) if notes else _said(words, settings, lines):
        print(text, flush=True)
    return 0


def _said(words: Words, settings: Settings, lines: Iterator[Line]) -> Iterator[str]:
    yield words("bench.about", clients=settings.clients, notes=settings.clients * settings.notes_each)
    yield _columns(*(words(f"bench.{name}") for name in ("what", "ours", "bare", "ratio")))
    for one in lines:
        yield row(words, one)
    yield words("bench.meaning")


def _said_of_stores(words: Words, lines: Iterator[Line]) -> Iterator[str]:
    notes = 0
    for one in lines:
        if isinstance(one, StoreMeasure) and not notes:
            notes = one.notes
            yield words("bench.store.about")
        if isinstance(one, StoreMeasure) and one.name == "open":
            yield words("bench.store.notes", notes=one.notes)
            yield _store_columns(*(words(f"bench.store.{name}") for name in _STORE_COLUMNS))
        yield row(words, one)
    yield words("bench.store.meaning")


_STORE_COLUMNS = ("what", "first", "warm", "alone", "plain-first", "plain", "ratio", "whole")


def row(words: Words, one: Line) -> str:
    """One line of the table; sizes in kilobytes."""
    what = words(f"bench.row.{one.name}")
    match one:
        case Measure():
            return _columns(what, f"{one.ours_ms:.2f}", f"{one.bare_ms:.2f}", f"{one.ratio:.1f}")
        case Size():
            against = (f"{one.bare / 1024:.1f}", f"{one.ratio:.1f}") if one.bare else ("", "")
            return _columns(what, f"{one.ours / 1024:.1f}", *against)
        case StoreMeasure():
            times = [f"{time:.2f}" for time in (one.first, one.warm, one.bare, one.plain_first, one.plain_warm)]
            ratios = [f"{one.ratio:.2f}", f"{one.whole:.2f}"] if one.plain_warm else ["", ""]
            return f"{_store_columns(what, *times, *ratios)}  {_aim(words, one)}".rstrip()


def _aim(words: Words, one: StoreMeasure) -> str:
    if one.within:
        return ""
    wanted = (("times", one.aim), ("milliseconds", one.aim_ms))
    said = [words(f"bench.store.{name}", number=f"{number:g}") for name, number in wanted if number]
    return words("bench.store.more", aim=", ".join(said))


def _columns(what: str, ours: str, bare: str, ratio: str) -> str:
    return f"{what:<34}{ours:>11}{bare:>11}{ratio:>8}".rstrip()


def _store_columns(what: str, *rest: str) -> str:
    return f"{what:<34}" + "".join(f"{one:>11}" for one in rest)


def measured(settings: Settings) -> Iterator[Line]:
    """Every line, each as soon as it is known. Everything lies in a temporary folder and is deleted."""
    yield measure_start(settings)
    # The libraries are loaded only now: starting is measured in processes that load what they need themselves.
    from wellbeingdesk.bench import paper, sizes, store, window
    from wellbeingdesk.bench.made_up import make_desk

    with tempfile.TemporaryDirectory(prefix="wbd-bench-", ignore_cleanup_errors=True) as folder:
        made, desk = make_desk(Path(folder), settings)
        try:
            yield store.measure_client(made, desk, settings)
            yield store.measure_search(made, desk, settings)
            yield store.measure_note(made, desk, settings)
            yield paper.measure_consent(made, desk, settings)
            yield paper.measure_signature(made, desk, settings)
            in_bytes = list(sizes.measure_sizes(made, desk, settings))
        finally:
            desk.close()
        yield store.measure_unlock(made, settings)
        yield window.measure_gap(made, settings)
        yield from in_bytes


def measured_stores(notes: Sequence[int], runs: int) -> Iterator[Line]:
    """As `measured`, of stores with so many notes."""
    from wellbeingdesk.bench.many import measured_store

    for count in notes:
        yield from measured_store(count, runs)


def _as_json(one: Line) -> dict[str, str | float | int]:
    match one:
        case Measure():
            return {
                "name": one.name,
                "ours_ms": round(one.ours_ms, 3),
                "bare_ms": round(one.bare_ms, 3),
                "ratio": round(one.ratio, 2),
                "runs": one.runs,
            }
        case Size():
            return {"name": one.name, "ours_bytes": one.ours, "bare_bytes": one.bare, "ratio": round(one.ratio, 2)}
        case StoreMeasure():
            found = {
                name: round(value, 3) if isinstance(value, float) else value for name, value in asdict(one).items()
            }
            return {**found, "ratio": round(one.ratio, 2), "whole": round(one.whole, 2), "within": one.within}
