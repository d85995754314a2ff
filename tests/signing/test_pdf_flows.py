"""The two signatures as people make them, checked by our verifier and by pdfsig, qpdf, pdfdetach and openssl."""

import re
import subprocess
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.helpers.pdf_base import appearances, make_base, mini
from tests.signing.made_up import (
    SIGNER,
    VERIFIER,
    at,
    author,
    base,
    colleague,
    draft,
    record,
    said,
    signed_once,
    signed_twice,
    stranger,
    third,
    value,
)
from wellbeingdesk.domain.practitioner import Practitioner, Registration
from wellbeingdesk.domain.record import Answer
from wellbeingdesk.domain.verdict import ExitCode, Standing
from wellbeingdesk.domain.worldly import FileNotOurs
from wellbeingdesk.signing.canonical import Flaw
from wellbeingdesk.signing.failures import ClockBehindFirstSignature, ClockOutsideCertificate
from wellbeingdesk.signing.identity import signatory_of
from wellbeingdesk.signing.pdf_fields import DECISION, REASONS, STATEMENT

KNOWN = frozenset({author().root_sha256, colleague().root_sha256})


def told(*command: str, folder: Path) -> str:
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return ended.stdout + ended.stderr


def test_a_file_signed_once_is_whole_and_waits_for_the_second() -> None:
    verdict = VERIFIER.verify(signed_once(), KNOWN)
    assert (verdict.standing, verdict.codes) == (Standing.SIGNED_BY_ONE, ())
    assert verdict.exit_code is ExitCode.ONE_OR_DECLINED
    assert verdict.record == record()
    (one,) = verdict.signatures
    assert (one.slot, one.name, one.body, one.number) == ("SigA", "Zofia Wójcik", "BACP", "00123456")
    assert one.signers_clock is not None
    assert one.signers_clock.utc == at(12).utc
    assert one.known


def test_the_prepared_document_stays_the_beginning_of_what_is_signed() -> None:
    assert signed_once().startswith(base())
    assert signed_twice().startswith(signed_once())
    for pdf in (signed_once(), signed_twice()):
        assert VERIFIER.base_of(pdf) == base()
        assert VERIFIER.as_first_signed(pdf) == signed_once()


def test_a_countersigned_file_is_whole_and_says_what_was_said() -> None:
    verdict = VERIFIER.verify(signed_twice(), KNOWN)
    assert (verdict.standing, verdict.codes) == (Standing.SIGNED_BY_BOTH, ())
    assert verdict.exit_code is ExitCode.VERIFIED
    assert verdict.countersignature == said()
    assert [one.name for one in verdict.signatures] == ["Zofia Wójcik", "Amara Öztürk"]


@pytest.mark.parametrize(
    ("answer", "standing"),
    [(Answer.DISAGREE, Standing.SIGNED_BY_BOTH), (Answer.DECLINE, Standing.DECLINED)],
)
def test_a_refusal_to_agree_is_signed_the_same_way(answer: Answer, standing: Standing) -> None:
    verdict = VERIFIER.verify(signed_twice(answer), KNOWN)
    assert verdict.standing is standing
    assert verdict.countersignature is not None
    assert verdict.countersignature.answer is answer


def test_keys_that_nobody_checked_are_told() -> None:
    verdict = VERIFIER.verify(signed_twice(), frozenset({author().root_sha256}))
    assert [one.known for one in verdict.signatures] == [True, False]
    assert verdict.exit_code is ExitCode.IDENTITIES_NOT_CHECKED


def test_the_second_signers_role_may_have_changed_in_between() -> None:
    promoted = signatory_of(colleague())
    promoted = replace(promoted, practitioner=replace(promoted.practitioner, role="Head of service"))
    text = value(said(signatory=promoted))
    pdf = SIGNER.countersign_pdf(signed_once(), text, appearances(), colleague(), at(13))
    assert VERIFIER.verify(pdf, KNOWN).codes == ()


def test_reasons_in_any_script_come_back_letter_for_letter() -> None:
    reasons = "“Ja” (nein) \\ \r\n\t王小明 محمد \U0001f600 \x1b ÿþ"
    text = value(said(reasons=reasons))
    pdf = SIGNER.countersign_pdf(signed_once(), text, appearances(), colleague(), at(13))
    verdict = VERIFIER.verify(pdf, KNOWN)
    assert verdict.codes == ()
    assert verdict.countersignature is not None
    assert verdict.countersignature.reasons == reasons


