"""Attacks by somebody who has the file and no key: appended revisions, edited and cut bytes, saved again."""

from io import BytesIO

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string

from tests.helpers.pdf_base import appearances, mini
from tests.signing.attack_tools import (
    appended,
    attack,
    cms_in,
    dictionary,
    field,
    filled_by_second,
    flipped,
    gap,
    javascript,
    metadata_touched,
    note,
    overlay,
    page,
    touch,
    with_cms,
)
from tests.signing.made_up import author, base, signed_once, signed_twice
from wellbeingdesk.domain.record import Answer
from wellbeingdesk.signing.pdf_writing import Revision, set_appearance, set_text


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


@attack("10", "A:MODIFIED")
def the_page_drawn_over_after_the_first() -> bytes:
    return appended(signed_once(), overlay)


@attack("11", "A:MODIFIED")
def the_page_drawn_over_after_both() -> bytes:
    return appended(signed_twice(), overlay)


@attack("12", "A:MODIFIED")
def a_pages_text_replaced_after_both() -> bytes:
    def change(revision: Revision) -> None:
        old = page(revision).raw_get("/Contents")
        old = old[0] if isinstance(old, generic.ArrayObject) else old
        stream = old.get_object()
        stream._data = b"BT ET"  # the library offers no other way to overwrite a stream in place
        stream._encoded_data = None
        revision.mark_update(old)

    return appended(signed_twice(), change)


@attack("13", "A:MODIFIED")
def a_note_stuck_on_after_the_first() -> bytes:
    return appended(signed_once(), note)


@attack("14", "A:MODIFIED")
def a_note_stuck_on_after_both() -> bytes:
    return appended(signed_twice(), note)


@attack("15", "B:MODIFIED")
def the_answer_edited_after_both() -> bytes:
    return appended(signed_twice(), lambda revision: set_text(revision, "B_decision", "disagree"))


@attack("16", "B:MODIFIED")
def the_statement_edited_after_both() -> bytes:
    return appended(signed_twice(), lambda revision: set_text(revision, "B_statement", "{}"))


@attack("17", "B:MODIFIED")
def only_the_drawing_of_the_answer_replaced_after_both() -> bytes:
    picture = mini("disagree", "B_decision")
    return appended(signed_twice(), lambda revision: set_appearance(revision, "B_decision", picture))


@attack("18", "BYTES_AFTER_A")
def an_answer_filled_in_and_never_signed() -> bytes:
    return appended(signed_once(), lambda revision: set_text(revision, "B_decision", "agree"))


@attack("18", "BYTES_AFTER_A")
def everything_of_the_second_filled_in_and_never_signed() -> bytes:
    return appended(signed_once(), filled_by_second)


@attack("23", "BYTES_AFTER_A")
def the_second_signature_taken_out_by_a_revision() -> bytes:
    def change(revision: Revision) -> None:
        signature = field(revision, "SigB")
        del signature["/V"]
        touch(revision, signature)

    return appended(signed_twice(), change)


@attack("24", "FIELD_SET")
def the_second_field_dropped_by_a_revision() -> bytes:
    def change(revision: Revision) -> None:
        fields = revision.root["/AcroForm"]["/Fields"]
        del fields[1]
        touch(revision, fields)

    return appended(signed_twice(), change)


@attack("32", "B:DIGEST_MISMATCH")
def the_second_signature_pasted_from_another_file() -> bytes:
    return with_cms(signed_twice(), "SigB", cms_in(signed_twice(Answer.DECLINE), "SigB"))


@attack("40", "REVISIONS")
def the_attached_record_replaced_after_both() -> bytes:
    def change(revision: Revision) -> None:
        described = revision.root["/Names"]["/EmbeddedFiles"]["/Names"][1]
        described["/EF"]["/F"] = revision.add_object(generic.StreamObject(stream_data=b"{}"))
        touch(revision, described)

    return appended(signed_twice(), change)


@attack("41", "A:MODIFIED")
def a_second_record_attached_after_the_first() -> bytes:
    def change(revision: Revision) -> None:
        names = revision.root["/Names"]["/EmbeddedFiles"]["/Names"]
        names.extend([pdf_string("record.json"), names.raw_get(1)])
        touch(revision, names)

    return appended(signed_once(), change)


@attack("42", "BYTES_AFTER_A")
def the_document_information_touched_after_the_first() -> bytes:
    return metadata_touched(signed_once())


@attack("43", "BYTES_AFTER_B")
def the_document_information_touched_after_both() -> bytes:
    return metadata_touched(signed_twice())


def _validation_data(revision: Revision) -> None:
    revision.root["/DSS"] = dictionary(Type=pdf_name("/DSS"), Certs=generic.ArrayObject())
    revision.update_root()  # type: ignore[no-untyped-call]  # the library types only in part


@attack("57", "BYTES_AFTER_A")
def validation_data_added_after_the_first() -> bytes:
    return appended(signed_once(), _validation_data)


