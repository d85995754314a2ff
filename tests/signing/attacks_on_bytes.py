"""Attacks by somebody without a key on the bytes of a file: edited, cut, longer, saved again."""

from io import BytesIO

import pikepdf
from asn1crypto import cms

from tests.helpers.pdf_base import mini
from tests.signing.attack_tools import (
    attack,
    cms_in,
    flipped,
    gap,
    with_cms,
)
from tests.signing.made_up import author, base, signed_once, signed_twice
from wellbeingdesk.domain.record import Answer


@attack("02", "A:DIGEST_MISMATCH")
def a_byte_of_the_first_part_changed() -> bytes:
    return flipped(signed_twice(), signed_twice().index(b"<xmp:CreatorTool>") + 20)


@attack("02", "A:DIGEST_MISMATCH")
def a_byte_of_a_file_signed_once_changed() -> bytes:
    return flipped(signed_once(), signed_once().index(b"<xmp:CreatorTool>") + 20)


@attack("03", "B:CERTIFICATE")
def a_byte_of_the_second_signers_certificate_changed() -> bytes:
    der = cms_in(signed_twice(), "SigB")
    return with_cms(signed_twice(), "SigB", flipped(der, der.rindex("Öztürk".encode())))


@attack("04", "B:CERTIFICATE")
def a_byte_of_the_second_signers_root_changed() -> bytes:
    der = cms_in(signed_twice(), "SigB")
    return with_cms(signed_twice(), "SigB", flipped(der, der.index(b"WellbeingDesk root")))


@attack("05", "A:CONTENTS")
def the_case_of_hexadecimal_digits_changed() -> bytes:
    start, end = gap(signed_once(), "SigA")
    return signed_once()[:start] + signed_once()[start:end].lower() + signed_once()[end:]


@attack("05", "A:CONTENTS")
def the_case_of_hexadecimal_digits_changed_after_both_signed() -> bytes:
    start, end = gap(signed_twice(), "SigA")
    return signed_twice()[:start] + signed_twice()[start:end].lower() + signed_twice()[end:]


@attack("+", "A:CONTENTS")
def something_hidden_behind_the_signature() -> bytes:
    _, end = gap(signed_once(), "SigA")
    return signed_once()[: end - 4] + b"BEEF" + signed_once()[end:]


@attack("+", "B:CONTENTS")
def a_blank_among_the_digits() -> bytes:
    _, end = gap(signed_twice(), "SigB")
    return signed_twice()[: end - 2] + b" 0" + signed_twice()[end:]


@attack("32", "B:DIGEST_MISMATCH")
def the_second_signature_pasted_from_another_file() -> bytes:
    return with_cms(signed_twice(), "SigB", cms_in(signed_twice(Answer.DECLINE), "SigB"))


@attack("50", "BYTES_AFTER_A")
def text_behind_the_end() -> bytes:
    return signed_once() + b"% hello\n"


@attack("50", "BYTES_AFTER_B")
def text_behind_the_end_of_both() -> bytes:
    return signed_twice() + b"% hello\n"


@attack("51", "BYTES_AFTER_B")
def bytes_behind_the_end() -> bytes:
    return signed_twice() + bytes(range(64))


@attack("52", "HEADER")
def something_before_the_header() -> bytes:
    return b"junk\n" + signed_twice()


@attack("+", "HEADER")
def another_version_in_the_header() -> bytes:
    return signed_twice().replace(b"%PDF-1.7", b"%PDF-1.4", 1)


def _ranges(pdf: bytes, new: bytes) -> bytes:
    start = pdf.rindex(b"/ByteRange [") + 12
    end = pdf.index(b"]", start)
    return pdf[:start] + new.ljust(end - start) + pdf[end:]


@attack("53", "B:BYTE_RANGE")
def a_range_of_nothing() -> bytes:
    return _ranges(signed_twice(), b"")


@attack("54", "B:BYTE_RANGE")
def a_range_below_zero() -> bytes:
    return _ranges(signed_twice(), b"0 -5 10 20")


@attack("54", "A:BYTE_RANGE")
def a_range_beyond_the_file() -> bytes:
    return _ranges(signed_once(), b"0 100 200 99999999")


@attack("54", "A:CONTENTS")
def a_range_that_ends_early() -> bytes:
    return _ranges(signed_once(), b"0 100 20000 100")


@attack("55", "B:CONTENTS")
def a_signature_of_zeros() -> bytes:
    return with_cms(signed_twice(), "SigB", b"")


@attack("55", "A:CMS_UNREADABLE")
def a_signature_of_noise() -> bytes:
    return with_cms(signed_once(), "SigA", b"\x30\x82\x01\x00" + bytes(range(256)))


@attack("56", "RE_SAVED")
def saved_again_by_another_program() -> bytes:
    with pikepdf.open(BytesIO(signed_twice())) as pdf:
        out = BytesIO()
        pdf.save(out, force_version="1.7")
        return out.getvalue()


@attack("+", "NOT_SIGNED")
def not_signed_at_all() -> bytes:
    return base()


@attack("+", "NOT_SIGNED")
def a_pdf_of_somebody_else() -> bytes:
    return mini("A made-up letter", "B_reasons")


@attack("+", "ENCRYPTED")
def encrypted_after_signing() -> bytes:
    with pikepdf.open(BytesIO(signed_twice())) as pdf:
        out = BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="", R=6))
        return out.getvalue()


@attack("+", "A:CMS_FORM")
def a_signature_with_a_longer_way_to_write_a_length() -> bytes:
    der = cms_in(signed_once(), "SigA")
    # `30 82 hi lo 06 09` becomes `30 82 hi lo 06 81 09`, with the outer length put right.
    changed = der[:4] + b"\x06\x81\x09" + der[6:]
    length = int.from_bytes(der[2:4]) + 1
    return with_cms(signed_once(), "SigA", b"\x30\x82" + length.to_bytes(2) + changed[4:])


@attack("+", "A:CERTIFICATES")
def the_root_left_out_of_the_signature() -> bytes:
    made = cms.ContentInfo.load(cms_in(signed_once(), "SigA"))
    chosen = [one for one in made["content"]["certificates"] if one.chosen.dump() != author().root_der]
    made["content"]["certificates"] = cms.CertificateSet(chosen)
    return with_cms(signed_once(), "SigA", made.dump(force=True))
