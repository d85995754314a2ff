"""Bytes flipped, fields forged, old copies put back: never another key, never a cost tried that was not bounded."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.keys.desk_of_keys import (
    DESK,
    NEW_PASSPHRASE,
    OTHER_DESK,
    PASSPHRASE,
    A,
    B,
    forged,
    put,
    vault,
    with_right_checksum,
)
from wellbeingdesk.domain.worldly import KeyFileDamaged, StoreFromNewerVersion, WrongPassphrase
from wellbeingdesk.keys.copies import look
from wellbeingdesk.keys.keyfile import CopyDamaged, CopyFromNewerVersion, read_copy


def test_every_single_flipped_byte_is_damage(tmp_path: Path) -> None:
    vault(tmp_path).create(PASSPHRASE)
    good = (tmp_path / A).read_bytes()
    read_copy(good)
    for at in range(len(good)):
        for flip in (0x01, 0x20, 0x80):
            bad = good[:at] + bytes([good[at] ^ flip]) + good[at + 1 :]
            with pytest.raises(CopyDamaged):
                read_copy(bad)


def test_every_cut_and_every_addition_is_damage(tmp_path: Path) -> None:
    vault(tmp_path).create(PASSPHRASE)
    good = (tmp_path / A).read_bytes()
    for bad in [*(good[:size] for size in range(len(good))), good + b"\n", good + b" ", good + good, b"\n" + good]:
        with pytest.raises(CopyDamaged):
            read_copy(bad)


def test_a_flipped_byte_under_a_mended_checksum_opens_nothing(tmp_path: Path) -> None:
    vault(tmp_path).create(PASSPHRASE)
    body, mac_line, _, _ = (tmp_path / A).read_bytes().split(b"\n")
    derived = 0
    for at in range(0, len(body), 5):
        bad = with_right_checksum(body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :], mac_line)
        put(tmp_path, bad, bad)
        with pytest.raises((KeyFileDamaged, WrongPassphrase, StoreFromNewerVersion)) as told:
            vault(tmp_path).unlock(PASSPHRASE)
        derived += told.type is WrongPassphrase
    assert derived > 5  # else the flips never got as far as the cipher


@pytest.mark.parametrize("at", [0, 20, 63])
def test_a_flip_in_the_line_against_forgery_is_found(tmp_path: Path, at: int) -> None:
    vault(tmp_path).create(PASSPHRASE)
    body, mac_line, _, _ = (tmp_path / A).read_bytes().split(b"\n")
    digit = mac_line[12 + at : 13 + at]
    other = mac_line[: 12 + at] + (b"0" if digit != b"0" else b"1") + mac_line[13 + at :]
    bad = with_right_checksum(body, other)
    put(tmp_path, bad, bad)
    with pytest.raises(KeyFileDamaged):
        vault(tmp_path).unlock(PASSPHRASE)


FORGED_COSTS = [
    ("memory_kib", 20 * 1024 * 1024),
    ("memory_kib", 2048 * 1024 + 1),
    ("memory_kib", 19 * 1024 - 1),
    ("memory_kib", 0),
    ("memory_kib", True),
    ("memory_kib", "19456"),
    ("passes", 21),
    ("passes", 2**53 - 1),
    ("passes", 1),
    ("lanes", 17),
    ("lanes", 0),
    ("kdf", "pbkdf2"),
    ("salt", ""),
    ("salt", "AAAA"),
    ("nonce", "AAAAAAAAAAAAAAAA\n"),
    ("wrapped", 3),
    ("extra", 1),
]


@pytest.mark.parametrize(("name", "value"), FORGED_COSTS)
def test_forged_numbers_are_refused_before_anything_is_derived(tmp_path: Path, name: str, value: object) -> None:
    vault(tmp_path).create(PASSPHRASE)

    def change(header: dict[str, Any]) -> None:
        header["slots"][0][name] = value

    bad = forged((tmp_path / A).read_bytes(), change)
    put(tmp_path, bad, bad)
    assert [found.copy for found in look(tmp_path, DESK)] == [None, None]
    # Had anything been derived, the cipher would have said "wrong passphrase", or the machine "no memory".
    with pytest.raises(KeyFileDamaged):
        vault(tmp_path).unlock(PASSPHRASE)


def _raise_seq(header: dict[str, Any]) -> None:
    header["seq"] += 1000


def _lower_cost(header: dict[str, Any]) -> None:
    header["slots"][0]["passes"] = 3


def _other_generation(header: dict[str, Any]) -> None:
    header["generation"] = 2


def _add_slot(header: dict[str, Any]) -> None:
    header["slots"].append({"kind": "escrow", "key": "theirs"})


def _rename_slot(header: dict[str, Any]) -> None:
    header["slots"][0]["kind"] = "something-else"


def _many_slots(header: dict[str, Any]) -> None:
    header["slots"] *= 5


FORGERIES = [_raise_seq, _lower_cost, _other_generation, _add_slot, _rename_slot, _many_slots]


@pytest.mark.parametrize("change", FORGERIES)
def test_a_forged_field_in_both_copies_opens_nothing(tmp_path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    vault(tmp_path).create(PASSPHRASE)
    bad = forged((tmp_path / A).read_bytes(), change)
    put(tmp_path, bad, bad)
    with pytest.raises((KeyFileDamaged, WrongPassphrase)):
        vault(tmp_path).unlock(PASSPHRASE)


@pytest.mark.parametrize("change", FORGERIES)
@pytest.mark.parametrize("bad_name", [A, B])
def test_a_forged_copy_beside_a_genuine_one_changes_nothing(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], bad_name: str
) -> None:
    made = vault(tmp_path).create(PASSPHRASE)
    good = (tmp_path / A).read_bytes()
    (tmp_path / bad_name).write_bytes(forged(good, change))
    assert vault(tmp_path).unlock(PASSPHRASE) == made
    assert (tmp_path / A).read_bytes() == (tmp_path / B).read_bytes() == good


def test_a_slot_cannot_be_moved_to_another_desk(tmp_path: Path) -> None:
    vault(tmp_path).create(PASSPHRASE)
    moved = forged((tmp_path / A).read_bytes(), lambda header: header.update(desk=OTHER_DESK))
    put(tmp_path, moved, moved)
    with pytest.raises(WrongPassphrase):
        vault(tmp_path, OTHER_DESK).unlock(PASSPHRASE)


@pytest.mark.parametrize("new_name", [A, B])
def test_the_twin_of_a_crash_in_mid_change_does_not_revive_the_old_passphrase(tmp_path: Path, new_name: str) -> None:
    made = vault(tmp_path).create(PASSPHRASE)
    old = (tmp_path / A).read_bytes()
    vault(tmp_path).change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    new = (tmp_path / A).read_bytes()
    put(tmp_path, *((new, old) if new_name == A else (old, new)))
    with pytest.raises(WrongPassphrase):
        vault(tmp_path).unlock(PASSPHRASE)
    assert (tmp_path / new_name).read_bytes() == new
    assert vault(tmp_path).unlock(NEW_PASSPHRASE) == made
    assert (tmp_path / A).read_bytes() == (tmp_path / B).read_bytes() == new


def test_a_forged_higher_number_does_not_shut_out_the_genuine_copy(tmp_path: Path) -> None:
    made = vault(tmp_path).create(PASSPHRASE)
    good = (tmp_path / A).read_bytes()

    def change(header: dict[str, Any]) -> None:
        header["seq"] = 99
        header["slots"][0]["wrapped"] = "A" * 64

    put(tmp_path, forged(good, change), good)
    assert vault(tmp_path).unlock(PASSPHRASE) == made
    assert (tmp_path / A).read_bytes() == good


def test_an_old_key_file_put_back_whole_shows_by_its_number(tmp_path: Path) -> None:
    vault(tmp_path).create(PASSPHRASE)
    old = (tmp_path / A).read_bytes()
    vault(tmp_path).change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    put(tmp_path, old, old)
    opened = vault(tmp_path)
    opened.unlock(PASSPHRASE)
    assert opened.sequence == 1  # the store remembers 2


HOSTILE = [
    b"[]",
    b"{}",
    b"null",
    b"1" * 5000,
    b"[" * 30_000,
    b'{"version":1,"version":2}',
    b'{"format":"wellbeingdesk-keys","version":1.0}',
    b'{"format":"wellbeingdesk-keys","version":NaN}',
    b'{"format":"wellbeingdesk-keys","version":"1"}',
    b'{"format":"wellbeingdesk-keys","version":0}',
    '{"format":"clés"}'.encode(),
    b"\xff\xfe",
]


@pytest.mark.parametrize("body", HOSTILE)
def test_hostile_headers_are_damage(body: bytes) -> None:
    with pytest.raises(CopyDamaged):
        read_copy(with_right_checksum(body, b"hmac-sha256 " + b"0" * 64))


@pytest.mark.parametrize(("written", "otherwise"), [(b'{"desk"', b'{ "desk"'), (b'"seq":1', b'"seq":9,"seq":1')])
def test_a_header_that_could_be_read_in_two_ways_is_damage(tmp_path: Path, written: bytes, otherwise: bytes) -> None:
    vault(tmp_path).create(PASSPHRASE)
    body, mac_line, _, _ = (tmp_path / A).read_bytes().split(b"\n")
    assert body.count(written) == 1
    with pytest.raises(CopyDamaged):
        read_copy(with_right_checksum(body.replace(written, otherwise), mac_line))


@given(st.binary(max_size=300))
def test_no_bytes_crash_the_reader(untrusted: bytes) -> None:
    for raw in (untrusted, with_right_checksum(untrusted, b"hmac-sha256 " + b"0" * 64)):
        with pytest.raises((CopyDamaged, CopyFromNewerVersion)):
            read_copy(raw)


def test_a_file_too_large_is_damage() -> None:
    with pytest.raises(CopyDamaged):
        read_copy(b"x" * 70_000)


def test_the_right_file_for_another_desk_id_in_the_call_is_damage(tmp_path: Path) -> None:
    vault(tmp_path).create(PASSPHRASE)
    with pytest.raises(KeyFileDamaged):
        vault(tmp_path, DESK[:-1] + "2").unlock(PASSPHRASE)
