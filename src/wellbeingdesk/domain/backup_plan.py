"""Where and how often a desk is backed up, when the next backup is due, and when somebody has to be told."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from wellbeingdesk.domain.failures import Fact, Refusal, WorldError
from wellbeingdesk.domain.times import Instant

TRY_AGAIN_AFTER = timedelta(minutes=10)
DRILL_EVERY = timedelta(days=30)
"""How often a restore is to be tried; the first time a week after the first backup."""
FIRST_DRILL_AFTER = timedelta(days=7)


class BackupFolderIsNeeded(Refusal):
    """Nobody has said yet where backups go."""


class BackupFolderIsTheDesk(Refusal):
    """The folder chosen for backups is the one in which the desk itself lies."""


class CopyFolderAway(WorldError):
    """The folder for copies is not there just now: a stick that is not plugged in, a share that is not connected."""


class ServiceCopyNotLeft(WorldError):
    """The desk is locked, and its copy did not reach the service's folder, which is not there just now."""


class NothingToTry(Refusal):
    """There is no backup of this desk in the folder."""


class WordsAreNeeded(Refusal):
    """The service's choice needs who said it, and in what words."""


class Every(StrEnum):
    """How often a backup is made by itself; their words are in the wording under `backups.every`."""

    DAILY = "daily"
    WEEKLY = "weekly"
    BY_HAND = "by-hand"

    @property
    def days(self) -> int:
        """Days from one to the next; whoever makes them by hand is expected to once a week."""
        return 1 if self is Every.DAILY else 7


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """The folder as this computer names it, empty where none was chosen."""

    folder: str = ""
    every: Every = Every.DAILY


@dataclass(frozen=True, slots=True)
class CopyArrived:
    """The last copy that was made, opened again and checked. `mark` tells what the store held (see `StoreCare`)."""

    at: Instant
    name: str
    folder: str
    size: int
    mark: str


@dataclass(frozen=True, slots=True)
class CopyFailed:
    """Why the last try came to nothing, as a failure's code and facts; `since` is the first of several in a row."""

    at: Instant
    since: Instant
    code: str
    facts: tuple[tuple[str, Fact], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """What a folder for copies lies on. `cloud`: the name of the service that keeps it in step, empty for none.

    `same_disk` and `inside`: beside the folder that was named with it.
    """

    there: bool
    network: bool = False
    cloud: str = ""
    same_disk: bool = False
    inside: bool = False
    free_megabytes: int = -1


@dataclass(frozen=True, slots=True)
class RestoreTried:
    """A restore tried at this desk: what was read from the backup. `wrong`: records that are not what was signed.

    `same_ways`: the backup opens with the passphrase and the papers in force now, not only with those of its time.
    """

    at: Instant
    name: str
    clients: int
    records: int
    wrong: int
    same_ways: bool


@dataclass(frozen=True, slots=True)
class RestoredFrom:
    """What a person is told after a restore. `missing`: lines of audit that the desk set aside has beyond the backup,
    -1 where nobody can tell.
    """

    made_at: Instant
    instance: int
    missing: int
    disposed_again: int
    registers_refused: int


class Meets(StrEnum):
    """Whether a sealed copy on the service's servers meets its policy: the service says, not the program."""

    YES = "yes"
    NO = "no"
    NOT_YET_SAID = "not-yet-said"


@dataclass(frozen=True, slots=True)
class ServiceSaid:
    """The service's choice about its servers: who said it, in what words, when, and who wrote it down."""

    meets: Meets
    said_by: str
    words: str
    at: Instant
    recorded_by: str


def is_due(plan: BackupPlan, last: CopyArrived | None, failed: CopyFailed | None, mark: str, now: Instant) -> bool:
    """Whether a backup is to be made by itself at the next quiet moment: only where something changed since."""
    if not plan.folder or plan.every is Every.BY_HAND:
        return False
    if failed is not None and abs(now.utc - failed.at.utc) < TRY_AGAIN_AFTER:
        return False
    if last is None:
        return True
    if last.mark == mark:
        return False
    return abs((now.wall.date() - last.at.wall.date()).days) >= plan.every.days


def days_overdue(plan: BackupPlan, last: CopyArrived | None, now: Instant) -> int:
    """Days since the last backup where that is more than twice the interval; 0 where it is not, or there is none."""
    if last is None:
        return 0
    days = (now.wall.date() - last.at.wall.date()).days
    return days if days > 2 * plan.every.days else 0
