"""Attacks by somebody without a key who appends a revision to a signed file."""

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string

from tests.helpers.pdf_base import mini
from tests.signing.attack_tools import (
    appended,
    attack,
    dictionary,
    field,
    filled_by_second,
    javascript,
    metadata_touched,
    note,
    numbers,
    overlay,
    page,
    touch,
)
from tests.signing.made_up import signed_once, signed_twice
from wellbeingdesk.signing.pdf_writing import Revision, set_appearance, set_text


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
        form["/NeedAppearances"] = generic.BooleanObject(value=True)  # type: ignore[no-untyped-call]  # the library types only in part
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
        answer["/Rect"] = numbers(0, 0, 540, 520)
        touch(revision, answer)

    return appended(signed_once(), change)


@attack("67", "BYTES_AFTER_A")
def a_field_hidden() -> bytes:
    def change(revision: Revision) -> None:
        answer = field(revision, "B_decision")
        answer["/F"] = numbers(2)[0]
        touch(revision, answer)

    return appended(signed_once(), change)


@attack("69", "BYTES_AFTER_A")
def a_drawing_stretched_beyond_its_box() -> bytes:
    def change(revision: Revision) -> None:
        set_appearance(revision, "B_decision", mini("agree", "B_decision"))
        drawing = field(revision, "B_decision")["/AP"]["/N"]
        drawing["/Matrix"] = numbers(9, 0, 0, 9, 0, 0)

    return appended(signed_once(), change)


@attack("73", "BYTES_AFTER_A")
def filled_in_by_another_program() -> bytes:
    def change(revision: Revision) -> None:
        filled_by_second(revision, says="agree")

    return metadata_touched(appended(signed_once(), change))
