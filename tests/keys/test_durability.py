"""Crashes and full disks while the key file is written: the old passphrase or the new one opens, never neither."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CRASHES = """
import os, sys
from pathlib import Path
from wellbeingdesk.domain.worldly import WrongPassphrase
from wellbeingdesk.keys.cost import FLOOR
from wellbeingdesk.keys.vault import FolderVault

OLD, NEW, DESK = "seven quiet herons", "nine loud geese", "desk-1"
EVENTS = {"open", "os.rename", "os.remove"}

def crash_at(number, folder, work):
    child = os.fork()
    if not child:
        seen = 0
        def hook(event, arguments):
            nonlocal seen
            if event in EVENTS and str(folder) in str(arguments[0]):
                seen += 1
                if seen == number:
                    os._exit(9)
        sys.addaudithook(hook)
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9

def opens(folder, passphrase):
    try:
        return FolderVault(folder, DESK, FLOOR).unlock(passphrase)
    except WrongPassphrase:
        return None

def change(folder):
    FolderVault(folder, DESK, FLOOR).change_passphrase(OLD, NEW)

points, outcomes, number, crashed = 0, set(), 1, True
while crashed:
    folder = Path(sys.argv[1]) / str(number)
    folder.mkdir()
    made = FolderVault(folder, DESK, FLOOR).create(OLD)
    crashed = crash_at(number, folder, lambda: change(folder))
    old, new = opens(folder, OLD), opens(folder, NEW)
    assert [old, new].count(made) == 1, (number, old is not None, new is not None)
    assert (folder / "store.keys").read_bytes() == (folder / "store.keys.bak").read_bytes()
    outcomes.add(new is not None)
    points += crashed
    number += 1
assert points >= 8 and outcomes == {True, False}, (points, outcomes)
"""

FULL_DISK = """
import os, sys
from pathlib import Path
from wellbeingdesk.domain.worldly import DiskFull
from wellbeingdesk.keys.cost import FLOOR
from wellbeingdesk.keys.vault import FolderVault

OLD, NEW = "seven quiet herons", "nine loud geese"
folder = Path(sys.argv[1])
vault = FolderVault(folder, "desk-1", FLOOR)

def fill():
    with open(folder / "filler", "wb", buffering=0) as filler:
        try:
            while filler.write(bytes(512)):
                pass
        except OSError:
            pass

def refused(work):
    try:
        work()
    except DiskFull:
        return True
    return False

fill()
assert refused(lambda: vault.create(OLD))
assert [entry.name for entry in folder.iterdir()] == ["filler"]
os.truncate(folder / "filler", (folder / "filler").stat().st_size - 4096)  # room for one copy, not for two
assert refused(lambda: vault.create(OLD))
assert [entry.name for entry in folder.iterdir()] == ["filler"]
(folder / "filler").unlink()
made = vault.create(OLD)
fill()
assert refused(lambda: vault.change_passphrase(OLD, NEW))
assert vault.unlock(OLD) == made and vault.twins_agree
(folder / "store.keys").unlink()
(folder / "filler").unlink()
fill()
assert vault.unlock(OLD) == made and not vault.twins_agree
assert sorted(entry.name for entry in folder.iterdir()) == ["filler", "store.keys.bak"]
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_a_crash_at_every_step_of_a_change_leaves_one_passphrase_that_opens(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", CRASHES, str(tmp_path)], check=True, timeout=120)


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    mounted = ["unshare", "--mount", "--map-root-user", "sh", "-c"]
    possible = sys.platform == "linux" and shutil.which("unshare")
    if (
        not possible
        or subprocess.run([*mounted, "mount -t tmpfs none /mnt"], check=False, capture_output=True).returncode
    ):
        pytest.skip("needs a mount of its own, which this account may not make")
    script = 'mount -t tmpfs -o size=16k none "$1" && exec "$2" -c "$3" "$1"'
    subprocess.run([*mounted, script, "sh", str(tmp_path), sys.executable, FULL_DISK], check=True, timeout=120)
