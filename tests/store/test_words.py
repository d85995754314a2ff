"""What is indexed, shown and asked for, as plain text."""

import pytest

from wellbeingdesk.domain.form import Answers
from wellbeingdesk.store.words import answers_hold, excerpt_of, match_query, shown, terms_of, words_of


def test_words_leave_out_dates_ticks_and_empty_answers() -> None:
    answers: Answers = {"day": "2026-11-21", "at": "2026-11-21T09:00", "n": 3, "yes": True, "none": None, "blank": "  ",
               "ticks": ("river",), "text": " A river.\n", "line": "Ash"}  # fmt: skip
    assert words_of(answers) == "A river.\nAsh"


def test_letters_without_spaces_become_words_and_come_back_whole() -> None:
    assert shown(words_of({"a": "我 住在 here"})) == "我 住在 here"


def test_an_excerpt_takes_single_words_only_for_want_of_sentences() -> None:
    assert excerpt_of({"how": "in-person", "text": "Slept badly."}) == "Slept badly."
    assert excerpt_of({"text": "Tired"}) == "Tired"
    assert excerpt_of({"text": "疲れた"}) == "疲れた"
    assert excerpt_of({}) == ""
    assert len(excerpt_of({"text": "a b" * 200_000})) == 240


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("one two", '"one" "two"*'),
        ('say "hi" OR', '"say" "hi" "OR"*'),
        ("NEAR(a b)", '"NEAR a" "b"*'),
        ("😀", ""),
        ("", ""),
        ("a* -b ^c", '"a" "b" "c"*'),
    ],
)
def test_a_query_holds_nothing_but_phrases(words: str, query: str) -> None:
    assert match_query(words) == query


def test_terms_are_folded_but_signs_stay() -> None:
    assert terms_of("Émile  😀") == ("emile", "😀")
    assert answers_hold('{"a": "Émile said 😀"}', '["emile", "😀"]')
    assert not answers_hold('{"a": "Émile said"}', '["emile", "😀"]')
