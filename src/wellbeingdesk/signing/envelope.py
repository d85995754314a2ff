"""The one shape of everything signed: a statement, a detached signature over its canonical bytes, two certificates."""

from dataclasses import dataclass

from wellbeingdesk.domain.record import Signatory
from wellbeingdesk.signing.canonical import (
    Flaw,
    Json,
    canonical,
    demand_format,
    digest,
    from_base64,
    members,
    read_canonical,
    to_base64,
)
from wellbeingdesk.signing.certificates import Chain, read_chain
from wellbeingdesk.signing.identity import sign
from wellbeingdesk.usecases.ports import Identity


@dataclass(frozen=True, slots=True)
class Envelope:
    """A statement whose signature and certificates were checked; `whole` is the object it was read from."""

    statement: Json
    statement_bytes: bytes
    signature: bytes
    chain: Chain
    whole: dict[str, Json]

    @property
    def statement_sha256(self) -> str:
        """SHA-256 (hex) of the signed bytes."""
        return digest(self.statement_bytes)


def write_envelope(statement: Json, identity: Identity, **beside: Json) -> bytes:
    """Sign a statement; `beside` are members that stand next to it, unsigned."""
    signature = sign(identity, canonical(statement))
    return canonical(
        {
            "statement": statement,
            "signature": to_base64(signature),
            "leaf": to_base64(identity.leaf_der),
            "root": to_base64(identity.root_der),
            **beside,
        }
    )


def read_envelope(untrusted: bytes, known: str, most_bytes: int, *beside: str) -> Envelope:
    """Check form, certificates and signature. `beside` names the members that stand next to the statement."""
    first = min((*beside, "leaf"))
    whole = read_canonical(untrusted, f'{{"{first}":'.encode(), most_bytes)
    demand_format(whole.get("statement"), known)
    shape: dict[str, type | None] = dict.fromkeys(beside)
    members(whole, statement=dict, signature=str, leaf=str, root=str, **shape)
    chain = read_chain(from_base64(whole["leaf"]), from_base64(whole["root"]))
    statement_bytes = canonical(whole["statement"])
    signature = from_base64(whole["signature"])
    chain.demand_signature(statement_bytes, signature)
    return Envelope(whole["statement"], statement_bytes, signature, chain, whole)


def demand_signed_by(envelope: Envelope, signatory: Signatory) -> None:
    """Refuse an envelope whose certificates are not those of the person its statement names."""
    if envelope.chain.root_sha256 != signatory.root_sha256:
        raise Flaw("ROOT_IS_NOT_THE_SIGNERS")
    envelope.chain.demand_names(signatory.practitioner)
