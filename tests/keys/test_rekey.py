"""A full re-key: new keys for the store and the file, whatever happens in between."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.keys.desk_of_keys import NEW_PASSPHRASE, PASSPHRASE, A, B, put
from tests.keys.ways_in import EveryWay, StoreOnDisk, kinds, slot_id, vault, with_every_way
from wellbeingdesk.domain.recovery import SlotKind
from wellbeingdesk.domain.worldly import (
    CannotWrite,
    DiskFull,
    KeyringLocked,
    NoRecoverySheet,
    NoShares,
    RecoveryCodeWrong,
    SharesWrong,
    StoreDamaged,
    WrongPassphrase,
)
from wellbeingdesk.keys.keyfile import read_copy
from wellbeingdesk.keys.vault import FolderVault
from wellbeingdesk.usecases.ways import DeskKeys


@pytest.fixture
def desk(tmp_path: Path) -> EveryWay:
    return with_every_way(tmp_path)


@pytest.fixture
def store(desk: EveryWay) -> StoreOnDisk:
    return StoreOnDisk(desk.keys)


@pytest.fixture
def used(desk: EveryWay, store: StoreOnDisk, tmp_path: Path) -> FolderVault:
    return vault(tmp_path, desk.shelf, store_opens=store.opens)


def test_every_key_is_a_new_one_and_the_store_has_it(used: FolderVault, desk: EveryWay, store: StoreOnDisk) -> None:
    void = used.rekey(PASSPHRASE, store.rekey)
    assert store.keys is not None
    assert used.unlock(PASSPHRASE) == store.keys
    assert not {store.keys.store, store.keys.audit, store.keys.anchor} & {
        desk.keys.store,
        desk.keys.audit,
        desk.keys.anchor,
    }
    assert [slot.kind for slot in void] == [SlotKind.RECOVERY, SlotKind.SHARES]
    assert used.voided == void
    assert void[0].id == desk.code.slot_id
    assert kinds(used) == ["passphrase", "escrow", "device"]


def test_sheets_and_shares_end_and_a_services_key_does_not(
    used: FolderVault, desk: EveryWay, store: StoreOnDisk
) -> None:
    used.rekey(PASSPHRASE, store.rekey)
    with pytest.raises(NoRecoverySheet):
        used.open_with_recovery(desk.code)
    with pytest.raises(NoShares):
        used.open_with_shares(*desk.shares[:2])
    assert used.open_with_escrow(*desk.service_shares[:2]) == store.keys
    code = used.add_recovery(PASSPHRASE)
    assert used.open_with_recovery(code) == store.keys


def test_the_computers_secret_goes_on_working(
    used: FolderVault, desk: EveryWay, store: StoreOnDisk, tmp_path: Path
) -> None:
    used.drop_slot(PASSPHRASE, slot_id(used, SlotKind.PASSPHRASE))
    used.rekey(PASSPHRASE, store.rekey)
    assert kinds(used) == ["escrow", "device"]
    assert used.unlock(PASSPHRASE) == store.keys
    with pytest.raises(WrongPassphrase):
        used.unlock("seven quiet heron")


@pytest.mark.parametrize("keep_escrow", [True, False])
def test_no_desk_is_left_to_the_keyring_alone(
    used: FolderVault, store: StoreOnDisk, desk: EveryWay, keep_escrow: bool
) -> None:
    if not keep_escrow:
        used.drop_slot(PASSPHRASE, slot_id(used, SlotKind.ESCROW))
    used.drop_slot(PASSPHRASE, slot_id(used, SlotKind.PASSPHRASE))
    used.rekey(PASSPHRASE, store.rekey)
    assert kinds(used) == (["escrow", "device"] if keep_escrow else ["device", "passphrase"])
    if not keep_escrow:
        desk.shelf.trouble = KeyringLocked()
    assert used.unlock(PASSPHRASE) == store.keys


def test_a_keyring_that_locks_in_between_leaves_the_passphrase(
    used: FolderVault, store: StoreOnDisk, desk: EveryWay
) -> None:
    used.drop_slot(PASSPHRASE, slot_id(used, SlotKind.PASSPHRASE))

    def rekey(old: DeskKeys, new: DeskKeys) -> None:
        store.rekey(old, new)
        desk.shelf.trouble = KeyringLocked()

    void = used.rekey(PASSPHRASE, rekey)
    assert SlotKind.DEVICE in {slot.kind for slot in void}
    assert kinds(used) == ["escrow", "passphrase"]
    assert used.unlock(PASSPHRASE) == store.keys


def test_old_copies_of_the_key_file_lead_to_the_old_keys_alone(
    used: FolderVault, desk: EveryWay, store: StoreOnDisk, tmp_path: Path
) -> None:
    old = (tmp_path / A).read_bytes()
    used.rekey(PASSPHRASE, store.rekey)
    put(tmp_path, old, old)
    assert used.unlock(PASSPHRASE) == desk.keys != store.keys


def test_a_wrong_passphrase_begins_nothing(used: FolderVault, store: StoreOnDisk, tmp_path: Path) -> None:
    before = (tmp_path / A).read_bytes()
    with pytest.raises(WrongPassphrase):
        used.rekey("seven quiet heron", store.rekey)
    assert (tmp_path / A).read_bytes() == before


def _fails(store: StoreOnDisk, done: bool) -> Callable[[DeskKeys, DeskKeys], None]:
    def rekey(old: DeskKeys, new: DeskKeys) -> None:
        if done:
            store.rekey(old, new)
        raise DiskFull

    return rekey


def test_a_store_that_refuses_keeps_its_keys(
    used: FolderVault, desk: EveryWay, store: StoreOnDisk, tmp_path: Path
) -> None:
    with pytest.raises(DiskFull):
        used.rekey(PASSPHRASE, _fails(store, done=False))
    assert b"pending" not in (tmp_path / A).read_bytes() + (tmp_path / B).read_bytes()
    assert used.unlock(PASSPHRASE) == desk.keys == store.keys
    assert used.open_with_recovery(desk.code) == desk.keys
    assert used.voided == ()
    assert kinds(used) == ["passphrase", "recovery", "shares", "escrow", "device"]


def test_a_store_that_fails_after_it_was_re_keyed_has_the_new_keys(
    used: FolderVault, desk: EveryWay, store: StoreOnDisk
) -> None:
    with pytest.raises(DiskFull):
        used.rekey(PASSPHRASE, _fails(store, done=True))
    assert used.unlock(PASSPHRASE) == store.keys != desk.keys


def test_a_store_that_was_not_re_keyed_is_a_bug_of_ours(used: FolderVault, desk: EveryWay) -> None:
    with pytest.raises(RuntimeError, match="was not"):
        used.rekey(PASSPHRASE, lambda old, new: None)
    assert used.unlock(PASSPHRASE) == desk.keys


def test_nobody_re_keys_who_cannot_say_what_the_store_has(desk: EveryWay, store: StoreOnDisk, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="re-key"):
        vault(tmp_path, desk.shelf).rekey(PASSPHRASE, store.rekey)


class _Stopped(BaseException):
    """The process ends here."""


def _cut_short(used: FolderVault, store: StoreOnDisk, *, done: bool) -> None:
    def rekey(old: DeskKeys, new: DeskKeys) -> None:
        if done:
            store.rekey(old, new)
        raise _Stopped

    with pytest.raises(_Stopped):
        used.rekey(PASSPHRASE, rekey)


@pytest.mark.parametrize("done", [True, False])
def test_after_a_re_key_cut_short_each_way_gives_the_keys_that_the_store_has(
    used: FolderVault, desk: EveryWay, store: StoreOnDisk, tmp_path: Path, done: bool
) -> None:
    _cut_short(used, store, done=done)
    before = (tmp_path / A).read_bytes()
    assert used.open_with_recovery(desk.code) == store.keys
    assert used.open_with_shares(*desk.shares[:2]) == store.keys
    assert used.open_with_escrow(*desk.service_shares[:2]) == store.keys
    assert (tmp_path / A).read_bytes() == (tmp_path / B).read_bytes() == before
    assert used.unlock(PASSPHRASE) == store.keys
    assert "recovery" not in kinds(used) if done else "recovery" in kinds(used)
    assert [slot.kind for slot in used.voided] == ([SlotKind.RECOVERY, SlotKind.SHARES] if done else [])
    assert used.unlock(PASSPHRASE) == store.keys
    assert b"pending" not in (tmp_path / A).read_bytes() + (tmp_path / B).read_bytes()


@pytest.mark.parametrize("done", [True, False])
@pytest.mark.parametrize("lost", [A, B])
def test_one_lost_copy_does_not_lose_a_re_key_cut_short(
    used: FolderVault, store: StoreOnDisk, tmp_path: Path, done: bool, lost: str
) -> None:
    _cut_short(used, store, done=done)
    (tmp_path / lost).unlink()
    assert used.unlock(PASSPHRASE) == store.keys


@pytest.mark.parametrize("done", [True, False])
def test_a_change_after_a_re_key_cut_short_ends_it_first(
    used: FolderVault, desk: EveryWay, store: StoreOnDisk, done: bool
) -> None:
    _cut_short(used, store, done=done)
    used.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    assert used.unlock(NEW_PASSPHRASE) == store.keys
    with pytest.raises(WrongPassphrase):
        used.unlock(PASSPHRASE)
    code = used.add_recovery(NEW_PASSPHRASE)
    assert used.open_with_recovery(code) == store.keys


@pytest.mark.parametrize("done", [True, False])
def test_a_forgotten_passphrase_is_replaced_also_then(
    used: FolderVault, desk: EveryWay, store: StoreOnDisk, done: bool
) -> None:
    _cut_short(used, store, done=done)
    assert used.reset_passphrase(desk.shares[:2], NEW_PASSPHRASE) == store.keys
    assert used.unlock(NEW_PASSPHRASE) == store.keys
    with pytest.raises(WrongPassphrase):
        used.unlock(PASSPHRASE)
    assert used.open_with_escrow(*desk.service_shares[:2]) == store.keys


def test_where_the_store_opens_with_neither_both_are_kept(
    used: FolderVault, desk: EveryWay, store: StoreOnDisk, tmp_path: Path
) -> None:
    _cut_short(used, store, done=True)
    new, store.keys = store.keys, None
    before = (tmp_path / A).read_bytes()
    assert used.unlock(PASSPHRASE) == desk.keys
    with pytest.raises(StoreDamaged):
        used.rekey(PASSPHRASE, store.rekey)
    assert (tmp_path / A).read_bytes() == (tmp_path / B).read_bytes() == before
    code = used.add_recovery(PASSPHRASE)
    assert used.open_with_recovery(code) == desk.keys
    store.keys = new  # the store was put back from a backup
    assert used.unlock(PASSPHRASE) == new


def test_a_re_key_cut_short_needs_somebody_who_knows_the_store(
    used: FolderVault, desk: EveryWay, store: StoreOnDisk, tmp_path: Path
) -> None:
    _cut_short(used, store, done=True)
    with pytest.raises(RuntimeError, match="nobody can say"):
        vault(tmp_path, desk.shelf).unlock(PASSPHRASE)


def test_the_twin_of_a_crash_does_not_revive_what_the_re_key_ended(
    used: FolderVault, desk: EveryWay, store: StoreOnDisk, tmp_path: Path
) -> None:
    pending: list[bytes] = []

    def rekey(old: DeskKeys, new: DeskKeys) -> None:
        store.rekey(old, new)
        pending.append((tmp_path / A).read_bytes())

    used.rekey(PASSPHRASE, rekey)
    (tmp_path / B).write_bytes(pending[0])
    with pytest.raises(RecoveryCodeWrong):
        used.open_with_recovery(desk.code)
    with pytest.raises(SharesWrong):
        used.open_with_shares(*desk.shares[:2])
    assert used.unlock(PASSPHRASE) == store.keys
    assert (tmp_path / A).read_bytes() == (tmp_path / B).read_bytes()


def test_it_does_not_begin_with_one_copy_alone(
    used: FolderVault, desk: EveryWay, store: StoreOnDisk, tmp_path: Path
) -> None:
    (tmp_path / B).unlink()
    (tmp_path / B).mkdir()
    (tmp_path / B / "in the way").touch()
    with pytest.raises(CannotWrite) as told:
        used.rekey(PASSPHRASE, store.rekey)
    assert told.value.facts == {"reason": "twin"}
    assert store.keys == desk.keys
    assert used.unlock(PASSPHRASE) == desk.keys


def test_generations_are_counted(used: FolderVault, store: StoreOnDisk, tmp_path: Path) -> None:
    generations = []
    for _ in range(2):
        used.rekey(PASSPHRASE, store.rekey)
        generations.append(read_copy((tmp_path / A).read_bytes()).header.generation)
    assert generations == [2, 3]
    assert used.sequence == read_copy((tmp_path / A).read_bytes()).header.seq
