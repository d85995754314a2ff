"""The sealed record: one format for everything that is signed, so that an answer can be withheld and every signature
still holds.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from wellbeingdesk.domain.form import Answers, Value
from wellbeingdesk.domain.practitioner import Practitioner
from wellbeingdesk.domain.times import Instant

RECORD_FORMAT = "wellbeingdesk.record/1"
COUNTERSIGNATURE_FORMAT = "wellbeingdesk.countersignature/1"


class RecordKind(StrEnum):
    """What a sealed record is about."""

    NOTE = "note"
    ADDENDUM = "addendum"
    CONSENT = "consent"
    DECISION = "decision"


class Relation(StrEnum):
    """How a record follows the one whose digest it names."""

    REVISION = "revision"
    ADDENDUM = "addendum"
    SUPERSEDES = "supersedes"


@dataclass(frozen=True, slots=True)
class DefinitionRef:
    """A form, policy or template by id, version and the SHA-256 (hex) of its file."""

    id: str
    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Predecessor:
    """The record this one follows: its id and the SHA-256 (hex) of its signed statement."""

    relation: Relation
    record_id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: the person as they are known, their desk, and the SHA-256 (hex) of their root certificate."""

    practitioner: Practitioner
    desk_id: str
    root_sha256: str

    def same_but_role(self, other: "Signatory") -> bool:
        """Whether both are the same person, desk and key as written; a role may change from one day to the next."""
        role = other.practitioner.role
        return replace(self, practitioner=replace(self.practitioner, role=role)) == other


@dataclass(frozen=True, slots=True)
class SecondSigner:
    """The named second signatory and the capacity, a policy's word such as `line-manager`, in which they sign."""

    signatory: Signatory
    capacity: str


@dataclass(frozen=True, slots=True)
class RecordDraft:
    """Everything a signer signs, before salts, digests and signature."""

    record_id: str
    kind: RecordKind
    subject_id: str
    predecessor: Predecessor | None
    form: DefinitionRef
    policy: DefinitionRef
    template: DefinitionRef
    engine: str
    language: str
    author: Signatory
    second_signer: SecondSigner | None
    event_time: Instant
    written_time: Instant
    answers: Answers


@dataclass(frozen=True, slots=True)
class SaltedAnswer:
    """One answer with the 32-byte salt that hides it in its digest, SHA-256(salt || RFC 8785(value)); withheld answers
    keep only the digest.
    """

    field: str
    digest: str
    salt: bytes | None
    value: Value

    @property
    def withheld(self) -> bool:
        """Whether the value was taken out."""
        return self.salt is None


@dataclass(frozen=True, slots=True)
class SignedRecord:
    """A record with its author's detached signature (DER ECDSA P-256 over SHA-256) on `statement`, the RFC 8785 bytes
    of header and digests.
    """

    draft: RecordDraft
    answers: tuple[SaltedAnswer, ...]
    statement: bytes
    statement_sha256: str
    signature: bytes
    leaf_der: bytes
    root_der: bytes
    document: bytes
    """The canonical record.json: statement, salts, values, signature and certificates; what a PDF carries and a store
    keeps.
    """


class Answer(StrEnum):
    """What the second person says of a decision; a decline leaves the decision without a second signature."""

    AGREE = "agree"
    DISAGREE = "disagree"
    DECLINE = "decline"


class AuthorIdentity(StrEnum):
    """How the second person knows the author: by digits typed in the author's presence, or not."""

    CHECKED = "checked"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True, slots=True)
class Countersignature:
    """The second person's statement about the exact bytes that they read, and what drew it into their boxes."""

    record_id: str
    record_sha256: str
    reviewed_file_sha256: str
    answer: Answer
    reasons: str
    capacity: str
    signatory: Signatory
    at: Instant
    author_identity: AuthorIdentity
    template: DefinitionRef
    engine: str
    language: str
