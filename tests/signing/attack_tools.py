"""What an attacker has at hand: appended revisions, edited bytes, and signatures made without our checks."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, TypeVar

import pikepdf
from asn1crypto import algos, cms
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from tests.helpers.pdf_base import appearances, make_base, mini
from tests.signing.made_up import at, author, colleague, record, said, signed_once, value
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.signing import cms as ours
from wellbeingdesk.signing.pdf_writing import open_revision, set_appearance, set_text, sign_field, written
from wellbeingdesk.usecases.ports import Identity

Make = Callable[[], bytes]
F = TypeVar("F", bound=Make)
RANGES = re.compile(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]")


@dataclass(frozen=True)
class Attack:
    """A forged file and the code that must be among those of its verdict."""

    row: str
    name: str
    code: str
    make: Make


ATTACKS: list[Attack] = []


def attack(row: str, code: str) -> Callable[[F], F]:
    """Enter a function into the table; `row` is the number in the reference, or `+` where we added one."""

    def enter(make: F) -> F:
        ATTACKS.append(Attack(row, make.__name__, code, make))
        return make

    return enter


def appended(pdf: bytes, change: Callable[[Any], object]) -> bytes:
    """The file with one more revision by somebody without a key."""
    revision = open_revision(pdf)
    change(revision)
    return written(revision)


def field(revision: Any, name: str) -> Any:
    return next(one.get_object() for one in revision.root["/AcroForm"]["/Fields"] if one.get_object()["/T"] == name)


def touch(revision: Any, thing: Any) -> None:
    revision.update_container(thing)


def page(revision: Any, number: int = 0) -> Any:
    return revision.root["/Pages"]["/Kids"][number]


def dictionary(**entries: Any) -> Any:
    made = generic.DictionaryObject()  # type: ignore[no-untyped-call]  # the library types only in part
    for key, item in entries.items():
        made[pdf_name("/" + key)] = item
    return made


def overlay(revision: Any) -> None:
    """Write over the first page."""
    drawn = revision.add_object(generic.StreamObject(stream_data=b"q 1 0 0 rg 0 0 540 520 re f Q"))
    first = page(revision)
    contents = first.raw_get("/Contents")
    listed = list(contents) if isinstance(contents, generic.ArrayObject) else [contents]
    first["/Contents"] = generic.ArrayObject([*listed, drawn])
    touch(revision, first)


def numbers(*listed: int) -> Any:
    made = generic.ArrayObject()
    for one in listed:
        made.append(generic.NumberObject(one))  # type: ignore[no-untyped-call]  # the library types only in part
    return made


def note(revision: Any) -> None:
    """Stick a note onto the last page."""
    box = numbers(100, 100, 300, 150)
    text = dictionary(
        Type=pdf_name("/Annot"), Subtype=pdf_name("/FreeText"), Rect=box, Contents=pdf_string("void"),
        DA=pdf_string("/Helv 9 Tf"),
    )  # fmt: skip
    page(revision, 1)["/Annots"].append(revision.add_object(text))
    touch(revision, page(revision, 1)["/Annots"])


def javascript() -> Any:
    return dictionary(S=pdf_name("/JavaScript"), JS=pdf_string("app.alert(1)"))


def filled_by_second(revision: Any, statement: str | None = None, shown: str = "agree", says: str = "agree") -> None:
    """What the second person's program writes before it signs."""
    for name, picture in appearances(shown, said().reasons).items():
        set_appearance(revision, name, picture)
    set_text(revision, "B_decision", says)
    set_text(revision, "B_reasons", said().reasons)
    set_text(revision, "B_statement", statement or value())


def second(
    pdf: bytes | None = None,
    statement: str | None = None,
    by: Identity | None = None,
    when: Instant | None = None,
    change: Callable[[Any], object] | None = None,
    says: str = "agree",
) -> bytes:
    """A countersignature by a program that checks nothing."""
    revision = open_revision(pdf or signed_once())
    filled_by_second(revision, statement, says=says)
    if change is not None:
        change(revision)
    return sign_field(revision, "SigB", by or colleague(), when or at(13), certify=False)


def first(
    base: bytes, by: Identity | None = None, when: Instant | None = None, change: Callable[[Any], object] | None = None
) -> bytes:
    """A first signature by a program that checks nothing."""
    revision = open_revision(base)
    set_appearance(revision, "SigA", mini("Zofia Wójcik", "SigA"))
    if change is not None:
        change(revision)
    return sign_field(revision, "SigA", by or author(), when or at(12), certify=True)


