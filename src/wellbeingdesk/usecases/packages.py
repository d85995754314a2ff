"""The sealed package that carries a decision between two desks: its one JSON shape, written and strictly read back."""

import base64
import binascii
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from wellbeingdesk.domain.record import DefinitionRef
from wellbeingdesk.domain.worldly import FileFromNewerVersion, FileNotOurs, FileTruncated

PACKAGE_FORMAT = "wellbeingdesk.package/1"
MOST_DEFINITIONS = 16
MOST_BYTES = 64 * 1024 * 1024
"""No package of ours is larger; what is larger is refused before it is read."""


class PackageKind(StrEnum):
    """Which way a decision travels."""

    REVIEW_REQUEST = "review-request"
    REVIEW_ANSWER = "review-answer"


@dataclass(frozen=True, slots=True)
class Definition:
    """A form or policy that travels along, so that the other desk can read the record as it was written."""

    kind: str
    ref: DefinitionRef
    source: bytes


@dataclass(frozen=True, slots=True)
class Package:
    """What is inside a sealed file; everything in it is still unchecked after reading."""

    kind: PackageKind
    record_id: str
    pdf: bytes
    sender_card: bytes
    definitions: tuple[Definition, ...] = ()


def write_package(package: Package) -> bytes:
    """The bytes to seal."""
    shape = {
        "format": PACKAGE_FORMAT,
        "kind": package.kind.value,
        "record_id": package.record_id,
        "pdf": base64.b64encode(package.pdf).decode(),
        "sender_card": base64.b64encode(package.sender_card).decode(),
        "definitions": [
            {
                "kind": one.kind,
                "id": one.ref.id,
                "version": one.ref.version,
                "sha256": one.ref.sha256,
                "source": base64.b64encode(one.source).decode(),
            }
            for one in package.definitions
        ],
    }
    return json.dumps(shape, sort_keys=True, separators=(",", ":")).encode()


def read_package(untrusted: bytes) -> Package:
    """A package from an opened seal. Raises FileNotOurs, FileTruncated, FileFromNewerVersion."""
    try:
        untrusted_shape = json.loads(untrusted)
    except (ValueError, RecursionError):
        raise FileTruncated from None
    if not isinstance(untrusted_shape, dict):
        raise FileNotOurs(expected="package")
    _demand_format(untrusted_shape.get("format"))
    try:
        return _parsed(untrusted_shape)
    except (KeyError, TypeError, ValueError, binascii.Error):
        raise FileNotOurs(expected="package") from None


def _demand_format(untrusted_format: object) -> None:
    if untrusted_format == PACKAGE_FORMAT:
        return
    name = PACKAGE_FORMAT.rpartition("/")[0]
    if isinstance(untrusted_format, str) and untrusted_format.startswith(f"{name}/"):
        found = untrusted_format.rpartition("/")[2]
        raise FileFromNewerVersion(found=found[:8], known=PACKAGE_FORMAT.rpartition("/")[2])
    raise FileNotOurs(expected="package")


def _parsed(untrusted_shape: dict[str, object]) -> Package:
    if set(untrusted_shape) != {"format", "kind", "record_id", "pdf", "sender_card", "definitions"}:
        raise ValueError
    rows = cast("list[dict[str, object]]", untrusted_shape["definitions"])
    if len(rows) > MOST_DEFINITIONS:
        raise TypeError
    return Package(
        kind=PackageKind(_text(untrusted_shape["kind"])),
        record_id=_text(untrusted_shape["record_id"]),
        pdf=_bytes(untrusted_shape["pdf"]),
        sender_card=_bytes(untrusted_shape["sender_card"]),
        definitions=tuple(_definition(row) for row in rows),
    )


def _definition(untrusted_row: dict[str, object]) -> Definition:
    version = untrusted_row["version"]
    if not isinstance(version, int) or isinstance(version, bool):
        raise TypeError
    ref = DefinitionRef(_text(untrusted_row["id"]), version, _text(untrusted_row["sha256"]))
    return Definition(_text(untrusted_row["kind"]), ref, _bytes(untrusted_row["source"]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _bytes(value: object) -> bytes:
    return base64.b64decode(_text(value), validate=True)