def test_pdfsig_calls_both_signatures_valid(tmp_path: Path) -> None:
    (tmp_path / "f.pdf").write_bytes(signed_twice())
    text = told("pdfsig", "f.pdf", folder=tmp_path)
    assert text.count("Signature is Valid.") == 2
    assert re.findall(r"Field Name: (\w+)", text) == ["SigA", "SigB"]
    assert re.findall(r"Common Name: (.+)", text) == ["Zofia Wójcik", "Amara Öztürk"]
    assert re.findall(r"(Not total|Total) document signed", text) == ["Not total", "Total"]
    assert text.count("SHA-256") == text.count("ETSI.CAdES.detached") == 2


def test_pdfsig_calls_the_first_signature_valid_and_the_second_field_empty(tmp_path: Path) -> None:
    (tmp_path / "f.pdf").write_bytes(signed_once())
    text = told("pdfsig", "f.pdf", folder=tmp_path)
    assert text.count("Signature is Valid.") == 1
    assert "The signature form field is not signed." in text


def test_anyone_can_check_both_with_openssl(tmp_path: Path) -> None:
    (tmp_path / "f.pdf").write_bytes(signed_twice())
    told("pdfsig", "-dump", "f.pdf", folder=tmp_path)
    text = told("pdfsig", "f.pdf", folder=tmp_path)
    ranges = re.findall(r"\[0 - (\d+)\], \[(\d+) - (\d+)\]", text)
    assert len(ranges) == 2
    for number, (identity, (first, after, end)) in enumerate(zip((author(), colleague()), ranges, strict=True)):
        recipe = f"""
          (head -c {first} f.pdf; head -c {end} f.pdf | tail -c +{int(after) + 1}) > signed.bin
          openssl cms -verify -binary -inform DER -in f.pdf.sig{number} -content signed.bin -CAfile root.pem \
            -attime 1795257600 -out /dev/null
        """
        (tmp_path / "root.der").write_bytes(identity.root_der)
        told("openssl", "x509", "-inform", "DER", "-in", "root.der", "-out", "root.pem", folder=tmp_path)
        assert "successful" in told("bash", "-c", recipe, folder=tmp_path)
    assert signed_twice()[: int(ranges[0][2])] == signed_once()


def test_the_structure_is_sound_and_the_record_can_be_taken_out(tmp_path: Path) -> None:
    (tmp_path / "f.pdf").write_bytes(signed_twice())
    assert "No syntax or stream encoding errors found" in told("qpdf", "--check", "f.pdf", folder=tmp_path)
    told("pdfdetach", "-save", "1", "-o", "record.json", "f.pdf", folder=tmp_path)
    assert (tmp_path / "record.json").read_bytes() == record().document


def test_the_document_information_is_left_alone() -> None:
    with pikepdf.open(BytesIO(base())) as before, pikepdf.open(BytesIO(signed_twice())) as after:
        assert before.Root.Metadata.read_bytes() == after.Root.Metadata.read_bytes()
        assert str(before.trailer.Info.ModDate) == str(after.trailer.Info.ModDate)


def test_the_time_of_signing_is_the_one_given_with_its_offset() -> None:
    summer = at(12)
    summer = replace(summer, zone="Asia/Kolkata", offset_minutes=330)
    pdf = SIGNER.sign_pdf(base(), mini("Zofia Wójcik", "SigA"), author(), summer)
    (one,) = VERIFIER.verify(pdf, KNOWN).signatures
    assert one.signers_clock is not None
    assert (one.signers_clock.utc, one.signers_clock.offset_minutes) == (summer.utc, 330)
    assert b"D:20261121173000+05'30" in pdf.replace(b"\\072", b":").replace(b"\\053", b"+").replace(b"\\047", b"'")


def test_names_of_the_greatest_length_leave_room_for_the_signature() -> None:
    person = Practitioner("p", "\U00010330" * 80, "", Registration("\U00010331" * 80, "9" * 80))
    long = SIGNER.make_identity(person, "desk", at(9))
    sealed = SIGNER.seal_record(draft(by=long), long)
    prepared = make_base(sealed.document, sealed.statement_sha256)
    pdf = SIGNER.sign_pdf(prepared, mini("A long name", "SigA"), long, at(12))
    assert VERIFIER.verify(pdf, KNOWN).codes == ()


