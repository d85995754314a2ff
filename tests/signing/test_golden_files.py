"""Files made once with the final formats verify for ever, by our code and by the decision record's recipes alone."""

import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.helpers.source_files import ROOT
from tests.signing.made_up import SIGNER
from wellbeingdesk.domain.record import Answer
from wellbeingdesk.domain.times import Instant, instant_from_utc
from wellbeingdesk.domain.verdict import ExitCode
from wellbeingdesk.signing.sealing import AgeSealer
from wellbeingdesk.signing.verifier import StrictVerifier

GOLDEN = Path(__file__).parent / "golden"
DECISION_RECORD = ROOT / "docs" / "decisions" / "004-sealed-record.md"
RECORD_SHA256 = "f1da5975d50cdb3e57dc67c105518edac64e29a4b238f2aa1dc3609f19ef1e8b"
ROOT_A = "09e7c773b48165efc56291fa976f9ab75f765ea82f7178ff2051614cc0722a7d"
ROOT_B = "6d1b42a5fc64940bbd15f2a7f66f9774ca257d68f4e7e1b35d6a59bbe10c1027"
DIGITS = "36172 68090 82938 44941 52118 16056 · 8"


class FarClock:
    """The clock of somebody who looks at the files long after the certificates ran out."""

    def now(self) -> Instant:
        return instant_from_utc(datetime(2060, 1, 1, tzinfo=UTC), "Europe/London")


def golden(name: str) -> bytes:
    return (GOLDEN / name).read_bytes()


def test_the_record_reads_as_it_was_sealed() -> None:
    record = SIGNER.read_record(golden("record.json"))
    assert record.statement_sha256 == RECORD_SHA256
    assert record.draft.author.root_sha256 == ROOT_A
    assert record.draft.answers["danger"] == "He said that he would drive to her house “tonight”."
    assert record.draft.answers["told"] == ("police", "gp")


def test_the_record_with_an_answer_withheld_is_the_same_record() -> None:
    less = SIGNER.read_record(golden("record-withheld.json"))
    assert less.statement_sha256 == RECORD_SHA256
    assert less == SIGNER.withhold(SIGNER.read_record(golden("record.json")), frozenset({"danger"}))


def test_the_countersigned_decision_holds() -> None:
    verdict = StrictVerifier(FarClock()).verify(golden("decision.pdf"), frozenset({ROOT_A, ROOT_B}))
    assert (verdict.codes, verdict.exit_code) == ((), ExitCode.VERIFIED)
    assert verdict.countersignature is not None
    assert verdict.countersignature.answer is Answer.AGREE


def test_the_card_reads_with_its_digits() -> None:
    card = SIGNER.read_card(golden("card.json"))
    assert (card.fingerprint, card.root_sha256, card.practitioner.name) == (DIGITS, ROOT_B, "Amara Öztürk")


def test_the_sealed_file_opens() -> None:
    key = golden("made-up-age-key.txt").decode().strip()
    assert AgeSealer().open(golden("sealed.age"), key) == golden("card.json")


def recipes() -> list[str]:
    return re.findall(r"^```sh\n(.*?)^```", DECISION_RECORD.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def in_golden(recipe: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """Run a recipe of the decision record as it stands there, at a time when the leaves were valid."""
    recipe = recipe.replace("openssl verify ", "openssl verify -attime 1795257600 ")
    recipe = recipe.replace("openssl cms -verify ", "openssl cms -verify -attime 1795257600 ")
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", recipe], cwd=tmp_path, capture_output=True, text=True, check=False
    )


def test_a_stranger_can_check_a_record(tmp_path: Path) -> None:
    (tmp_path / "record.json").write_bytes(golden("record.json"))
    told = in_golden(recipes()[0], tmp_path)
    assert (told.returncode, told.stdout) == (0, "Verified OK\nleaf.pem: OK\n"), told.stderr


def test_a_stranger_can_check_a_countersigned_decision(tmp_path: Path) -> None:
    (tmp_path / "decision.pdf").write_bytes(golden("decision.pdf"))
    for name in ("rootA.pem", "rootB.pem"):
        (tmp_path / name).write_bytes(golden(name))
    told = in_golden(recipes()[1], tmp_path)
    assert told.returncode == 0, told.stderr
    assert told.stderr.count("CMS Verification successful") == 2


@pytest.mark.parametrize(("number", "file"), [(0, "record.json"), (1, "decision.pdf")])
def test_the_recipes_notice_a_change(number: int, file: str, tmp_path: Path) -> None:
    for name in ("rootA.pem", "rootB.pem"):
        (tmp_path / name).write_bytes(golden(name))
    (tmp_path / file).write_bytes(golden(file).replace(b"2026-11-21T1", b"2026-11-20T1").replace(b"%\xbf", b"%\xbe", 1))
    assert in_golden(recipes()[number], tmp_path).returncode != 0
