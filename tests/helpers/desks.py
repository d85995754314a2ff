"""Real open desks in a temporary folder, with a weak key derivation so that a test takes milliseconds."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from wellbeingdesk.app.anchors import no_note
from wellbeingdesk.app.desk import OpenDesk, create_desk, unlock_desk
from wellbeingdesk.app.house import House, StoreOpens, build_house
from wellbeingdesk.app.self_test import made_up_set_up
from wellbeingdesk.domain.colleague import Colleague
from wellbeingdesk.domain.policy import Policy
from wellbeingdesk.keys.attempts import Attempts
from wellbeingdesk.keys.cost import Cost
from wellbeingdesk.keys.service_key import ServiceKeyMaker
from wellbeingdesk.keys.vault import FolderVault
from wellbeingdesk.usecases import colleagues
from wellbeingdesk.usecases.ports import Clock, Ports
from wellbeingdesk.usecases.ways import Vault

T = TypeVar("T")
SMALL_RESERVE = 64 * 1024
PASSPHRASE = "a made-up passphrase for tests"
WEAK = Cost(memory_kib=19 * 1024, passes=2, lanes=1)


def weak_house(data: Path, clock: Clock | None = None) -> House:
    """Everything real but the cost of guessing the passphrase, and a reserve of a few pages; no keyring is asked."""
    house = build_house(data, clock)
    keys = ServiceKeyMaker(WEAK)
    return replace(house, make_vault=_weak_vault, service_keys=keys, reserve_bytes=SMALL_RESERVE, head_note=no_note)


def _weak_vault(folder: Path, desk_id: str, store_opens: StoreOpens) -> Vault:
    return FolderVault(folder, desk_id, WEAK, attempts=Attempts(folder), store_opens=store_opens)


def policy_named(house: House, policy_id: str) -> Policy:
    """The newest version of a policy."""
    return next(one for one in house.catalogue.policies() if one.id == policy_id)


def make_desk(
    house: House,
    name: str = "Sam Example",
    number: str = "000001",
    policy_id: str = "cambridge-su-advice",
    *,
    made_up: bool = True,
) -> OpenDesk:
    """A new desk, open. At one of made-up clients nobody asks for a way back; at a real one that comes first."""
    set_up = made_up_set_up(policy_named(house, policy_id), name, number)
    return create_desk(house, replace(set_up, made_up=made_up), PASSPHRASE)


def reopen(house: House, desk: OpenDesk) -> OpenDesk:
    """Close a desk and unlock it again."""
    desk.close()
    return unlock_desk(house, desk.ports.session.desk_id, PASSPHRASE)


def on_store(desk: OpenDesk, usecase: Callable[..., T], **values: object) -> T:
    """Run a use-case where the window would: on the store's thread."""
    return desk.threads.store.submit(lambda: usecase(desk.ports, **values)).result()


def on_bench(desk: OpenDesk, usecase: Callable[..., T], **values: object) -> T:
    """Run a use-case that renders or signs."""
    return desk.threads.bench.submit(lambda: usecase(desk.ports, **values)).result()


def ask(desk: OpenDesk, view: Callable[[Ports], T]) -> T:
    """Read on the reader's thread."""
    return desk.threads.reader.submit(lambda: view(desk.ports)).result()


def introduce(one: OpenDesk, other: OpenDesk, *, verified: bool = True) -> tuple[Colleague, Colleague]:
    """Both desks exchange cards; the first gets the second's colleague entry, and the reverse."""
    return _meet(one, other, verified), _meet(other, one, verified)


def _meet(here: OpenDesk, there: OpenDesk, verified: bool) -> Colleague:
    card = colleagues.own_card(there.ports)
    colleague = on_store(here, colleagues.add_colleague, untrusted_card=card.file).value
    if verified:
        on_store(here, colleagues.verify_colleague, colleague_id=colleague.id, typed_digits=card.fingerprint)
    return colleague


@pytest.fixture
def house(tmp_path: Path) -> House:
    """One computer."""
    return weak_house(tmp_path / "laptop")


@pytest.fixture
def desk(house: House) -> Iterator[OpenDesk]:
    """One open desk."""
    opened = make_desk(house)
    yield opened
    opened.close()


@pytest.fixture
def two_desks(tmp_path: Path) -> Iterator[tuple[OpenDesk, OpenDesk]]:
    """Two practitioners on two laptops, under Derby's policy, who have exchanged and verified cards."""
    first = make_desk(weak_house(tmp_path / "a"), "Sam Example", "000001", "derby-wellbeing")
    second = make_desk(weak_house(tmp_path / "b"), "Robin Sample", "000002", "derby-wellbeing")
    introduce(first, second)
    yield first, second
    first.close()
    second.close()
