"""The clock and its zone; identifiers that are random and can be read aloud."""

import re
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wellbeingdesk.machine.clock import SystemClock
from wellbeingdesk.machine.ids import REFERENCE_ALPHABET, SystemIds
from wellbeingdesk.usecases.ports import Clock, Ids


@pytest.fixture
def etc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("TZ", raising=False)
    return tmp_path


def test_now_is_now_to_the_millisecond() -> None:
    clock: Clock = SystemClock()
    before = datetime.now(UTC)
    now = clock.now().utc
    assert before - timedelta(milliseconds=1) <= now <= datetime.now(UTC)
    assert now.microsecond % 1000 == 0


def test_the_zone_is_that_of_the_system(etc: Path) -> None:
    (etc / "localtime").symlink_to("/usr/share/zoneinfo/America/Argentina/Buenos_Aires")
    (etc / "timezone").write_text("Europe/Paris\n")
    now = SystemClock(etc).now()
    assert (now.zone, now.offset_minutes) == ("America/Argentina/Buenos_Aires", -180)


def test_a_relative_link_and_that_of_a_mac_are_read_too(etc: Path) -> None:
    (etc / "localtime").symlink_to("../var/db/timezone/zoneinfo/Asia/Kolkata")
    assert SystemClock(etc).zone() == "Asia/Kolkata"


def test_a_copied_zone_file_is_named_by_the_file_beside_it(etc: Path) -> None:
    (etc / "localtime").write_bytes(b"TZif2")
    (etc / "timezone").write_text("Europe/Dublin\n")
    assert SystemClock(etc).zone() == "Europe/Dublin"


@pytest.mark.parametrize("variable", ["Asia/Tokyo", ":Asia/Tokyo", "/usr/share/zoneinfo/Asia/Tokyo"])
def test_the_environment_comes_first(etc: Path, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    (etc / "timezone").write_text("Europe/Paris\n")
    monkeypatch.setenv("TZ", variable)
    assert SystemClock(etc).zone() == "Asia/Tokyo"


@pytest.mark.parametrize(
    "rubbish", ["", "../../etc/passwd", "Nowhere/Town", "a\0b", "Ωμέγα", "/", ".", "Europe", "x" * 9999]
)
def test_rubbish_falls_back_to_london(etc: Path, rubbish: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (etc / "timezone").write_text(rubbish)
    if "\0" not in rubbish:
        monkeypatch.setenv("TZ", rubbish)
    assert SystemClock(etc).zone() == "Europe/London"


def test_an_id_is_a_random_uuid_in_its_usual_form() -> None:
    ids: Ids = SystemIds()
    made = {ids.new() for _ in range(200)}
    assert len(made) == 200
    assert all(str(uuid.UUID(text)) == text and uuid.UUID(text).version == 4 for text in made)


def test_a_reference_is_short_and_unambiguous() -> None:
    made = [SystemIds().reference() for _ in range(2000)]
    assert all(re.fullmatch(r"WD-[2-9CDFGHJKMNPQRTVWXY]{4}", text) for text in made)
    assert not set("01AEIOULZSB") & set(REFERENCE_ALPHABET)
    assert len(set(REFERENCE_ALPHABET)) == len(REFERENCE_ALPHABET) == 25
    assert len(set(made)) > 1950
    assert {letter for text in made for letter in text[3:]} == set(REFERENCE_ALPHABET)
