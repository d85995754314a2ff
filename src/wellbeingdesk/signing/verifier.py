"""The port `Verifier`: one strict verdict about a signed PDF, every fault a code, nothing raised on hostile bytes."""

from collections.abc import Iterator
from contextlib import contextmanager

from wellbeingdesk.domain.verdict import Verdict
from wellbeingdesk.domain.worldly import FileNotOurs
from wellbeingdesk.usecases.ports import Clock

EXPECTED = "decision"


class StrictVerifier:
    """Implements `Verifier`. The clock tells when a signature claims to come from the future."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def verify(self, untrusted_pdf: bytes, known_roots: frozenset[str]) -> Verdict:
        """The verdict. Where the file does not hold, nothing of its content is passed on."""
        from wellbeingdesk.signing.examination import examine

        return examine(untrusted_pdf, self._clock.now().utc).verdict(known_roots)

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


@contextmanager
def _ours() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        raise FileNotOurs(expected=EXPECTED) from error
