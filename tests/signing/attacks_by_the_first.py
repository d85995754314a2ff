"""Attacks by a dishonest author, who holds the first key."""

import base64
from dataclasses import replace

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pikepdf import Array, Dictionary, Name, String
from pyhanko.pdf_utils import generic
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm
from pyhanko.sign.signers.cms_embedder import SigMDPSetup

from tests.helpers.pdf_base import make_base, mini
from tests.signing.attack_tools import (
    appended,
    attack,
    first,
    overlay,
    prepared,
    second,
    signed_loosely,
)
from tests.signing.made_up import (
    SIGNER,
    at,
    author,
    base,
    draft,
    prominent,
    record,
    said,
    third,
    value,
)
from wellbeingdesk.signing.cms import write_cms
from wellbeingdesk.signing.pdf_writing import Revision, set_appearance, set_text


@attack("83", "A:TIME_IN_FUTURE")
def the_first_a_year_ahead() -> bytes:
    return first(base(), when=at(12, year=2027))


@attack("83", "A:CERTIFICATE_TIME")
def the_first_before_the_certificate() -> bytes:
    return first(base(), when=at(12, year=2020))


@attack("83", "A:CERTIFICATE_TIME")
def the_first_after_the_certificate_ran_out() -> bytes:
    return first(base(), when=at(12, year=2037))


@attack("83", "A:CERTIFICATE_PROFILE")
def a_leaf_with_another_purpose() -> bytes:
    old = x509.load_der_x509_certificate(author().leaf_der)
    root_key = serialization.load_der_private_key(author().root_key, None)
    assert isinstance(root_key, ec.EllipticCurvePrivateKey)
    weaker = x509.CertificateBuilder().subject_name(old.subject).issuer_name(old.issuer).public_key(old.public_key())
    weaker = weaker.serial_number(old.serial_number).not_valid_before(old.not_valid_before_utc)
    weaker = weaker.not_valid_after(old.not_valid_after_utc)
    for extension in old.extensions:
        if not isinstance(extension.value, x509.KeyUsage):
            weaker = weaker.add_extension(extension.value, extension.critical)
    only_signing = x509.KeyUsage(
        digital_signature=True, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    leaf = weaker.add_extension(only_signing, critical=True).sign(root_key, hashes.SHA256())
    identity = replace(author(), leaf_der=leaf.public_bytes(serialization.Encoding.DER))
    return first(base(), by=identity)


@attack("+", "A:WRONG_SIGNER")
def somebody_else_signs_the_authors_record() -> bytes:
    return first(base(), by=third())


@attack("+", "A:CERTIFICATE_NAMES_ANOTHER")
def the_author_signs_under_a_name_that_nobody_checked() -> bytes:
    return first(base(), by=prominent())


@attack("82", "RECORD:ANSWER_DIGEST")
def an_answer_in_the_attached_record_is_another() -> bytes:
    changed = record().document.replace(b"drive to her house", b"drive to his house")
    return first(make_base(changed, record().statement_sha256))


@attack("82", "RECORD:SIGNATURE")
def the_attached_record_was_signed_by_nobody() -> bytes:
    empty = base64.b64encode(record().signature)
    other = base64.b64encode(SIGNER.sign_bytes(b"x", author()))
    return first(make_base(record().document.replace(empty, other), record().statement_sha256))


@attack("85", "RECORD:NOT_JSON")
def the_attached_file_is_no_record() -> bytes:
    return first(make_base(b"hello", "0" * 64))


@attack("85", "ATTACHMENTS")
def a_second_file_attached_from_the_start() -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["another.json"] = b"{}"

    return first(prepared(change))


@attack("85", "ACTIVE_CONTENT")
def a_script_in_it_from_the_start() -> bytes:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    return first(prepared(lambda pdf: pdf.Root.__setattr__("OpenAction", script)))


@attack("85", "ACTIVE_CONTENT")
def a_link_that_starts_a_program() -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        launch = Dictionary(Type=Name.Action, S=Name.Launch, F=String("calc.exe"))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=launch)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])

    return first(prepared(change))


@attack("85", "FIELD_SET")
def a_sixth_field_from_the_start() -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm.Fields.append(pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("more"))))

    return first(prepared(change))


@attack("85", "A:LOCK")
def a_lock_that_leaves_more_open() -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm.Fields[0].Lock.Fields.append(String("SigA"))

    return first(prepared(change))


@attack("85", "A:LOCK")
def a_second_field_that_locks_nothing() -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm.Fields[1].Lock = Dictionary(Type=Name.SigFieldLock, Action=Name.Include, Fields=[])

    return first(prepared(change))


@attack("85", "A:FILLED_EARLY")
def an_answer_filled_in_by_the_author() -> bytes:
    return first(prepared(lambda pdf: pdf.Root.AcroForm.Fields[2].__setattr__("V", String("agree"))))


@attack("85", "A:REPLACED_OBJECTS")
def the_author_draws_over_the_page_while_signing() -> bytes:
    return first(base(), change=overlay)


@attack("85", "A:REPLACED_OBJECTS")
def the_author_fills_the_answer_while_signing() -> bytes:
    return first(base(), change=lambda revision: set_text(revision, "B_decision", "agree"))


@attack("85", "A:REVISIONS")
def a_prepared_document_of_two_revisions() -> bytes:
    return first(appended(base(), lambda revision: revision.add_object(generic.pdf_string("x"))))


def _uncertified(setup: SigMDPSetup) -> bytes:
    def stamp(revision: Revision) -> None:
        set_appearance(revision, "SigA", mini("Zofia Wójcik", "SigA"))

    return signed_loosely(base(), "SigA", author(), write_cms, setup=setup, fill=stamp)


OPEN = FieldMDPSpec(FieldMDPAction.EXCLUDE, ["SigB", "B_decision", "B_reasons", "B_statement"])


@attack("+", "A:LOCK")
def a_first_signature_that_certifies_nothing() -> bytes:
    return _uncertified(SigMDPSetup("sha256", certify=False, field_lock=OPEN, docmdp_perms=MDPPerm.FILL_FORMS))


@attack("+", "A:LOCK")
def a_first_signature_that_allows_notes() -> bytes:
    return _uncertified(SigMDPSetup("sha256", certify=True, field_lock=OPEN, docmdp_perms=MDPPerm.ANNOTATE))


@attack("+", "A:LOCK")
def a_first_signature_that_locks_no_field() -> bytes:
    return _uncertified(SigMDPSetup("sha256", certify=True, field_lock=None, docmdp_perms=MDPPerm.FILL_FORMS))


@attack("+", "B:WRONG_SIGNER")
def a_countersignature_that_the_record_never_asked_for() -> bytes:
    alone = SIGNER.seal_record(replace(draft(), second_signer=None), author())
    pdf = first(make_base(alone.document, alone.statement_sha256))
    statement = said(reviewed=pdf, record_sha256=alone.statement_sha256)
    return second(pdf, value(statement))
