"""The port `Verifier`: one strict verdict about a signed PDF, every fault a code, nothing raised on hostile bytes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from wellbeingdesk.domain.record import Answer, Countersignature, SignedRecord
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.domain.verdict import SignatureFound, Standing, Verdict
from wellbeingdesk.signing.canonical import Flaw, TooLarge, told
from wellbeingdesk.usecases.ports import Clock

if TYPE_CHECKING:
    from wellbeingdesk.signing.pdf_reading import OpenPdf
    from wellbeingdesk.signing.verifier_checks import HeldSignature

T = TypeVar("T")

A, B = "A", "B"
EXPECTED = "decision"


class StrictVerifier:
    """Implements `Verifier`. The clock tells when a signature claims to come from the future."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def verify(self, untrusted_pdf: bytes, known_roots: frozenset[str]) -> Verdict:
        """The verdict. Where the file does not hold, nothing of its content is passed on."""
        return _Check(untrusted_pdf, self._clock.now().utc, known_roots).verdict()

    def base_of(self, untrusted_pdf: bytes) -> bytes:
        """The bytes before the first signer's revision. Raises FileNotOurs."""
        from wellbeingdesk.signing import pdf_reading

        with _ours():
            first = pdf_reading.as_first_signed(pdf_reading.open_pdf(untrusted_pdf))
            return pdf_reading.base_of(pdf_reading.open_pdf(first))

    def as_first_signed(self, untrusted_pdf: bytes) -> bytes:
        """The prefix to the end of what SigA covers. Raises FileNotOurs."""
        from wellbeingdesk.signing import pdf_reading

        with _ours():
            return pdf_reading.as_first_signed(pdf_reading.open_pdf(untrusted_pdf))
