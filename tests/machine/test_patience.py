"""A disk that never answers is not waited for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from threading import enumerate as threads

import pytest

from wellbeingdesk.domain.worldly import CannotWrite
from wellbeingdesk.machine import files, patience
from wellbeingdesk.machine.files import SafeFiles


@contextmanager
def _let_go_afterwards() -> Iterator[Event]:
    """The thread that nobody waits for is waited for by the test."""
    held = Event()
    try:
        yield held
    finally:
        held.set()
        for thread in [one for one in threads() if one.name == patience.NAME]:
            thread.join()


def test_what_answers_in_time_is_given_and_raised_as_it_is() -> None:
    assert patience.within(5, lambda: "there") == "there"
    with pytest.raises(ZeroDivisionError):
        patience.within(5, lambda: 1 // 0)


def test_what_does_not_answer_is_told_as_silent() -> None:
    with _let_go_afterwards() as held:
        with pytest.raises(CannotWrite) as told:
            patience.within(0.05, held.wait)
        assert told.value.facts == {"reason": "silent"}


def test_a_file_that_cannot_be_read_in_time_does_not_count_as_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sealed"
    path.write_bytes(b"")
    empty = files._digest(path)
    assert SafeFiles().holds(str(path), empty)
    assert not SafeFiles().holds(str(path), "0" * 64)
    assert not SafeFiles().holds(str(tmp_path / "none"), empty)
    with _let_go_afterwards() as held:
        monkeypatch.setattr(files, "_digest", lambda _path: str(held.wait()))
        assert not SafeFiles(patience=0.05).holds(str(path), empty)
