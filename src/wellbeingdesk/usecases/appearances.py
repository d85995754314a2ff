"""What stands drawn in the second signatory's boxes, made from their statement, and whether a file shows just that."""

from collections.abc import Mapping

from wellbeingdesk.domain.record import AuthorIdentity, Countersignature
from wellbeingdesk.usecases.papers import clock_line, person_line
from wellbeingdesk.usecases.ports import Ports

TEMPLATE = "countersignature"
LANGUAGE = "en"
"""The language of what this desk draws into the boxes."""

_DOTS_PER_INCH = 72
_IDENTITY_WORDS = {
    AuthorIdentity.CHECKED: "record.identity.checked",
    AuthorIdentity.NOT_CHECKED: "record.identity.not_checked",
}


def appearances_of(ports: Ports, statement: Countersignature, fingerprint: str) -> Mapping[str, bytes]:
    """Mini PDFs by field name. Raises TextDoesNotFit."""
    words = ports.catalogue.words
    identity = words(_IDENTITY_WORDS[statement.author_identity])
    said = words(f"record.answer.{statement.answer}")
    lines = (person_line(statement.signatory.practitioner), said, clock_line(ports, statement.at))
    reasons = words("record.reasons", reasons=statement.reasons, author_identity=identity)
    return {
        "SigB": ports.renderer.stamp(lines, fingerprint),
        "B_decision": ports.renderer.box_text("B_decision", said),
        "B_reasons": ports.renderer.box_text("B_reasons", reasons),
    }


def drawn_as_here(ports: Ports, statement: Countersignature) -> bool:
    """Whether what drew these boxes, by what was signed, is what draws them at this desk: then they can be compared."""
    made_with = (statement.engine, statement.template, statement.language)
    return made_with == (ports.renderer.engine, ports.renderer.template(TEMPLATE), LANGUAGE)


def shows_the_statement(ports: Ports, pdf: bytes, sent: bytes, statement: Countersignature, fingerprint: str) -> bool:
    """Whether the pages are those that this statement makes on the file that was sent, where `drawn_as_here`.

    The verifier reads what is signed; what is drawn could say something else, so the fill is made again and compared
    as pictures.
    """
    drawn = appearances_of(ports, statement, fingerprint)
    again = ports.renderer.page_pictures(ports.signer.fill_second(sent, statement, drawn), _DOTS_PER_INCH)
    shown = ports.renderer.page_pictures(pdf, _DOTS_PER_INCH)
    return [page.png for page in shown] == [page.png for page in again]
