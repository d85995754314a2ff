"""Failed attempts are counted, slowed and told; the file that counts them shuts nobody out for good."""

import json
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.keys.desk_of_keys import NEW_PASSPHRASE, PASSPHRASE
from tests.keys.ways_in import EveryWay, vault, with_every_way
from wellbeingdesk.domain.recovery import FailedAttempts, SharePurpose, make_code, make_share
from wellbeingdesk.domain.worldly import KeyFileDamaged, RecoveryCodeWrong, SharesOfTwoSets, TooSoon, WrongPassphrase
from wellbeingdesk.keys.attempts import FREE, LONGEST_SECONDS, NAME, Attempts, seconds_after
from wellbeingdesk.keys.vault import FolderVault

START = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
WRONG = "seven quiet heron"


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def pass_seconds(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def desk(tmp_path: Path) -> EveryWay:
    return with_every_way(tmp_path)


@pytest.fixture
def slowed(desk: EveryWay, tmp_path: Path, watch: Watch) -> FolderVault:
    return vault(tmp_path, desk.shelf, attempts=Attempts(tmp_path, watch))


def fail(slowed: FolderVault, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongPassphrase):
            slowed.unlock(WRONG)


def test_the_wait_grows_and_ends() -> None:
    assert [seconds_after(count) for count in range(15)] == [0, 0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert seconds_after(10**6) == LONGEST_SECONDS


def test_a_few_slips_cost_nothing_and_the_next_one_waits(slowed: FolderVault, desk: EveryWay, watch: Watch) -> None:
    fail(slowed, FREE + 1)
    with pytest.raises(TooSoon) as told:
        slowed.unlock(PASSPHRASE)
    assert told.value.facts == {"seconds": 2}
    watch.pass_seconds(1.5)
    with pytest.raises(TooSoon) as told:
        slowed.unlock(PASSPHRASE)
    assert told.value.facts == {"seconds": 1}
    watch.pass_seconds(0.5)
    assert slowed.unlock(PASSPHRASE) == desk.keys


def test_what_failed_is_handed_on_once_and_forgotten(
    slowed: FolderVault, desk: EveryWay, watch: Watch, tmp_path: Path
) -> None:
    fail(slowed, 2)
    watch.pass_seconds(60)
    fail(slowed, 1)
    last = watch.now
    watch.pass_seconds(60)
    assert slowed.failed_attempts == FailedAttempts(0, None)
    slowed.unlock(PASSPHRASE)
    assert slowed.failed_attempts == FailedAttempts(3, last)
    assert not (tmp_path / NAME).exists()
    slowed.unlock(PASSPHRASE)
    assert slowed.failed_attempts == FailedAttempts(3, last), "as it was when the desk was opened"


def test_slips_inside_the_open_desk_are_told_apart_and_handed_on_at_the_next_success(
    slowed: FolderVault, watch: Watch
) -> None:
    heard: list[FailedAttempts] = []
    slowed.tell_slips(heard.append)
    fail(slowed, 1)
    slowed.unlock(PASSPHRASE)
    assert heard == []
    fail(slowed, 2)
    slowed.demand(PASSPHRASE)
    slowed.demand(PASSPHRASE)
    assert heard == [FailedAttempts(2, watch.now, 2)]
    assert slowed.failed_attempts.count == 1


def test_every_way_in_is_slowed_and_counted(slowed: FolderVault, desk: EveryWay, tmp_path: Path) -> None:
    acts: list[Callable[[], object]] = [
        lambda: slowed.unlock(WRONG),
        lambda: slowed.demand(WRONG),
        lambda: slowed.change_passphrase(WRONG, NEW_PASSPHRASE),
        lambda: slowed.open_with_recovery(make_code(bytes(20))),
        lambda: slowed.reset_passphrase(make_code(bytes(20)), NEW_PASSPHRASE),
    ]
    for count, act in enumerate(acts, 1):
        with pytest.raises((WrongPassphrase, RecoveryCodeWrong)):
            act()
        assert json.loads((tmp_path / NAME).read_bytes())["count"] == count
    for act in (
        *acts,
        lambda: slowed.open_with_recovery(desk.code),
        lambda: slowed.open_with_shares(*desk.shares[:2]),
        lambda: slowed.open_with_escrow(*desk.service_shares[:2]),
    ):
        with pytest.raises(TooSoon):
            act()
    assert json.loads((tmp_path / NAME).read_bytes())["count"] == len(acts)


def test_a_slip_that_its_own_check_finds_is_no_attempt(slowed: FolderVault, desk: EveryWay, tmp_path: Path) -> None:
    with pytest.raises(SharesOfTwoSets):
        slowed.open_with_shares(
            desk.shares[0], make_share(SharePurpose.DESK, desk.shares[0].set_number ^ 1, 2, bytes(20))
        )
    (tmp_path / "store.keys").write_bytes(b"")
    (tmp_path / "store.keys.bak").write_bytes(b"")
    with pytest.raises(KeyFileDamaged):
        slowed.unlock(PASSPHRASE)
    assert not (tmp_path / NAME).exists()


def test_a_clock_set_back_makes_nobody_wait_longer_than_one_pause(
    slowed: FolderVault, desk: EveryWay, watch: Watch
) -> None:
    fail(slowed, FREE + 1)
    watch.now -= timedelta(days=400)
    with pytest.raises(TooSoon) as told:
        slowed.unlock(PASSPHRASE)
    assert told.value.facts == {"seconds": 2}
    watch.pass_seconds(2)
    assert slowed.unlock(PASSPHRASE) == desk.keys


@pytest.mark.parametrize(
    "forged",
    [
        b"",
        b"{}",
        b"[1,2]",
        b'{"count":"9","last":"2026-11-21T14:00:00.000+00:00"}',
        b'{"count":true,"last":"2026-11-21T14:00:00.000+00:00"}',
        b'{"count":-3,"last":"2026-11-21T14:00:00.000+00:00"}',
        b'{"count":10000000,"last":"2026-11-21T14:00:00.000+00:00"}',
        b'{"count":9,"last":"2026-11-21T14:00:00.000"}',
        b'{"count":9,"last":"0001-01-01T00:00:00.000+23:00"}',
        b'{"count":9,"last":"soon"}',
        b'{"count":9,"last":5}',
        b'{"count":2,"inside":3,"last":"2026-11-21T14:00:00.000+00:00"}',
        b'{"count":2,"inside":-1,"last":"2026-11-21T14:00:00.000+00:00"}',
        b"[" * 150,
        b" " * 300 + b"{}",
        b"\xff\xfe",
    ],
)
def test_a_file_that_makes_no_sense_shuts_nobody_out(
    slowed: FolderVault, desk: EveryWay, tmp_path: Path, forged: bytes
) -> None:
    (tmp_path / NAME).write_bytes(forged)
    assert slowed.unlock(PASSPHRASE) == desk.keys
    assert slowed.failed_attempts == FailedAttempts(0, None)


def test_a_forged_time_far_ahead_makes_nobody_wait_longer_than_the_longest(
    slowed: FolderVault, desk: EveryWay, watch: Watch, tmp_path: Path
) -> None:
    (tmp_path / NAME).write_bytes(b'{"count":1000000,"last":"9999-12-31T00:00:00.000+00:00"}')
    with pytest.raises(TooSoon) as told:
        slowed.unlock(PASSPHRASE)
    assert told.value.facts == {"seconds": LONGEST_SECONDS}
    watch.pass_seconds(LONGEST_SECONDS)
    assert slowed.unlock(PASSPHRASE) == desk.keys


def test_the_file_is_private_and_says_only_how_often_and_when(slowed: FolderVault, tmp_path: Path) -> None:
    fail(slowed, 1)
    file = tmp_path / NAME
    assert file.read_bytes() == b'{"count":1,"last":"2026-11-21T14:00:00.000+00:00"}\n'
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_cannot_be_written_stops_nothing(slowed: FolderVault, desk: EveryWay, tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    fail(slowed, FREE + 2)
    assert slowed.unlock(PASSPHRASE) == desk.keys


def test_without_it_nothing_is_written(desk: EveryWay, tmp_path: Path) -> None:
    with pytest.raises(WrongPassphrase):
        vault(tmp_path, desk.shelf).unlock(WRONG)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["store.keys", "store.keys.bak"]
