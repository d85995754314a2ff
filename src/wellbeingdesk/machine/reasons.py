"""What an operating system's error means to a person: a full disk, or a short code that never holds a path."""

import errno

from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.worldly import CannotRead, CannotWrite, DiskFull

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REASONS = {
    errno.EACCES: "not-allowed",
    errno.EPERM: "not-allowed",
    errno.EEXIST: "exists",
    errno.EROFS: "read-only",
    errno.ENOTDIR: "no-folder",
    errno.EISDIR: "is-a-folder",
    errno.ENAMETOOLONG: "name-too-long",
    errno.EBUSY: "in-use",
    errno.ETXTBSY: "in-use",
    errno.EIO: "device",
    errno.ENODEV: "device",
    errno.ENXIO: "device",
    errno.ENOLCK: "no-locks",
}


def writing_failed(error: OSError) -> WorldError:
    """DiskFull, or CannotWrite with a reason."""
    if error.errno in _FULL:
        return DiskFull()
    return CannotWrite(reason=_reason(error, "no-folder"))


def reading_failed(error: OSError) -> WorldError:
    """CannotRead with a reason."""
    return CannotRead(reason=_reason(error, "missing"))


def _reason(error: OSError, where_nothing_is: str) -> str:
    if error.errno == errno.ENOENT:
        return where_nothing_is
    return _REASONS.get(error.errno or 0, "other")
