"""What looking through a whole store finds: which part is damaged, what cannot be read, what still can."""

from dataclasses import dataclass
from enum import StrEnum

from wellbeingdesk.domain.times import Instant


class Part(StrEnum):
    """What is looked at, in this order."""

    PAGES = "pages"
    STRUCTURE = "structure"
    SEARCH = "search"
    RECORDS = "records"
    FILES = "files"
    ROWS = "rows"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class CheckProgress:
    """So much of this part is done; `total` 0 where nobody can say before."""

    part: Part
    done: int
    total: int


class Fault(StrEnum):
    """What can be wrong with a store that has its key."""

    CANNOT_BE_OPENED = "cannot-be-opened"
    PAGE_DAMAGED = "page-damaged"
    STRUCTURE_DAMAGED = "structure-damaged"
    SEARCH_INDEX_WRONG = "search-index-wrong"
    RECORD_UNREADABLE = "record-unreadable"
    RECORD_CHANGED = "record-changed"
    """It is not what was signed."""
    RECORD_GONE = "record-gone"
    """The audit tells of it, no disposal order does, and it is not there."""
    FILE_UNREADABLE = "file-unreadable"
    FILE_CHANGED = "file-changed"
    ROWS_UNREADABLE = "rows-unreadable"
    AUDIT_BROKEN = "audit-broken"


@dataclass(frozen=True, slots=True)
class FaultFound:
    """One fault, with the ids it concerns, the numbers of damaged pages, or the audit line where the chain breaks."""

    fault: Fault
    ids: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    at: int = 0


@dataclass(frozen=True, slots=True)
class StillReadable:
    """How many rows of one kind (a table's name) can be read, which cannot, and whether that list is complete."""

    kind: str
    readable: int
    unreadable: tuple[str, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Examination:
    """Everything that was found. `readable` begins with the signed records."""

    faults: tuple[FaultFound, ...]
    readable: tuple[StillReadable, ...]
    audit_lines: int = 0

    @property
    def whole(self) -> bool:
        """Nothing is wrong."""
        return not self.faults

    def of(self, fault: Fault) -> tuple[FaultFound, ...]:
        """The faults of one kind."""
        return tuple(found for found in self.faults if found.fault is fault)


@dataclass(frozen=True, slots=True)
class LastCheck:
    """When the whole store was looked through last, and which kinds of fault were found."""

    at: Instant
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordTold:
    """What the audit knows of a signed record: how it was signed (`note-signed` ...), whose it is, and when."""

    id: str
    action: str = ""
    client_name: str = ""
    at: Instant | None = None
