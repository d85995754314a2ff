"""The console script: `verify` with every exit code, `doctor`, `self-test`; all without a window."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

RECORDS = Path(__file__).parents[1] / "golden" / "records" / "0.1.0"
CARDS = ("--card", str(RECORDS / "author.card"), "--card", str(RECORDS / "second.card"))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "wellbeingdesk", *arguments], capture_output=True, text=True, check=False, timeout=60
    )


def test_both_signatures_whole_and_both_cards_given() -> None:
    done = run("verify", str(RECORDS / "record.pdf"), *CARDS)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Sam Example" in done.stdout
    assert "Robin Sample" in done.stdout
    assert "agrees with the decision (second mental health professional)" in done.stdout


@pytest.mark.parametrize(
    ("name", "cards", "code"),
    [
        ("record.pdf", CARDS[:2], 3),
        ("record.pdf", (), 3),
        ("signed.pdf", CARDS, 4),
        ("declined.pdf", CARDS, 4),
        ("author.card", CARDS, 2),
        ("no-such.pdf", CARDS, 2),
    ],
)
def test_exit_codes(name: str, cards: tuple[str, ...], code: int) -> None:
    done = run("verify", str(RECORDS / name), *cards, "--json")
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["exit_code"]) == (code, code)


def test_identity_not_checked_is_said_in_words() -> None:
    done = run("verify", str(RECORDS / "record.pdf"))
    assert done.stdout.count("Identity not checked") == 3


def test_a_changed_byte_is_not_valid(tmp_path: Path) -> None:
    content = bytearray((RECORDS / "record.pdf").read_bytes())
    content[3000] ^= 1
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(content)
    done = run("verify", str(changed), *CARDS, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["codes"]


def test_a_file_cut_short_is_never_accepted(tmp_path: Path) -> None:
    cut = tmp_path / "cut.pdf"
    cut.write_bytes((RECORDS / "record.pdf").read_bytes()[:5000])
    assert run("verify", str(cut), *CARDS).returncode in {1, 2}


@pytest.mark.parametrize("arguments", [("verify",), ("verify", "a", "b"), ("no-such-command",), ("tour",)])
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 64
    assert done.stdout == ""


def test_a_desk_that_is_not_there_is_wrong_usage() -> None:
    done = run("verify", str(RECORDS / "record.pdf"), "--desk", "no-such-desk")
    assert done.returncode == 64
    assert "Traceback" not in done.stderr


def test_doctor_tells_what_this_computer_gives() -> None:
    facts = json.loads(run("doctor", "--json").stdout)
    assert facts["sqlcipher"].startswith("4.")
    assert {"keyring_safe", "fonts", "printers", "network_folder", "cloud_service"} <= set(facts)
    said = run("doctor")
    assert said.returncode == 0
    assert len(said.stdout.splitlines()) == len(facts)


def test_the_self_test_passes() -> None:
    assert run("self-test").returncode == 0
