"""The first signature: the author certifies the prepared document in field SigA."""

from wellbeingdesk.domain.times import Instant
from wellbeingdesk.signing.examination import examine
from wellbeingdesk.signing.identity import demand_clock
from wellbeingdesk.signing.pdf_fields import END, FIRST, HEADER
from wellbeingdesk.signing.pdf_writing import open_revision, set_appearance, sign_field
from wellbeingdesk.usecases.ports import Identity


def sign_pdf(base_pdf: bytes, stamp_pdf: bytes, identity: Identity, at: Instant) -> bytes:
    """The base with one revision appended. Raises ClockOutsideCertificate, or ValueError for a broken contract."""
    if not (base_pdf.startswith(HEADER) and base_pdf.endswith(END)):
        raise ValueError("the prepared document does not keep the contract of pdf_fields: its beginning or end")
    demand_clock(identity, at)
    revision = open_revision(base_pdf)
    set_appearance(revision, FIRST, stamp_pdf)
    signed = sign_field(revision, FIRST, identity, at, certify=True)
    demand_sound(signed, at)
    return signed


def demand_sound(signed_pdf: bytes, at: Instant) -> None:
    """Raise ValueError with the codes if what was just signed would not pass our own verifier: a bug, never a file."""
    codes = examine(signed_pdf, at.utc).codes
    if codes:
        raise ValueError(f"the signed document does not keep the contract of pdf_fields: {', '.join(codes)}")
