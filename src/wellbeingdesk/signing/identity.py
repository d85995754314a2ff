"""Making a practitioner's signing identity: a root for 25 years, a leaf for 10, and an age key for sealed files."""

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

import pyrage
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from wellbeingdesk.domain.practitioner import Practitioner, Registration
from wellbeingdesk.domain.record import Signatory
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.signing.canonical import normalised
from wellbeingdesk.signing.certificates import (
    LEAF_PURPOSES,
    LEAF_USES,
    ROOT_UNIT,
    ROOT_USES,
    subject_name,
    subject_of,
)
from wellbeingdesk.signing.failures import ClockOutsideCertificate
from wellbeingdesk.usecases.ports import Identity

# Records are kept for up to seven years after the last contact, and a signature must outlive its record.
ROOT_LIFE = timedelta(days=9131)
LEAF_LIFE = timedelta(days=3652)
# A clock that is put right by some hours on the first day must not make the first record unsignable.
BACKDATED = timedelta(days=1)


def make_identity(practitioner: Practitioner, desk_id: str, now: Instant) -> Identity:
    """A new identity whose certificates name this person, valid from the day before `now`."""
    person = normalised_person(practitioner)
    root_key = ec.generate_private_key(ec.SECP256R1())
    leaf_key = ec.generate_private_key(ec.SECP256R1())
    start = now.utc.replace(microsecond=0) - BACKDATED
    root = _root(person, root_key, start)
    leaf = _leaf(person, leaf_key, root, root_key, start)
    root_der = root.public_bytes(serialization.Encoding.DER)
    sealing = pyrage.x25519.Identity.generate()
    return Identity(
        desk_id=desk_id,
        practitioner=person,
        root_der=root_der,
        root_key=_pkcs8(root_key),
        leaf_der=leaf.public_bytes(serialization.Encoding.DER),
        leaf_key=_pkcs8(leaf_key),
        age_identity=str(sealing),
        age_recipient=str(sealing.to_public()),
        root_sha256=sha256(root_der).hexdigest(),
    )


def signatory_of(identity: Identity) -> Signatory:
    """The person as a statement names them."""
    return Signatory(identity.practitioner, identity.desk_id, identity.root_sha256)


def normalised_person(practitioner: Practitioner) -> Practitioner:
    """The same person with every text in NFC."""
    registration = practitioner.registration
    return replace(
        practitioner,
        name=normalised(practitioner.name, "name"),
        role=normalised(practitioner.role, "role"),
        registration=Registration(normalised(registration.body, "body"), normalised(registration.number, "number")),
    )


def demand_clock(identity: Identity, at: Instant) -> None:
    """Refuse to sign at a moment when the leaf is not valid. Raises ClockOutsideCertificate."""
    leaf = x509.load_der_x509_certificate(identity.leaf_der)
    if not leaf.not_valid_before_utc <= at.utc <= leaf.not_valid_after_utc:
        raise ClockOutsideCertificate(
            first_day=leaf.not_valid_before_utc.date().isoformat(),
            last_day=leaf.not_valid_after_utc.date().isoformat(),
        )


def sign(identity: Identity, payload: bytes) -> bytes:
    """A DER ECDSA signature over SHA-256 of the payload, by the leaf key."""
    key = serialization.load_der_private_key(identity.leaf_key, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("an identity's leaf key is an elliptic curve key")
    return key.sign(payload, ec.ECDSA(hashes.SHA256()))


def _root(person: Practitioner, key: ec.EllipticCurvePrivateKey, start: datetime) -> x509.Certificate:
    name = subject_name(subject_of(person), ROOT_UNIT)
    return (
        _builder(name, name, key.public_key(), start, start + ROOT_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(ROOT_USES), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def _leaf(
    person: Practitioner,
    key: ec.EllipticCurvePrivateKey,
    root: x509.Certificate,
    root_key: ec.EllipticCurvePrivateKey,
    start: datetime,
) -> x509.Certificate:
    subject = subject_of(person)
    issuer = subject_name(subject, ROOT_UNIT)
    authority = root.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return (
        _builder(subject_name(subject), issuer, key.public_key(), start, start + LEAF_LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(LEAF_USES), critical=True)
        .add_extension(x509.ExtendedKeyUsage(LEAF_PURPOSES), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(authority), critical=False)
        .sign(root_key, hashes.SHA256())
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, start: datetime, end: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
    )


def _key_usage(uses: frozenset[str]) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature="digital_signature" in uses,
        content_commitment="content_commitment" in uses,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign="key_cert_sign" in uses,
        crl_sign="crl_sign" in uses,
        encipher_only=False,
        decipher_only=False,
    )


def _pkcs8(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
