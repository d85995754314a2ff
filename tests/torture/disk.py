"""The watched disk: compiled from its source, put in front of a child's C library, and asked from inside the child."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "helpers" / "shim" / "disk.c"
ROOT = Path(__file__).resolve().parents[2]


def compiled(folder: Path) -> Path:
    """The shared library; whoever runs this needs a C compiler."""
    library = folder / "disk.so"
    if not library.exists():
        command = ["cc", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", str(library), str(SOURCE)]
        subprocess.run([*command, "-ldl", "-lpthread"], check=True, timeout=120)
    return library


def run_watched(library: Path, folder: Path, log: Path | None, *arguments: str, temporary: Path | None = None) -> str:
    """Run `tests.torture.child` with these arguments at the desk in this folder, whose files are watched, or else
    those of the folder for temporary files; gives back what it said.
    """
    watched = {"LD_PRELOAD": str(library), "SHIM_FOLDER": str(temporary or folder)}
    if temporary is not None:
        watched |= {"SQLITE_TMPDIR": str(temporary), "TMPDIR": str(temporary)}
    if log is not None:
        watched["SHIM_LOG"] = str(log)
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture.child", str(folder), *arguments],
        cwd=ROOT,
        env={**os.environ, **watched},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode:
        raise AssertionError(done.stderr)
    return done.stdout


class Disk:
    """Inside the child: what the disk is asked to do."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.disk_room.argtypes = [ctypes.c_longlong]
        self._library.disk_full_after.argtypes = [ctypes.c_long]
        self._library.disk_gone.argtypes = [ctypes.c_int]
        self._library.disk_writes.restype = ctypes.c_long

    def mark(self, text: str) -> None:
        """Note in the log that this was said now."""
        self._library.disk_mark(text.encode())

    def full_after(self, writes: int) -> None:
        """No room after so many more writes; -1: room again."""
        self._library.disk_full_after(writes)

    def room(self, size: int) -> None:
        """Room for so many more bytes; -1: as much as there is."""
        self._library.disk_room(size)

    def gone(self, on: bool) -> None:
        """Nothing answers any more, as of a stick that was pulled out; or it is back."""
        self._library.disk_gone(int(on))

    def writes(self) -> int:
        """How many there were."""
        return int(self._library.disk_writes())
