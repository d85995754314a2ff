"""A folder with a key file of the least cost allowed, and ways to forge one."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from wellbeingdesk.keys.cost import FLOOR
from wellbeingdesk.keys.keyfile import canonical
from wellbeingdesk.keys.vault import FolderVault

DESK = "6f1c2f0e-9d0a-4b43-8a55-0d7f5a9b1c11"
OTHER_DESK = "0b6e3a52-51f7-4a57-9f0e-6a4f0c1d2e22"
PASSPHRASE = "seven quiet herons"
NEW_PASSPHRASE = "nine loud geese"
A, B = "store.keys", "store.keys.bak"


def vault(folder: Path, desk_id: str = DESK) -> FolderVault:
    return FolderVault(folder, desk_id, FLOOR)


def with_right_checksum(body: bytes, mac_line: bytes) -> bytes:
    """What somebody without the passphrase can do: change the file and mend its line against damage."""
    sealed = body + b"\n" + mac_line + b"\n"
    return sealed + b"sha256 " + hashlib.sha256(sealed).hexdigest().encode() + b"\n"


def forged(raw: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    body, mac_line, _, _ = raw.split(b"\n")
    value = json.loads(body)
    change(value)
    return with_right_checksum(canonical(value), mac_line)


def put(folder: Path, a: bytes | None, b: bytes | None) -> None:
    for name, raw in ((A, a), (B, b)):
        (folder / name).unlink(missing_ok=True)
        if raw is not None:
            (folder / name).write_bytes(raw)
