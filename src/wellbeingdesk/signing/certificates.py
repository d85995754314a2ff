"""The certificate profile of a desk: a root that is exchanged and pinned, and the leaf that signs, both ECDSA P-256."""

import re
import warnings
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from wellbeingdesk.domain.practitioner import Practitioner
from wellbeingdesk.signing.canonical import Flaw

ROOT_UNIT = "WellbeingDesk root"
_UNIT = ("organizational_unit_name", ROOT_UNIT)
REGISTRATION = "reg:"
# RFC 5280 appendix A: common name, organisation and serial number hold 64 characters. The whole name and
# number stand in the signed statement; the certificate carries as much of them as fits.
LONGEST = 64
# RFC 5280 makes the serial number a PrintableString; another character is spelt by its number.
_UNPRINTABLE = re.compile(r"[^A-Za-z0-9 '()+,\-./:=?]")

DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")
LEAF_PURPOSES = (DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION)
_KEY_USES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
    "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip
_PARTS = frozenset({"common_name", "organization_name", "serial_number"})
ROOT_USES = frozenset({"key_cert_sign", "crl_sign"})
LEAF_USES = frozenset({"digital_signature", "content_commitment"})


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a certificate names: common name, organisation (the professional body) and registration number."""

    name: str
    body: str
    number: str


@dataclass(frozen=True, slots=True)
class Chain:
    """A leaf and its root that were checked against the profile and each other; not yet whether anyone knows them."""

    leaf_der: bytes
    root_der: bytes
    subject: Subject
    not_before: datetime
    not_after: datetime
    public_key: ec.EllipticCurvePublicKey
    root_spki: bytes

    @property
    def keys(self) -> frozenset[bytes]:
        """SubjectPublicKeyInfo (DER) of leaf and root: who shares one of them holds both."""
        return frozenset({_spki(self.public_key), self.root_spki})

    @property
    def root_sha256(self) -> str:
        """The pin: SHA-256 (hex) of the root certificate's DER."""
        return sha256(self.root_der).hexdigest()

    @property
    def leaf_sha256(self) -> str:
        """SHA-256 (hex) of the leaf certificate's DER."""
        return sha256(self.leaf_der).hexdigest()

    def demand_valid_at(self, moment: datetime) -> None:
        """Refuse a moment outside the leaf's validity."""
        if not self.not_before <= moment <= self.not_after:
            raise Flaw("CERTIFICATE_TIME")

    def demand_names(self, practitioner: Practitioner) -> None:
        """Refuse a leaf that names somebody else than the statement does."""
        if self.subject != subject_of(practitioner):
            raise Flaw("CERTIFICATE_NAMES_ANOTHER")

    def demand_signature(self, payload: bytes, untrusted_signature: bytes) -> None:
        """Refuse a signature that the leaf's key did not make over these bytes."""
        try:
            self.public_key.verify(untrusted_signature, payload, ec.ECDSA(hashes.SHA256()))
        except InvalidSignature as error:
            raise Flaw("SIGNATURE") from error


def subject_of(practitioner: Practitioner) -> Subject:
    """What a certificate of this person says."""
    number = _UNPRINTABLE.sub(lambda found: f"(U+{ord(found[0]):04X})", practitioner.registration.number)
    return Subject(
        practitioner.name[:LONGEST],
        practitioner.registration.body[:LONGEST],
        number[: LONGEST - len(REGISTRATION)],
    )


def subject_name(subject: Subject, unit: str | None = None) -> x509.Name:
    """The X.509 name of a subject; empty parts are left out."""
    parts = [(NameOID.ORGANIZATION_NAME, subject.body), (NameOID.ORGANIZATIONAL_UNIT_NAME, unit or "")]
    parts.append((NameOID.SERIAL_NUMBER, REGISTRATION + subject.number if subject.number else ""))
    attributes = [x509.NameAttribute(oid, text) for oid, text in parts if text]
    with warnings.catch_warnings():
        # The library counts the 64 of RFC 5280 in bytes, which would cut a Tamil name after 21 letters.
        warnings.simplefilter("ignore", UserWarning)
        common = x509.NameAttribute(NameOID.COMMON_NAME, subject.name, _validate=False)
    return x509.Name([common, *attributes])


