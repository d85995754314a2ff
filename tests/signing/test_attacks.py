"""Every attack of the table gets its verdict: not valid, with the expected code, and nothing of the file passed on."""

import random

import pytest

from tests.signing import (
    attacks_appended,
    attacks_by_one_for_two,
    attacks_by_the_first,
    attacks_by_the_second,
    attacks_on_bytes,
)
from tests.signing.attack_tools import ATTACKS, Attack, gap
from tests.signing.made_up import VERIFIER, author, base, colleague, record, said, signed_once, signed_twice
from wellbeingdesk.domain.verdict import ExitCode, Standing
from wellbeingdesk.signing.verdict_codes import known_code

KNOWN = frozenset({author().root_sha256, colleague().root_sha256})


@pytest.mark.parametrize("one", ATTACKS, ids=lambda one: f"{one.row} {one.name}")
def test_the_attack_is_found(one: Attack) -> None:
    forged = one.make()
    assert forged not in {signed_once(), signed_twice()}
    verdict = VERIFIER.verify(forged, KNOWN)
    assert verdict.standing is Standing.NOT_VALID, verdict.codes
    assert any(code.startswith(one.code) for code in verdict.codes), verdict.codes
    assert all(map(known_code, verdict.codes)), verdict.codes
    assert (verdict.signatures, verdict.record, verdict.countersignature) == ((), None, None)
    assert verdict.exit_code is ExitCode.NOT_VALID


def test_the_table_is_as_long_as_it_should_be() -> None:
    assert len(ATTACKS) >= 90
    modules = (
        attacks_appended,
        attacks_by_one_for_two,
        attacks_by_the_first,
        attacks_by_the_second,
        attacks_on_bytes,
    )
    assert {one.__name__ for one in modules} == {one.make.__module__ for one in ATTACKS}
    assert len({one.name for one in ATTACKS}) == len(ATTACKS)


def test_taking_the_second_signature_off_leaves_the_first_whole() -> None:
    """Row 22: that a countersigned copy exists is for the desk that has one to say."""
    assert VERIFIER.verify(signed_twice()[: len(signed_once())], KNOWN).standing is Standing.SIGNED_BY_ONE


@pytest.mark.parametrize(
    "file",
    [b"", b"hello", b"PK\x03\x04", bytes(5_000), b"%PDF-1.7", b"%PDF-1.7\n%%EOF\n", record().document],
    ids=lambda file: repr(file[:8]),
)
def test_what_is_no_pdf_is_unreadable(file: bytes) -> None:
    verdict = VERIFIER.verify(file, KNOWN)
    assert verdict.standing is Standing.UNREADABLE
    assert verdict.exit_code is ExitCode.UNREADABLE
    assert verdict.codes


def test_a_file_too_large_for_one_of_ours_is_not_read() -> None:
    assert VERIFIER.verify(b"%PDF-1.7" + bytes(65 * 2**20), KNOWN).codes == ("TOO_LARGE",)


def test_a_file_cut_anywhere_never_passes() -> None:
    whole = signed_twice()
    for cut in random.Random(4).sample(range(len(whole)), 40):
        if cut != len(signed_once()):
            assert not VERIFIER.verify(whole[:cut], KNOWN).whole


def test_a_changed_byte_anywhere_never_passes_as_it_was() -> None:
    whole = signed_twice()
    digits = [place for name in ("SigA", "SigB") for place in random.Random(5).sample(range(*gap(whole, name)), 15)]
    for place in random.Random(6).sample(range(len(whole)), 60) + digits:
        changed = whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :]
        assert not VERIFIER.verify(changed, KNOWN).whole, place


def test_noise_in_the_shape_of_a_pdf_raises_nothing() -> None:
    chance = random.Random(7)
    for _ in range(40):
        noise = bytearray(base())
        for _ in range(20):
            noise[chance.randrange(len(noise))] = chance.randrange(256)
        verdict = VERIFIER.verify(bytes(noise), KNOWN)
        assert not verdict.whole
        assert all(map(known_code, verdict.codes)), verdict.codes


def test_a_countersigned_file_says_nothing_of_what_else_could_have_been_said() -> None:
    """The fields are equal to the statement, so what is shown to us is what was signed."""
    verdict = VERIFIER.verify(signed_twice(), KNOWN)
    assert verdict.countersignature == said()
