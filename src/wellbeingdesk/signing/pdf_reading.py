"""Reading a PDF from outside without mercy: its form, its two signatures, and the bytes that each of them covers."""

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from wellbeingdesk.signing.canonical import MEGABYTE, Flaw, NotOurs, TooLarge
from wellbeingdesk.signing.library_logs import silence
from wellbeingdesk.signing.pdf_fields import END, FIELDS, FIRST, HEADER, SIGNATURE_FIELDS

MOST_BYTES = 64 * MEGABYTE
# Readers look for the header within the first kilobyte; ours stands at the first byte.
_HEADER_WITHIN = 1024
_KEYS = frozenset({"/Type", "/Filter", "/SubFilter", "/Contents", "/ByteRange", "/M", "/Reference"})
_HEXADECIMAL = re.compile(rb"<([0-9A-F]+)>")
_MOMENT = re.compile(r"D:\d{14}(Z|[+-]\d\d'\d\d'?)")

silence()


@dataclass(frozen=True, slots=True)
class OpenPdf:
    """A PDF that the strict reader accepts."""

    content: bytes
    reader: PdfFileReader

    @property
    def revisions(self) -> int:
        """How many revisions were written one after the other."""
        return int(self.reader.xrefs.total_revisions)


@dataclass(frozen=True, slots=True)
class FoundSignature:
    """A signature dictionary that keeps the form of ours, with what it covers; not yet whether it holds."""

    name: str
    dictionary: Any
    end: int
    cms: bytes
    document_digest: bytes
    signed_at: datetime


def open_pdf(untrusted: bytes) -> OpenPdf:
    """Raises Flaw: NOT_A_PDF, STRUCTURE, TOO_LARGE, HEADER, ENCRYPTED, REVISIONS."""
    if len(untrusted) > MOST_BYTES:
        raise TooLarge(len(untrusted), MOST_BYTES)
    if b"%PDF-" not in untrusted[:_HEADER_WITHIN]:
        raise NotOurs("NOT_A_PDF")
    if not untrusted.startswith(HEADER):
        raise Flaw("HEADER")
    try:
        reader = PdfFileReader(BytesIO(untrusted), strict=True)
        encrypted, hybrid = "/Encrypt" in reader.trailer, reader.xrefs.hybrid_xrefs_present
        readable = encrypted or "/Pages" in reader.root
    except Exception as error:
        raise NotOurs("STRUCTURE") from error
    if not readable:
        raise NotOurs("STRUCTURE")
    if encrypted:
        raise Flaw("ENCRYPTED")
    if hybrid:
        raise Flaw("REVISIONS")
    return OpenPdf(untrusted, reader)


def entry(dictionary: Any, key: str) -> Any:
    """The value behind a key, resolved, or None. (The library's own `get` hands out unresolved references.)"""
    return dictionary[key] if key in dictionary else None  # noqa: SIM401 - that is the point


def form_fields(handler: Any) -> dict[str, Any]:
    """The five fields by name, in a file or in one of its revisions. Raises Flaw: NOT_SIGNED, FIELD_SET."""
    root = handler.root
    if "/AcroForm" not in root or "/Fields" not in root["/AcroForm"]:
        raise Flaw("NOT_SIGNED")
    listed = [one.get_object() for one in root["/AcroForm"]["/Fields"]]
    names = [str(entry(field, "/T")) for field in listed]
    if FIRST not in names:
        raise Flaw("NOT_SIGNED")
    kinds = [str(entry(field, "/FT")) for field in listed]
    wanted = ["/Sig" if name in SIGNATURE_FIELDS else "/Tx" for name in FIELDS]
    if names != list(FIELDS) or kinds != wanted:
        raise Flaw("FIELD_SET")
    if any("/Kids" in field or "/Parent" in field or "/AA" in field or "/A" in field for field in listed):
        raise Flaw("FIELD_SET")
    return dict(zip(FIELDS, listed, strict=True))


def field_numbers(handler: Any) -> dict[str, tuple[int, int]]:
    """Object and generation number of each field."""
    form_fields(handler)
    return dict(zip(FIELDS, map(number_of, handler.root["/AcroForm"]["/Fields"]), strict=True))


