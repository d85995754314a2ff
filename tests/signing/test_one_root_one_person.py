"""A root vouches for one name and one registration, and nobody is two people by having two certificates on one key."""

import pytest

from tests.helpers.pdf_base import appearances, make_base
from tests.signing.attack_tools import first
from tests.signing.made_up import (
    SIGNER,
    VERIFIER,
    at,
    author,
    colleague,
    draft,
    prominent,
    said,
    stranger,
    twin,
    value,
    with_keys,
)
from wellbeingdesk.domain.colleague import SecondSignerMustDiffer
from wellbeingdesk.domain.practitioner import Practitioner, Registration
from wellbeingdesk.domain.verdict import Standing
from wellbeingdesk.domain.worldly import FileTruncated
from wellbeingdesk.signing.canonical import Flaw
from wellbeingdesk.signing.card import CARD_FORMAT
from wellbeingdesk.signing.certificates import read_chain
from wellbeingdesk.signing.envelope import write_envelope
from wellbeingdesk.signing.identity import signatory_of
from wellbeingdesk.signing.statement import write_signatory
from wellbeingdesk.usecases.ports import Identity


@pytest.mark.parametrize(
    ("name", "body", "number"),
    [
        ("Professor Prominent", "BACP", "00123456"),
        ("Zofia Wójcik", "UKCP", "00123456"),
        ("Zofia Wójcik", "BACP", "7654321"),
        ("Zofia Wójcik", "", ""),
    ],
)
def test_a_leaf_that_names_anyone_but_its_root_is_refused(name: str, body: str, number: str) -> None:
    other = Practitioner("p", name, "", Registration(body, number))
    made = with_keys(author(), author().root_key, author().leaf_key, other)
    with pytest.raises(Flaw, match="CERTIFICATE_NAMES_ANOTHER"):
        read_chain(made.leaf_der, made.root_der)


def test_a_leaf_that_names_its_root_is_read() -> None:
    made = with_keys(author(), author().root_key, author().leaf_key)
    assert read_chain(made.leaf_der, made.root_der).subject.name == "Zofia Wójcik"


def test_a_root_that_signs_with_its_own_key_is_refused() -> None:
    made = with_keys(author(), author().root_key, author().root_key)
    with pytest.raises(Flaw, match="CERTIFICATE_PROFILE"):
        read_chain(made.leaf_der, made.root_der)


def test_a_later_card_of_a_known_root_under_another_name_is_refused() -> None:
    identity = prominent()
    statement = {
        "format": CARD_FORMAT,
        "signatory": write_signatory(signatory_of(identity)),
        "age_recipient": identity.age_recipient,
        "sequence": 2,
    }
    with pytest.raises(FileTruncated) as told:
        SIGNER.read_card(write_envelope(statement, identity))
    assert told.value.facts["reason"] == "CERTIFICATE_NAMES_ANOTHER"


def holders() -> dict[str, tuple[Identity, bool]]:
    """Whether each holds a key of the author's."""
    return {
        "both keys": (twin(), True),
        "the signing key": (twin(root_too=False), True),
        "the root key": (with_keys(colleague(), author().root_key, colleague().leaf_key), True),
        "the root key to sign with": (with_keys(colleague(), colleague().root_key, author().root_key), True),
        "no key": (colleague(), False),
        "no key, another's name": (stranger(), False),
    }


@pytest.mark.parametrize("who", holders())
def test_cards_on_one_key_are_one_persons(who: str) -> None:
    other, shared = holders()[who]
    mine, theirs = SIGNER.make_card(author(), 1), SIGNER.make_card(other, 1)
    assert SIGNER.share_a_key(mine, theirs) is SIGNER.share_a_key(theirs, mine) is shared


@pytest.mark.parametrize("who", holders())
def test_nobody_countersigns_with_a_key_of_the_authors(who: str) -> None:
    other, shared = holders()[who]
    record = SIGNER.seal_record(draft(second=signatory_of(other)), author())
    pdf = first(make_base(record.document, record.statement_sha256))
    statement = said(reviewed=pdf, record_sha256=record.statement_sha256, signatory=signatory_of(other))
    if shared:
        with pytest.raises(SecondSignerMustDiffer):
            SIGNER.countersign_pdf(pdf, value(statement, other), appearances(), other, at(13))
    else:
        signed = SIGNER.countersign_pdf(pdf, value(statement, other), appearances(), other, at(13))
        assert VERIFIER.verify(signed, frozenset()).standing is Standing.SIGNED_BY_BOTH
