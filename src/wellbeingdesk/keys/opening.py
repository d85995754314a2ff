"""Which copy of a key file opens a desk: the newest that is genuine, whichever way somebody comes in."""

from dataclasses import dataclass
from pathlib import Path

from wellbeingdesk.domain.worldly import CannotRead, KeyFileDamaged, StoreFromNewerVersion
from wellbeingdesk.keys import copies
from wellbeingdesk.keys.derivation import header_mac_key
from wellbeingdesk.keys.keyfile import VERSION, Copy, Header, Slot
from wellbeingdesk.keys.pending import next_root_of
from wellbeingdesk.keys.stretched import Bound
from wellbeingdesk.keys.ways import Root, Way


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """A genuine copy, the root secret in it, and the slot that gave it.

    `next_root` is there where a full re-key began and nobody knows yet whether the store has it.
    """

    root: bytes
    copy: Copy
    slot: Slot
    found: tuple[copies.Found, ...]
    next_root: bytes | None

    @property
    def header(self) -> Header:
        """What the genuine copy says."""
        return self.copy.header

    @property
    def bound(self) -> Bound:
        """What its slots are bound to."""
        return Bound(self.header.desk_id, self.header.generation)

    @property
    def in_line(self) -> set[str]:
        """The names under which this very copy lies."""
        return {found.name for found in self.found if found.raw == self.copy.raw}


def open_folder(folder: Path, desk_id: str, way: Way) -> Opened:
    """Raises what the way says where it does not open; KeyFileDamaged, StoreFromNewerVersion, CannotRead."""
    found, candidates = well_formed(folder, desk_id)
    forged = not candidates
    for candidate in candidates:
        root = _tried(way, candidate)
        if root is None:
            continue
        if not candidate.is_genuine(header_mac_key(root.secret, desk_id)):
            forged = True
            continue
        next_root = next_root_of(candidate.header, root.secret)
        if _is_overtaken(candidate, candidates, (root.secret, next_root)):
            # The twin of a crash in mid-change: this way in was replaced.
            break
        return Opened(root.secret, candidate, root.slot, found, next_root)
    else:
        if forged:
            raise KeyFileDamaged
    raise way.wrong([candidate.header for candidate in candidates])


def well_formed(folder: Path, desk_id: str) -> tuple[tuple[copies.Found, ...], list[Copy]]:
    """What lies there, and the copies in it that are whole, the newest first. Nothing proves them genuine yet.

    Raises StoreFromNewerVersion, CannotRead.
    """
    found = copies.look(folder, desk_id)
    newer = max(copy.newer for copy in found)
    if newer:
        raise StoreFromNewerVersion(found=newer, known=VERSION)
    whole = {one.copy.raw: one.copy for one in found if one.copy}
    return found, sorted(whole.values(), key=lambda copy: copy.header.seq, reverse=True)


def _tried(way: Way, copy: Copy) -> Root | None:
    try:
        return way.try_slots(copy.header)
    except MemoryError as error:
        raise CannotRead(reason="memory") from error


def _is_overtaken(copy: Copy, others: list[Copy], roots: tuple[bytes | None, ...]) -> bool:
    mac_keys = [header_mac_key(root, copy.header.desk_id) for root in roots if root is not None]
    return any(
        other.header.seq > copy.header.seq and other.is_genuine(mac_key) for other in others for mac_key in mac_keys
    )
