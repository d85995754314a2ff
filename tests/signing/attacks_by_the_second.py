"""Attacks by impostors and by a dishonest second signer, who hold a key for the second place."""

import json
from dataclasses import replace
from hashlib import sha256
from typing import Any

import rfc8785
from asn1crypto import cms
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import SigMDPSetup

from tests.helpers.pdf_base import mini
from tests.signing.attack_tools import (
    appended,
    attack,
    cms_in,
    cms_with,
    dictionary,
    field,
    filled_by_second,
    note,
    numbers,
    overlay,
    second,
    signed_loosely,
    touch,
    with_cms,
)
from tests.signing.made_up import (
    at,
    author,
    colleague,
    said,
    signed_once,
    signed_twice,
    stranger,
    third,
    value,
)
from wellbeingdesk.domain.record import Answer
from wellbeingdesk.signing.cms import write_cms
from wellbeingdesk.signing.identity import signatory_of
from wellbeingdesk.signing.pdf_writing import Revision, open_revision, set_appearance, set_text, sign_field
from wellbeingdesk.usecases.ports import Identity


@attack("19", "REVISIONS")
def a_revision_slipped_in_between_the_two() -> bytes:
    between = appended(
        signed_once(), lambda revision: set_appearance(revision, "B_decision", mini("agree", "B_decision"))
    )
    return second(between, value(said(Answer.DECLINE, reviewed=between)), says="decline")


def _third_signature(pdf: bytes, name: str) -> bytes:
    def new_field(revision: Revision) -> None:
        fields = revision.root["/AcroForm"]["/Fields"]
        lock = dictionary(Type=pdf_name("/SigFieldLock"), Action=pdf_name("/All"))
        fields.append(revision.add_object(dictionary(FT=pdf_name("/Sig"), T=generic.pdf_string(name), Lock=lock)))
        touch(revision, fields)

    revision = open_revision(pdf)
    new_field(revision)
    return sign_field(revision, name, third(), at(14), certify=False)


@attack("20", "FIELD_SET")
def a_third_signature_after_the_first() -> bytes:
    return _third_signature(signed_once(), "SigC")


@attack("21", "FIELD_SET")
def a_third_signature_after_both() -> bytes:
    return _third_signature(signed_twice(), "SigC")


@attack("60", "FIELD_SET")
def a_third_signature_in_a_field_of_a_like_name() -> bytes:
    return _third_signature(signed_once(), "SigB2")


@attack("61", "FIELD_SET")
def a_third_signature_in_a_field_named_after_the_answer() -> bytes:
    return _third_signature(signed_twice(), "B_decisionX")


@attack("25", "B:WRONG_SIGNER")
def an_impostor_of_the_same_name() -> bytes:
    forged = said(signatory=signatory_of(stranger()))
    return second(statement=value(forged, stranger()), by=stranger())


@attack("25", "B:WRONG_SIGNER")
def an_impostor_over_the_colleagues_own_statement() -> bytes:
    return second(by=stranger())


@attack("28", "B:WRONG_SIGNER")
def the_author_countersigns() -> bytes:
    forged = said(signatory=signatory_of(author()))
    return second(statement=value(forged, author()), by=author())


@attack("62", "B:WRONG_SIGNER")
def a_known_third_person_countersigns() -> bytes:
    forged = said(signatory=signatory_of(third()))
    return second(statement=value(forged, third()), by=third())


def _rsa_impostor() -> tuple[bytes, bytes, rsa.RSAPrivateKey]:
    """A certificate of the colleague's name under the colleague's real issuer name, with a key of another kind."""
    key = rsa.generate_private_key(65537, 2048)
    real = x509.load_der_x509_certificate(colleague().leaf_der)
    forged = x509.CertificateBuilder().subject_name(real.subject).issuer_name(real.issuer)
    forged = forged.public_key(key.public_key()).serial_number(7)
    forged = forged.not_valid_before(real.not_valid_before_utc).not_valid_after(real.not_valid_after_utc)
    for extension in real.extensions:
        forged = forged.add_extension(extension.value, extension.critical)
    der = forged.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    return der, colleague().root_der, key


@attack("20b", "B:ALGORITHM")
def an_impostor_with_a_key_of_another_kind() -> bytes:
    leaf, root, key = _rsa_impostor()

    def write(document_digest: bytes, _identity: Identity) -> bytes:
        made = cms.ContentInfo.load(write_cms(document_digest, colleague()))
        signer = made["content"]["signer_infos"][0]
        made["content"]["certificates"] = cms.CertificateSet([asn1.Certificate.load(leaf), asn1.Certificate.load(root)])
        certificate = asn1.Certificate.load(leaf)
        signer["sid"] = cms.SignerIdentifier(
            {"issuer_and_serial_number": {"issuer": certificate.issuer, "serial_number": 7}}
        )
        signer["signature_algorithm"] = {"algorithm": "sha256_rsa"}
        signed = signer["signed_attrs"].untag().dump()
        signer["signature"] = key.sign(signed, padding.PKCS1v15(), hashes.SHA256())
        der: bytes = made.dump(force=True)
        return der

    return signed_loosely(signed_once(), "SigB", colleague(), write, fill=filled_by_second)


@attack("26", "B:")
def the_certificate_swapped_inside_the_second_signature() -> bytes:
    der = cms_in(signed_twice(), "SigB").replace(colleague().leaf_der, stranger().leaf_der)
    assert stranger().leaf_der in der or len(stranger().leaf_der) != len(colleague().leaf_der)
    return with_cms(signed_twice(), "SigB", der)