@attack("57", "BYTES_AFTER_B")
def validation_data_added_after_both() -> bytes:
    return appended(signed_twice(), _validation_data)


@attack("58", "BYTES_AFTER_B")
def a_revision_that_changes_nothing() -> bytes:
    return appended(signed_twice(), lambda revision: touch(revision, field(revision, "SigB")))


@attack("59", "BYTES_AFTER_B")
def an_object_that_nothing_refers_to() -> bytes:
    return appended(signed_twice(), lambda revision: revision.add_object(pdf_string("hidden")))


@attack("72", "BYTES_AFTER_A")
def readers_told_to_draw_the_fields_anew() -> bytes:
    def change(revision: Revision) -> None:
        form = revision.root["/AcroForm"]
        form["/NeedAppearances"] = generic.BooleanObject(value=True)
        touch(revision, form)

    return appended(signed_once(), change)


@attack("44", "A:MODIFIED")
def a_script_run_on_opening() -> bytes:
    def change(revision: Revision) -> None:
        revision.root["/OpenAction"] = javascript()
        revision.update_root()  # type: ignore[no-untyped-call]  # the library types only in part

    return appended(signed_once(), change)


@attack("68", "FIELD_SET")
def a_script_run_by_a_field() -> bytes:
    def change(revision: Revision) -> None:
        answer = field(revision, "B_decision")
        answer["/AA"] = dictionary(C=javascript())
        touch(revision, answer)

    return appended(signed_once(), change)


@attack("70", "A:MODIFIED")
def the_permissions_dropped() -> bytes:
    def change(revision: Revision) -> None:
        del revision.root["/Perms"]
        revision.update_root()  # type: ignore[no-untyped-call]  # the library types only in part

    return appended(signed_once(), change)


@attack("71", "A:MODIFIED")
def the_lock_of_the_second_field_dropped() -> bytes:
    def change(revision: Revision) -> None:
        signature = field(revision, "SigB")
        del signature["/Lock"]
        touch(revision, signature)

    return appended(signed_once(), change)


@attack("45", "A:MODIFIED")
def the_pages_swapped() -> bytes:
    def change(revision: Revision) -> None:
        pages = revision.root["/Pages"]
        pages["/Kids"].reverse()
        touch(revision, pages)

    return appended(signed_once(), change)


@attack("46", "A:MODIFIED")
def a_font_replaced() -> bytes:
    def change(revision: Revision) -> None:
        fonts = page(revision)["/Resources"]["/Font"]
        name = next(iter(fonts))
        fonts[name] = dictionary(Type=pdf_name("/Font"), Subtype=pdf_name("/Type1"), BaseFont=pdf_name("/Symbol"))
        touch(revision, fonts)

    return appended(signed_twice(), change)


@attack("66", "A:MODIFIED")
def a_field_made_large_enough_to_cover_the_page() -> bytes:
    def change(revision: Revision) -> None:
        answer = field(revision, "B_decision")
        answer["/Rect"] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 540, 520)))
        touch(revision, answer)

    return appended(signed_once(), change)


@attack("67", "BYTES_AFTER_A")
def a_field_hidden() -> bytes:
    def change(revision: Revision) -> None:
        answer = field(revision, "B_decision")
        answer["/F"] = generic.NumberObject(2)
        touch(revision, answer)

    return appended(signed_once(), change)


@attack("69", "BYTES_AFTER_A")
def a_drawing_stretched_beyond_its_box() -> bytes:
    def change(revision: Revision) -> None:
        set_appearance(revision, "B_decision", mini("agree", "B_decision"))
        drawing = field(revision, "B_decision")["/AP"]["/N"]
        drawing["/Matrix"] = generic.ArrayObject(map(generic.NumberObject, (9, 0, 0, 9, 0, 0)))

    return appended(signed_once(), change)


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


@attack("73", "BYTES_AFTER_A")
def filled_in_by_another_program() -> bytes:
    def change(revision: Revision) -> None:
        filled_by_second(revision, says=appearances.__name__)

    return metadata_touched(appended(signed_once(), change))


@attack("+", "A:CMS_FORM")
def a_signature_with_a_longer_way_to_write_a_length() -> bytes:
    der = cms_in(signed_once(), "SigA")
    # `30 82 hi lo 06 09` becomes `30 82 hi lo 06 81 09`, with the outer length put right.
    changed = der[:4] + b"\x06\x81\x09" + der[6:]
    length = int.from_bytes(der[2:4]) + 1
    return with_cms(signed_once(), "SigA", b"\x30\x82" + length.to_bytes(2) + changed[4:])


@attack("+", "A:CERTIFICATES")
def the_root_left_out_of_the_signature() -> bytes:
    from asn1crypto import cms

    made = cms.ContentInfo.load(cms_in(signed_once(), "SigA"))
    chosen = [one for one in made["content"]["certificates"] if one.chosen.dump() != author().root_der]
    made["content"]["certificates"] = cms.CertificateSet(chosen)
    return with_cms(signed_once(), "SigA", made.dump(force=True))
