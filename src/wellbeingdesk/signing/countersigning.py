"""The second signature: fill the second person's fields and sign SigB, in one revision, on a file that holds."""

from collections.abc import Mapping

from wellbeingdesk.domain.colleague import SecondSignerMustDiffer, demand_different
from wellbeingdesk.domain.record import Countersignature
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.domain.worldly import FileNotOurs
from wellbeingdesk.signing.canonical import digest
from wellbeingdesk.signing.certificates import read_chain
from wellbeingdesk.signing.countersignature import read_countersignature
from wellbeingdesk.signing.examination import Examination, examine
from wellbeingdesk.signing.failures import ClockBehindFirstSignature
from wellbeingdesk.signing.identity import demand_clock
from wellbeingdesk.signing.pdf_fields import (
    APPEARANCES_OF_SECOND,
    DECISION,
    REASONS,
    SECOND,
    STATEMENT,
)
from wellbeingdesk.signing.pdf_signing import demand_sound
from wellbeingdesk.signing.pdf_writing import (
    Revision,
    open_revision,
    set_appearance,
    set_text,
    sign_field,
    written,
)
from wellbeingdesk.signing.verifier_checks import check_person
from wellbeingdesk.usecases.ports import Identity


def countersign_pdf(
    signed_pdf: bytes,
    statement_value: str,
    appearances: Mapping[str, bytes],
    identity: Identity,
    at: Instant,
) -> bytes:
    """The file with the second revision. Raises FileNotOurs unless the first signature holds and stands alone."""
    said = read_countersignature(statement_value).said
    seen = examine(signed_pdf, at.utc)
    _demand_reviewed(seen, signed_pdf, said)
    _demand_other_keys(seen, identity)
    _demand_clock(seen, identity, at)
    if said.signatory.root_sha256 != identity.root_sha256:
        raise ValueError("the statement and the signature are of one person")
    revision = _filled(signed_pdf, said, appearances)
    set_text(revision, STATEMENT, statement_value)
    signed = sign_field(revision, SECOND, identity, at, certify=False)
    demand_sound(signed, at)
    return signed


def fill_second(first_signed: bytes, said: Countersignature, appearances: Mapping[str, bytes]) -> bytes:
    """What the second person's fields show, unsigned, to compare its pages with those of a countersigned file."""
    return written(_filled(first_signed, said, appearances))


def _filled(signed_pdf: bytes, said: Countersignature, appearances: Mapping[str, bytes]) -> Revision:
    if set(appearances) != set(APPEARANCES_OF_SECOND):
        raise ValueError("the second person fills SigB, B_decision and B_reasons")
    revision = open_revision(signed_pdf)
    for name, mini_pdf in appearances.items():
        set_appearance(revision, name, mini_pdf)
    set_text(revision, DECISION, said.answer.value)
    set_text(revision, REASONS, said.reasons)
    return revision


def _demand_reviewed(seen: Examination, signed_pdf: bytes, said: Countersignature) -> None:
    """The file holds, nobody signed second, and the statement is about it and by whom the record names."""
    if seen.codes or seen.record is None or seen.second is not None:
        raise FileNotOurs(expected="decision", reason=seen.codes[0] if seen.codes else "SIGNED_BY_BOTH")
    demand_different(seen.record.draft.author, said.signatory)
    check_person(seen.record, said)
    if said.reviewed_file_sha256 != digest(signed_pdf):
        raise ValueError("the statement names the bytes that were reviewed")


def _demand_other_keys(seen: Examination, identity: Identity) -> None:
    mine = read_chain(identity.leaf_der, identity.root_der)
    if seen.first is None or not mine.keys.isdisjoint(seen.first.chain.keys):
        raise SecondSignerMustDiffer(why="key")


def _demand_clock(seen: Examination, identity: Identity, at: Instant) -> None:
    demand_clock(identity, at)
    # The clock in a PDF counts whole seconds.
    if seen.first is not None and at.utc.replace(microsecond=0) < seen.first.signed_at:
        behind = seen.first.signed_at - at.utc
        raise ClockBehindFirstSignature(minutes=int(behind.total_seconds()) // 60 + 1)
