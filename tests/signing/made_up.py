"""Made-up people and what they signed, made once for all the signing tests."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, load_der_private_key

from tests.helpers.pdf_base import appearances, make_base, mini
from wellbeingdesk.domain.practitioner import Practitioner, Registration
from wellbeingdesk.domain.record import (
    Answer,
    AuthorIdentity,
    Countersignature,
    DefinitionRef,
    RecordDraft,
    RecordKind,
    SecondSigner,
    Signatory,
    SignedRecord,
)
from wellbeingdesk.domain.times import Instant, instant_from_utc
from wellbeingdesk.signing.certificates import LEAF_PURPOSES, LEAF_USES, Subject, subject_name, subject_of
from wellbeingdesk.signing.identity import LEAF_LIFE, _builder, _key_usage, _root, signatory_of
from wellbeingdesk.signing.signer import PdfSigner
from wellbeingdesk.signing.verifier import StrictVerifier
from wellbeingdesk.usecases.ports import Identity

SIGNER = PdfSigner()
CAPACITY = "line-manager"


def at(hour: int, minute: int = 0, day: int = 21, year: int = 2026) -> Instant:
    return instant_from_utc(datetime(year, 11, day, hour, minute, tzinfo=UTC), "Europe/London")


class FixedClock:
    """It is half past six in the evening of the day on which everything here was signed."""

    def now(self) -> Instant:
        return at(18, 30)


VERIFIER = StrictVerifier(FixedClock())


@cache
def author() -> Identity:
    person = Practitioner("p-zofia", "Zofia Wójcik", "Counsellor", Registration("BACP", "00123456"))
    return SIGNER.make_identity(person, "desk-zofia", at(9))


@cache
def colleague() -> Identity:
    person = Practitioner("p-amara", "Amara Öztürk", "Service manager", Registration("UKCP", "2011/77"))
    return SIGNER.make_identity(person, "desk-amara", at(9))


@cache
def stranger() -> Identity:
    """Another person's keys under the colleague's very name."""
    return SIGNER.make_identity(colleague().practitioner, colleague().desk_id, at(9))


@cache
def third() -> Identity:
    person = Practitioner("p-li", "李 小明", "Counsellor", Registration("NCPS", "C-9"))
    return SIGNER.make_identity(person, "desk-li", at(9))


def with_keys(like: Identity, root_key: bytes, leaf_key: bytes, leaf_names: Practitioner | None = None) -> Identity:
    """The same person's certificates made anew on these keys, by a program that checks nothing."""
    root_pair, leaf_pair = (load_der_private_key(key, None) for key in (root_key, leaf_key))
    assert isinstance(root_pair, EllipticCurvePrivateKey)
    assert isinstance(leaf_pair, EllipticCurvePrivateKey)
    start = at(9, day=20).utc
    root = _root(like.practitioner, root_pair, start)
    named = subject_of(leaf_names or like.practitioner)
    leaf = _leaf_naming(named, root, leaf_pair, root_pair)
    root_der = root.public_bytes(Encoding.DER)
    return replace(
        like,
        practitioner=leaf_names or like.practitioner,
        root_der=root_der,
        root_key=root_key,
        leaf_der=leaf.public_bytes(Encoding.DER),
        leaf_key=leaf_key,
        root_sha256=sha256(root_der).hexdigest(),
    )


def _leaf_naming(
    named: Subject, root: x509.Certificate, key: EllipticCurvePrivateKey, root_key: EllipticCurvePrivateKey
) -> x509.Certificate:
    start = root.not_valid_before_utc
    authority = root.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    builder = _builder(subject_name(named), root.subject, key.public_key(), start, start + LEAF_LIFE)
    return (
        builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(LEAF_USES), critical=True)
        .add_extension(x509.ExtendedKeyUsage(LEAF_PURPOSES), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(authority), critical=False)
        .sign(root_key, SHA256())
    )


@cache
def prominent() -> Identity:
    """The author's own root, vouching for a leaf under a name that is not the author's."""
    person = Practitioner("p-prominent", "Professor Prominent", "Head", Registration("GMC", "7654321"))
    return with_keys(author(), author().root_key, author().leaf_key, person)


@cache
def twin(root_too: bool = True) -> Identity:
    """The colleague's name, on the author's leaf key and (or not) the author's root key."""
    root_key = author().root_key if root_too else colleague().root_key
    return with_keys(colleague(), root_key, author().leaf_key)


def draft(second: Signatory | None = None, by: Identity | None = None) -> RecordDraft:
    definition = DefinitionRef("decision-to-breach", 1, "ab" * 32)
    return RecordDraft(
        record_id="0b6f5a3e-2f0e-4a63-9a55-6f7f4a1d0c11",
        kind=RecordKind.DECISION,
        subject_id="7c1b0a52-8d9e-4f25-b0ce-3c9b8e6d2f10",
        predecessor=None,
        form=definition,
        policy=DefinitionRef("durham", 1, "cd" * 32),
        template=DefinitionRef("decision", 1, "ef" * 32),
        engine="typst 0.15.2",
        language="en",
        author=signatory_of(by or author()),
        second_signer=SecondSigner(second or signatory_of(colleague()), CAPACITY),
        event_time=at(10, 15),
        written_time=at(11),
        answers={
            "danger": "He said that he would drive to her house “tonight”.",
            "told": ("police", "gp"),
            "consent-asked": False,
            "hours": 3,
            "other": None,
        },
    )


@cache
def record() -> SignedRecord:
    return SIGNER.seal_record(draft(), author())


@cache
def base() -> bytes:
    return make_base(record().document, record().statement_sha256)


@cache
def signed_once() -> bytes:
    return SIGNER.sign_pdf(base(), mini("Zofia Wójcik", "SigA"), author(), at(12))


def said(answer: Answer = Answer.AGREE, reviewed: bytes | None = None, **changes: object) -> Countersignature:
    statement = Countersignature(
        record_id=record().draft.record_id,
        record_sha256=record().statement_sha256,
        reviewed_file_sha256=sha256(reviewed or signed_once()).hexdigest(),
        answer=answer,
        reasons="The danger is near and named.",
        capacity=CAPACITY,
        signatory=signatory_of(colleague()),
        at=at(13),
        author_identity=AuthorIdentity.CHECKED,
        template=DefinitionRef("countersignature", 1, "0e" * 32),
        engine="typst 0.15.2",
        language="en",
    )
    return replace(statement, **changes)  # type: ignore[arg-type]  # a test changes what it likes


def value(statement: Countersignature | None = None, by: Identity | None = None) -> str:
    return SIGNER.make_countersignature_value(statement or said(), by or colleague())


@cache
def signed_twice(answer: Answer = Answer.AGREE) -> bytes:
    statement = said(answer)
    return SIGNER.countersign_pdf(
        signed_once(), value(statement), appearances(answer.value, statement.reasons), colleague(), at(13)
    )
