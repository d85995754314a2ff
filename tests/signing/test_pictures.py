"""What a reader sees: a countersigned file looks exactly like the same fill made again from its signed statement."""

import pypdfium2
import pytest

from tests.helpers.pdf_base import appearances
from tests.signing.attack_tools import second
from tests.signing.made_up import SIGNER, VERIFIER, author, base, colleague, said, signed_once, signed_twice
from wellbeingdesk.domain.verdict import Standing
from wellbeingdesk.signing.pdf_writing import set_appearance

KNOWN = frozenset({author().root_sha256, colleague().root_sha256})


def pictures(pdf: bytes) -> list[bytes]:
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    drawn = [bytes(page.render(scale=100 / 72, may_draw_forms=True).buffer) for page in document]
    document.close()
    return drawn


def made_again(pdf: bytes) -> bytes:
    """What the author's desk does: fill its own stored file anew from what the second person signed."""
    verdict = VERIFIER.verify(pdf, KNOWN)
    assert verdict.countersignature is not None
    again = verdict.countersignature
    pictured = appearances(again.answer.value, again.reasons)
    return SIGNER.fill_second(VERIFIER.as_first_signed(pdf), again, pictured)


def test_the_pages_of_an_honest_countersignature_are_the_same() -> None:
    assert pictures(made_again(signed_twice())) == pictures(signed_twice())
    assert pictures(signed_twice()) != pictures(signed_once())


def test_a_drawing_that_says_something_else_shows() -> None:
    """Row 81: no check of structure can find it, a comparison of pictures does."""
    other = appearances("disagree", said().reasons)["B_decision"]
    forged = second(change=lambda revision: set_appearance(revision, "B_decision", other))
    assert VERIFIER.verify(forged, KNOWN).standing is Standing.SIGNED_BY_BOTH
    assert pictures(made_again(forged)) != pictures(forged)


@pytest.mark.parametrize("pdf", [signed_once(), signed_twice()], ids=["once", "twice"])
def test_the_first_page_never_changes(pdf: bytes) -> None:
    assert pictures(pdf)[0] == pictures(base())[0]
