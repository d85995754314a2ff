"""Paper and signatures against Typst and pyHanko alone."""

import json
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

import typst
from asn1crypto import keys, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.functions import sign_pdf
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata
from pyhanko_certvalidator.registry import SimpleCertificateStore

from wellbeingdesk.app.desk import OpenDesk
from wellbeingdesk.app.resources import resources_folder
from wellbeingdesk.bench.made_up import MadeUpDesk
from wellbeingdesk.bench.measures import Measure, Settings, Timed, side_by_side, timed
from wellbeingdesk.signing.library_logs import silence
from wellbeingdesk.usecases import colleagues, consents
from wellbeingdesk.usecases.papers import clock_line, practitioner_line
from wellbeingdesk.usecases.ports import Identity

STANDARDS: Any = ["a-3a", "ua-1"]
"""Published as a list of literals."""

_PLAIN = """
#set document(title: "Plain pages")
#set page(paper: "a4")
#set text(font: ("Inter", "Noto Sans"), size: 9.5pt, lang: "en")
#for (at, page) in json("data.json").enumerate() {
  if at > 0 { pagebreak() }
  for line in page { par(line) }
}
"""

silence()


def on_bench(desk: OpenDesk, work: Callable[[], object]) -> Timed:
    """As the window has it done, on a thread of the bench."""
    return lambda: timed(lambda: desk.threads.bench.submit(work).result())


def measure_consent(made: MadeUpDesk, desk: OpenDesk, settings: Settings) -> Measure:
    """A filled consent form, against as many plain pages of as many words. No two are alike on either side: the
    typesetter remembers what it set before.
    """
    first, *others = made.consent_ids

    def filled(consent_id: str) -> bytes:
        return consents.filled_consent_paper(desk.ports, consent_id=consent_id).value

    pages = desk.ports.renderer.page_pictures(desk.threads.bench.submit(filled, first).result(), 20)
    lines = [[line.split() for line in page.text.splitlines() if line.strip()] for page in pages]
    left, numbers = iter(others), iter(range(1, len(others) + 1))
    return side_by_side(
        "consent-pdf",
        on_bench(desk, lambda: filled(next(left))),
        on_bench(desk, lambda: plain_pages(lines, next(numbers))),
        settings.runs,
    )


def plain_pages(pages: list[list[list[str]]], number: int) -> bytes:
    """Typst alone, to the same standards and with the same fonts, which it has loaded before; each line's words
    are turned round by a number.
    """
    lines = [[" ".join(turned(words, number)) for words in page] for page in pages]
    # The published types leave out a dictionary of files.
    files: Any = {"main.typ": _PLAIN.encode(), "data.json": json.dumps(lines).encode()}
    compiler = typst.Compiler(files, font_paths=_fonts(), ignore_system_fonts=True)
    pdf = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=0)
    if not isinstance(pdf, bytes):
        raise TypeError("one document was asked for")
    return pdf


def turned(words: list[str], number: int) -> list[str]:
    """The same words from another one on, and the number, so that no line is one that was set before."""
    at = number % len(words)
    return [*words[at:], *words[:at], str(number)]


@cache
def _fonts() -> typst.Fonts:
    folder = str(resources_folder() / "fonts")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def measure_signature(made: MadeUpDesk, desk: OpenDesk, settings: Settings) -> Measure:
    """The first signature on a decision, against pyHanko's own way over the same prepared document."""
    ports = desk.ports
    signed = desk.threads.reader.submit(lambda: ports.views.file(made.decision_id, "signed")).result()
    base = ports.verifier.base_of(signed or b"")
    now = ports.clock.now()
    stamp = ports.renderer.stamp(
        (practitioner_line(ports), clock_line(ports, now)), colleagues.own_card(ports).fingerprint
    )
    return side_by_side(
        "signature",
        on_bench(desk, lambda: ports.signer.sign_pdf(base, stamp, ports.identity, now)),
        on_bench(desk, bare_signature(base, ports.identity)),
        settings.runs,
    )


def bare_signature(base: bytes, identity: Identity) -> Callable[[], bytes]:
    """pyHanko's documented call, certifying as ours does; no picture is drawn."""
    known = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # the library types only in part
    known.register(x509.Certificate.load(identity.root_der))
    signer = SimpleSigner(
        signing_cert=x509.Certificate.load(identity.leaf_der),
        signing_key=keys.PrivateKeyInfo.load(identity.leaf_key),
        cert_registry=known,
    )
    how = PdfSignatureMetadata(
        field_name="SigA",
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )

    def sign() -> bytes:
        out = BytesIO()
        sign_pdf(IncrementalPdfFileWriter(BytesIO(base)), how, signer, existing_fields_only=True, output=out)
        return out.getvalue()

    return sign
