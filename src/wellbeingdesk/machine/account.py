"""The account of the system under which the program runs, and whether it is one person's or several people use it."""

import getpass
import os
import platform
import re
from pathlib import Path

from wellbeingdesk.domain.keyring import Account, AccountKind

_GUEST = re.compile(r"guest([-_].*)?|gast|invité|invitado", re.IGNORECASE)
"""As the display managers of Linux, macOS and Windows name the account that keeps nothing."""

MARK = "shared-account"
"""A file of this name in the data folder says so; whoever looks after the computer puts it there."""


def is_shared(data: Path) -> bool:
    """Whether its keyring may be somebody else's too."""
    return this_account(data).kind is not AccountKind.ORDINARY


def this_account(data: Path) -> Account:
    """Never raises: an account without a name is taken by its number."""
    name = _name()
    return Account(f"{name}@{platform.node()}", _kind(name, _user_id(), data))


def _kind(name: str, user_id: int, data: Path) -> AccountKind:
    """The system's own account is nobody's, nor is a guest's; of the others only the mark can tell."""
    if user_id == 0:
        return AccountKind.ADMINISTRATOR
    if _GUEST.fullmatch(name):
        return AccountKind.GUEST
    return AccountKind.MARKED_SHARED if (data / MARK).exists() else AccountKind.ORDINARY


def _user_id() -> int:
    """-1 where the system knows no such number."""
    return os.getuid() if hasattr(os, "getuid") else -1


def _name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return str(_user_id())
