"""Slots of every kind, with one value changed: damage, or closed; never another secret and never a cost untried."""

import base64
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.keys.desk_of_keys import DESK, PASSPHRASE, A, B, forged, put
from tests.keys.ways_in import EveryWay, PlainShelf, StoreOnDisk, vault, with_every_way
from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.worldly import (
    DeviceSecretMissing,
    KeyFileDamaged,
    RecoveryCodeWrong,
    SharesWrong,
    WrongPassphrase,
)
from wellbeingdesk.keys.copies import look
from wellbeingdesk.keys.keyfile import Field, Slot, read_copy
from wellbeingdesk.keys.pending import PENDING, make_pending_slot, next_root_of
from wellbeingdesk.keys.slots import check_slots
from wellbeingdesk.keys.stretched import Bound

KINDS = ("recovery", "shares", "escrow", "device")
CLOSED = (RecoveryCodeWrong, SharesWrong, WrongPassphrase, DeviceSecretMissing)


@pytest.fixture
def desk(tmp_path: Path) -> EveryWay:
    return with_every_way(tmp_path)


def _slot(folder: Path, kind: str) -> dict[str, Field]:
    header = read_copy((folder / A).read_bytes()).header
    (found,) = [slot.plain() for slot in header.slots if slot.kind == kind]
    return found


def _put_changed(folder: Path, kind: str, change: Callable[[dict[str, Any]], None]) -> None:
    """Both copies with one slot changed and no other left; what somebody without any secret can write."""

    def alone(header: dict[str, Any]) -> None:
        header["slots"] = [slot for slot in header["slots"] if slot["kind"] == kind]
        change(header["slots"][0])

    raw = forged((folder / A).read_bytes(), alone)
    put(folder, raw, raw)


def _enter(desk: EveryWay, folder: Path, kind: str, shelf: PlainShelf) -> None:
    opened = vault(folder, shelf)
    {
        "recovery": lambda: opened.open_with_recovery(desk.code),
        "shares": lambda: opened.open_with_shares(*desk.shares[:2]),
        "escrow": lambda: opened.open_with_escrow(*desk.service_shares[:2]),
        "device": lambda: opened.unlock(PASSPHRASE),
    }[kind]()


@pytest.mark.parametrize("kind", KINDS)
def test_a_slot_that_is_there_alone_is_genuine_only_in_its_own_file(desk: EveryWay, tmp_path: Path, kind: str) -> None:
    # The slot opens; the file around it was changed, and that shows.
    _put_changed(tmp_path, kind, lambda slot: None)
    with pytest.raises(KeyFileDamaged):
        _enter(desk, tmp_path, kind, desk.shelf)


def _flipped(value: str) -> str:
    octets = bytearray(base64.b64decode(value))
    octets[3] ^= 1
    return base64.b64encode(bytes(octets)).decode()


