"""This computer's keyring as a shelf, on real ones: working, locked, emptied, silent, insecure, absent."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from keyring.backends import fail, null

from wellbeingdesk.domain.worldly import DeviceSecretMissing, KeyringAbsent, KeyringFailed, KeyringInsecure
from wellbeingdesk.keys import keyring_shelf
from wellbeingdesk.keys.keyring_shelf import KeyringShelf

UNLOCKED = "printf test | gnome-keyring-daemon --unlock --components=secrets"
LOCKED = "gnome-keyring-daemon --start --components=secrets"

FIRST_SESSION = """
import sys
from contextlib import closing
from pathlib import Path
import secretstorage
from wellbeingdesk.domain.worldly import DeviceSecretMissing, DeviceSecretReplaced, KeyringLocked, WrongPassphrase
from wellbeingdesk.keys.cost import FLOOR
from wellbeingdesk.keys.keyring_shelf import KeyringShelf
from wellbeingdesk.keys.vault import FolderVault

def raises(kind, act, *given):
    try:
        act(*given)
    except kind:
        return
    raise AssertionError(kind.__name__)

assert not {name for name in sys.modules if name.partition(".")[0] == "keyring"}
shelf, secret = KeyringShelf(20), bytes(range(32))
raises(DeviceSecretMissing, shelf.fetch, "desk-1 slot-1")
shelf.put("desk-1 slot-1", secret)
assert shelf.fetch("desk-1 slot-1") == secret
raises(DeviceSecretMissing, shelf.fetch, "desk-1 slot-2")
shelf.put("desk-1 slot-1", bytes(32))
assert shelf.fetch("desk-1 slot-1") == bytes(32)
from keyring.backends.SecretService import Keyring
for text in ("half a secret", "AAAA"):
    Keyring().set_password("WellbeingDesk", "desk-1 slot-1", text)
    raises(DeviceSecretReplaced, shelf.fetch, "desk-1 slot-1")
shelf.remove("desk-1 slot-1")
shelf.remove("desk-1 slot-1")
raises(DeviceSecretMissing, shelf.fetch, "desk-1 slot-1")

folder = Path(sys.argv[1])
vault = FolderVault(folder, "desk-1", FLOOR)
made = vault.create("seven quiet herons")
code = vault.add_recovery("seven quiet herons")
(folder / "code").write_text(" ".join(code.groups))
device = vault.add_device("seven quiet herons", "laptop")
vault.drop_slot("seven quiet herons", vault.slots()[0].id)
assert vault.unlock("seven quiet herons") == made
raises(WrongPassphrase, vault.unlock, "seven quiet heron")
(folder / "store-key").write_bytes(made.store)
with closing(secretstorage.dbus_init()) as bus:
    secretstorage.get_default_collection(bus).lock()
raises(KeyringLocked, shelf.fetch, "desk-1 slot-1")
raises(KeyringLocked, shelf.put, "desk-1 slot-1", secret)
raises(KeyringLocked, vault.unlock, "seven quiet herons")
shelf.remove("desk-1 slot-1")
"""

SECOND_SESSION = """
import sys
from pathlib import Path
from wellbeingdesk.domain.recovery import read_code
from wellbeingdesk.domain.worldly import WorldError
from wellbeingdesk.keys.cost import FLOOR
from wellbeingdesk.keys.keyring_shelf import KeyringShelf
from wellbeingdesk.keys.vault import FolderVault

folder = Path(sys.argv[1])
vault = FolderVault(folder, "desk-1", FLOOR, shelf=KeyringShelf(float(sys.argv[2])))
try:
    print(vault.unlock("seven quiet herons").store == (folder / "store-key").read_bytes())
except WorldError as told:
    print(told.code)
keys = vault.open_with_recovery(read_code((folder / "code").read_text()))
assert keys.store == (folder / "store-key").read_bytes()
"""

NEVER_ANSWERS = """
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection
bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
connection = open_dbus_connection("SESSION")
name = ("org.freedesktop.secrets", 4)
connection.send_and_get_reply(new_method_call(bus, "RequestName", "su", name))
print("taken", flush=True)
while True:
    connection.receive()  # it ends with its bus
"""


def _run(home: Path, start: str, program: str, *arguments: str, **settings: str) -> str:
    if not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")):
        pytest.skip("needs dbus-run-session and gnome-keyring-daemon")
    folders = ("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    # Started this way the daemon answers before the command returns, and goes with its session.
    script = f'{start}; "$1" -W error -c "$2" "${{@:4}}"'
    done = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", script, "bash", sys.executable, program, NEVER_ANSWERS, *arguments],
        env={**os.environ, **dict.fromkeys(folders, str(home)), **settings},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def _quiet(start: str) -> str:
    return f"{start} >/dev/null 2>&1"


def test_a_real_keyring_keeps_replaces_forgets_and_locks(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "desk"
    home.mkdir()
    folder.mkdir()
    _run(home, _quiet(UNLOCKED), FIRST_SESSION, str(folder))
    # The next day, in turn: logged in; not unlocked; another account; no bus; settings that name the null one.
    again = (SECOND_SESSION, str(folder), "20")
    assert _run(home, _quiet(UNLOCKED), *again) == "True"
    assert _run(home, _quiet(LOCKED), *again) == "world.KeyringLocked"
    other = tmp_path / "other"
    other.mkdir()
    assert _run(other, _quiet(UNLOCKED), *again) == "world.DeviceSecretMissing"
    no_bus = "unset DBUS_SESSION_BUS_ADDRESS"
    assert _run(home, no_bus, *again) == "world.KeyringAbsent"
    null = "keyring.backends.null.Keyring"
    assert _run(home, no_bus, *again, PYTHON_KEYRING_BACKEND=null) == "world.KeyringInsecure"
    assert _run(home, _quiet(UNLOCKED), *again, PYTHON_KEYRING_BACKEND=null) == "True"


def test_a_keyring_that_never_answers_is_told_in_time(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "desk"
    home.mkdir()
    folder.mkdir()
    _run(home, _quiet(UNLOCKED), FIRST_SESSION, str(folder))
    taken = 'exec 3< <("$1" -c "$3" 2>/dev/null); read -r _ <&3'
    assert _run(home, taken, SECOND_SESSION, str(folder), "1") == "world.KeyringSilent"


def test_without_a_session_there_is_no_shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform != "linux":
        pytest.skip("other systems always have one")
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    shelf = KeyringShelf(30)
    for ask in (lambda: shelf.fetch("a"), lambda: shelf.put("a", bytes(32))):
        with pytest.raises(KeyringAbsent):
            ask()
    shelf.remove("a")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    with pytest.raises(KeyringInsecure):
        shelf.put("a", bytes(32))


def test_a_keyring_that_keeps_nothing_or_refuses_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    # Real backends that our list leaves out, put in the place of the first that runs here.
    monkeypatch.setattr(keyring_shelf, "first_viable", null.Keyring)
    with pytest.raises(KeyringFailed):
        KeyringShelf(30).put("a", bytes(32))
    with pytest.raises(DeviceSecretMissing):
        KeyringShelf(30).fetch("a")
    monkeypatch.setattr(keyring_shelf, "first_viable", fail.Keyring)
    with pytest.raises(KeyringFailed) as told:
        KeyringShelf(30).fetch("a")
    assert told.value.facts == {}
    assert told.value.__cause__ is None
