"""One desk's key file while the program works with it: opened at its own pace, rewritten as a pair, kept in line."""

from collections.abc import Callable, Iterable
from pathlib import Path

from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.recovery import FailedAttempts
from wellbeingdesk.keys import copies
from wellbeingdesk.keys.attempts import Attempts
from wellbeingdesk.keys.derivation import header_mac_key
from wellbeingdesk.keys.keyfile import Header, Slot, read_copy, write_copy
from wellbeingdesk.keys.opening import Opened, open_folder
from wellbeingdesk.keys.ways import WRONG, Way


class DeskFile:
    """`store.keys` and its twin. `sequence` and `twins_agree` as FolderVault tells them."""

    def __init__(self, folder: Path, desk_id: str, attempts: Attempts | None) -> None:
        self._folder = folder
        self._desk_id = desk_id
        self._attempts = attempts
        self.sequence = 0
        self.twins_agree = True
        self.failed_attempts = FailedAttempts(0, None)
        """As it was when the desk was opened: what fails later, inside the open desk, changes nothing in it."""
        self.hear_slips: Callable[[FailedAttempts], None] | None = None
        self._entered = False

    def create(self, root: bytes, slot: Slot) -> None:
        """Write the first key file, whole or not at all. Raises DiskFull, CannotWrite."""
        payload = write_copy(Header(self._desk_id, 1, 1, (slot,)), header_mac_key(root, self._desk_id))
        try:
            for name in copies.NAMES:
                copies.write(self._folder, name, payload)
        except WorldError:
            copies.remove(self._folder)
            raise
        self.sequence, self.twins_agree = 1, True
        self._entered = True

    def open(self, way: Way) -> Opened:
        """Raises TooSoon, what the way says, KeyFileDamaged, StoreFromNewerVersion, CannotRead."""
        if self._attempts is not None:
            self._attempts.require_pause()
        try:
            opened = open_folder(self._folder, self._desk_id, way)
        except WRONG:
            if self._attempts is not None:
                self._attempts.failed(inside=self._entered)
            raise
        if self._attempts is not None:
            self._hand_on(self._attempts.cleared())
        self._entered = True
        return opened

    def _hand_on(self, failed: FailedAttempts) -> None:
        if not self._entered:
            self.failed_attempts = failed
        elif failed.count and self.hear_slips is not None:
            self.hear_slips(failed)

    def mend(self, opened: Opened) -> None:
        """Bring the other copy into line with the one that opened."""
        self.sequence = opened.header.seq
        self._bring_into_line(opened.copy.raw, opened.in_line)

    def rewrite(
        self, opened: Opened, slots: Iterable[Slot], next_root: bytes | None = None, *, pending: bytes | None = None
    ) -> Opened:
        """Put these slots in place of the old ones. Raises DiskFull, CannotWrite.

        `next_root` comes into force with its generation; `pending` is a next one that only stands among the slots.
        """
        root = opened.root if next_root is None else next_root
        header = Header(
            self._desk_id,
            opened.header.generation + (next_root is not None),
            opened.header.seq + 1,
            tuple(slots),
        )
        payload = write_copy(header, header_mac_key(root, self._desk_id))
        copies.write(self._folder, copies.NAMES[0], payload)
        # From here the new slots hold: the higher number wins. A failure of the twin must not say otherwise.
        self.sequence = header.seq
        self._bring_into_line(payload, {copies.NAMES[0]})
        return Opened(root, read_copy(payload), opened.slot, (), pending)

    def _bring_into_line(self, payload: bytes, in_line: set[str]) -> None:
        self.twins_agree = True
        for name in copies.NAMES:
            if name in in_line:
                continue
            try:
                copies.write(self._folder, name, payload)
            except WorldError:
                # A full disk is no reason to keep somebody from their notes; the copy in hand is whole.
                self.twins_agree = False
