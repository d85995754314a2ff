"""Turns values into the words that stand on paper: a form's own in the paper's language, ours from the wording file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from wellbeingdesk.documents.characters import Characters
from wellbeingdesk.domain.form import Field, FieldKind, Value
from wellbeingdesk.domain.times import Instant

Words = Callable[..., str]
"""A sentence of the wording file by key, its facts filled in."""

Sheet = dict[str, object]
"""What a template is given: plain JSON."""


@dataclass(frozen=True, slots=True)
class Speech:
    """All text of one document goes through here, so that nothing reaches the typesetter that it cannot print."""

    language: str
    words: Words
    characters: Characters

    @property
    def tag(self) -> str:
        """The language as a file's tag: its first part, where that is one; a record from outside may name anything."""
        first = self.language.partition("-")[0].lower()
        return first if first.isascii() and first.isalpha() and len(first) in {2, 3} else "en"

    def plain(self, text: str) -> str:
        """Text of a person, on one line."""
        return " ".join(self.characters.printable(text).split("\n"))

    def paragraphs(self, text: str) -> list[str]:
        """Text of a person, line by line; an empty line stays one."""
        return [line.rstrip() for line in self.characters.printable(text).rstrip().split("\n")]

    def said(self, sentence: Mapping[str, str]) -> str:
        """A form's or policy's sentence in the paper's language, else in English."""
        return self.plain(sentence.get(self.language) or sentence.get("en", ""))

    def told(self, sentence: Mapping[str, str]) -> list[str]:
        """The same as paragraphs, none when there is nothing to say."""
        text = sentence.get(self.language) or sentence.get("en", "")
        return self.paragraphs(text) if text.strip() else []

    def sentence(self, key: str, /, **facts: str | int) -> str:
        """A sentence of any wording file, by its whole key."""
        return self.plain(self.words(key, **facts))

    def ours(self, key: str, **facts: str | int) -> str:
        """A sentence of `paper.toml`."""
        return self.sentence(f"paper.{key}", **facts)

    def day(self, day: date) -> str:
        """For example 21 November 2026."""
        return self.ours("date", day=day.day, month=self.ours(f"month.m{day.month}"), year=day.year)

    def moment(self, wall: datetime) -> str:
        """For example 21 November 2026, 14:00."""
        return self.ours("moment", date=self.day(wall), time=wall.strftime("%H:%M"))

    def instant(self, at: Instant) -> str:
        """A moment with the zone in which it was seen, for example 21 November 2026, 14:00 (Europe/London)."""
        return self.ours("instant", moment=self.moment(at.wall), zone=at.zone)

    def options(self, item: Field, chosen: tuple[str, ...]) -> list[str]:
        """Labels of what was chosen, in the form's order."""
        if item.kind is FieldKind.YES_NO:
            return [self.ours(one) for one in ("yes", "no") if one in chosen]
        return [self.said(one.label) for one in item.options if one.id in chosen]

    def value(self, item: Field, value: Value) -> list[str]:
        """An answer as lines of text."""
        match value:
            case None:
                return []
            case bool():
                return [self.ours("yes" if value else "no")]
            case int():
                return [f"{value} {self.said(item.unit)}".rstrip()]
            case tuple():
                return self.options(item, value)
            case str():
                return self._text_value(item, value)

    def _text_value(self, item: Field, value: str) -> list[str]:
        try:
            match item.kind:
                case FieldKind.CHOICE:
                    return self.options(item, (value,))
                case FieldKind.DATE:
                    return [self.day(date.fromisoformat(value))]
                case FieldKind.MOMENT:
                    return [self.moment(datetime.fromisoformat(value))]
                case _:
                    return self.paragraphs(value)
        except ValueError:
            # Drafts are printed too: a half-typed date stands as it was typed.
            return self.paragraphs(value)
