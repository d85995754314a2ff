"""The passphrase with a secret of this computer: each trouble of the keyring is told, and none shuts anybody out."""

from pathlib import Path

import pytest

from tests.keys.desk_of_keys import DESK, NEW_PASSPHRASE, PASSPHRASE, A, B
from tests.keys.ways_in import EveryWay, PlainShelf, kinds, slot_id, vault, with_every_way
from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.recovery import LastWayIn, SlotKind
from wellbeingdesk.domain.worldly import (
    CannotWrite,
    DeviceSecretMissing,
    DeviceSecretReplaced,
    KeyringAbsent,
    KeyringFailed,
    KeyringInsecure,
    KeyringLocked,
    KeyringSilent,
    WrongPassphrase,
)
from wellbeingdesk.keys.keyfile import read_copy

TROUBLES = [KeyringAbsent, KeyringFailed, KeyringInsecure, KeyringLocked, KeyringSilent]


@pytest.fixture
def desk(tmp_path: Path) -> EveryWay:
    """A desk whose passphrase opens with this computer's secret alone."""
    made = with_every_way(tmp_path)
    used = vault(tmp_path, made.shelf)
    used.drop_slot(PASSPHRASE, slot_id(used, SlotKind.PASSPHRASE))
    assert kinds(used) == ["recovery", "shares", "escrow", "device"]
    return made


def test_it_opens_with_both_and_with_neither_alone(desk: EveryWay, tmp_path: Path) -> None:
    assert vault(tmp_path, desk.shelf).unlock(PASSPHRASE) == desk.keys
    with pytest.raises(WrongPassphrase):
        vault(tmp_path, desk.shelf).unlock("seven quiet heron")
    with pytest.raises(DeviceSecretMissing):
        vault(tmp_path, PlainShelf()).unlock(PASSPHRASE)


def test_the_secret_is_not_in_the_key_file(desk: EveryWay, tmp_path: Path) -> None:
    (secret,) = desk.shelf.kept.values()
    assert len(secret) == 32
    assert [name.split()[0] for name in desk.shelf.kept] == [DESK]
    raw = (tmp_path / A).read_bytes()
    assert secret.hex().encode() not in raw
    slot = read_copy(raw).header.slots[-1]
    assert dict(slot.fields)["device"] is True


@pytest.mark.parametrize("trouble", TROUBLES)
def test_each_trouble_of_the_keyring_is_told_as_itself(
    desk: EveryWay, tmp_path: Path, trouble: type[WorldError]
) -> None:
    desk.shelf.trouble = trouble()
    before = (tmp_path / A).read_bytes()
    opened = vault(tmp_path, desk.shelf)
    for act in (opened.unlock, opened.demand, opened.add_recovery):
        with pytest.raises(trouble):
            act(PASSPHRASE)
    with pytest.raises(trouble):
        opened.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    assert (tmp_path / A).read_bytes() == (tmp_path / B).read_bytes() == before
    # And none of them shuts anybody out.
    assert opened.open_with_recovery(desk.code) == desk.keys
    assert opened.reset_passphrase(desk.code, NEW_PASSPHRASE) == desk.keys
    assert opened.unlock(NEW_PASSPHRASE) == desk.keys


def test_another_secret_in_its_place_is_told_before_anything_is_derived(desk: EveryWay, tmp_path: Path) -> None:
    (name,) = desk.shelf.kept
    with pytest.raises(DeviceSecretReplaced):
        vault(tmp_path, PlainShelf({name: bytes(32)})).unlock(PASSPHRASE)


def test_the_plain_slot_is_dropped_only_where_the_keyring_answers(tmp_path: Path) -> None:
    made = with_every_way(tmp_path)
    used = vault(tmp_path, made.shelf)
    plain = slot_id(used, SlotKind.PASSPHRASE)
    made.shelf.trouble = KeyringLocked()
    with pytest.raises(KeyringLocked):
        used.drop_slot(PASSPHRASE, plain)
    made.shelf.trouble = None
    (name,) = made.shelf.kept
    secret = made.shelf.kept.pop(name)
    with pytest.raises(DeviceSecretMissing):
        used.drop_slot(PASSPHRASE, plain)
    assert used.unlock(PASSPHRASE) == made.keys
    made.shelf.kept[name] = secret
    used.drop_slot(PASSPHRASE, plain)
    assert used.unlock(PASSPHRASE) == made.keys


def test_the_keyring_is_never_the_only_way_in(tmp_path: Path) -> None:
    made = vault(tmp_path, shelf := PlainShelf())
    made.create(PASSPHRASE)
    device = made.add_device(PASSPHRASE)
    with pytest.raises(LastWayIn):
        made.drop_slot(PASSPHRASE, slot_id(made, SlotKind.PASSPHRASE))
    code = made.add_recovery(PASSPHRASE)
    made.drop_slot(PASSPHRASE, slot_id(made, SlotKind.PASSPHRASE))
    for last in (code.slot_id, device.id):
        with pytest.raises(LastWayIn):
            made.drop_slot(PASSPHRASE, last)
    assert shelf.kept


