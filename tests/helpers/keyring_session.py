"""A program run in a desktop session of its own with a real gnome-keyring."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

UNLOCKED = "printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1"
LOCKED = "gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1"
_FOLDERS = ("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")


def run_in_session(home: Path, start: str, program: str, *arguments: str) -> str:
    """What the program said; the keyring answers before it begins and ends with its session."""
    if not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")):
        pytest.skip("needs dbus-run-session and gnome-keyring-daemon")
    script = f'{start}; "$1" -W error -c "$2" "${{@:3}}"'
    done = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", script, "bash", sys.executable, program, *arguments],
        env={**os.environ, **dict.fromkeys(_FOLDERS, str(home))},
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
