"""The first signature: the author certifies the prepared document in field SigA."""

from wellbeingdesk.domain.times import Instant
from wellbeingdesk.signing.pdf_fields import END, FIRST, HEADER
from wellbeingdesk.signing.pdf_writing import open_revision, set_appearance, sign_field
from wellbeingdesk.usecases.ports import Identity


def sign_pdf(base_pdf: bytes, stamp_pdf: bytes, identity: Identity, at: Instant) -> bytes:
    """The base with one revision appended: stamp, certification (DocMDP P=2) and FieldMDP from the field's lock."""
    if not (base_pdf.startswith(HEADER) and base_pdf.endswith(END)):
        raise ValueError("the prepared document does not keep the contract of pdf_fields")
    revision = open_revision(base_pdf)
    set_appearance(revision, FIRST, stamp_pdf)
    return sign_field(revision, FIRST, identity, at, certify=True)