def test_beside_a_plain_slot_the_keyring_is_not_asked(tmp_path: Path) -> None:
    made = with_every_way(tmp_path)
    made.shelf.trouble = KeyringSilent()
    assert vault(tmp_path, made.shelf).unlock(PASSPHRASE) == made.keys
    with pytest.raises(WrongPassphrase):
        vault(tmp_path, made.shelf).unlock("seven quiet heron")


def test_a_changed_passphrase_needs_the_same_secret(desk: EveryWay, tmp_path: Path) -> None:
    kept = dict(desk.shelf.kept)
    vault(tmp_path, desk.shelf).change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    assert desk.shelf.kept == kept
    assert vault(tmp_path, desk.shelf).unlock(NEW_PASSPHRASE) == desk.keys
    with pytest.raises(WrongPassphrase):
        vault(tmp_path, desk.shelf).unlock(PASSPHRASE)
    with pytest.raises(DeviceSecretMissing):
        vault(tmp_path).unlock(NEW_PASSPHRASE)


class _LocksAfterOnce(PlainShelf):
    """The keyring's owner locks it while the passphrase is being changed."""

    def fetch(self, name: str) -> bytes:
        secret = super().fetch(name)
        self.trouble = KeyringLocked()
        return secret


def test_a_keyring_that_locks_while_the_passphrase_changes_does_not_take_the_slot_along(
    desk: EveryWay, tmp_path: Path
) -> None:
    before = (tmp_path / A).read_bytes()
    with pytest.raises(KeyringLocked):
        vault(tmp_path, _LocksAfterOnce(desk.shelf.kept)).change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    assert (tmp_path / A).read_bytes() == (tmp_path / B).read_bytes() == before
    assert vault(tmp_path, desk.shelf).unlock(PASSPHRASE) == desk.keys


def test_a_changed_passphrase_leaves_no_slot_that_takes_the_old_one(tmp_path: Path) -> None:
    made = with_every_way(tmp_path)
    made.shelf.trouble = KeyringLocked()
    used = vault(tmp_path, made.shelf)
    used.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    assert kinds(used) == ["passphrase", "recovery", "shares", "escrow"]
    assert used.unlock(NEW_PASSPHRASE) == made.keys


def test_with_both_slots_a_changed_passphrase_opens_both(tmp_path: Path) -> None:
    made = with_every_way(tmp_path)
    used = vault(tmp_path, made.shelf)
    used.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    used.drop_slot(NEW_PASSPHRASE, slot_id(used, SlotKind.PASSPHRASE))
    assert used.unlock(NEW_PASSPHRASE) == made.keys


def test_a_slot_of_another_computer_goes_with_the_old_passphrase(desk: EveryWay, tmp_path: Path) -> None:
    second = PlainShelf()
    here = vault(tmp_path, second)
    here.reset_passphrase(desk.code, NEW_PASSPHRASE)
    here.add_device(NEW_PASSPHRASE, "second laptop")
    here.drop_slot(NEW_PASSPHRASE, slot_id(here, SlotKind.PASSPHRASE))
    assert here.unlock(NEW_PASSPHRASE) == desk.keys
    for passphrase in (PASSPHRASE, NEW_PASSPHRASE):
        with pytest.raises(DeviceSecretMissing):
            vault(tmp_path, desk.shelf).unlock(passphrase)


def test_two_computers_each_open_with_their_own_secret(desk: EveryWay, tmp_path: Path) -> None:
    second = PlainShelf(dict(desk.shelf.kept))
    vault(tmp_path, second).add_device(PASSPHRASE, "second laptop")
    (name,) = desk.shelf.kept
    second.kept.pop(name)
    assert vault(tmp_path, second).unlock(PASSPHRASE) == desk.keys
    assert vault(tmp_path, desk.shelf).unlock(PASSPHRASE) == desk.keys


def test_a_dropped_slot_takes_its_secret_with_it(tmp_path: Path) -> None:
    made = with_every_way(tmp_path)
    used = vault(tmp_path, made.shelf)
    used.drop_slot(PASSPHRASE, slot_id(used, SlotKind.DEVICE))
    assert made.shelf.kept == {}
    assert kinds(used) == ["passphrase", "recovery", "shares", "escrow"]


def test_a_keyring_that_refuses_adds_no_slot(tmp_path: Path) -> None:
    shelf = PlainShelf(trouble=KeyringInsecure())
    made = vault(tmp_path, shelf)
    made.create(PASSPHRASE)
    with pytest.raises(KeyringInsecure):
        made.add_device(PASSPHRASE)
    assert kinds(made) == ["passphrase"]


def test_a_slot_that_cannot_be_written_leaves_no_secret_behind(tmp_path: Path) -> None:
    made = vault(tmp_path, shelf := PlainShelf())
    made.create(PASSPHRASE)
    (tmp_path / "store.keys.part").mkdir()  # in the way of the file that is written beside
    with pytest.raises(CannotWrite):
        made.add_device(PASSPHRASE)
    assert shelf.kept == {}
    assert kinds(made) == ["passphrase"]
