"""How a passphrase is judged, and the one thing that is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeingdesk.domain.passphrase import PassphraseTooShort, Strength, judge, require_length


@pytest.mark.parametrize("passphrase", ["", "short", "eleven char", "ａｂｃ", "e\u0301" * 11])
def test_fewer_than_twelve_characters_are_refused(passphrase: str) -> None:
    with pytest.raises(PassphraseTooShort) as refused:
        require_length(passphrase)
    assert refused.value.code == "refusal.PassphraseTooShort"
    assert refused.value.facts["least"] == 12
    assert judge(passphrase) is Strength.TOO_SHORT


@pytest.mark.parametrize("passphrase", ["twelve chars", "            ", "aaaaaaaaaaaa", "你好世界这是一个很长的句"])
def test_nothing_else_is_refused(passphrase: str) -> None:
    require_length(passphrase)
    assert judge(passphrase) is not Strength.TOO_SHORT


WEAK = [
    "            ",
    "aaaaaaaaaaaaaaaaaaaaaaaa",
    "abcabcabcabcabcabc",
    "123456789012345678",
    "abcdefghijklmnopqrstuvwxyz",
    "winterwinterwinter",
    "Password1234567",
    "qwertyuiop123",
    "Summer2024!!",
    "你好世界你好世界你好世界",
]
FAIR = ["hospital bicycle", "my dog has fleas", "Manchester 1987 rain", "antidisestablishment"]
STRONG = [
    "correct horse battery staple",
    "gX7!kfP2q#mZ9aLw3&hR",
    "ветер гонит листву по улице",
    "ma mère mange des pommes vertes",
    "antidisestablishmentarianism prevails",
]


@pytest.mark.parametrize("passphrase", WEAK)
def test_repetition_runs_and_common_words_are_weak(passphrase: str) -> None:
    assert judge(passphrase) is Strength.WEAK


@pytest.mark.parametrize("passphrase", FAIR)
def test_a_few_words_are_fair(passphrase: str) -> None:
    assert judge(passphrase) is Strength.FAIR


@pytest.mark.parametrize("passphrase", STRONG)
def test_several_words_or_much_variety_are_strong(passphrase: str) -> None:
    assert judge(passphrase) is Strength.STRONG


def test_names_on_the_desk_count_for_nothing() -> None:
    passphrase = "Rowan Ashgrove Northbrook"
    assert judge(passphrase) is Strength.STRONG
    assert judge(passphrase, known=("rowan ashgrove", "Northbrook College")) is Strength.WEAK


@given(st.text(max_size=60), st.lists(st.text(max_size=10), max_size=3))
def test_every_text_gets_a_word_and_agrees_with_the_refusal(passphrase: str, known: list[str]) -> None:
    too_short = judge(passphrase, known) is Strength.TOO_SHORT
    if too_short:
        with pytest.raises(PassphraseTooShort):
            require_length(passphrase)
    else:
        require_length(passphrase)
