"""Whether a folder is kept in step with a cloud: such programs copy a live store in pieces and keep it elsewhere."""

import os
import re
from pathlib import Path

_BY_NAME = (
    (re.compile(r"dropbox( \(.*\))?"), "Dropbox"),
    (re.compile(r"onedrive( ?- ?.*)?"), "OneDrive"),
    (re.compile(r"google ?drive.*|my drive"), "Google Drive"),
    (re.compile(r"icloud ?drive|com~apple~clouddocs|mobile documents"), "iCloud"),
    (re.compile(r"nextcloud"), "Nextcloud"),
    (re.compile(r"owncloud"), "ownCloud"),
    (re.compile(r"box sync|box-box"), "Box"),
    (re.compile(r"megasync.*|pclouddrive|pcloud drive|cloudstorage"), "other"),
)
_BY_MARKER = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    (".tmp.drivedownload", "Google Drive"),
    (".tmp.driveupload", "Google Drive"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".stfolder", "Syncthing"),
)
_SYNC_DATABASE = re.compile(r"\._?sync_[0-9a-f]+\.db")
_BY_ENVIRONMENT = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


def cloud_of(folder: Path) -> str:
    """The name of the service, `other` for one of no common name, empty where no sign of any was found."""
    place = folder.resolve()
    for part in (place, *place.parents):
        found = _by_name(part.name) or _by_marker(part)
        if found:
            return found
    return _by_environment(place)


def _by_name(name: str) -> str:
    folded = name.casefold()
    return next((service for pattern, service in _BY_NAME if pattern.fullmatch(folded)), "")


def _by_marker(folder: Path) -> str:
    try:
        names = {entry.name for entry in folder.iterdir()}
    except OSError:
        return ""
    for marker, service in _BY_MARKER:
        # A home folder holds `.dropbox` as the program's settings; in a synced folder it is a file.
        if marker in names and not (marker == ".dropbox" and (folder / marker).is_dir()):
            return service
    return "Nextcloud" if any(_SYNC_DATABASE.fullmatch(name) for name in names) else ""


def _by_environment(place: Path) -> str:
    roots = (os.environ.get(name, "") for name in _BY_ENVIRONMENT)
    return "OneDrive" if any(root and place.is_relative_to(Path(root).resolve()) for root in roots) else ""
