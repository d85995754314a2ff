"""What a backup says of itself, which backups are kept, and how one can fail to be what it should be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wellbeingdesk.domain.anchor import AuditHead
from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.times import Instant


class BackupDamaged(WorldError):
    """The backup is cut short or changed, or the store in it does not check. Facts: part."""


class BackupOfOtherKeys(WorldError):
    """The backup was made with other keys than those at hand, or was put together by somebody else."""


@dataclass(frozen=True, slots=True)
class PackedFile:
    """One file in a backup."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """What a backup holds. `counts`: how many rows of each kind, by name of table."""

    desk_id: str
    instance: int
    made_up: bool
    made_at: Instant
    revision: str
    head: AuditHead
    counts: tuple[tuple[str, int], ...]
    files: tuple[PackedFile, ...]


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup that was opened again and checked after it was written."""

    path: str
    size: int
    manifest: BackupManifest
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class BackupRead:
    """A backup that was unpacked and read as a restore would, then put away. `wrong`: signed records that are gone, or
    are not the ones that the audit tells of.
    """

    manifest: BackupManifest
    clients: int
    records: int
    wrong: int
    same_ways: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """A store made from a backup: its new instance number, the orders carried out again, the registers refused."""

    manifest: BackupManifest
    instance: int
    disposed_again: tuple[str, ...]
    registers_refused: int


class BackupStep(StrEnum):
    """Where the making or the checking of a backup stands."""

    COPYING = "copying"
    CHECKING = "checking"
    PACKING = "packing"
    READING_BACK = "reading-back"


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """A backup on a disk, as the rotation sees it: `day` and `order` (larger means newer) by UTC, `size` in bytes,
    `instance` of the desk that made it, 0 where that was not asked or cannot be read.
    """

    name: str
    day: date
    order: int
    size: int = 0
    instance: int = 0


@dataclass(frozen=True, slots=True)
class Rotation:
    """How many days, weeks and months keep their newest backup."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 6


def kept(backups: Iterable[KeptBackup], rotation: Rotation = Rotation()) -> frozenset[str]:
    """Names of those that stay: the newest of each of the last days, weeks and months that have one.

    Periods without a backup do not count, so a desk that is opened once a term keeps as many as a busy one. Backups of
    an earlier instance are thinned out by themselves, for what they hold may be in none of the present one, and go
    when the last month that is kept is over.
    """
    by_instance: dict[int, list[KeptBackup]] = {}
    for backup in backups:
        by_instance.setdefault(backup.instance, []).append(backup)
    if not by_instance:
        return frozenset()
    present = max(by_instance)
    stay = {one.name for one in _kept(by_instance[present], rotation)}
    until = max(one.day for group in by_instance.values() for one in group) - timedelta(days=31 * rotation.monthly)
    for instance, group in by_instance.items():
        if instance != present:
            stay |= {one.name for one in _kept(group, rotation) if one.day >= until}
    return frozenset(stay)


def _kept(backups: Iterable[KeptBackup], rotation: Rotation) -> list[KeptBackup]:
    newest_first = sorted(backups, key=lambda backup: (backup.day, backup.order, backup.name), reverse=True)
    stay: dict[str, KeptBackup] = {}
    for most, period in ((rotation.daily, _day), (rotation.weekly, _week), (rotation.monthly, _month)):
        newest: dict[tuple[int, ...], KeptBackup] = {}
        for backup in newest_first:
            newest.setdefault(period(backup.day), backup)
        stay |= {one.name: one for one in list(newest.values())[:most]}
    return list(stay.values())


def _day(day: date) -> tuple[int, ...]:
    return (day.toordinal(),)


def _week(day: date) -> tuple[int, ...]:
    return tuple(day.isocalendar())[:2]


def _month(day: date) -> tuple[int, ...]:
    return day.year, day.month
