"""The sealed package that carries a decision between two desks: its one JSON shape, written and strictly read back."""

import base64
import json
import re
from dataclasses import dataclass
from enum import StrEnum

from wellbeingdesk.domain.worldly import FileFromNewerVersion, FileNotOurs, FileTruncated

PACKAGE_FORMAT = "wellbeingdesk.package/1"
MOST_DEFINITIONS = 16
MOST_BYTES = 64 * 1024 * 1024
"""No package of ours is larger; what is larger is refused before it is read."""

MOST_INSTANCES = 2**31 + 1
EXPECTED = "package"
INSTANCE = "instance"
_MEMBERS = {"format", "kind", "record_id", "pdf", "sender_card", "definitions"}
_OPENING = b'{"definitions":['
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}")
_LATER = re.compile(re.escape(PACKAGE_FORMAT.rpartition("/")[0]) + r"/([1-9][0-9]{0,7})")


class PackageKind(StrEnum):
    """Which way a decision travels."""

    REVIEW_REQUEST = "review-request"
    REVIEW_ANSWER = "review-answer"


@dataclass(frozen=True, slots=True)
class Package:
    """What is inside a sealed file; everything in it is still unchecked after reading.

    `definitions` are the files of the form and the policy, so that the other desk can read the record as it was
    written; what each of them is, the signed record says by its digest.
    """

    kind: PackageKind
    record_id: str
    pdf: bytes
    sender_card: bytes
    definitions: tuple[bytes, ...] = ()
    instance: int = 1
    """Which copy of its desk the sender's is; 1 is not written, so that the file of a desk that was never restored is
    as it was before there were numbers.
    """
    instance_signature: bytes = b""


def write_package(package: Package) -> bytes:
    """The bytes to seal: canonical JSON (RFC 8785), which for ASCII text is sorted, without spaces."""
    shape: dict[str, object] = {
        "format": PACKAGE_FORMAT,
        "kind": package.kind.value,
        "record_id": package.record_id,
        "pdf": _base64(package.pdf),
        "sender_card": _base64(package.sender_card),
        "definitions": [_base64(one) for one in package.definitions],
    }
    if package.instance != 1:
        shape[INSTANCE] = {"number": package.instance, "signature": _base64(package.instance_signature)}
    return json.dumps(shape, sort_keys=True, separators=(",", ":")).encode()


def read_package(untrusted: bytes) -> Package:
    """A package from an opened seal. Raises FileNotOurs, FileTruncated, FileFromNewerVersion."""
    try:
        untrusted_shape = json.loads(untrusted)
    except (ValueError, RecursionError):
        raise (FileTruncated if untrusted.startswith(_OPENING) else FileNotOurs)(expected=EXPECTED) from None
    if not isinstance(untrusted_shape, dict):
        raise FileNotOurs(expected=EXPECTED)
    _demand_format(untrusted_shape.get("format"))
    try:
        package = _parsed(untrusted_shape)
    except (TypeError, ValueError):
        raise FileNotOurs(expected=EXPECTED) from None
    if write_package(package) != untrusted:
        raise FileNotOurs(expected=EXPECTED)
    return package


def _demand_format(untrusted_format: object) -> None:
    if untrusted_format == PACKAGE_FORMAT:
        return
    later = _LATER.fullmatch(untrusted_format) if isinstance(untrusted_format, str) else None
    if later is not None:
        raise FileFromNewerVersion(found=later[1], known=PACKAGE_FORMAT.rpartition("/")[2])
    raise FileNotOurs(expected=EXPECTED)


def _parsed(untrusted_shape: dict[str, object]) -> Package:
    rows = untrusted_shape.get("definitions")
    number, signature = _instance(untrusted_shape.pop(INSTANCE, None))
    if set(untrusted_shape) != _MEMBERS or not isinstance(rows, list) or len(rows) > MOST_DEFINITIONS:
        raise ValueError
    record_id = _text(untrusted_shape["record_id"])
    if not _IDENTIFIER.fullmatch(record_id):
        raise ValueError
    return Package(
        kind=PackageKind(_text(untrusted_shape["kind"])),
        record_id=record_id,
        pdf=_bytes(untrusted_shape["pdf"]),
        sender_card=_bytes(untrusted_shape["sender_card"]),
        definitions=tuple(_bytes(row) for row in rows),
        instance=number,
        instance_signature=signature,
    )


def _instance(untrusted: object) -> tuple[int, bytes]:
    if untrusted is None:
        return 1, b""
    if not isinstance(untrusted, dict) or set(untrusted) != {"number", "signature"}:
        raise ValueError
    number = untrusted["number"]
    if not isinstance(number, int) or isinstance(number, bool) or not 1 < number <= MOST_INSTANCES:
        raise ValueError
    return number, _bytes(untrusted["signature"])


def _base64(payload: bytes) -> str:
    return base64.b64encode(payload).decode("ascii")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _bytes(value: object) -> bytes:
    return base64.b64decode(_text(value), validate=True)
