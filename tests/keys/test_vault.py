"""The vault of one desk: made, opened, changed, mended."""

import json
import stat
import unicodedata
from pathlib import Path

import pytest

from tests.keys.desk_of_keys import DESK, NEW_PASSPHRASE, OTHER_DESK, PASSPHRASE, A, B, forged, put, vault
from wellbeingdesk.domain.passphrase import PassphraseTooShort
from wellbeingdesk.domain.worldly import CannotRead, CannotWrite, KeyFileDamaged, StoreFromNewerVersion, WrongPassphrase
from wellbeingdesk.keys.cost import CEILING, FLOOR, Cost
from wellbeingdesk.keys.derivation import desk_keys, header_mac_key
from wellbeingdesk.keys.keyfile import Header, Slot, read_copy, write_copy
from wellbeingdesk.keys.slots import make_passphrase_slot
from wellbeingdesk.keys.vault import FolderVault
from wellbeingdesk.usecases.ways import DeskKeys, Vault


def test_it_is_the_port() -> None:
    port: Vault = vault(Path("nowhere"))
    assert port is not None


def test_the_keys_come_back_and_nobody_elses(tmp_path: Path) -> None:
    made = vault(tmp_path).create(PASSPHRASE)
    assert vault(tmp_path).unlock(PASSPHRASE) == made
    with pytest.raises(WrongPassphrase):
        vault(tmp_path).unlock("seven quiet heron")
    assert len({made.store, made.audit, made.anchor}) == 3


