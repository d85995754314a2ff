"""Nothing secret is printed by a value, told by an exception or its trace, or left beside the key file."""

import logging
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.keys.desk_of_keys import DESK, PASSPHRASE, A
from tests.keys.ways_in import EveryWay, PlainShelf, StoreOnDisk, service, vault, with_every_way
from wellbeingdesk.domain.recovery import SharePurpose, make_code, read_code, read_share
from wellbeingdesk.keys.coded import make_recovery_slot
from wellbeingdesk.keys.cost import FLOOR
from wellbeingdesk.keys.keyfile import Header, read_copy
from wellbeingdesk.keys.opening import open_folder
from wellbeingdesk.keys.rewrapping import carried
from wellbeingdesk.keys.stretched import Bound, parts_of
from wellbeingdesk.keys.ways import ByPassphrase, ByRecovery, ByShares, Root

WRONG = "seven quiet heron"


@pytest.fixture
def desk(tmp_path: Path) -> EveryWay:
    return with_every_way(tmp_path)


def secrets_of(desk: EveryWay) -> set[str]:
    """Every piece of text that would give something away."""
    keys = desk.keys
    octets = [keys.store, keys.audit, keys.anchor, *desk.shelf.kept.values(), desk.code.secret]
    octets += [share.points for share in (*desk.shares, *desk.service_shares)]
    pieces = {PASSPHRASE, WRONG, *desk.code.groups}
    pieces |= {group for share in (*desk.shares, *desk.service_shares) for group in share.groups[1:]}
    return pieces | {one.hex() for one in octets} | {repr(one)[2:-1] for one in octets}


def assert_tells_nothing(told: str, desk: EveryWay) -> None:
    assert not [piece for piece in secrets_of(desk) if piece in told]


def test_no_value_prints_what_it_holds(desk: EveryWay, tmp_path: Path) -> None:
    header = read_copy((tmp_path / A).read_bytes()).header
    opened = open_folder(tmp_path, DESK, ByRecovery(desk.code))
    slot = opened.slot
    values = [
        desk.keys,
        desk.code,
        *desk.shares,
        *desk.service_shares,
        header,
        header.slots,
        opened,
        Root(opened.root, slot),
        parts_of(slot, frozenset({"label", "made"})),
        carried(opened, opened.root, PASSPHRASE, FLOOR, desk.shelf),
        make_recovery_slot(opened.root, {"id": "0011223344556677", "label": "", "made": ""}, Bound(DESK, 1), FLOOR),
        Header(DESK, 1, 1, header.slots),
        ByPassphrase(PASSPHRASE, desk.shelf),
        ByRecovery(desk.code),
        ByShares(desk.shares[:2], SharePurpose.DESK),
        vault(tmp_path, desk.shelf),
    ]
    told = "\n".join(f"{value!r} {value!s}" for value in values)
    assert_tells_nothing(told, desk)
    assert opened.root.hex() not in told
    assert repr(opened.root)[2:-1] not in told


def _acts(desk: EveryWay, folder: Path) -> list[Callable[[], object]]:
    opened = vault(folder, desk.shelf)
    store = StoreOnDisk(desk.keys)
    rekeyed = vault(folder, desk.shelf, store_opens=store.opens)
    slip = [*desk.code.groups[:7], "00000"]
    return [
        lambda: opened.create(PASSPHRASE),
        lambda: opened.unlock(WRONG),
        lambda: opened.change_passphrase(WRONG, PASSPHRASE),
        lambda: opened.open_with_recovery(make_code(bytes(20))),
        lambda: opened.open_with_shares(desk.shares[0], desk.shares[0]),
        lambda: opened.open_with_shares(desk.shares[0], desk.service_shares[1]),
        lambda: opened.open_with_escrow(desk.shares[0], desk.shares[1]),
        lambda: opened.reset_passphrase(desk.code, "short"),
        lambda: opened.drop_slot(PASSPHRASE, "no such slot"),
        lambda: rekeyed.rekey(PASSPHRASE, lambda old, new: None),
        lambda: vault(folder, PlainShelf()).add_escrow(WRONG, service()[0]),
        lambda: read_code(slip),
        lambda: read_code(" ".join(slip)),
        lambda: read_code("".join(desk.code.groups[:7])),
        lambda: read_share([*desk.shares[0].groups[:8], "!!!!!"]),
        lambda: read_share([*desk.shares[0].groups[:8], ""]),
    ]


def test_no_failure_tells_what_was_given(desk: EveryWay, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for act in _acts(desk, tmp_path):
        with pytest.raises(Exception) as told:  # noqa: PT011  # each of another kind
            act()
        facts = getattr(told.value, "facts", {})
        # A trace quotes lines of the program, and here the lines of this test; the words it adds are what counts.
        chain: traceback.TracebackException | None = traceback.TracebackException.from_exception(told.value)
        said: list[str] = []
        while chain is not None:
            said += list(chain.format_exception_only())
            chain = chain.__cause__ or chain.__context__
        assert_tells_nothing(f"{told.value!r} {facts} {said}", desk)
    assert_tells_nothing(caplog.text, desk)


def test_nothing_secret_lies_in_the_folder(desk: EveryWay, tmp_path: Path) -> None:
    for act in _acts(desk, tmp_path):
        with pytest.raises(Exception):  # noqa: B017, PT011  # each of another kind
            act()
    files = sorted(entry.name for entry in tmp_path.iterdir())
    assert files == ["store.keys", "store.keys.bak"]
    raw = b"".join((tmp_path / name).read_bytes() for name in files).decode("ascii")
    assert_tells_nothing(raw, desk)
