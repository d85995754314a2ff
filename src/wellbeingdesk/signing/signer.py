"""The port `Signer`: identities, records, PDF signatures and contact cards, each done by the module of its name."""

from collections.abc import Mapping

from wellbeingdesk.domain.colleague import ContactCard
from wellbeingdesk.domain.practitioner import Practitioner
from wellbeingdesk.domain.record import Countersignature, RecordDraft, SignedRecord
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.signing import card, certificates, countersignature
from wellbeingdesk.signing import identity as identities
from wellbeingdesk.signing import record as records
from wellbeingdesk.usecases.ports import Identity

# The PDF library takes half a second to import, so its modules are imported where they are first used.


class PdfSigner:
    """Implements `Signer`; holds nothing, so any thread may use it."""

    def make_identity(self, practitioner: Practitioner, desk_id: str, now: Instant) -> Identity:
        """A new root (25 years) and leaf (10 years), and an age key."""
        return identities.make_identity(practitioner, desk_id, now)

    def make_card(self, identity: Identity, sequence: int) -> ContactCard:
        """The card of this identity."""
        return card.make_card(identity, sequence)

    def read_card(self, untrusted: bytes) -> ContactCard:
        """A card from outside. Raises FileNotOurs, FileTruncated, FileTooLarge, FileFromNewerVersion."""
        return card.read_card(untrusted)

    def share_a_key(self, one: ContactCard, other: ContactCard) -> bool:
        """Whether one person holds both cards: a key of one, root or leaf, is also one of the other's."""
        return card.share_a_key(one, other)

    def seal_record(self, draft: RecordDraft, identity: Identity) -> SignedRecord:
        """Salt and digest the answers and sign the statement. Raises SecondSignerMustDiffer, TextCannotBeSigned."""
        return records.seal_record(draft, identity)

    def read_record(self, untrusted: bytes) -> SignedRecord:
        """A record.json from outside. Raises FileNotOurs, FileTruncated, FileTooLarge, FileFromNewerVersion."""
        return records.read_record(untrusted)

    def withhold(self, record: SignedRecord, fields: frozenset[str]) -> SignedRecord:
        """The same record without the named answers."""
        return records.withhold(record, fields)

    def sign_pdf(self, base_pdf: bytes, stamp_pdf: bytes, identity: Identity, at: Instant) -> bytes:
        """Certify the prepared document in field SigA."""
        from wellbeingdesk.signing.pdf_signing import sign_pdf

        return sign_pdf(base_pdf, stamp_pdf, identity, at)

    def make_countersignature_value(self, statement: Countersignature, identity: Identity) -> str:
        """The canonical text of field B_statement."""
        return countersignature.write_countersignature(statement, identity)

    def countersign_pdf(
        self,
        signed_pdf: bytes,
        statement_value: str,
        appearances: Mapping[str, bytes],
        identity: Identity,
        at: Instant,
    ) -> bytes:
        """Fill the second person's fields and sign SigB in one revision. Raises FileNotOurs, SecondSignerMustDiffer."""
        from wellbeingdesk.signing.countersigning import countersign_pdf

        return countersign_pdf(signed_pdf, statement_value, appearances, identity, at)

    def fill_second(self, first_signed: bytes, said: Countersignature, appearances: Mapping[str, bytes]) -> bytes:
        """What the second person's fields show, unsigned, to compare its pages with those of a countersigned file."""
        from wellbeingdesk.signing.countersigning import fill_second

        return fill_second(first_signed, said, appearances)

    def sign_bytes(self, payload: bytes, identity: Identity) -> bytes:
        """A DER ECDSA P-256 signature over SHA-256 of the payload, by the leaf key."""
        return identities.sign(identity, payload)

    def check_bytes(self, payload: bytes, untrusted_signature: bytes, leaf_der: bytes) -> bool:
        """Whether that signature holds."""
        return certificates.check_signature(payload, untrusted_signature, leaf_der)
