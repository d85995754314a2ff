"""The second person's statement: the canonical text of field B_statement, written and read."""

from dataclasses import dataclass
from typing import TypeVar

from wellbeingdesk.domain.record import COUNTERSIGNATURE_FORMAT, Answer, AuthorIdentity, Countersignature
from wellbeingdesk.signing.canonical import Newer, hex_digest, identifier, members, normalised
from wellbeingdesk.signing.envelope import Envelope, demand_signed_by, read_envelope, write_envelope
from wellbeingdesk.signing.statement import (
    read_definition,
    read_instant,
    read_language,
    read_signatory,
    write_definition,
    write_instant,
    write_signatory,
)
from wellbeingdesk.usecases.ports import Identity

MOST_BYTES = 256 * 1024

Word = TypeVar("Word", Answer, AuthorIdentity)


@dataclass(frozen=True, slots=True)
class SignedCountersignature:
    """A countersignature with the envelope it was read from."""

    said: Countersignature
    envelope: Envelope


def write_countersignature(said: Countersignature, identity: Identity) -> str:
    """The canonical text, signed by this identity."""
    if said.signatory.root_sha256 != identity.root_sha256:
        raise ValueError("a countersignature names the identity that signs it")
    statement = {
        "format": COUNTERSIGNATURE_FORMAT,
        "record_id": said.record_id,
        "record_sha256": said.record_sha256,
        "reviewed_file_sha256": said.reviewed_file_sha256,
        "answer": said.answer.value,
        "reasons": normalised(said.reasons, "reasons"),
        "capacity": said.capacity,
        "signatory": write_signatory(said.signatory),
        "at": write_instant(said.at),
        "author_identity": said.author_identity.value,
        "template": write_definition(said.template),
        "engine": normalised(said.engine, "engine"),
        "language": said.language,
    }
    text = write_envelope(statement, identity).decode()
    read_countersignature(text)
    return text


def read_countersignature(untrusted: str) -> SignedCountersignature:
    """A statement from outside, its form, certificates and signature checked. Raises Flaw with the reason."""
    envelope = read_envelope(untrusted.encode("utf-8", "surrogatepass"), COUNTERSIGNATURE_FORMAT, MOST_BYTES)
    found = members(
        envelope.statement,
        format=str, record_id=str, record_sha256=str, reviewed_file_sha256=str, answer=str, reasons=str,
        capacity=str, signatory=dict, at=dict, author_identity=str, template=dict, engine=str, language=str,
    )  # fmt: skip
    said = Countersignature(
        record_id=identifier(found["record_id"]),
        record_sha256=hex_digest(found["record_sha256"]),
        reviewed_file_sha256=hex_digest(found["reviewed_file_sha256"]),
        answer=_word(Answer, found["answer"]),
        reasons=found["reasons"],
        capacity=identifier(found["capacity"]),
        signatory=read_signatory(found["signatory"]),
        at=read_instant(found["at"]),
        author_identity=_word(AuthorIdentity, found["author_identity"]),
        template=read_definition(found["template"]),
        engine=found["engine"],
        language=read_language(found["language"]),
    )
    demand_signed_by(envelope, said.signatory)
    envelope.chain.demand_valid_at(said.at.utc)
    return SignedCountersignature(said, envelope)


def _word(known: type[Word], word: str) -> Word:
    try:
        return known(word)
    except ValueError as error:
        raise Newer(word, ", ".join(known)) from error
