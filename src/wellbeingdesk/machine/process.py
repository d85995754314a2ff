"""Keeps the process's memory out of core dumps and other programs' reach, and its files to its owner."""

import ctypes
import os
import sys
from dataclasses import dataclass

_PR_SET_DUMPABLE = 4
_PRIVATE = 0o077


@dataclass(frozen=True, slots=True)
class Hardening:
    """What could be had of this system."""

    no_core_dumps: bool
    not_dumpable: bool
    private_files: bool


def harden_process() -> Hardening:
    """To be called once, before the first secret is in memory. Never raises: `doctor` tells what could not be had."""
    os.umask(_PRIVATE)
    return Hardening(_no_core_dumps(), _not_dumpable(), private_files=os.name == "posix")


def _no_core_dumps() -> bool:
    if sys.platform == "win32":
        return False
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        return False
    return resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)


def _not_dumpable() -> bool:
    # Inside Snap the desktop portal must read /proc/PID of the program, which this would forbid.
    if sys.platform != "linux" or "SNAP" in os.environ:
        return False
    try:
        return bool(ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
    except (OSError, AttributeError):
        return False
