"""Keys of the cover sheet: what age makes is taken, anything else is refused, a secret half before all else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.helpers.cover_stage import make_key
from wellbeingdesk.domain.cover_key import (
    CoverHolderIsNeeded,
    CoverKeyIsMistyped,
    CoverKeyIsNoKey,
    CoverKeyIsSecret,
    CoverKeysAreSeveral,
    demand_recipient,
    holder_named,
    recipient_in,
)

GOOD = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
OTHER = "age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg"


def test_what_age_keygen_writes_is_taken_however_it_is_pasted(tmp_path: Path) -> None:
    key = make_key(tmp_path)
    for untrusted in (
        key.recipient, f"  {key.recipient}\n", f"# public key: {key.recipient}\n", f"Public key: {key.recipient}",
        key.recipient.upper(), f"{key.recipient}\n{key.recipient}\n",
    ):  # fmt: skip
        assert recipient_in(untrusted) == key.recipient


def test_the_documented_recipients_are_taken() -> None:
    assert [recipient_in(one) for one in (GOOD, OTHER)] == [GOOD, OTHER]


def test_a_secret_half_is_refused_before_anything_else(tmp_path: Path) -> None:
    whole = make_key(tmp_path).file.read_text()
    secret = next(line for line in whole.splitlines() if not line.startswith("#"))
    for untrusted in (whole, secret, secret.lower(), secret[:20], secret.replace("-", " "), f"{GOOD} {secret}"):
        with pytest.raises(CoverKeyIsSecret):
            recipient_in(untrusted)


@pytest.mark.parametrize("at", range(4, len(GOOD)))
def test_one_wrong_character_is_found_wherever_it_is(at: int) -> None:
    wrong = "q" if GOOD[at] != "q" else "p"
    with pytest.raises(CoverKeyIsMistyped):
        demand_recipient(GOOD[:at] + wrong + GOOD[at + 1 :])


@pytest.mark.parametrize("untrusted", [GOOD[:-1], GOOD + "q", GOOD[:20] + "b" + GOOD[21:], GOOD[:-2]])
def test_a_key_that_is_cut_or_grown_is_mistyped(untrusted: str) -> None:
    with pytest.raises(CoverKeyIsMistyped):
        recipient_in(untrusted)


@pytest.mark.parametrize(
    "untrusted",
    [
        "", "duty manager", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5",
        "age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t",
        # Points with which every secret gives the same result: whoever seals to them seals to everybody.
        "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z",
        "age1qyqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqj7vrya",
    ],
)  # fmt: skip
def test_what_nothing_can_be_sealed_to_is_no_key(untrusted: str) -> None:
    with pytest.raises((CoverKeyIsNoKey, CoverKeyIsMistyped)):
        recipient_in(untrusted)


def test_two_keys_at_once_are_not_guessed_between() -> None:
    with pytest.raises(CoverKeysAreSeveral):
        recipient_in(f"{GOOD}\n{OTHER}")


def test_the_check_agrees_with_age_on_many_keys(tmp_path: Path) -> None:
    for number in range(20):
        done = subprocess.run(["age-keygen"], check=True, capture_output=True, text=True)
        public = next(line for line in done.stdout.splitlines() if "public key" in line)
        assert recipient_in(public) in public, number


@pytest.mark.parametrize("untrusted", ["", "  ", "a" * 121, "Duty\u202emanager"])
def test_a_holder_is_a_name_on_one_line(untrusted: str) -> None:
    with pytest.raises(CoverHolderIsNeeded):
        holder_named(untrusted)
    assert holder_named(" Duty \n manager ") == "Duty manager"
