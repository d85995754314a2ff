"""What `doctor` says of the keyring, on real ones: none, an unlocked one, a locked one, a misleading setting."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from wellbeingdesk.keys.keyring_check import KeyringState, check_keyring

TELL = """
import json, sys
from wellbeingdesk.keys.keyring_check import check_keyring
lazy = "keyring" not in sys.modules
found = check_keyring(20)
print(json.dumps({"lazy": lazy, "backend": found.backend, "state": found.state, "safe": found.safe,
                  "overridden": found.overridden, "chosen": "keyring.core" in sys.modules
                  and sys.modules["keyring.core"]._keyring_backend is not None}))
"""
SECRET_SERVICE = "keyring.backends.SecretService.Keyring"


def test_without_a_session_there_is_none_and_it_is_not_safe() -> None:
    if sys.platform != "linux":
        pytest.skip("other systems always have one")
    found = check_keyring()
    assert (found.backend, found.state, found.safe) == ("", KeyringState.NONE, False)


def _told(home: Path, start: str, **settings: str) -> dict[str, Any]:
    if not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")):
        pytest.skip("needs dbus-run-session and gnome-keyring-daemon")
    surroundings = {
        **os.environ,
        **{
            name: str(home)
            for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
        },
        **settings,
    }
    # Started this way the daemon answers before the command returns, and goes with its session.
    script = f'{start} >/dev/null 2>&1; "$1" -c "$2"'
    done = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", script, "bash", sys.executable, TELL],
        env=surroundings,
        capture_output=True,
        timeout=90,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout.decode().splitlines()[-1])
    return told


UNLOCKED = "printf test | gnome-keyring-daemon --unlock --components=secrets"
LOCKED = "gnome-keyring-daemon --start --components=secrets"


def test_an_unlocked_one_is_safe_and_named(tmp_path: Path) -> None:
    told = _told(tmp_path, UNLOCKED)
    assert told == {
        "lazy": True,
        "backend": SECRET_SERVICE,
        "state": "ready",
        "safe": True,
        "overridden": False,
        "chosen": False,
    }


def test_a_locked_one_is_told_without_a_prompt(tmp_path: Path) -> None:
    _told(tmp_path, UNLOCKED)
    told = _told(tmp_path, LOCKED)
    assert (told["backend"], told["state"], told["safe"]) == (SECRET_SERVICE, "locked", False)


def test_a_session_that_never_had_one_is_told_without_a_prompt(tmp_path: Path) -> None:
    told = _told(tmp_path, LOCKED)
    assert (told["state"], told["safe"]) == ("locked", False)


def test_a_setting_that_names_another_is_told_and_not_followed(tmp_path: Path) -> None:
    # The null backend takes every secret and gives back none; the settings file would add a folder to sys.path.
    told = _told(tmp_path, UNLOCKED, PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring")
    assert (told["backend"], told["overridden"], told["chosen"]) == (SECRET_SERVICE, True, False)
    settings = tmp_path / "python_keyring" / "keyringrc.cfg"
    settings.parent.mkdir()
    settings.write_text("[backend]\ndefault-keyring=keyring.backends.null.Keyring\nkeyring-path=/nowhere\n")
    told = _told(tmp_path, UNLOCKED)
    assert (told["backend"], told["overridden"], told["chosen"]) == (SECRET_SERVICE, True, False)
