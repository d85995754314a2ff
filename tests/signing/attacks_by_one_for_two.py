"""Attacks by one person who signs both times, under two certificates on one key."""

from tests.helpers.pdf_base import make_base
from tests.signing.attack_tools import attack, first, second
from tests.signing.made_up import SIGNER, author, colleague, draft, said, twin, value, with_keys
from wellbeingdesk.signing.identity import signatory_of
from wellbeingdesk.usecases.ports import Identity


def _both_by(other: Identity) -> bytes:
    """The author's record names this person as the second signer, and the two sign one after the other."""
    record = SIGNER.seal_record(draft(second=signatory_of(other)), author())
    pdf = first(make_base(record.document, record.statement_sha256))
    statement = said(reviewed=pdf, record_sha256=record.statement_sha256, signatory=signatory_of(other))
    return second(pdf, value(statement, other), by=other)


@attack("+", "B:SAME_KEY")
def one_pair_of_keys_under_two_names() -> bytes:
    return _both_by(twin())


@attack("+", "B:SAME_KEY")
def one_signing_key_under_two_roots() -> bytes:
    return _both_by(twin(root_too=False))


@attack("+", "B:SAME_KEY")
def one_root_key_under_two_names() -> bytes:
    return _both_by(with_keys(colleague(), author().root_key, colleague().leaf_key))


@attack("+", "B:SAME_KEY")
def the_authors_root_key_signs_for_the_second() -> bytes:
    return _both_by(with_keys(colleague(), colleague().root_key, author().root_key))
