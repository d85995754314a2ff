"""The account of the system under which the program runs, and whether the system says that it is nobody's own."""

import getpass
import os
import platform
import re

from wellbeingdesk.domain.keyring import Account, AccountKind

_GUEST = re.compile(r"guest([-_].*)?|gast|invité|invitado", re.IGNORECASE)
"""As the display managers of Linux, macOS and Windows name the account that keeps nothing."""


def this_account() -> Account:
    """Never raises: an account without a name is taken by its number."""
    name = _name()
    return Account(f"{name}@{platform.node()}", _kind(name, _user_id()))


def _kind(name: str, user_id: int) -> AccountKind:
    if user_id == 0:
        return AccountKind.ADMINISTRATOR
    return AccountKind.GUEST if _GUEST.fullmatch(name) else AccountKind.ORDINARY


def _user_id() -> int:
    """-1 where the system knows no such number."""
    return os.getuid() if hasattr(os, "getuid") else -1


def _name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return str(_user_id())