def test_two_desks_with_one_passphrase_have_different_keys(tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    first.mkdir()
    second.mkdir()
    one = vault(first).create(PASSPHRASE)
    two = vault(second, OTHER_DESK).create(PASSPHRASE)
    assert not {one.store, one.audit, one.anchor} & {two.store, two.audit, two.anchor}


def test_a_key_always_has_sixty_four_hex_digits() -> None:
    # 62, 63 or 65 digits would be taken as a passphrase by the store; leading zeros must stay.
    starts = set()
    for number in range(600):
        keys = desk_keys(number.to_bytes(32, "big"), DESK)
        for key in (keys.store, keys.audit, keys.anchor):
            assert len(key.hex()) == 64
            starts.add(key[0])
    assert 0 in starts


def test_the_keys_are_those_of_version_one_for_ever() -> None:
    # A changed derivation would shut everybody out of every store made so far.
    keys = desk_keys(bytes(range(32)), DESK)
    assert keys.store.hex() == "29df3741991085c2d14b0c734f3f808db8a322b551619dc674880afe0786440e"
    assert keys.audit.hex() == "4373e0a62df2688d5cb4a120733921a8c25e6599ca1a32076c89e247797b3b4f"
    assert keys.anchor.hex() == "d6007803f56374fe027755195566b767f74261130b3e32736dd79ce322b8f6a3"


def test_keys_do_not_print() -> None:
    assert "01" * 8 not in repr(DeskKeys(b"\x01" * 32, b"\x01" * 32, b"\x01" * 32))


def test_a_passphrase_is_the_same_from_every_keyboard(tmp_path: Path) -> None:
    typed = "crème brûlée ﬁne"
    made = vault(tmp_path).create(unicodedata.normalize("NFD", typed))
    assert vault(tmp_path).unlock(unicodedata.normalize("NFKC", typed)) == made


def test_half_a_surrogate_pair_is_a_wrong_passphrase_and_no_crash(tmp_path: Path) -> None:
    vault(tmp_path).create(PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        vault(tmp_path).unlock("seven quiet \ud83d")


def test_both_copies_are_the_same_and_private(tmp_path: Path) -> None:
    vault(tmp_path).create(PASSPHRASE)
    assert (tmp_path / A).read_bytes() == (tmp_path / B).read_bytes()
    assert {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in (A, B)} == {0o600}
    assert _names(tmp_path) == [A, B]


def test_a_key_file_is_never_made_over_another(tmp_path: Path) -> None:
    vault(tmp_path).create(PASSPHRASE)
    before = (tmp_path / B).read_bytes()
    put(tmp_path, None, before)
    with pytest.raises(CannotWrite) as refused:
        vault(tmp_path).create(PASSPHRASE)
    assert refused.value.facts == {"reason": "exists"}
    assert (tmp_path / B).read_bytes() == before


def test_a_short_passphrase_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(PassphraseTooShort):
        vault(tmp_path).create("eleven char")
    assert _names(tmp_path) == []


def test_no_key_file_is_a_damaged_one(tmp_path: Path) -> None:
    with pytest.raises(KeyFileDamaged):
        vault(tmp_path).unlock(PASSPHRASE)
    with pytest.raises(KeyFileDamaged):
        vault(tmp_path / "gone").unlock(PASSPHRASE)


def test_demand_checks_and_changes_nothing(tmp_path: Path) -> None:
    vault(tmp_path).create(PASSPHRASE)
    put(tmp_path, (tmp_path / A).read_bytes(), None)
    vault(tmp_path).demand(PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        vault(tmp_path).demand("seven quiet heron")
    assert _names(tmp_path) == [A]


def test_after_a_change_only_the_new_passphrase_opens(tmp_path: Path) -> None:
    made = vault(tmp_path).create(PASSPHRASE)
    changed = vault(tmp_path)
    changed.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    assert changed.sequence == 2
    assert changed.twins_agree
    assert vault(tmp_path).unlock(NEW_PASSPHRASE) == made
    with pytest.raises(WrongPassphrase):
        vault(tmp_path).unlock(PASSPHRASE)


def test_a_change_with_the_wrong_old_or_a_short_new_passphrase_changes_nothing(tmp_path: Path) -> None:
    vault(tmp_path).create(PASSPHRASE)
    before = (tmp_path / A).read_bytes()
    with pytest.raises(WrongPassphrase):
        vault(tmp_path).change_passphrase("seven quiet heron", NEW_PASSPHRASE)
    with pytest.raises(PassphraseTooShort):
        vault(tmp_path).change_passphrase(PASSPHRASE, "short")
    assert (tmp_path / A).read_bytes() == (tmp_path / B).read_bytes() == before


def test_a_slot_of_a_later_kind_is_kept_when_the_passphrase_changes(tmp_path: Path) -> None:
    root = bytes(range(32))
    later = Slot("carrier-pigeon", (("coop", 7), ("device", True), ("ring", "AB12")))
    slots = (later, make_passphrase_slot(root, PASSPHRASE, DESK, 1, FLOOR))
    raw = write_copy(Header(DESK, 1, 5, slots), header_mac_key(root, DESK))
    put(tmp_path, raw, raw)
    vault(tmp_path).change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    header = read_copy((tmp_path / A).read_bytes()).header
    assert header.slots[0] == later
    assert header.seq == 6
    assert vault(tmp_path).unlock(NEW_PASSPHRASE) == desk_keys(root, DESK)


@pytest.mark.parametrize("bad", [None, b"", b"\0" * 900, b"garbage\n", "cut"])
@pytest.mark.parametrize("name", [A, B])
def test_one_bad_copy_is_mended_from_the_good_one(tmp_path: Path, name: str, bad: bytes | str | None) -> None:
    made = vault(tmp_path).create(PASSPHRASE)
    good = (tmp_path / A).read_bytes()
    worse = good[:-20] if isinstance(bad, str) else bad
    put(tmp_path, *((worse, good) if name == A else (good, worse)))
    opened = vault(tmp_path)
    assert opened.unlock(PASSPHRASE) == made
    assert opened.twins_agree
    assert (tmp_path / A).read_bytes() == (tmp_path / B).read_bytes() == good


def test_a_copy_that_cannot_be_mended_does_not_keep_anybody_out(tmp_path: Path) -> None:
    made = vault(tmp_path).create(PASSPHRASE)
    (tmp_path / B).unlink()
    (tmp_path / B).mkdir()
    (tmp_path / B / "in the way").touch()
    opened = vault(tmp_path)
    assert opened.unlock(PASSPHRASE) == made
    assert not opened.twins_agree


def test_a_change_whose_twin_fails_still_says_that_it_holds(tmp_path: Path) -> None:
    made = vault(tmp_path).create(PASSPHRASE)
    (tmp_path / B).unlink()
    (tmp_path / B).mkdir()
    (tmp_path / B / "in the way").touch()
    changed = vault(tmp_path)
    changed.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    assert not changed.twins_agree
    assert vault(tmp_path).unlock(NEW_PASSPHRASE) == made


def test_both_copies_bad_is_told_as_damage(tmp_path: Path) -> None:
    vault(tmp_path).create(PASSPHRASE)
    good = (tmp_path / A).read_bytes()
    put(tmp_path, good[:-1], good[1:])
    with pytest.raises(KeyFileDamaged):
        vault(tmp_path).unlock(PASSPHRASE)
    assert (tmp_path / A).read_bytes() == good[:-1]


def test_the_key_file_of_another_desk_does_not_open_this_one(tmp_path: Path) -> None:
    vault(tmp_path, OTHER_DESK).create(PASSPHRASE)
    before = (tmp_path / A).read_bytes()
    with pytest.raises(KeyFileDamaged):
        vault(tmp_path, DESK).unlock(PASSPHRASE)
    assert (tmp_path / A).read_bytes() == before


def test_a_later_format_is_left_alone(tmp_path: Path) -> None:
    vault(tmp_path).create(PASSPHRASE)
    good = (tmp_path / A).read_bytes()
    later = forged(good, lambda value: value.update(version=2, slots="of another shape"))
    put(tmp_path, later, good)
    with pytest.raises(StoreFromNewerVersion) as told:
        vault(tmp_path).unlock(PASSPHRASE)
    assert told.value.facts == {"found": 2, "known": 1}
    assert (tmp_path / A).read_bytes() == later


def test_the_cost_used_is_written_down(tmp_path: Path) -> None:
    cost = Cost(20 * 1024, 3, 2)
    FolderVault(tmp_path, DESK, cost).create(PASSPHRASE)
    slot = json.loads((tmp_path / A).read_bytes().split(b"\n")[0])["slots"][0]
    assert (slot["memory_kib"], slot["passes"], slot["lanes"]) == (20 * 1024, 3, 2)


@pytest.mark.parametrize("cost", [Cost(18 * 1024, 2, 1), Cost(19 * 1024, 1, 1), Cost(CEILING.memory_kib + 1, 2, 1)])
def test_a_cost_out_of_bounds_is_a_bug_of_ours(tmp_path: Path, cost: Cost) -> None:
    with pytest.raises(ValueError, match="out of bounds"):
        FolderVault(tmp_path, DESK, cost)


def test_copies_that_are_there_and_cannot_be_read_are_told_as_such(tmp_path: Path) -> None:
    for name in (A, B):
        (tmp_path / name).symlink_to(name)  # a link to itself: the system refuses to follow it
    with pytest.raises(CannotRead):
        vault(tmp_path).unlock(PASSPHRASE)


def _names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())
