"""The practitioner whose desk this is, and when two registrations mean one person."""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Registration:
    """A professional body and the number under which it lists somebody; both empty where there is none."""

    body: str
    number: str

    @property
    def given(self) -> bool:
        """Whether there is a registration at all."""
        return bool(self.body.strip() and self.number.strip())

    def same_entry(self, other: "Registration") -> bool:
        """Whether the numbers are the same, however typed: a body has many spellings, a person one number."""
        return self.given and other.given and _folded(self.number) == _folded(other.number)


@dataclass(frozen=True, slots=True)
class Practitioner:
    """A counsellor or adviser, as they sign."""

    id: str
    name: str
    role: str
    registration: Registration


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for case, marks and spaces."""
    return _folded(one) == _folded(other)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum()).lstrip("0")
