"""Where desks lie on this computer, one private folder each, and the plain label that the unlock page shows."""

import json
import os
import re
import shutil
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.machine.files import PREVIOUS, SafeFiles, write_own
from wellbeingdesk.machine.reasons import reading_failed, writing_failed
from wellbeingdesk.machine.syncing import sync_folder

DATA_VARIABLE = "WELLBEINGDESK_DATA"
LABEL_NAME = "desk.json"
_FORMAT = "wellbeingdesk-desk"
_VERSION = 1
_MEMBERS = {"desk_id", "format", "made_up", "practitioner", "service", "version"}
_ASIDE = "-set-aside"
_IS_ASIDE = re.compile(r".+-set-aside(-[0-9]+)?")
_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
_MOST_BYTES = 16 * 1024
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class DeskFolder:
    """A desk's folder. Made under the desk's id; where somebody renamed it, the label still tells the id."""

    id: str
    path: Path


@dataclass(frozen=True, slots=True)
class DeskLabel:
    """What stands on the unlock page, in clear on the disk: whose desk, of which service. Nothing about clients."""

    desk_id: str
    practitioner: str
    service: str
    made_up: bool


def data_folder() -> Path:
    """Where everything of this account lies; WELLBEINGDESK_DATA names another place."""
    named = os.environ.get(DATA_VARIABLE, "")
    return (
        Path(named).expanduser().absolute() if named else platformdirs.user_data_path("WellbeingDesk", appauthor=False)
    )


class DeskFolders:
    """The desks in one data folder."""

    def __init__(self, data: Path) -> None:
        self._desks = data / "desks"
        self._restoring = data / "restoring"

    def listed(self) -> tuple[DeskFolder, ...]:
        """Every desk, also one whose label is damaged; a folder with nothing in it is no desk. Raises CannotRead."""
        try:
            found = [entry for entry in self._desks.iterdir() if entry.is_dir() and not _IS_ASIDE.fullmatch(entry.name)]
            filled = [_identified(entry) for entry in found if any(entry.iterdir())]
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise reading_failed(error) from error
        return tuple(sorted((desk for desk in filled if desk), key=lambda desk: desk.path.name))

    def create(self, desk_id: str) -> DeskFolder:
        """A new folder that only its owner may enter. Raises CannotWrite, DiskFull."""
        return _made(self._desks, desk_id)

    def begin_restoring(self, desk_id: str) -> DeskFolder:
        """A new folder that is listed nowhere, in place of what an earlier try left. Raises CannotWrite, DiskFull."""
        if _ID.fullmatch(desk_id):
            shutil.rmtree(self._restoring / desk_id, ignore_errors=True)
        return _made(self._restoring, desk_id)

    def stop_restoring(self, restoring: DeskFolder) -> None:
        """Nothing of it stays."""
        shutil.rmtree(restoring.path, ignore_errors=True)
        with suppress(OSError):
            self._restoring.rmdir()

    def settle(self, restored: DeskFolder) -> DeskFolder:
        """From now on it is a desk among the others; one step, which a power cut leaves done or not done.

        Raises CannotWrite where one of its name is there.
        """
        target = self._desks / restored.id
        try:
            self._desks.mkdir(mode=0o700, parents=True, exist_ok=True)
            with suppress(FileNotFoundError):
                target.rmdir()  # a folder with nothing in it is no desk
            restored.path.rename(target)
            for folder in (self._desks, self._restoring):
                sync_folder(folder)
            self._restoring.rmdir()
        except OSError as error:
            raise writing_failed(error) from error
        return DeskFolder(restored.id, target)

    def set_aside(self, desk: DeskFolder) -> Path:
        """Give its folder a name under which it is no longer listed; nothing is deleted. Raises CannotWrite."""
        taken = {entry.name for entry in desk.path.parent.iterdir()}
        names = (f"{desk.id}{_ASIDE}", *(f"{desk.id}{_ASIDE}-{number}" for number in range(2, len(taken) + 3)))
        target = desk.path.with_name(next(name for name in names if name not in taken))
        try:
            desk.path.rename(target)
            sync_folder(target.parent)
        except OSError as error:
            raise writing_failed(error) from error
        return target

    def kept_aside(self, desk_id: str) -> tuple[Path, ...]:
        """Folders of this desk that were set aside."""
        try:
            return tuple(sorted(entry for entry in self._desks.iterdir() if _is_aside(entry.name, desk_id)))
        except OSError:
            return ()


def _made(parent: Path, desk_id: str) -> DeskFolder:
    if not _ID.fullmatch(desk_id):
        raise ValueError("desk id out of bounds")
    path = parent / desk_id
    try:
        for folder in (parent.parent, parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.mkdir(mode=0o700)
        path.chmod(0o700)
    except OSError as error:
        raise writing_failed(error) from error
    return DeskFolder(desk_id, path)


def _is_aside(name: str, desk_id: str) -> bool:
    return name.startswith(desk_id + _ASIDE) and _IS_ASIDE.fullmatch(name) is not None


def write_label(desk: DeskFolder, label: DeskLabel) -> None:
    """Keep the label, and its last good version. Raises CannotWrite, DiskFull."""
    value = {
        "desk_id": label.desk_id,
        "format": _FORMAT,
        "made_up": label.made_up,
        "practitioner": _line(label.practitioner),
        "service": _line(label.service),
        "version": _VERSION,
    }
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    write_own(desk.path / LABEL_NAME, text.encode("utf-8", "replace"))


def read_label(folder: Path) -> DeskLabel | None:
    """The label, or its last good version, or None: the desk can still be opened, only its name is not known before."""
    for name in (LABEL_NAME, LABEL_NAME + PREVIOUS):
        try:
            untrusted = SafeFiles().read(str(folder / name), _MOST_BYTES)
        except WorldError:
            continue
        label = _parsed(untrusted)
        if label is not None:
            return label
    return None


def _parsed(untrusted: bytes) -> DeskLabel | None:
    try:
        value = json.loads(untrusted.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or set(value) != _MEMBERS:
        return None
    if value["format"] != _FORMAT or value["version"] != _VERSION or not isinstance(value["made_up"], bool):
        return None
    desk_id, practitioner, service = value["desk_id"], value["practitioner"], value["service"]
    if not isinstance(desk_id, str) or not _ID.fullmatch(desk_id):
        return None
    if not (_is_line(practitioner) and _is_line(service)):
        return None
    return DeskLabel(desk_id, practitioner, service, value["made_up"])


def _identified(folder: Path) -> DeskFolder | None:
    label = read_label(folder)
    desk_id = label.desk_id if label else folder.name
    return DeskFolder(desk_id, folder) if _ID.fullmatch(desk_id) else None


def _line(text: str) -> str:
    """One line of a bearable length; joiners and direction marks stay, names in many scripts need them."""
    return "".join(" " if _breaks(letter) else letter for letter in text)[:_LONGEST]


def _is_line(untrusted: object) -> bool:
    return isinstance(untrusted, str) and untrusted == _line(untrusted)


def _breaks(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"}
