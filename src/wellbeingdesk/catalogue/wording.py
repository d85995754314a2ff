"""The sentences that the program says, by dotted key, from files that several people write."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from wellbeingdesk.catalogue.faults import Fault, plain
from wellbeingdesk.catalogue.tables import Table, read_table
from wellbeingdesk.domain.worldly import DefinitionFaulty

PLURAL_FORMS = ("zero", "one", "other")
COUNT = "count"
SOURCE_LANGUAGE = "en"
"""Every sentence is written in this language first; others may follow beside it."""

Sentence = str | Mapping[str, str]
"""A sentence, or its plural forms."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Sentences by key. An unknown key or a fact that is not given raises KeyError: that is a fault of the program."""

    sentences: Mapping[str, Sentence]

    def say(self, key: str, facts: Mapping[str, str | int]) -> str:
        """The sentence with its facts filled in."""
        sentence = self.sentences[key]
        if not isinstance(sentence, str):
            sentence = sentence[_plural_form(sentence, facts[COUNT])]
        return sentence.format_map(facts)

    def placeholders(self, key: str) -> frozenset[str]:
        """The names of the facts that a sentence wants."""
        sentence = self.sentences[key]
        if isinstance(sentence, str):
            return frozenset(_names(sentence))
        return frozenset({COUNT, *(name for form in sentence.values() for name in _names(form))})

    def told(self, fault: Fault, file: str) -> DefinitionFaulty:
        """A fault as a person is told it. Facts: file, key, reason and where (in words), line, fault (the code)."""
        facts: dict[str, str | int] = {"key": fault.key, "line": fault.line}
        place = "key" if fault.key else "line" if fault.line else "file"
        return DefinitionFaulty(
            file=plain(file),
            key=fault.key,
            line=fault.line,
            fault=fault.code,
            reason=self._or_code(f"definition.{fault.code}", {}, fault.code),
            where=self._or_code(f"definition-place.{place}", facts, fault.key),
        )

    def _or_code(self, key: str, facts: Mapping[str, str | int], code: str) -> str:
        # A fault in the wording itself may have to be told before there is any wording.
        return self.say(key, facts) if key in self.sentences else code


def read_sentences(untrusted: bytes, known: Mapping[str, Sentence]) -> dict[str, Sentence]:
    """The sentences of one file, none of which is among those known already. Raises Fault."""
    found = dict(_flat(read_table(untrusted), ()))
    for key, sentence in found.items():
        if key in known or _stands_in_the_way(key, {**known, **found}):
            raise Fault((key,), "twice")
        for form in [sentence] if isinstance(sentence, str) else sentence.values():
            _check_sentence(form, key)
    return found


def load_wording(folder: Path, language: str) -> Wording:
    """The sentences of a language over those of the source language, so that none is ever missing."""
    sentences: dict[str, Sentence] = {}
    for one in dict.fromkeys((SOURCE_LANGUAGE, language)):
        of_this_language: dict[str, Sentence] = {}
        for file in sorted((folder / one).glob("*.toml")):
            try:
                of_this_language |= read_sentences(file.read_bytes(), of_this_language)
            except Fault as fault:
                raise Wording({**sentences, **of_this_language}).told(fault, f"{one}/{file.name}") from None
        sentences |= of_this_language
    return Wording(sentences)


def _plural_form(forms: Mapping[str, str], count: str | int) -> str:
    if count == 0 and "zero" in forms:
        return "zero"
    return "one" if count == 1 else "other"


def _flat(table: Table, path: tuple[str, ...]) -> Iterable[tuple[str, Sentence]]:
    for name, value in table.items():
        here = (*path, name)
        if isinstance(value, str):
            yield ".".join(here), value
        elif not isinstance(value, dict):
            raise Fault(here, "wrong-type")
        elif "other" in value and set(value) <= set(PLURAL_FORMS):
            if not all(isinstance(form, str) for form in value.values()):
                raise Fault(here, "wrong-type")
            if "one" not in value:
                raise Fault((*here, "one"), "missing-key")
            yield ".".join(here), value
        else:
            yield from _flat(value, here)


def _stands_in_the_way(key: str, sentences: Mapping[str, Sentence]) -> bool:
    """Whether a shorter key is a sentence itself, so that this one could not be told from its plural forms."""
    parts = key.split(".")
    return any(".".join(parts[:length]) in sentences for length in range(1, len(parts)))


def _check_sentence(sentence: str, key: str) -> None:
    if not sentence.strip():
        raise Fault((key,), "empty")
    try:
        parts = list(Formatter().parse(sentence))
    except ValueError:
        raise Fault((key,), "unmatched-brace") from None
    for _, name, form, conversion in parts:
        if name is not None and (not name.isidentifier() or form or conversion):
            raise Fault((key,), "placeholder-not-plain")


def _names(sentence: str) -> Iterable[str]:
    return (name for _, name, _, _ in Formatter().parse(sentence) if name is not None)
