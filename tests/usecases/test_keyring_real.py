"""A desk that is strengthened with a real keyring: it opens with it, is told apart when that is gone, and opens again
with its recovery sheet.
"""

from pathlib import Path

from tests.keys.test_keyring_shelf import LOCKED, UNLOCKED, _quiet, _run

BOTH = """
import sys
from dataclasses import replace
from pathlib import Path
from tests.helpers.desks import PASSPHRASE, WEAK, make_desk, on_bench, on_store, weak_house
from tests.helpers.ways import Computer, MachineOf
from wellbeingdesk.app.desk import open_desk, unlock_desk
from wellbeingdesk.app.desk_list import desks_on_laptop
from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.recovery import read_code
from wellbeingdesk.usecases import keyring
# Everything is real but whose account this is: a test may run as the administrator.
data = Path(sys.argv[1])
house = replace(weak_house(data), machine=MachineOf(Computer()))
"""
FIRST = (
    BOTH
    + """
desk = make_desk(house)
on_store(desk, keyring.say_whose_account, shared=False)
print(on_bench(desk, keyring.keyring_standing).value.keyring)
on_bench(desk, keyring.strengthen, passphrase=PASSPHRASE)
(data / "code").write_text(" ".join(desk.ports.vault.add_recovery(PASSPHRASE).groups))
on_bench(desk, keyring.end_passphrase_alone, passphrase=PASSPHRASE)
standing = on_bench(desk, keyring.keyring_standing).value
assert standing.here is not None and not standing.alone
desk.close()
unlock_desk(house, desk.ports.session.desk_id, PASSPHRASE).close()
"""
)
AGAIN = (
    BOTH
    + """
desk_id = desks_on_laptop(data)[0].id
try:
    unlock_desk(house, desk_id, PASSPHRASE).close()
    print("opened")
except WorldError as told:
    print(told.code)
code = read_code((data / "code").read_text())
desk = open_desk(house, desk_id, lambda vault: vault.open_with_recovery(code))
found = on_bench(desk, keyring.keyring_standing).value
print(found.keyring, *(one.state for one in found.devices))
desk.close()
"""
)


def test_a_desk_and_a_real_keyring(tmp_path: Path) -> None:
    home, other, data = tmp_path / "home", tmp_path / "other", tmp_path / "laptop"
    home.mkdir()
    other.mkdir()
    assert _run(home, _quiet(UNLOCKED), FIRST, str(data)) == "ready"
    # The next day, in turn: logged in; not unlocked; another account or a new computer; no keyring at all.
    assert _run(home, _quiet(UNLOCKED), AGAIN, str(data)).split("\n") == ["opened", "ready here"]
    locked = _run(home, _quiet(LOCKED), AGAIN, str(data)).split("\n")
    assert locked == ["world.KeyringLocked", "locked unreachable"]
    gone = _run(other, _quiet(UNLOCKED), AGAIN, str(data)).split("\n")
    assert gone == ["world.DeviceSecretMissing", "ready missing"]
    none = _run(home, "unset DBUS_SESSION_BUS_ADDRESS", AGAIN, str(data)).split("\n")
    assert none == ["world.KeyringAbsent", "none unreachable"]
