"""A line of canonical JSON with a line against forgery below it: the form of every small file beside the store."""

import hmac
import json
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

_PREFIX = b"wellbeingdesk/1/"
_MAC = re.compile(rb"hmac-sha256 ([0-9a-f]{64})\n")


def purpose_key(anchor_key: bytes, purpose: str) -> bytes:
    """A key for one purpose only, from the desk's key for what is kept outside the store."""
    return hmac.digest(anchor_key, _PREFIX + purpose.encode(), "sha256")


def sealed(value: Mapping[str, Any], key: bytes) -> bytes:
    """The two lines."""
    body = canonical(value)
    return body + b"\nhmac-sha256 " + hmac.new(key, body, sha256).hexdigest().encode() + b"\n"


def unsealed(untrusted: bytes, key: bytes) -> dict[str, Any] | None:
    """What was sealed with this key, None for anything else."""
    body, newline, rest = untrusted.partition(b"\n")
    mac = _MAC.fullmatch(rest)
    if not newline or mac is None:
        return None
    if not hmac.compare_digest(mac[1], hmac.new(key, body, sha256).hexdigest().encode()):
        return None
    value = json.loads(body)
    return value if isinstance(value, dict) else None


def canonical(value: Mapping[str, Any]) -> bytes:
    """Sorted, without spaces, in ASCII, on one line."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode("ascii")