def prepared(change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """A prepared document that does not keep the contract."""
    with pikepdf.open(BytesIO(make_base(record().document, record().statement_sha256))) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out, deterministic_id=True, force_version="1.7")
        return out.getvalue()


def signed_loosely(
    pdf: bytes,
    name: str,
    identity: Identity,
    write: Callable[[bytes, Identity], bytes],
    digest: str = "sha256",
    subfilter: SigSeedSubFilter = SigSeedSubFilter.PADES,
    setup: SigMDPSetup | None = None,
    fill: Callable[[Any], object] | None = None,
) -> bytes:
    """A signature with any CMS, digest, SubFilter and permissions."""
    revision = open_revision(pdf)
    if fill is not None:
        fill(revision)
    embedding = PdfCMSEmbedder().write_cms(name, revision, existing_fields_only=True)
    next(embedding)
    lock = FieldMDPSpec.from_pdf_object(field(revision, name)["/Lock"])
    revision.update_root()  # type: ignore[no-untyped-call]  # the library types only in part
    placeholder = SignatureObject(timestamp=at(13).utc.astimezone(UTC), subfilter=subfilter, bytes_reserved=16_384)
    permitted = setup or SigMDPSetup(digest, certify=False, field_lock=lock, docmdp_perms=MDPPerm.NO_CHANGES)
    embedding.send(SigObjSetup(sig_placeholder=placeholder, mdp_setup=permitted))
    out = BytesIO()
    done, _ = embedding.send(SigIOSetup(digest, output=out))
    embedding.send(write(done.document_digest, identity))
    return out.getvalue()


def cms_with(
    identity: Identity,
    document_digest: bytes,
    digest: str = "sha256",
    without_ess: bool = False,
    unsigned: bool = False,
    extra: bytes = b"",
) -> bytes:
    """A CMS like ours in all but what is asked for."""
    made = cms.ContentInfo.load(ours.write_cms(document_digest, identity))
    signer = made["content"]["signer_infos"][0]
    attributes = cms.CMSAttributes([one.copy() for one in signer["signed_attrs"]])
    if without_ess:
        attributes = cms.CMSAttributes([one for one in attributes if one["type"].native != "signing_certificate_v2"])
    if digest != "sha256":
        signer["digest_algorithm"] = algos.DigestAlgorithm({"algorithm": digest})
        signer["signature_algorithm"] = algos.SignedDigestAlgorithm({"algorithm": f"{digest}_ecdsa"})
        made["content"]["digest_algorithms"] = cms.DigestAlgorithms([{"algorithm": digest}])
    signer["signed_attrs"] = attributes
    key = serialization.load_der_private_key(identity.leaf_key, None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    algorithm = {"sha256": hashes.SHA256(), "sha1": hashes.SHA1()}[digest]
    signer["signature"] = key.sign(attributes.untag().dump(), ec.ECDSA(algorithm))
    if unsigned:
        said_when = cms.CMSAttribute(
            {"type": "signing_time", "values": [cms.Time({"utc_time": datetime(2026, 1, 1, tzinfo=UTC)})]}
        )
        signer["unsigned_attrs"] = cms.CMSAttributes([said_when])
    if extra:
        made["content"]["certificates"].append(cms.CertificateChoices({"certificate": _certificate(extra)}))
    der: bytes = made.dump(force=True)
    return der


def _certificate(der: bytes) -> Any:
    from asn1crypto import x509

    return x509.Certificate.load(der)


def gap(pdf: bytes, name: str) -> tuple[int, int]:
    """Where the hexadecimal digits of a signature start and end."""
    found = list(RANGES.finditer(pdf))[0 if name == "SigA" else -1]
    return int(found[1]) + 1, int(found[2]) - 1


def cms_in(pdf: bytes, name: str) -> bytes:
    start, end = gap(pdf, name)
    padded = bytes.fromhex(pdf[start:end].decode())
    return padded[: 4 + int.from_bytes(padded[2:4])]


def with_cms(pdf: bytes, name: str, der: bytes) -> bytes:
    """The same file with another CMS in the gap."""
    start, end = gap(pdf, name)
    return pdf[:start] + der.hex().upper().encode().ljust(end - start, b"0") + pdf[end:]


def flipped(pdf: bytes, place: int) -> bytes:
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


def metadata_touched(pdf: bytes) -> bytes:
    """What a program does that updates the document information when it saves."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=True)
    writer.update_root()  # type: ignore[no-untyped-call]  # the library types only in part
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]  # the library types only in part
    return out.getvalue()
