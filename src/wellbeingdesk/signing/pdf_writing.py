"""The one revision that a signer adds: values and appearances of fields, and a PAdES B-B signature over the whole."""

from datetime import timedelta, timezone
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from wellbeingdesk.domain.times import Instant
from wellbeingdesk.signing.cms import DIGEST, write_cms
from wellbeingdesk.signing.library_logs import silence
from wellbeingdesk.signing.revision_checks import check_appearance
from wellbeingdesk.usecases.ports import Identity

# Room for the signature in hexadecimal digits: with two certificates of the longest names it takes below 10000.
RESERVED = 12_288

silence()


class Revision(IncrementalPdfFileWriter):
    """One revision appended to a document: only what a caller changed, not the metadata."""

    def _update_meta(self) -> None:
        """Leave /Info and XMP as they are, so that the verifier can demand that they never change."""


def open_revision(pdf: bytes) -> Revision:
    """Start a revision on top of these bytes."""
    return Revision(BytesIO(pdf), strict=True)


def field_named(revision: Revision, name: str) -> generic.DictionaryObject:
    """The field's dictionary."""
    for reference in revision.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        if isinstance(field, generic.DictionaryObject) and field["/T"] == name:
            return field
    raise ValueError(f"the prepared document has no field {name}")


def set_appearance(revision: Revision, name: str, mini_pdf: bytes) -> None:
    """Draw a one-page PDF in the field's box."""
    drawing = revision.import_page_as_xobject(PdfFileReader(BytesIO(mini_pdf)))
    field = field_named(revision, name)
    pictures = generic.DictionaryObject()  # type: ignore[no-untyped-call]  # the library types only in part
    pictures["/N"] = drawing
    field["/AP"] = pictures
    check_appearance(field)
    revision.update_container(field)


def set_text(revision: Revision, name: str, text: str) -> None:
    """Set the value of a text field. What is not plain ASCII becomes UTF-16, which every reader takes the same way."""
    field = field_named(revision, name)
    value = generic.TextStringObject(text)
    if not text.isascii():
        value.force_output_encoding = generic.TextStringEncoding.UTF16BE
    field["/V"] = value
    revision.update_container(field)


def written(revision: Revision) -> bytes:
    """The document with the revision, unsigned."""
    out = BytesIO()
    revision.write(out)  # type: ignore[no-untyped-call]  # the library types only in part
    return out.getvalue()


def sign_field(revision: Revision, name: str, identity: Identity, at: Instant, certify: bool) -> bytes:
    """Write the revision with a signature in a field: certifying (DocMDP P=2), or approving under the field's lock."""
    embedding = PdfCMSEmbedder().write_cms(name, revision, existing_fields_only=True)
    next(embedding)
    if certify:
        revision.register_extension(ESIC_EXTENSION_1)
        revision.update_root()  # type: ignore[no-untyped-call]  # the library types only in part
    permission = MDPPerm.FILL_FORMS if certify else MDPPerm.NO_CHANGES
    lock = FieldMDPSpec.from_pdf_object(field_named(revision, name)["/Lock"])
    clock = at.utc.astimezone(timezone(timedelta(minutes=at.offset_minutes)))
    embedding.send(
        SigObjSetup(
            sig_placeholder=SignatureObject(timestamp=clock, subfilter=SigSeedSubFilter.PADES, bytes_reserved=RESERVED),
            mdp_setup=SigMDPSetup(DIGEST, certify=certify, field_lock=lock, docmdp_perms=permission),
        )
    )
    out = BytesIO()
    prepared, _ = embedding.send(SigIOSetup(DIGEST, output=out))
    embedding.send(write_cms(prepared.document_digest, identity))
    return out.getvalue()
