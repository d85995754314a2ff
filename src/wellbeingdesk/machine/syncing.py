"""Makes a rename last through a power cut, where the system offers that."""

import errno
import os
from pathlib import Path

_NOT_OFFERED = {errno.EINVAL, errno.ENOTSUP}
"""Some file systems refuse to sync a folder; the file itself was synced."""


def sync_folder(folder: Path) -> None:
    """Sync the folder's list of names. Raises OSError."""
    if os.name != "posix":
        return  # Windows has no such thing; its rename is journalled
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return  # it may be written to and not read
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NOT_OFFERED:
            raise
    finally:
        os.close(descriptor)
