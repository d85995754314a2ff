"""On which kind of file system a folder lies: local, or one over a network where a live store would be damaged."""

import ctypes
import re
import subprocess
import sys
from pathlib import Path

from wellbeingdesk.domain.worldly import StoreOnNetworkFolder

_MOUNTS = Path("/proc/self/mounts")
_NETWORK = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afs", "afpfs", "coda", "ncpfs", "davfs", "webdav"),
        *("beegfs", "ceph", "gfs2", "glusterfs", "lustre", "ocfs2", "orangefs"),
        *("9p", "virtiofs", "vboxsf", "vmhgfs", "prl_fs"),
    )
)
_WINDOWS_KINDS = {2: "removable", 3: "local", 4: "network", 5: "optical", 6: "ram"}


def file_system_of(folder: Path, mounts: Path = _MOUNTS) -> str:
    """Its type as the system calls it (`ext4`, `nfs4`, `fuse.sshfs`), empty where it cannot be told."""
    place = _resolved(folder)
    if sys.platform == "win32":
        return _windows_kind(place)
    try:
        table = mounts.read_text("utf-8", "surrogateescape") if sys.platform == "linux" else _mac_table()
    except (OSError, subprocess.SubprocessError):
        return ""
    return _longest_match(place, _entries(table))


def is_network(file_system: str) -> bool:
    """Whether a write-ahead log lies on it unsafely: shares, a virtual machine's host folders, all of FUSE."""
    name = file_system.casefold()
    return name in _NETWORK or name == "network" or name.startswith("fuse.")


def require_local(folder: Path) -> None:
    """Raises StoreOnNetworkFolder (kind) where a live store may not lie."""
    kind = file_system_of(folder)
    if is_network(kind):
        raise StoreOnNetworkFolder(kind=kind)


def _resolved(folder: Path) -> Path:
    """Links followed; a folder that is not there yet lies where its nearest parent does."""
    try:
        return folder.resolve()
    except (OSError, RuntimeError):
        return folder.absolute()


def _entries(table: str) -> list[tuple[str, str]]:
    """Mount point and type, in the order of mounting."""
    found = []
    for line in table.splitlines():
        parts = line.split(" ")
        if len(parts) >= 3:
            found.append((_unescaped(parts[1]), parts[2]))
    return found


def _unescaped(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), text)


def _longest_match(place: Path, entries: list[tuple[str, str]]) -> str:
    best, kind = -1, ""
    for point, found in entries:
        # What was mounted later over the same point hides what lay there.
        if place.is_relative_to(point) and len(point) >= best:
            best, kind = len(point), found
    return kind


def _mac_table() -> str:
    """`mount` prints `/dev/disk3s1 on /System/Volumes/Data (apfs, local, journaled)`; turned into the Linux shape."""
    done = subprocess.run(["/sbin/mount"], capture_output=True, check=True, timeout=10)
    lines = done.stdout.decode("utf-8", "surrogateescape").splitlines()
    found = (re.fullmatch(r".+? on (/.*) \(([^,)]+).*\)", line) for line in lines)
    escaped = ((match[1].replace(" ", r"\040"), match[2]) for match in found if match)
    return "\n".join(f"- {point} {kind}" for point, kind in escaped)


def _windows_kind(place: Path) -> str:
    if place.drive.startswith("\\\\"):
        return "network"
    kind = ctypes.windll.kernel32.GetDriveTypeW(f"{place.drive}\\")  # type: ignore[attr-defined]  # Windows alone has it
    return _WINDOWS_KINDS.get(int(kind), "")