def test_filling_without_a_signature_gives_the_same_fields_and_pictures() -> None:
    filled = SIGNER.fill_second(signed_once(), said(), appearances("agree", said().reasons))
    with pikepdf.open(BytesIO(filled)) as one, pikepdf.open(BytesIO(signed_twice())) as other:
        for mine, theirs in zip(one.Root.AcroForm.Fields, other.Root.AcroForm.Fields, strict=True):
            if str(mine.T) in {DECISION, REASONS}:
                assert str(mine.V) == str(theirs.V)
            if str(mine.T) != STATEMENT:
                assert mine.AP.N.read_bytes() == theirs.AP.N.read_bytes()
    assert VERIFIER.verify(filled, KNOWN).standing is Standing.NOT_VALID


def test_the_second_signs_only_a_file_that_holds() -> None:
    spoilt = signed_once() + b"% a comment\n"
    for pdf in (spoilt, base(), b"", signed_twice()):
        text = value(said(reviewed=pdf or b"x"))
        with pytest.raises(FileNotOurs):
            SIGNER.countersign_pdf(pdf, text, appearances(), colleague(), at(13))


@pytest.mark.parametrize(
    ("who", "code"), [(author, "SecondSignerMustDiffer"), (stranger, "WRONG_SIGNER"), (third, "WRONG_SIGNER")]
)
def test_only_the_named_second_signer_can_sign(who: object, code: str) -> None:
    assert callable(who)
    identity = who()
    text = value(said(signatory=signatory_of(identity)), identity)
    with pytest.raises(Exception, match=code):
        SIGNER.countersign_pdf(signed_once(), text, appearances(), identity, at(13))


def test_the_statement_must_be_about_this_record_and_this_file() -> None:
    for statement, code in (
        (replace(said(), record_sha256="0" * 64), "OTHER_RECORD"),
        (replace(said(), record_id="another"), "OTHER_RECORD"),
        (replace(said(), capacity="supervisor"), "CAPACITY"),
    ):
        with pytest.raises(Flaw, match=code):
            SIGNER.countersign_pdf(signed_once(), value(statement), appearances(), colleague(), at(13))
    with pytest.raises(ValueError, match="reviewed"):
        SIGNER.countersign_pdf(
            signed_once(),
            value(said(reviewed_file_sha256=sha256(b"other").hexdigest())),
            appearances(),
            colleague(),
            at(13),
        )


def test_nobody_signs_by_a_clock_that_cannot_be_right() -> None:
    stamp = mini("Zofia Wójcik", "SigA")
    with pytest.raises(ClockOutsideCertificate):
        SIGNER.sign_pdf(base(), stamp, author(), at(12, year=2010))
    early = value(said(at=at(11, 40)))
    with pytest.raises(ClockBehindFirstSignature) as refused:
        SIGNER.countersign_pdf(signed_once(), early, appearances(), colleague(), at(11, 40))
    assert refused.value.facts == {"minutes": 21}


def test_a_file_that_we_would_not_accept_never_leaves_us() -> None:
    foreign = make_base(b"{}", "0" * 64)
    with pytest.raises(ValueError, match="RECORD:NO_FORMAT"):
        SIGNER.sign_pdf(foreign, mini("Zofia Wójcik", "SigA"), author(), at(12))
    with pytest.raises(ValueError, match="A:WRONG_SIGNER"):
        SIGNER.sign_pdf(base(), mini("Zofia Wójcik", "SigA"), third(), at(12))


def test_a_picture_of_another_size_than_its_box_is_a_bug() -> None:
    with pytest.raises(Flaw, match="APPEARANCE"):
        SIGNER.sign_pdf(base(), mini("small", "B_decision"), author(), at(12))


def test_a_prepared_document_without_its_end_is_a_bug() -> None:
    with pytest.raises(ValueError, match="contract"):
        SIGNER.sign_pdf(base() + b"\n", mini("Zofia Wójcik", "SigA"), author(), at(12))


@pytest.mark.parametrize(
    "pdf",
    [b"", b"%PDF-1.7", b"nothing", base(), signed_once()[5_000:]],
    ids=["none", "head", "text", "unsigned", "cut"],
)
def test_what_nobody_signed_has_no_first_signer(pdf: bytes) -> None:
    with pytest.raises(FileNotOurs):
        VERIFIER.as_first_signed(pdf)
    with pytest.raises(FileNotOurs):
        VERIFIER.base_of(pdf)