def _written(**how: Any) -> bytes:
    def write(document_digest: bytes, identity: Identity) -> bytes:
        return cms_with(identity, document_digest, **how)

    return signed_loosely(
        signed_once(), "SigB", colleague(), write, digest=how.get("digest", "sha256"), fill=filled_by_second
    )


@attack("27", "B:UNSIGNED_PARTS")
def an_attribute_that_the_signature_does_not_cover() -> bytes:
    return _written(unsigned=True)


@attack("+", "B:CERTIFICATES")
def a_third_certificate_beside_the_two() -> bytes:
    return _written(extra=third().root_der)


@attack("+", "B:CMS_FORM")
def a_signature_that_does_not_name_its_certificate() -> bytes:
    return _written(without_ess=True)


@attack("64", "B:DIGEST")
def a_digest_that_can_be_forged() -> bytes:
    return _written(digest="sha1")


@attack("65", "B:DIGEST")
def a_digest_that_was_forged_long_ago() -> bytes:
    made = cms.ContentInfo.load(cms_in(signed_twice(), "SigB"))
    made["content"]["signer_infos"][0]["digest_algorithm"] = {"algorithm": "md5"}
    return with_cms(signed_twice(), "SigB", made.dump(force=True))


@attack("63", "B:SUBFILTER")
def an_older_kind_of_signature() -> bytes:
    return signed_loosely(
        signed_once(),
        "SigB",
        colleague(),
        write_cms,
        subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED,
        fill=filled_by_second,
    )


@attack("30", "A:MODIFIED")
def the_second_signs_a_page_drawn_over() -> bytes:
    changed = appended(signed_once(), overlay)
    return second(changed, value(said(reviewed=changed)))


@attack("30", "A:MODIFIED")
def the_second_draws_over_the_page_while_signing() -> bytes:
    return second(change=overlay)


@attack("30", "REPLACED_OBJECTS")
def the_second_sticks_a_note_on_while_signing() -> bytes:
    return second(change=note)


@attack("+", "REPLACED_OBJECTS")
def the_second_renames_the_document_while_signing() -> bytes:
    def change(revision: Revision) -> None:
        info = revision.trailer["/Info"]
        info["/Title"] = generic.pdf_string("Withdrawn")
        touch(revision, info)

    return second(change=change)


@attack("+", "REPLACED_OBJECTS")
def the_second_moves_their_box_while_signing() -> bytes:
    def change(revision: Revision) -> None:
        box = field(revision, "B_reasons")["/Rect"]
        field(revision, "B_reasons")["/Rect"] = numbers(*(int(edge) + 20 for edge in box))

    return second(change=change)


@attack("69", "APPEARANCE")
def the_second_stretches_a_drawing_while_signing() -> bytes:
    def change(revision: Revision) -> None:
        drawing = field(revision, "B_decision")["/AP"]["/N"]
        drawing["/Matrix"] = numbers(9, 0, 0, 9, 0, 0)

    return second(change=change)


@attack("+", "REPLACED_OBJECTS")
def the_second_leaves_the_reasons_untouched() -> bytes:
    def unfilled(revision: Revision) -> None:
        for name in ("SigB", "B_decision"):
            set_appearance(revision, name, mini("agree", name))
        set_text(revision, "B_decision", "agree")
        set_text(revision, "B_statement", value())

    revision = open_revision(signed_once())
    unfilled(revision)
    return sign_field(revision, "SigB", colleague(), at(13), certify=False)


@attack("81", "B:FIELDS_DIFFER")
def the_field_says_another_answer_than_the_statement() -> bytes:
    return second(says="disagree")


@attack("+", "B:NOT_JSON")
def a_statement_of_no_form() -> bytes:
    return second(statement="I agree")


@attack("+", "B:SIGNATURE")
def a_statement_changed_after_it_was_signed() -> bytes:
    return second(statement=value().replace("near and named", "near or named"))


@attack("+", "B:OTHER_FILE")
def a_statement_about_another_file() -> bytes:
    return second(statement=value(said(reviewed_file_sha256=sha256(b"other").hexdigest())))


@attack("31", "B:OTHER_RECORD")
def a_statement_about_another_record() -> bytes:
    return second(statement=value(said(record_sha256=sha256(b"other").hexdigest())))


@attack("+", "B:CAPACITY")
def a_statement_in_another_capacity() -> bytes:
    return second(statement=value(said(capacity="supervisor")))


@attack("+", "B:KEYS")
def a_statement_with_something_beside_it() -> bytes:
    whole = json.loads(value())
    return second(statement=rfc8785.dumps({**whole, "note": "x"}).decode())


@attack("83", "B:TIME_ORDER")
def the_second_before_the_first() -> bytes:
    return second(statement=value(said(at=at(11))), when=at(11))


@attack("83", "B:TIME_ORDER")
def the_statement_after_the_signature() -> bytes:
    return second(statement=value(said(at=at(14))))


@attack("83", "B:TIME_IN_FUTURE")
def the_second_two_days_ahead() -> bytes:
    return second(when=at(18, 31, day=23))


@attack("+", "B:DICTIONARY")
def a_second_signature_that_locks_nothing() -> bytes:
    return signed_loosely(
        signed_once(),
        "SigB",
        colleague(),
        write_cms,
        setup=SigMDPSetup("sha256", certify=False, field_lock=None, docmdp_perms=None),
        fill=filled_by_second,
    )


@attack("+", "B:WRONG_SIGNER")
def the_colleague_from_another_desk() -> bytes:
    elsewhere = replace(signatory_of(colleague()), desk_id="desk-elsewhere")
    return second(statement=value(said(signatory=elsewhere)))
