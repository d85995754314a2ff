"""What can be searched and shown of answers: the text to index, an excerpt, a query from what a person types."""

import json
import re
import unicodedata
from collections.abc import Iterable

from wellbeingdesk.domain.client import folded
from wellbeingdesk.domain.form import Answers
from wellbeingdesk.store.columns import answers_from

EXCERPT_LENGTH = 240
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?")
# Thai, Lao, Burmese, Khmer, kana, Han: scripts that put no space between words. Each letter becomes a word of
# its own (parted by a space of no width) and a query becomes a phrase of them.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_THIN = "\u200b"
# Vowel signs that Arabic and Hebrew write or leave out at will; the indexer would take them for gaps.
_OPTIONAL_SIGNS = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]"
)
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def words_of(answers: Answers) -> str:
    """The text of a record that is searched: every written answer, dates and ticked choices left out."""
    return indexed("\n".join(_texts(answers)))


def indexed(text: str) -> str:
    """Text as the index takes it in."""
    plain = _OPTIONAL_SIGNS.sub("", unicodedata.normalize("NFC", _storable(text)))
    return _UNSPACED.sub(rf"{_THIN}\g<0>{_THIN}", plain)


def shown(text: str) -> str:
    """An excerpt from the index as a person reads it."""
    return " ".join(text.replace(_THIN, "").split())[:EXCERPT_LENGTH]


def excerpt_of(answers: Answers) -> str:
    """At most 240 characters of the first written answers; single words, perhaps choices, only if there is no more."""
    texts = list(_texts(answers))
    written = [text for text in texts if len(text.split()) > 1 or not text.isascii()]
    start = " ".join(text[: EXCERPT_LENGTH * 4] for text in (written or texts)[:4])
    return " ".join(_storable(start).split())[:EXCERPT_LENGTH]


def terms_of(words: str) -> tuple[str, ...]:
    """What a person typed, word by word, folded; a word of signs alone (an emoji) stays as it is."""
    return tuple(folded(word) or word.casefold() for word in _storable(words).split())


def match_query(words: str) -> str:
    """The same for the index: every word a phrase, the last the beginning of one; empty where nothing can match."""
    phrases = [f'"{term}"' for word in words.split() if (term := _phrase(word))]
    return " ".join(phrases) + "*" if phrases else ""


def sought_in(*names: str) -> str:
    """Names as the client list is searched: folded, and behind them as written, for signs that folding drops."""
    return "\n".join([*(folded(name) for name in names), *(_storable(name).casefold() for name in names)])


def answers_hold(answers_json: str, terms_json: str) -> bool:
    """Whether a draft's answers hold all of these terms (called by SQLite). Raises StoreDamaged."""
    text = sought_in("\n".join(_texts(answers_from(answers_json))))
    return all(term in text for term in json.loads(terms_json))


def _phrase(word: str) -> str:
    """Letters and digits only, so that no sign of the query language is left."""
    return "".join(letter if unicodedata.category(letter)[0] in "LNM" else " " for letter in indexed(word)).strip()


def _texts(answers: Answers) -> Iterable[str]:
    return (
        value.strip()
        for value in answers.values()
        if isinstance(value, str) and value.strip() and not _MOMENT.fullmatch(value.strip())
    )


def _storable(text: str) -> str:
    """Half a character (a lone surrogate) cannot be kept as text; the document itself never holds one."""
    return _HALF_CHARACTER.sub("\ufffd", text)