def read_chain(untrusted_leaf: bytes, untrusted_root: bytes) -> Chain:
    """Both certificates, checked. Raises Flaw: CERTIFICATE_UNREADABLE, CERTIFICATE_PROFILE, CERTIFICATE_CHAIN, or
    CERTIFICATE_NAMES_ANOTHER for a leaf that names anyone but the one person whom its root names.
    """
    try:
        leaf = x509.load_der_x509_certificate(untrusted_leaf)
        root = x509.load_der_x509_certificate(untrusted_root)
        named, authority = _read_name(untrusted_leaf), _read_name(untrusted_root)
        profile = _is_root(root) and _is_leaf(leaf, root)
        leaf_key, root_key = leaf.public_key(), root.public_key()
    except Exception as error:
        raise Flaw("CERTIFICATE_UNREADABLE") from error
    if not profile or not isinstance(leaf_key, ec.EllipticCurvePublicKey):
        raise Flaw("CERTIFICATE_PROFILE")
    try:
        root.verify_directly_issued_by(root)
        leaf.verify_directly_issued_by(root)
    except Exception as error:
        raise Flaw("CERTIFICATE_CHAIN") from error
    # Digits read out in person vouch for the root; it must not be able to sign under any other name.
    if not named or [one for one in authority if one != _UNIT] != named or len(authority) != len(named) + 1:
        raise Flaw("CERTIFICATE_NAMES_ANOTHER")
    return Chain(
        untrusted_leaf,
        untrusted_root,
        _subject(named),
        leaf.not_valid_before_utc,
        leaf.not_valid_after_utc,
        leaf_key,
        _spki(root_key),
    )


def check_signature(payload: bytes, untrusted_signature: bytes, leaf_der: bytes) -> bool:
    """Whether the key of this certificate made the signature over SHA-256 of the payload."""
    key = x509.load_der_x509_certificate(leaf_der).public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        return False
    try:
        key.verify(untrusted_signature, payload, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def _is_root(root: x509.Certificate) -> bool:
    limits = root.extensions.get_extension_for_class(x509.BasicConstraints)
    return (
        _is_p256(root)
        and limits.critical
        and limits.value == x509.BasicConstraints(ca=True, path_length=0)
        and _uses(root) == ROOT_USES
        and _key_id(root) == x509.SubjectKeyIdentifier.from_public_key(root.public_key())
    )


def _is_leaf(leaf: x509.Certificate, root: x509.Certificate) -> bool:
    limits = leaf.extensions.get_extension_for_class(x509.BasicConstraints)
    purposes = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    authority = leaf.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value
    return (
        _is_p256(leaf)
        and limits.value == x509.BasicConstraints(ca=False, path_length=None)
        and _uses(leaf) == LEAF_USES
        and tuple(purposes) == LEAF_PURPOSES
        and _key_id(leaf) == x509.SubjectKeyIdentifier.from_public_key(leaf.public_key())
        and authority.key_identifier == _key_id(root).key_identifier
        and _key_id(leaf) != _key_id(root)
        and root.not_valid_before_utc <= leaf.not_valid_before_utc
        and leaf.not_valid_after_utc <= root.not_valid_after_utc
    )


def _is_p256(certificate: x509.Certificate) -> bool:
    key = certificate.public_key()
    return (
        isinstance(key, ec.EllipticCurvePublicKey)
        and isinstance(key.curve, ec.SECP256R1)
        and isinstance(certificate.signature_hash_algorithm, hashes.SHA256)
    )


def _key_id(certificate: x509.Certificate) -> x509.SubjectKeyIdentifier:
    return certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value


def _uses(certificate: x509.Certificate) -> frozenset[str]:
    extension = certificate.extensions.get_extension_for_class(x509.KeyUsage)
    if not extension.critical:
        return frozenset()
    # encipher_only and decipher_only may be asked only of a key for agreement, which none of ours is.
    asked = _KEY_USES if extension.value.key_agreement else _KEY_USES[:7]
    return frozenset(use for use in asked if getattr(extension.value, use))


def _spki(key: CertificatePublicKeyTypes) -> bytes:
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def _read_name(certificate_der: bytes) -> list[tuple[str, str]]:
    """The parts of the subject in their order. Raises ValueError unless each stands alone in its set."""
    # Read with asn1crypto, because cryptography warns on every long name that it itself can hold.
    from asn1crypto import x509 as asn1

    subject = asn1.Certificate.load(certificate_der, strict=True).subject
    return [(part["type"].native, str(part["value"].native)) for (part,) in subject.chosen]


def _subject(parts: list[tuple[str, str]]) -> Subject:
    found = dict(parts)
    if len(found) != len(parts) or not found.keys() <= _PARTS:
        raise Flaw("CERTIFICATE_PROFILE")
    number = found.get("serial_number", "").removeprefix(REGISTRATION)
    return Subject(found.get("common_name", ""), found.get("organization_name", ""), number)
