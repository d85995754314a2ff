"""This computer's keyring as help with the passphrase: offered to a person's own account, never the only way in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.desks import PASSPHRASE, ask, make_desk, on_bench, on_store
from tests.helpers.log import audited
from tests.helpers.ways import Computer, house_on
from wellbeingdesk.app.desk import OpenDesk, unlock_desk
from wellbeingdesk.app.house import House
from wellbeingdesk.domain.keyring import (
    Account,
    AccountIsNotSaid,
    AccountIsShared,
    AccountKind,
    DeviceState,
    KeyringState,
    RecoveryComesFirst,
)
from wellbeingdesk.domain.recovery import SlotKind
from wellbeingdesk.domain.worldly import DeviceSecretMissing, KeyringLocked, WrongPassphrase
from wellbeingdesk.usecases import keyring
from wellbeingdesk.usecases.keyring import KeyringStanding


@pytest.fixture
def computer() -> Computer:
    return Computer()


@pytest.fixture
def house(computer: Computer, tmp_path: Path) -> House:
    return house_on(computer, tmp_path / "laptop")


@pytest.fixture
def own(house: House) -> Iterator[OpenDesk]:
    """A desk in an account that nobody else uses."""
    desk = make_desk(house)
    on_store(desk, keyring.say_whose_account, shared=False)
    yield desk
    desk.close()


def standing(desk: OpenDesk) -> KeyringStanding:
    found: KeyringStanding = on_bench(desk, keyring.keyring_standing).value
    return found


def kinds(desk: OpenDesk) -> list[SlotKind]:
    return [slot.kind for slot in desk.ports.vault.slots()]


def test_nothing_is_put_into_a_keyring_before_it_is_said_whose_account_it_is(house: House, computer: Computer) -> None:
    desk = make_desk(house)
    try:
        assert (standing(desk).shared, standing(desk).off) == (None, False)
        with pytest.raises(AccountIsNotSaid):
            on_bench(desk, keyring.strengthen, passphrase=PASSPHRASE)
        on_store(desk, keyring.say_whose_account, shared=True)
        assert (standing(desk).shared, standing(desk).off) == (True, True)
        with pytest.raises(AccountIsShared):
            on_bench(desk, keyring.strengthen, passphrase=PASSPHRASE)
        assert computer.shelf.kept == {}
        assert ("account-answered", "shared; ordinary") in audited(desk)
    finally:
        desk.close()


@pytest.mark.parametrize("kind", [AccountKind.ADMINISTRATOR, AccountKind.GUEST, AccountKind.MARKED_SHARED])
def test_an_account_that_is_nobodys_own_is_refused_whatever_was_said(
    own: OpenDesk, computer: Computer, kind: AccountKind
) -> None:
    computer.account = Account(computer.account.label, kind)
    assert standing(own).off
    with pytest.raises(AccountIsShared):
        on_bench(own, keyring.strengthen, passphrase=PASSPHRASE)
    assert computer.shelf.kept == {}


def test_another_account_or_computer_is_asked_again(own: OpenDesk, computer: Computer) -> None:
    assert standing(own).shared is False
    computer.account = Account("sam@another-laptop", AccountKind.ORDINARY)
    assert standing(own).shared is None
    with pytest.raises(AccountIsNotSaid):
        on_bench(own, keyring.strengthen, passphrase=PASSPHRASE)


def test_the_passphrase_alone_ends_only_after_a_way_back_is_arranged(house: House, computer: Computer) -> None:
    own = make_desk(house)
    on_store(own, keyring.say_whose_account, shared=False)
    on_bench(own, keyring.strengthen, passphrase=PASSPHRASE)
    found = standing(own)
    assert found.here is not None
    assert (found.here.label, found.alone, found.recovery) == ("sam@laptop", True, False)
    with pytest.raises(RecoveryComesFirst):
        on_bench(own, keyring.end_passphrase_alone, passphrase=PASSPHRASE)
    code = own.ports.vault.add_recovery(PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        on_bench(own, keyring.end_passphrase_alone, passphrase="not the passphrase")
    on_bench(own, keyring.end_passphrase_alone, passphrase=PASSPHRASE)
    assert kinds(own) == [SlotKind.DEVICE, SlotKind.RECOVERY]
    assert not standing(own).alone
    assert [one for one, _ in audited(own)][-2:] == ["passphrase-failed", "passphrase-alone-ended"]
    own.close()
    unlock_desk(house, own.ports.session.desk_id, PASSPHRASE).close()
    computer.shelf.kept.clear()
    with pytest.raises(DeviceSecretMissing):
        unlock_desk(house, own.ports.session.desk_id, PASSPHRASE)
    assert own.ports.vault.open_with_recovery(code).store


def test_a_keyring_that_does_not_give_its_part_keeps_the_passphrase_alone(own: OpenDesk, computer: Computer) -> None:
    own.ports.vault.add_recovery(PASSPHRASE)
    on_bench(own, keyring.strengthen, passphrase=PASSPHRASE)
    computer.shelf.trouble = KeyringLocked()
    with pytest.raises(KeyringLocked):
        on_bench(own, keyring.end_passphrase_alone, passphrase=PASSPHRASE)
    assert SlotKind.PASSPHRASE in kinds(own)


def test_the_passphrase_opens_alone_again_and_the_keyring_keeps_nothing(own: OpenDesk, computer: Computer) -> None:
    own.ports.vault.add_recovery(PASSPHRASE)
    on_bench(own, keyring.strengthen, passphrase=PASSPHRASE)
    on_bench(own, keyring.end_passphrase_alone, passphrase=PASSPHRASE)
    assert len(computer.shelf.kept) == 1
    with pytest.raises(WrongPassphrase):
        on_bench(own, keyring.weaken, passphrase="not the passphrase")
    on_bench(own, keyring.weaken, passphrase=PASSPHRASE)
    assert kinds(own) == [SlotKind.PASSPHRASE, SlotKind.RECOVERY]
    assert computer.shelf.kept == {}
    computer.shelf.trouble = KeyringLocked()
    assert own.ports.vault.unlock(PASSPHRASE).store
    assert audited(own)[-1][0] == "keyring-parts-removed"


def test_strengthening_again_leaves_one_part(own: OpenDesk, computer: Computer) -> None:
    for _ in range(2):
        on_bench(own, keyring.strengthen, passphrase=PASSPHRASE)
    assert kinds(own).count(SlotKind.DEVICE) == 1
    assert len(computer.shelf.kept) == 1


def test_what_the_keyring_holds_is_told_apart(own: OpenDesk, computer: Computer) -> None:
    on_bench(own, keyring.strengthen, passphrase=PASSPHRASE)
    (name,) = computer.shelf.kept
    secret = computer.shelf.kept.pop(name)
    assert [one.state for one in standing(own).devices] == [DeviceState.MISSING]
    computer.shelf.kept[name] = bytes(32)
    assert [one.state for one in standing(own).devices] == [DeviceState.REPLACED]
    computer.shelf.kept[name] = secret
    assert [one.state for one in standing(own).devices] == [DeviceState.HERE]
    computer.keyring = KeyringState.LOCKED
    found = standing(own)
    assert [one.state for one in found.devices] == [DeviceState.UNREACHABLE]
    assert (found.keyring, found.here) == (KeyringState.LOCKED, None)


def test_a_computer_that_is_gone_is_forgotten(own: OpenDesk, computer: Computer) -> None:
    on_bench(own, keyring.strengthen, passphrase=PASSPHRASE)
    computer.shelf.kept.clear()
    (gone,) = standing(own).devices
    on_bench(own, keyring.forget_computer, passphrase=PASSPHRASE, slot_id=gone.slot_id)
    assert standing(own).devices == ()
    assert SlotKind.DEVICE not in kinds(own)


def test_asking_how_it_stands_changes_nothing(own: OpenDesk) -> None:
    before = (
        own.ports.vault.files(),
        len(audited(own)),
        ask(own, lambda ports: ports.views.setting("keyring_account")),
    )
    standing(own)
    assert before == (
        own.ports.vault.files(),
        len(audited(own)),
        ask(own, lambda ports: ports.views.setting("keyring_account")),
    )
