"""Whether the account that runs the program is one person's, or one that several people use."""

import os
from pathlib import Path

MARK = "shared-account"
"""A file of this name in the data folder says so; whoever looks after the computer puts it there."""


def is_shared(data: Path) -> bool:
    """The system's own account is nobody's; of the others only the mark can tell."""
    owner_of_all = hasattr(os, "geteuid") and os.geteuid() == 0
    return owner_of_all or (data / MARK).exists()