WELL_FORMED: dict[str, Callable[[Any], Any]] = {
    "id": lambda value: value[:-1] + ("0" if value[-1] != "0" else "1"),
    "label": lambda value: value + "x",
    "made": lambda value: value.replace("2026", "2025"),
    "passes": lambda value: value + 1,
    "lanes": lambda value: value + 1,
    "memory_kib": lambda value: value + 8,
    "set": lambda value: value ^ 1,
    "salt": _flipped,
    "nonce": _flipped,
    "wrapped": _flipped,
    "sealed": _flipped,
    "public": _flipped,
    "check": _flipped,
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_value_closes_the_slot(desk: EveryWay, tmp_path: Path, kind: str) -> None:
    before = (tmp_path / A).read_bytes()
    fields = set(_slot(tmp_path, kind)) - {"kind", "kdf", "kem", "device"}
    assert fields <= WELL_FORMED.keys()
    for name in sorted(fields):
        put(tmp_path, before, before)
        _put_changed(tmp_path, kind, lambda slot, name=name: slot.update({name: WELL_FORMED[name](slot[name])}))  # type: ignore[misc]  # mypy cannot infer a lambda with a default
        assert all(found.copy for found in look(tmp_path, DESK)), name
        with pytest.raises(WorldError) as told:
            _enter(desk, tmp_path, kind, desk.shelf)
        assert isinstance(told.value, CLOSED) or told.value.code == "world.DeviceSecretReplaced", name


BAD: list[tuple[str, object]] = [
    ("id", "0011"),
    ("id", 7),
    ("id", "00112233AABBCCDD"),
    ("label", 5),
    ("label", "x" * 121),
    ("made", "yesterday"),
    ("made", "2026-13-01T00:00:00Z"),
    ("made", ""),
    ("kdf", "none"),
    ("kem", "none"),
    ("memory_kib", 20 * 1024 * 1024),
    ("memory_kib", 0),
    ("passes", 21),
    ("passes", True),
    ("lanes", 17),
    ("set", 65536),
    ("set", "1"),
    ("salt", "AAAA"),
    ("nonce", ""),
    ("wrapped", "x"),
    ("sealed", "AAAA"),
    ("public", "AAAA"),
    ("check", "AAAA"),
    ("check", 0),
    ("device", False),
    ("device", 1),
    ("extra", 1),
]


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_out_of_bounds_is_damage_and_nothing_is_derived(desk: EveryWay, tmp_path: Path, kind: str) -> None:
    before = (tmp_path / A).read_bytes()
    known = {*_slot(tmp_path, kind), "extra"}
    tried = 0
    for name, value in BAD:
        if name in known:
            put(tmp_path, before, before)
            _put_changed(tmp_path, kind, lambda slot, name=name, value=value: slot.update({name: value}))  # type: ignore[misc]  # as above
            assert [found.copy for found in look(tmp_path, DESK)] == [None, None], (name, value)
            tried += 1
    for name in known - {"extra", "kind"}:
        put(tmp_path, before, before)
        _put_changed(tmp_path, kind, lambda slot, name=name: slot.pop(name))  # type: ignore[misc]  # as above
        assert [found.copy for found in look(tmp_path, DESK)] == [None, None], name
    assert tried >= 15


@pytest.mark.parametrize("kind", KINDS)
def test_five_of_a_kind_are_damage(desk: EveryWay, tmp_path: Path, kind: str) -> None:
    def five(header: dict[str, Any]) -> None:
        header["slots"] = [slot for slot in header["slots"] if slot["kind"] == kind] * 5

    raw = forged((tmp_path / A).read_bytes(), five)
    put(tmp_path, raw, raw)
    assert [found.copy for found in look(tmp_path, DESK)] == [None, None]


def test_a_slot_of_one_kind_does_not_pass_for_another(desk: EveryWay, tmp_path: Path) -> None:
    # The two have the same members; the kind is part of what each is bound to.
    _put_changed(tmp_path, "recovery", lambda slot: slot.update(kind="passphrase"))
    assert [found.copy for found in look(tmp_path, DESK)] == [None, None]


def test_a_forged_slot_beside_a_genuine_copy_changes_nothing(desk: EveryWay, tmp_path: Path) -> None:
    good = (tmp_path / A).read_bytes()

    def add(header: dict[str, Any]) -> None:
        header["seq"] += 1
        header["slots"] = [{**slot, "label": "mine"} if "label" in slot else slot for slot in header["slots"]]

    put(tmp_path, forged(good, add), good)
    assert vault(tmp_path).open_with_recovery(desk.code) == desk.keys
    assert (tmp_path / A).read_bytes() == (tmp_path / B).read_bytes() == good


ROOT, NEXT, BOUND = bytes(range(32)), bytes(range(32, 64)), Bound(DESK, 1)


def _header(desk: EveryWay, folder: Path, *slots: Slot) -> Any:
    header = read_copy((folder / A).read_bytes()).header
    return replace(header, slots=(*header.slots, *slots))


def test_the_next_root_opens_under_the_present_one_alone(desk: EveryWay, tmp_path: Path) -> None:
    header = _header(desk, tmp_path, make_pending_slot(ROOT, NEXT, BOUND))
    assert next_root_of(header, ROOT) == NEXT
    assert next_root_of(header, NEXT) is None
    moved = _header(desk, tmp_path, make_pending_slot(ROOT, NEXT, Bound(DESK, 2)))
    assert next_root_of(moved, ROOT) is None
    assert next_root_of(_header(desk, tmp_path), ROOT) is None


@pytest.mark.parametrize(
    ("name", "value"), [("id", "1"), ("nonce", "AAAA"), ("wrapped", 5), ("extra", 1), (None, None)]
)
def test_a_pending_slot_that_is_not_well_formed_is_damage(
    desk: EveryWay, tmp_path: Path, name: str | None, value: Any
) -> None:
    slot = make_pending_slot(ROOT, NEXT, BOUND)
    check_slots(_header(desk, tmp_path, slot))
    bad = Slot(PENDING, tuple({**dict(slot.fields), name: value}.items())) if name else slot
    slots = (bad,) if name else (slot, slot)  # and there is one at most
    with pytest.raises(Exception, match="slot") as told:
        check_slots(_header(desk, tmp_path, *slots))
    assert type(told.value).__name__ == "CopyDamaged"


def test_a_forged_pending_slot_is_not_followed(desk: EveryWay, tmp_path: Path) -> None:
    def add(header: dict[str, Any]) -> None:
        header["slots"].append(make_pending_slot(ROOT, NEXT, BOUND).plain())

    raw = forged((tmp_path / A).read_bytes(), add)
    put(tmp_path, raw, raw)
    store = StoreOnDisk(desk.keys)
    with pytest.raises(KeyFileDamaged):
        vault(tmp_path, desk.shelf, store_opens=store.opens).unlock(PASSPHRASE)
