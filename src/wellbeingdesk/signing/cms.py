"""The CMS inside a PDF signature (PAdES B-B): one signer, P-256 with SHA-256, three signed attributes, leaf and root."""

from hashlib import sha256
from typing import Any

from asn1crypto import cms, tsp, x509

from wellbeingdesk.signing.canonical import Flaw
from wellbeingdesk.signing.certificates import Chain, read_chain
from wellbeingdesk.signing.identity import sign
from wellbeingdesk.usecases.ports import Identity

DIGEST = "sha256"
ALGORITHM = "sha256_ecdsa"
ATTRIBUTES = frozenset({"content_type", "message_digest", "signing_certificate_v2"})


def write_cms(document_digest: bytes, identity: Identity) -> bytes:
    """The DER of a detached signature over this SHA-256 digest."""
    leaf = x509.Certificate.load(identity.leaf_der)
    root = x509.Certificate.load(identity.root_der)
    attributes = _attributes(document_digest, identity.leaf_der)
    signer = {
        "version": "v1",
        "sid": {"issuer_and_serial_number": _issuer_and_serial(leaf)},
        "digest_algorithm": {"algorithm": DIGEST},
        "signed_attrs": attributes,
        "signature_algorithm": {"algorithm": ALGORITHM},
        "signature": sign(identity, _signed_bytes(attributes)),
    }
    signed = {
        "version": "v1",
        "digest_algorithms": [{"algorithm": DIGEST}],
        "encap_content_info": {"content_type": "data"},
        "certificates": [leaf, root],
        "signer_infos": [signer],
    }
    der: bytes = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)}).dump()
    return der


def read_cms(untrusted: bytes, document_digest: bytes) -> Chain:
    """Whose signature this is, everything in it checked, nothing beside it allowed. Raises Flaw with the reason."""
    try:
        info = cms.ContentInfo.load(untrusted, strict=True)
        signed, signer = _parts(info)
        # Written again from its parts, it must give the same bytes: no second encoding, nothing hidden.
        same = info.dump(force=True) == untrusted
    except Flaw:
        raise
    except Exception as error:
        raise Flaw("CMS_UNREADABLE") from error
    if not same:
        raise Flaw("CMS_NOT_DER")
    chain = _chain(signed, signer)
    _check_attributes(signer["signed_attrs"], document_digest, chain)
    chain.demand_signature(_signed_bytes(signer["signed_attrs"]), signer["signature"].native)
    return chain


def _parts(info: Any) -> tuple[Any, Any]:
    if info["content_type"].native != "signed_data":
        raise Flaw("CMS_UNREADABLE")
    signed = info["content"]
    if len(signed["signer_infos"]) != 1:
        raise Flaw("SIGNERS")
    signer = signed["signer_infos"][0]
    if _names(signed["digest_algorithms"]) != [DIGEST] or signer["digest_algorithm"]["algorithm"].native != DIGEST:
        raise Flaw("DIGEST")
    if signer["signature_algorithm"]["algorithm"].native != ALGORITHM:
        raise Flaw("ALGORITHM")
    content = signed["encap_content_info"]
    if content["content_type"].native != "data" or content["content"].native is not None:
        raise Flaw("CMS_CONTENT")
    if signed["crls"].native is not None or signer["unsigned_attrs"].native is not None:
        raise Flaw("UNSIGNED_PARTS")
    return signed, signer


def _chain(signed: Any, signer: Any) -> Chain:
    try:
        certificates = [choice.chosen for choice in signed["certificates"]]
        wanted = signer["sid"].chosen.dump()
        leaves = [one for one in certificates if _issuer_and_serial(one).dump() == wanted]
        others = [one for one in certificates if _issuer_and_serial(one).dump() != wanted]
    except Exception as error:
        raise Flaw("CERTIFICATE_UNREADABLE") from error
    if len(leaves) != 1 or len(others) != 1:
        raise Flaw("CERTIFICATES")
    return read_chain(leaves[0].dump(), others[0].dump())


def _check_attributes(attributes: Any, document_digest: bytes, chain: Chain) -> None:
    found = {attribute["type"].native: attribute["values"] for attribute in attributes}
    if len(attributes) != len(ATTRIBUTES) or found.keys() != ATTRIBUTES:
        raise Flaw("SIGNED_ATTRIBUTES")
    if any(len(values) != 1 for values in found.values()) or found["content_type"][0].native != "data":
        raise Flaw("SIGNED_ATTRIBUTES")
    if found["signing_certificate_v2"][0].dump() != _certificate_id(chain.leaf_der).dump():
        raise Flaw("SIGNING_CERTIFICATE")
    if found["message_digest"][0].native != document_digest:
        raise Flaw("DIGEST_MISMATCH")


def _attributes(document_digest: bytes, leaf_der: bytes) -> Any:
    return cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": ("data",)}),
            cms.CMSAttribute({"type": "message_digest", "values": (document_digest,)}),
            cms.CMSAttribute({"type": "signing_certificate_v2", "values": (_certificate_id(leaf_der),)}),
        ]
    )


def _certificate_id(leaf_der: bytes) -> Any:
    # RFC 5035: SHA-256 is the default algorithm, and DER leaves a default out.
    return tsp.SigningCertificateV2({"certs": [{"cert_hash": sha256(leaf_der).digest()}]})


def _issuer_and_serial(certificate: Any) -> Any:
    return cms.IssuerAndSerialNumber(
        {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    )


def _signed_bytes(attributes: Any) -> bytes:
    # RFC 5652 5.4: what is signed is the SET OF itself, not the implicitly tagged form in the signer's entry.
    plain: bytes = attributes.untag().dump()
    return plain


def _names(algorithms: Any) -> list[str]:
    return [algorithm["algorithm"].native for algorithm in algorithms]
