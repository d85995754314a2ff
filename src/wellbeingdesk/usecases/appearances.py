"""What stands drawn in the second signatory's boxes, made from their statement, and whether a file shows just that."""

from collections.abc import Mapping

from wellbeingdesk.domain.record import Countersignature
from wellbeingdesk.usecases.papers import clock_line, person_line
from wellbeingdesk.usecases.ports import Ports

_DOTS_PER_INCH = 72


def appearances_of(
    ports: Ports, statement: Countersignature, fingerprint: str, *, author_checked: bool
) -> Mapping[str, bytes]:
    """Mini PDFs by field name. Raises TextDoesNotFit."""
    words = ports.catalogue.words
    identity = words("record.identity.checked" if author_checked else "record.identity.not_checked")
    said = words(f"record.answer.{statement.answer}")
    lines = (person_line(statement.signatory.practitioner), said, clock_line(ports, statement.at))
    reasons = words("record.reasons", reasons=statement.reasons, author_identity=identity)
    return {
        "SigB": ports.renderer.stamp(lines, fingerprint),
        "B_decision": ports.renderer.box_text("B_decision", said),
        "B_reasons": ports.renderer.box_text("B_reasons", reasons),
    }


def shows_the_statement(ports: Ports, pdf: bytes, sent: bytes, statement: Countersignature, fingerprint: str) -> bool:
    """Whether the pages are those that this statement makes on the file that was sent.

    The verifier reads what is signed; what is drawn could say something else, so the fill is made again and compared
    as pictures. Only the second signatory knows how far they knew the author: either line may stand there.
    """
    shown = ports.renderer.page_pictures(pdf, _DOTS_PER_INCH)
    for author_checked in (True, False):
        drawn = appearances_of(ports, statement, fingerprint, author_checked=author_checked)
        again = ports.renderer.page_pictures(ports.signer.fill_second(sent, statement, drawn), _DOTS_PER_INCH)
        if [page.png for page in shown] == [page.png for page in again]:
            return True
    return False
