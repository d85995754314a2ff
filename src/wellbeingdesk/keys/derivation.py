"""From a desk's root secret to the keys that do the work, each for one purpose only."""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wellbeingdesk.usecases.ways import DeskKeys

KEY_BYTES = 32
_PREFIX = b"wellbeingdesk/1/"


def derive(secret: bytes, desk_id: str, purpose: str) -> bytes:
    """HKDF-SHA256 with the desk's id as salt; always 32 bytes (SQLCipher takes a 62-digit key for a passphrase)."""
    kdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=desk_id.encode("ascii"), info=_PREFIX + purpose.encode())
    return kdf.derive(secret)


def desk_keys(root: bytes, desk_id: str) -> DeskKeys:
    """The keys a desk works with: the store's cipher, the audit chain, the anchor of its head."""
    return DeskKeys(
        store=derive(root, desk_id, "store"),
        audit=derive(root, desk_id, "audit"),
        anchor=derive(root, desk_id, "anchor"),
    )


def header_mac_key(root: bytes, desk_id: str) -> bytes:
    """What tells a forged key file from ours."""
    return derive(root, desk_id, "key-file")
