"""Signatures on the documents that we really print: they hold, and the files stay PDF/A-3a and PDF/UA-1."""

import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from tests.documents.samples import DECISION, DECISION_ANSWERS, PAPER, POLICY, RESOURCES, words
from tests.helpers import verapdf
from tests.signing.made_up import SIGNER, VERIFIER, at, author, colleague, draft, said
from wellbeingdesk.documents.renderer import TypstRenderer
from wellbeingdesk.domain.record import Answer, SignedRecord
from wellbeingdesk.domain.verdict import ExitCode

KNOWN = frozenset({author().root_sha256, colleague().root_sha256})
REASONS = "The danger is near and named.\nخطر 王小明 — “so”."


@cache
def renderer() -> TypstRenderer:
    return TypstRenderer(RESOURCES, words)


@cache
def record_() -> SignedRecord:
    return SIGNER.seal_record(replace(draft(), answers=DECISION_ANSWERS), author())


@cache
def base() -> bytes:
    return renderer().decision(record_(), DECISION, POLICY, PAPER)


@cache
def once() -> bytes:
    stamp = renderer().stamp(["Zofia Wójcik", "Counsellor", "BACP 00123456", "21 Nov 2026 12:00"], "77965 47660")
    return SIGNER.sign_pdf(base(), stamp, author(), at(12))


@cache
def twice() -> bytes:
    statement = replace(
        said(reviewed=once()),
        record_id=record_().draft.record_id,
        record_sha256=record_().statement_sha256,
        reasons=REASONS,
    )
    pictures = {
        "SigB": renderer().stamp(["Amara Öztürk", "Service manager", "UKCP 2011/77"], "18871 09970"),
        "B_decision": renderer().box_text("B_decision", "Agrees"),
        "B_reasons": renderer().box_text("B_reasons", REASONS),
    }
    value = SIGNER.make_countersignature_value(statement, colleague())
    return SIGNER.countersign_pdf(once(), value, pictures, colleague(), at(13))


def test_both_signatures_hold() -> None:
    first, both = VERIFIER.verify(once(), KNOWN), VERIFIER.verify(twice(), KNOWN)
    assert (first.codes, first.exit_code) == ((), ExitCode.ONE_OR_DECLINED)
    assert (both.codes, both.exit_code) == ((), ExitCode.VERIFIED)
    assert both.countersignature is not None
    assert (both.countersignature.answer, both.countersignature.reasons) == (Answer.AGREE, REASONS)


def test_the_prepared_document_can_be_taken_out_and_made_again() -> None:
    verdict = VERIFIER.verify(twice(), KNOWN)
    assert verdict.record is not None
    assert renderer().decision(verdict.record, DECISION, POLICY, PAPER) == VERIFIER.base_of(twice()) == base()


def test_pdfsig_calls_both_valid(tmp_path: Path) -> None:
    (tmp_path / "f.pdf").write_bytes(twice())
    ended = subprocess.run(["pdfsig", "f.pdf"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ended.stdout.count("Signature is Valid.") == 2


@pytest.mark.skipif(bool(verapdf.missing()), reason=f"veraPDF cannot run here: {verapdf.missing()}")
def test_signing_keeps_the_archive_and_accessibility_standards() -> None:
    found = verapdf.faults_of({"once": (once(), ("3a", "ua1")), "twice": (twice(), ("3a", "ua1"))})
    assert found == {"once": [], "twice": []}
