"""The CMS in a PDF signature (PAdES B-B): one signer, P-256 and SHA-256, three signed attributes, two certificates."""

from hashlib import sha256
from typing import Any

from asn1crypto import cms, tsp, x509

from wellbeingdesk.signing.canonical import Flaw
from wellbeingdesk.signing.certificates import Chain, read_chain
from wellbeingdesk.signing.identity import sign
from wellbeingdesk.usecases.ports import Identity

DIGEST = "sha256"
ALGORITHM = "sha256_ecdsa"


def write_cms(document_digest: bytes, identity: Identity) -> bytes:
    """The DER of a detached signature over this SHA-256 digest."""
    attributes = _attributes(document_digest, identity.leaf_der)
    signature = sign(identity, _signed_bytes(attributes))
    return _assembled(identity.leaf_der, identity.root_der, attributes, signature)


def read_cms(untrusted: bytes, document_digest: bytes) -> Chain:
    """Whose signature over this digest it is. Raises Flaw with the reason.

    What was read is put together again, and must give the same bytes: no second encoding of anything, no
    attribute, certificate or algorithm but ours, nothing that the signature does not cover.
    """
    try:
        info = cms.ContentInfo.load(untrusted, strict=True)
        signer = _only_signer(info["content"])
        certificates = [choice.chosen.dump() for choice in info["content"]["certificates"]]
        leaf_der, root_der = _sorted(certificates, signer["sid"].chosen.dump())
        signature = signer["signature"].native
        said = _said_digest(signer["signed_attrs"])
    except Flaw:
        raise
    except Exception as error:
        raise Flaw("CMS_UNREADABLE") from error
    chain = read_chain(leaf_der, root_der)
    if said != document_digest:
        raise Flaw("DIGEST_MISMATCH")
    attributes = _attributes(document_digest, leaf_der)
    if _assembled(leaf_der, root_der, attributes, signature) != untrusted:
        raise Flaw("CMS_FORM")
    chain.demand_signature(_signed_bytes(attributes), signature)
    return chain


def _only_signer(signed: Any) -> Any:
    if len(signed["signer_infos"]) != 1:
        raise Flaw("SIGNERS")
    signer = signed["signer_infos"][0]
    if signer["digest_algorithm"]["algorithm"].native != DIGEST:
        raise Flaw("DIGEST")
    if signer["signature_algorithm"]["algorithm"].native != ALGORITHM:
        raise Flaw("ALGORITHM")
    if signed["crls"].native is not None or signer["unsigned_attrs"].native is not None:
        raise Flaw("UNSIGNED_PARTS")
    return signer


def _sorted(certificates: list[bytes], sid: bytes) -> tuple[bytes, bytes]:
    leaves = [der for der in certificates if _issuer_and_serial(der).dump() == sid]
    others = [der for der in certificates if der not in leaves]
    if len(leaves) != 1 or len(others) != 1 or len(certificates) != 2:
        raise Flaw("CERTIFICATES")
    return leaves[0], others[0]


def _said_digest(attributes: Any) -> bytes | None:
    for attribute in attributes:
        if attribute["type"].native == "message_digest":
            said: bytes = attribute["values"][0].native
            return said
    return None


def _assembled(leaf_der: bytes, root_der: bytes, attributes: Any, signature: bytes) -> bytes:
    signer = {
        "version": "v1",
        "sid": {"issuer_and_serial_number": _issuer_and_serial(leaf_der)},
        "digest_algorithm": {"algorithm": DIGEST},
        "signed_attrs": attributes,
        "signature_algorithm": {"algorithm": ALGORITHM},
        "signature": signature,
    }
    signed = {
        "version": "v1",
        "digest_algorithms": [{"algorithm": DIGEST}],
        "encap_content_info": {"content_type": "data"},
        "certificates": [x509.Certificate.load(leaf_der), x509.Certificate.load(root_der)],
        "signer_infos": [signer],
    }
    der: bytes = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)}).dump()
    return der


def _attributes(document_digest: bytes, leaf_der: bytes) -> Any:
    # RFC 5035: SHA-256 is the default algorithm of the certificate's digest, and DER leaves a default out.
    certificate = tsp.SigningCertificateV2({"certs": [{"cert_hash": sha256(leaf_der).digest()}]})
    return cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": ("data",)}),
            cms.CMSAttribute({"type": "message_digest", "values": (document_digest,)}),
            cms.CMSAttribute({"type": "signing_certificate_v2", "values": (certificate,)}),
        ]
    )


def _issuer_and_serial(certificate_der: bytes) -> Any:
    certificate = x509.Certificate.load(certificate_der, strict=True)
    return cms.IssuerAndSerialNumber({"issuer": certificate.issuer, "serial_number": certificate.serial_number})


def _signed_bytes(attributes: Any) -> bytes:
    # RFC 5652 5.4: what is signed is the SET OF itself, not the implicitly tagged form in the signer's entry.
    plain: bytes = attributes.untag().dump()
    return plain
