"""Shares of a secret: any two give it back, as in what others published, and one tells nothing."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeingdesk.keys.sharing import joined, on_lines, split, times

elements = st.integers(0, 255)


def test_the_published_case_of_the_draft() -> None:
    # draft-mcgrew-tss-03, section 9.
    shares = {1: bytes.fromhex("B9FA07E185"), 2: bytes.fromhex("F5409B4511")}
    assert joined(shares) == bytes.fromhex("7465737400")


def test_the_published_cases_of_a_second_implementation() -> None:
    # bc-shamir, test_split_secret_2_7 and _3_5: the secret stands at 255, the numbers begin with 0.
    shares = {
        0: "2dcd14c2252dc8489af3985030e74d5a48e8eff1478ab86e65b43869bf39d556",
        3: "a2fb5414d4d96ee58a109b3ca9a84be0259d2c0f9ac92bdd3199e0eed3f1dd3e",
        6: "28a19475dcde9f09ba2e9e881979413592027216e60c8513cdee937c67b2c586",
    }
    secret = "204188bfa6b440a1bdfd6753ff55a8241e07af5c5be943db917e3efabc184b1a"
    for numbers in combinations(shares, 2):
        assert joined({at: bytes.fromhex(shares[at]) for at in numbers}, 255).hex() == secret
    three = {
        1: "d43099fe444807c46921a4f33a2a798b",
        2: "d9ad4e3bec2e1a7485698823abf05d36",
        4: "1aa7fe3199bc5092ef3816b074cabdf2",
    }
    assert joined({at: bytes.fromhex(share) for at, share in three.items()}, 255).hex() == (
        "0ff784df000c4380a5ed683f7e6e3dcf"
    )


def test_products_are_those_of_the_cipher_whose_field_it_is() -> None:
    # FIPS 197, sections 4.2 and 4.2.1.
    assert times(0x57, 0x83) == 0xC1
    assert times(0x57, 0x13) == 0xFE
    assert [times(0x57, power) for power in (2, 4, 8, 16)] == [0xAE, 0x47, 0x8E, 0x07]


@given(elements, elements, elements)
def test_it_is_a_field(a: int, b: int, c: int) -> None:
    assert times(a, b) == times(b, a)
    assert times(a, b ^ c) == times(a, b) ^ times(a, c)
    assert times(times(a, b), c) == times(a, times(b, c))
    assert (times(a, 1), times(a, 0)) == (a, 0)


@given(st.binary(min_size=1, max_size=40))
def test_any_two_of_three_give_the_secret_back(secret: bytes) -> None:
    shares = split(secret, (1, 2, 3))
    for numbers in combinations((1, 2, 3), 2):
        assert joined({number: shares[number] for number in numbers}) == secret
    assert joined(shares) == secret


@pytest.mark.parametrize("number", [1, 2, 3])
def test_one_share_is_as_likely_from_any_secret(number: int) -> None:
    for secret in (0x00, 0x41, 0xFF):
        values = {on_lines(bytes([secret]), bytes([slope]), number) for slope in range(256)}
        assert len(values) == 256


def test_the_slopes_are_drawn_anew() -> None:
    assert split(bytes(20), (1,)) != split(bytes(20), (1,))


def test_a_slope_for_each_byte() -> None:
    with pytest.raises(ValueError, match="shorter"):
        on_lines(b"ab", b"a", 1)
