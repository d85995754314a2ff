"""New keys for a whole desk: what still opens it, what is told, and what a kill in the middle leaves behind."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.desks import PASSPHRASE, ask, make_desk, on_bench, on_store, weak_house
from tests.helpers.log import audited
from tests.helpers.ways import makes_service_key
from wellbeingdesk.app.desk import OpenDesk, folder_of, unlock_desk
from wellbeingdesk.app.house import House
from wellbeingdesk.app.rekeying import rekey_desk
from wellbeingdesk.domain.anchor import AsAnchored
from wellbeingdesk.domain.recovery import RecoveryCode, SlotKind
from wellbeingdesk.domain.service_access import Employment
from wellbeingdesk.domain.worldly import NoRecoverySheet, StoreInUse, WrongPassphrase
from wellbeingdesk.usecases import clients, service_access, ways_ended
from wellbeingdesk.usecases.notices import notices, put_aside

KILLED = """
import os, sys
from pathlib import Path
from tests.helpers.desks import PASSPHRASE, weak_house
from wellbeingdesk.app import rekeying
from wellbeingdesk.app.desk_list import desks_on_laptop
house, when, really = weak_house(Path(sys.argv[1])), sys.argv[2], rekeying.rekey_store
def killed(*given):
    if when == "after":
        really(*given)
    os._exit(9)
rekeying.rekey_store = killed
rekeying.rekey_desk(house, desks_on_laptop(house.data)[0].id, PASSPHRASE)
"""


def with_a_sheet(house: House) -> tuple[str, RecoveryCode]:
    """A closed desk with a client, and its recovery code."""
    desk = make_desk(house)
    on_store(desk, clients.add_client, name_used="Made-up Client")
    code = desk.ports.vault.add_recovery(PASSPHRASE)
    desk.close()
    return desk.ports.session.desk_id, code


def names(desk: OpenDesk) -> list[str]:
    return [line.name_used for line in ask(desk, lambda ports: ports.views.client_lines("", 0, 10))]


def told(desk: OpenDesk) -> list[tuple[str, str]]:
    kinds = {"keys-renewed", "way-in-ended", "keys-in-force"}
    return [line for line in audited(desk) if line[0] in kinds]


def test_the_desk_has_new_keys_and_tells_which_ways_ended(house: House) -> None:
    desk_id, code = with_a_sheet(house)
    with pytest.raises(WrongPassphrase):
        rekey_desk(house, desk_id, "not the passphrase")
    before = (folder_of(house, desk_id) / "store.db").read_bytes()[4096:8192]
    desk = rekey_desk(house, desk_id, PASSPHRASE)
    try:
        assert names(desk) == ["Made-up Client"]
        assert desk.ports.store.standing == AsAnchored()
        assert told(desk) == [("keys-renewed", ""), ("way-in-ended", "recovery"), ("keys-in-force", "1")]
        ended = ask(desk, ways_ended.ended_ways)
        assert ended is not None
        assert ended.kinds == (SlotKind.RECOVERY,)
        with pytest.raises(NoRecoverySheet):
            desk.ports.vault.open_with_recovery(code)
        slip, told_of = ask(desk, notices)
        assert (slip.key, slip.facts) == ("failed-attempts", {"count": 1})
        assert (told_of.key, told_of.page, told_of.facts) == (
            "ways-ended",
            "settings.ways",
            {"ended": "recovery sheet"},
        )
        on_store(desk, put_aside, notice=told_of)
        assert ask(desk, notices) == (slip,)
    finally:
        desk.close()
    assert (folder_of(house, desk_id) / "store.db").read_bytes()[4096:8192] != before
    unlock_desk(house, desk_id, PASSPHRASE).close()


def test_the_services_key_goes_on_opening_it(house: House) -> None:
    desk = make_desk(house)
    new = makes_service_key(desk)
    recipient = desk.ports.service_keys.read(new.line)
    given = {"passphrase": PASSPHRASE, "recipient": recipient, "employment": Employment.EMPLOYED}
    on_bench(desk, service_access.open_to_service, **given)
    desk.close()
    desk = rekey_desk(house, desk.ports.session.desk_id, PASSPHRASE)
    assert ask(desk, ways_ended.ended_ways) is None
    desk.close()
    assert desk.ports.vault.open_with_escrow(*new.shares[1:]).store


def test_a_desk_that_is_open_is_not_given_new_keys(house: House) -> None:
    desk = make_desk(house)
    try:
        with pytest.raises(StoreInUse):
            rekey_desk(house, desk.ports.session.desk_id, PASSPHRASE)
        assert told(desk) == []
    finally:
        desk.close()


@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_in_the_middle_the_next_unlock_settles_and_tells(tmp_path: Path, when: str) -> None:
    house = weak_house(tmp_path / "laptop")
    desk_id, code = with_a_sheet(house)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(house.data), when], check=False, timeout=120)
    assert killed.returncode == 9
    desk = unlock_desk(house, desk_id, PASSPHRASE)
    try:
        assert names(desk) == ["Made-up Client"]
        assert desk.ports.store.standing == AsAnchored()
        ended = ask(desk, ways_ended.ended_ways)
        if when == "before":
            assert (told(desk), ended) == ([], None)
            assert desk.ports.vault.open_with_recovery(code).store
        else:
            assert told(desk) == [("keys-renewed", ""), ("way-in-ended", "recovery"), ("keys-in-force", "1")]
            assert ended is not None
            with pytest.raises(NoRecoverySheet):
                desk.ports.vault.open_with_recovery(code)
    finally:
        desk.close()
    again = unlock_desk(house, desk_id, PASSPHRASE)
    assert len(told(again)) == (0 if when == "before" else 3)
    again.close()
