"""Where the audit's head of a desk is remembered: beside the store, and in the keyring of an account of one's own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from wellbeingdesk.domain.anchor import AnchorFound, AnchorState, AuditHead
from wellbeingdesk.domain.worldly import CannotRead
from wellbeingdesk.keys.keyring_note import KeyringNote
from wellbeingdesk.machine.account import is_shared
from wellbeingdesk.store.anchor import HeadFile, head_bytes, head_from_bytes


class HeadNote(Protocol):
    """A second place, never in the way: nothing in it raises."""

    def read_ahead(self) -> None:
        """Begin to ask."""
        ...

    def read(self) -> bytes | None:
        """What was asked for."""
        ...

    def write(self, payload: bytes) -> None:
        """Soon."""
        ...

    def settle(self) -> None:
        """Wait for what is being written, for a limited time."""
        ...


def head_note(data: Path) -> Callable[[str], HeadNote | None]:
    """By desk; on an account that several people use the keyring is theirs too, so nothing is kept in it."""

    def note(desk_id: str) -> HeadNote | None:
        return None if is_shared(data) else KeyringNote(f"{desk_id} head")

    return note


def no_note(_desk_id: str) -> HeadNote | None:
    """Beside the store alone."""
    return None


@dataclass(frozen=True, slots=True)
class TwoPlaces:
    """Implements the port Anchor. The newest whole head counts, so a whole folder put back does not hide it."""

    beside: HeadFile
    note: HeadNote | None
    key: bytes = field(repr=False)
    desk_id: str

    def write(self, head: AuditHead) -> None:
        """Raises DiskFull, CannotWrite for the file beside the store alone."""
        if self.note is not None:
            self.note.write(head_bytes(head, self.key, self.desk_id))
        self.beside.write(head)

    def read(self) -> AnchorFound:
        """Raises CannotRead where neither can be read."""
        kept = self._kept()
        if kept is None:
            return self.beside.read()
        try:
            found = self.beside.read()
        except CannotRead:
            found = AnchorFound(AnchorState.DAMAGED)
        newer = found.head is None or kept.seq > found.head.seq
        return AnchorFound(AnchorState.WHOLE, kept) if newer else found

    def _kept(self) -> AuditHead | None:
        untrusted = None if self.note is None else self.note.read()
        return None if untrusted is None else head_from_bytes(untrusted, self.key, self.desk_id)


def two_places(folder: Path, anchor_key: bytes, desk_id: str, note: HeadNote | None) -> TwoPlaces:
    """Of one desk, once its keys are known."""
    return TwoPlaces(HeadFile(folder, anchor_key, desk_id), note, anchor_key, desk_id)
