"""The audit's head remembered in a sealed file beside the store, and in its twin."""

from pathlib import Path
from typing import Any

from wellbeingdesk.domain.anchor import AnchorFound, AnchorState, AuditHead
from wellbeingdesk.store.private_files import read_private, write_private
from wellbeingdesk.store.sealed_lines import purpose_key, sealed, unsealed

NAMES = ("store.head", "store.head.bak")
_FORMAT = "wellbeingdesk-head"
_VERSION = 1
_MOST_BYTES = 4096


class HeadFile:
    """Implements the port Anchor. An older pair of files put back together with an older store is not noticed here."""

    def __init__(self, folder: Path, anchor_key: bytes, desk_id: str) -> None:
        self._folder = folder
        self._key = purpose_key(anchor_key, "head")
        self._desk_id = desk_id

    def write(self, head: AuditHead) -> None:
        """One copy after the other, so that one of them is whole at any moment. Raises DiskFull, CannotWrite."""
        for name in NAMES:
            self._write(name, head)

    def write_twin(self, head: AuditHead) -> None:
        """The second copy alone, while the first is still sealed with older keys. Raises DiskFull, CannotWrite."""
        self._write(NAMES[1], head)

    def _write(self, name: str, head: AuditHead) -> None:
        write_private(self._folder / name, _sealed_head(head, self._key, self._desk_id))

    def read(self) -> AnchorFound:
        """The newest whole copy; one is enough. Raises CannotRead."""
        raw = [read_private(self._folder / name, _MOST_BYTES) for name in NAMES]
        heads = [
            head
            for untrusted in raw
            if untrusted is not None and (head := _head_of(untrusted, self._key, self._desk_id))
        ]
        if heads:
            return AnchorFound(AnchorState.WHOLE, max(heads, key=lambda head: head.seq))
        missing = all(untrusted is None for untrusted in raw)
        return AnchorFound(AnchorState.MISSING if missing else AnchorState.DAMAGED)


def head_bytes(head: AuditHead, anchor_key: bytes, desk_id: str) -> bytes:
    """The same for another place than a file."""
    return _sealed_head(head, purpose_key(anchor_key, "head"), desk_id)


def head_from_bytes(untrusted: bytes, anchor_key: bytes, desk_id: str) -> AuditHead | None:
    """None where it is damaged, forged, of another desk or sealed with other keys."""
    return _head_of(untrusted, purpose_key(anchor_key, "head"), desk_id)


def _sealed_head(head: AuditHead, key: bytes, desk_id: str) -> bytes:
    value = {"desk": desk_id, "format": _FORMAT, "hash": head.hash, "seq": head.seq, "version": _VERSION}
    return sealed(value, key)


def _head_of(untrusted: bytes, key: bytes, desk_id: str) -> AuditHead | None:
    value = unsealed(untrusted, key)
    if value is None or value.get("desk") != desk_id or value.get("format") != _FORMAT:
        return None
    return _head_from(value)


def _head_from(value: dict[str, Any]) -> AuditHead | None:
    seq, line_hash = value.get("seq"), value.get("hash")
    return AuditHead(seq, line_hash) if isinstance(seq, int) and isinstance(line_hash, str) else None