def number_of(reference: Any) -> tuple[int, int]:
    """Object and generation number of a reference. Raises Flaw: FIELD_SET for what is written in place."""
    if not isinstance(reference, (generic.IndirectObject, generic.Reference)):
        raise Flaw("FIELD_SET")
    return (int(reference.idnum), int(reference.generation))


def signature_in(opened: OpenPdf, name: str) -> FoundSignature | None:
    """The signature in a field, or None while it is empty. Raises Flaw."""
    field = form_fields(opened.reader)[name]
    if "/V" not in field:
        return None
    if not isinstance(field.raw_get("/V"), generic.IndirectObject):
        raise Flaw("DICTIONARY")
    found = field["/V"]
    if not isinstance(found, generic.DictionaryObject) or found.keys() != _KEYS:
        raise Flaw("DICTIONARY")
    if found["/Type"] != "/Sig" or found["/Filter"] != "/Adobe.PPKLite":
        raise Flaw("DICTIONARY")
    if found["/SubFilter"] != "/ETSI.CAdES.detached":
        raise Flaw("SUBFILTER")
    first, after, end = _covered(opened.content, found["/ByteRange"])
    content = opened.content
    covered = sha256(content[:first] + content[after:end]).digest()
    return FoundSignature(name, found, end, _read_contents(content[first:after], found), covered, _moment(found["/M"]))


def as_first_signed(opened: OpenPdf) -> bytes:
    """The file exactly as it was first signed: the prefix to the end of what SigA covers. Raises Flaw."""
    found = signature_in(opened, FIRST)
    if found is None:
        raise Flaw("NOT_SIGNED")
    prefix = opened.content[: found.end]
    if not prefix.endswith(END):
        raise Flaw("BYTE_RANGE")
    return prefix


def base_of(opened_first: OpenPdf) -> bytes:
    """The bytes before the first signer's revision: the prefix whose own end names the oldest table. Raises Flaw."""
    oldest = int(opened_first.reader.xrefs.get_startxref_for_revision(0))
    marker = b"startxref\n%d\n" % oldest + END
    at = opened_first.content.find(marker, oldest)
    if at < 0:
        raise Flaw("REVISIONS")
    return opened_first.content[: at + len(marker)]


def _covered(content: bytes, untrusted_range: Any) -> tuple[int, int, int]:
    if not isinstance(untrusted_range, generic.ArrayObject) or len(untrusted_range) != 4:
        raise Flaw("BYTE_RANGE")
    if not all(isinstance(one, generic.NumberObject) for one in untrusted_range):
        raise Flaw("BYTE_RANGE")
    start, first, after, rest = (int(one) for one in untrusted_range)
    if start != 0 or not 0 < first < after or rest <= 0 or after + rest > len(content):
        raise Flaw("BYTE_RANGE")
    return first, after, after + rest


def _read_contents(untrusted_gap: bytes, dictionary: Any) -> bytes:
    """The CMS in the gap, which holds one DER value in upper-case hexadecimal and zeros up to its end."""
    shape = _HEXADECIMAL.fullmatch(untrusted_gap)
    if shape is None or len(shape[1]) % 2:
        raise Flaw("CONTENTS")
    padded = bytes.fromhex(shape[1].decode())
    if dictionary.raw_get("/Contents").original_bytes != padded:
        raise Flaw("CONTENTS")
    length = _der_length(padded)
    if any(padded[length:]):
        raise Flaw("CONTENTS")
    return padded[:length]


def _der_length(padded: bytes) -> int:
    # A SEQUENCE with a two-byte length: no CMS of ours is shorter than 256 bytes or longer than 64 kilobytes.
    if padded[:2] != b"\x30\x82":
        raise Flaw("CONTENTS")
    length = 4 + int.from_bytes(padded[2:4])
    if length > len(padded):
        raise Flaw("CONTENTS")
    return length


def _moment(untrusted: Any) -> datetime:
    if not isinstance(untrusted, generic.TextStringObject) or not _MOMENT.fullmatch(untrusted):
        raise Flaw("TIME_UNREADABLE")
    try:
        moment = generic.parse_pdf_date(untrusted, strict=True)
    except Exception as error:
        raise Flaw("TIME_UNREADABLE") from error
    return moment
