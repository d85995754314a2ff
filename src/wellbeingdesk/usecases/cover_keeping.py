"""How keys, folder and the last making of the cover sheet are kept among a desk's settings."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from wellbeingdesk.domain.cover_keeping import CoverFailed, CoverSealed
from wellbeingdesk.domain.cover_key import CoverKey, CoverRole
from wellbeingdesk.domain.times import Instant, instant_from_iso
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import UnitOfWork

KEYS, FOLDER, SEALED, FAILED = "cover_keys", "cover_folder", "cover_sealed", "cover_failed"
OWN_FOLDER = "cover"
_ID_LETTERS = 8

Reads = Callable[[str], str | None]
"""A setting by its key: `uow.desk.setting` or `views.setting`."""


@dataclass(frozen=True, slots=True)
class CoverPlace:
    """Where the sealed sheet goes. `own` is the desk's own folder on this computer, in force where none is chosen."""

    folder: str
    name: str
    own: bool

    @property
    def path(self) -> str:
        """The file."""
        return str(Path(self.folder) / self.name)


def file_name(desk_id: str) -> str:
    """It says nothing about anybody, and is the same each time: `cover-1f0c9a2e.age`."""
    return f"cover-{''.join(letter for letter in desk_id if letter.isalnum())[:_ID_LETTERS]}.age"


def place_of(ports: Ports, chosen: str) -> CoverPlace:
    """The chosen folder, or the desk's own."""
    folder = chosen or str(Path(ports.session.folder) / OWN_FOLDER)
    return CoverPlace(folder, file_name(ports.session.desk_id), not chosen)


def keys_in(reads: Reads) -> tuple[CoverKey, ...]:
    """Duty cover first, then by when they were set."""
    kept = json.loads(reads(KEYS) or "[]")
    keys = [CoverKey(CoverRole(one[0]), one[1], one[2], _instant(one[3]), one[4]) for one in kept]
    return tuple(sorted(keys, key=lambda key: (list(CoverRole).index(key.role), key.since.utc, key.recipient)))


def save_keys(uow: UnitOfWork, keys: tuple[CoverKey, ...]) -> None:
    """In place of those kept; the caller audits and commits."""
    rows = [[key.role.value, key.recipient, key.holder, _moment(key.since), key.pack] for key in keys]
    uow.desk.save_setting(KEYS, json.dumps(rows))


def sealed_in(reads: Reads) -> CoverSealed | None:
    """The sheet that was put into its folder last."""
    kept = reads(SEALED)
    if not kept:
        return None
    one = json.loads(kept)
    return CoverSealed(
        _instant(one["at"]), one["content"], one["file"], one["path"], tuple(one["recipients"]), one["clients"]
    )


def failed_in(reads: Reads) -> CoverFailed | None:
    """The last try, where it came to nothing."""
    kept = reads(FAILED)
    if not kept:
        return None
    one = json.loads(kept)
    return CoverFailed(_instant(one["at"]), one["code"])


def save_sealed(uow: UnitOfWork, sealed: CoverSealed) -> None:
    """It went well: whatever failed before is over."""
    fields = {
        "at": _moment(sealed.at),
        "content": sealed.content,
        "file": sealed.file,
        "path": sealed.path,
        "recipients": sealed.recipients,
        "clients": sealed.clients,
    }
    uow.desk.save_setting(SEALED, json.dumps(fields))
    uow.desk.save_setting(FAILED, "")


def save_failed(uow: UnitOfWork, failed: CoverFailed) -> None:
    """The sheet of before is still the one in force."""
    uow.desk.save_setting(FAILED, json.dumps({"at": _moment(failed.at), "code": failed.code}))


def _moment(at: Instant) -> list[str | int]:
    return [at.iso(), at.zone, at.offset_minutes]


def _instant(kept: list[str | int]) -> Instant:
    utc, zone, offset = kept
    return instant_from_iso(str(utc), str(zone), int(offset))
