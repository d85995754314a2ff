"""Contact cards: what a desk hands to a colleague's desk, and how one from outside is read."""

import pyrage

from wellbeingdesk.domain.colleague import ContactCard
from wellbeingdesk.signing.canonical import MEGABYTE, Flaw, counting_number, members, told
from wellbeingdesk.signing.certificates import read_chain
from wellbeingdesk.signing.envelope import demand_signed_by, read_envelope, write_envelope
from wellbeingdesk.signing.fingerprint import fingerprint
from wellbeingdesk.signing.identity import signatory_of
from wellbeingdesk.signing.statement import read_signatory, write_signatory
from wellbeingdesk.usecases.ports import Identity

CARD_FORMAT = "wellbeingdesk.card/1"
MOST_BYTES = MEGABYTE
EXPECTED = "card"


def make_card(identity: Identity, sequence: int) -> ContactCard:
    """The card of this identity. `sequence` counts up from 1, so that a newer card is known from an older one."""
    statement = {
        "format": CARD_FORMAT,
        "signatory": write_signatory(signatory_of(identity)),
        "age_recipient": identity.age_recipient,
        "sequence": sequence,
    }
    return parse_card(write_envelope(statement, identity))


def read_card(untrusted: bytes) -> ContactCard:
    """A card from outside. Raises FileNotOurs, FileFromNewerVersion, FileTooLarge, FileTruncated."""
    with told(EXPECTED):
        return parse_card(untrusted)


def parse_card(untrusted: bytes) -> ContactCard:
    """A card, its certificates and its own signature checked. Raises Flaw with the reason."""
    envelope = read_envelope(untrusted, CARD_FORMAT, MOST_BYTES)
    found = members(envelope.statement, format=str, signatory=dict, age_recipient=str, sequence=int)
    signatory = read_signatory(found["signatory"])
    demand_signed_by(envelope, signatory)
    recipient = _read_recipient(found["age_recipient"])
    chain = envelope.chain
    return ContactCard(
        practitioner=signatory.practitioner,
        desk_id=signatory.desk_id,
        root_der=chain.root_der,
        root_sha256=chain.root_sha256,
        leaf_der=chain.leaf_der,
        age_recipient=recipient,
        sequence=counting_number(found["sequence"], "SEQUENCE"),
        fingerprint=fingerprint(chain.root_spki, recipient, signatory.practitioner),
        file=untrusted,
    )


def share_a_key(one: ContactCard, other: ContactCard) -> bool:
    """Whether any key of one card, root or leaf, is also one of the other's: then one person holds both."""
    keys = [read_chain(card.leaf_der, card.root_der).keys for card in (one, other)]
    return not keys[0].isdisjoint(keys[1])


def _read_recipient(untrusted: str) -> str:
    try:
        same = str(pyrage.x25519.Recipient.from_str(untrusted)) == untrusted
    except pyrage.RecipientError as error:
        raise Flaw("AGE_RECIPIENT") from error
    if not same:
        raise Flaw("AGE_RECIPIENT")
    return untrusted
