"""Sealing a record, reading one from outside, and withholding answers from one."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from wellbeingdesk.domain.colleague import demand_different
from wellbeingdesk.domain.failures import Refusal
from wellbeingdesk.domain.form import Value
from wellbeingdesk.domain.record import RECORD_FORMAT, RecordDraft, SaltedAnswer, SignedRecord
from wellbeingdesk.signing.canonical import MEGABYTE, Flaw, Json, canonical, members, normalised, told
from wellbeingdesk.signing.envelope import Envelope, demand_signed_by, read_envelope, write_envelope
from wellbeingdesk.signing.identity import demand_clock, signatory_of
from wellbeingdesk.signing.statement import Header, read_statement, read_value, write_statement
from wellbeingdesk.usecases.ports import Identity

MOST_BYTES = 16 * MEGABYTE
SALT_BYTES = 32
EXPECTED = "record"


def seal_record(draft: RecordDraft, identity: Identity) -> SignedRecord:
    """Salt and digest the answers and sign the statement; what comes back was read again from its own bytes."""
    demand_clock(identity, draft.written_time)
    if draft.second_signer is not None:
        demand_different(draft.author, draft.second_signer.signatory)
    values = {field: _normalised_value(field, value) for field, value in draft.answers.items()}
    salts = {field: secrets.token_bytes(SALT_BYTES) for field in values}
    digests = {field: answer_digest(salts[field], value) for field, value in values.items()}
    disclosed = {field: _disclosed(salts[field], value) for field, value in values.items()}
    document = write_envelope(write_statement(draft, digests), identity, answers=disclosed)
    record = parse_record(document)
    _demand_author_is(record.draft, identity)
    return record


def read_record(untrusted: bytes) -> SignedRecord:
    """A record.json from outside. Raises FileNotOurs, FileFromNewerVersion, FileTooLarge, FileTruncated."""
    with told(EXPECTED):
        return parse_record(untrusted)


def parse_record(untrusted: bytes) -> SignedRecord:
    """A record.json, everything in it checked. Raises Flaw with the reason."""
    envelope = read_envelope(untrusted, RECORD_FORMAT, MOST_BYTES, "answers")
    header = read_statement(envelope.statement)
    _demand_people(envelope, header)
    answers = _read_answers(envelope.whole["answers"], header.digests)
    return SignedRecord(
        draft=replace(header.draft, answers={one.field: one.value for one in answers if not one.withheld}),
        answers=answers,
        statement=envelope.statement_bytes,
        statement_sha256=envelope.statement_sha256,
        signature=envelope.signature,
        leaf_der=envelope.chain.leaf_der,
        root_der=envelope.chain.root_der,
        document=untrusted,
    )


def withhold(record: SignedRecord, fields: frozenset[str]) -> SignedRecord:
    """The same record without the salts and values of these fields; statement and signature stay as they are."""
    unknown = fields - {one.field for one in record.answers}
    if unknown:
        raise KeyError(*sorted(unknown))
    whole = read_envelope(record.document, RECORD_FORMAT, MOST_BYTES, "answers").whole
    kept = {field: answer for field, answer in whole["answers"].items() if field not in fields}
    return parse_record(canonical({**whole, "answers": kept}))


def answer_digest(salt: bytes, value: Value) -> str:
    """SHA-256 (hex) over the salt and the RFC 8785 bytes of the value."""
    return sha256(salt + canonical(value)).hexdigest()


def _read_answers(untrusted: Json, digests: Mapping[str, str]) -> tuple[SaltedAnswer, ...]:
    if type(untrusted) is not dict or not untrusted.keys() <= digests.keys():
        raise Flaw("ANSWERS")
    return tuple(_read_answer(field, digests[field], untrusted) for field in digests)


def _read_answer(field: str, digest: str, untrusted: Mapping[str, Json]) -> SaltedAnswer:
    if field not in untrusted:
        return SaltedAnswer(field, digest, None, None)
    found = members(untrusted[field], salt=str, value=None)
    salt = _read_salt(found["salt"])
    value = read_value(found["value"])
    if answer_digest(salt, value) != digest:
        raise Flaw("ANSWER_DIGEST")
    return SaltedAnswer(field, digest, salt, value)


def _read_salt(untrusted: str) -> bytes:
    try:
        salt = bytes.fromhex(untrusted)
    except ValueError as error:
        raise Flaw("SALT") from error
    if len(salt) != SALT_BYTES or salt.hex() != untrusted:
        raise Flaw("SALT")
    return salt


def _demand_people(envelope: Envelope, header: Header) -> None:
    draft = header.draft
    demand_signed_by(envelope, draft.author)
    envelope.chain.demand_valid_at(draft.written_time.utc)
    if draft.second_signer is None:
        return
    try:
        demand_different(draft.author, draft.second_signer.signatory)
    except Refusal as refusal:
        raise Flaw("SECOND_SIGNER_IS_THE_AUTHOR") from refusal


def _demand_author_is(draft: RecordDraft, identity: Identity) -> None:
    # The role may change without a new certificate; everything else is what the certificate stands for.
    if not draft.author.same_but_role(signatory_of(identity)):
        raise ValueError("a record's author is the identity that signs it")


def _disclosed(salt: bytes, value: Value) -> dict[str, Json]:
    return {"salt": salt.hex(), "value": value}


def _normalised_value(field: str, value: Value) -> Value:
    if isinstance(value, str):
        return normalised(value, field)
    if isinstance(value, tuple):
        return tuple(normalised(one, field) for one in value)
    return value
