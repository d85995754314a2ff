"""Clients: what they are called, how they may be reached, who must not be told, and names alike."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from wellbeingdesk.domain.failures import Refusal
from wellbeingdesk.domain.times import Instant

ALIKE = 0.84
"""Share of matching letters from which two names are shown as similar; found by trying pairs of real-looking names."""

_WITHOUT_MARKS = str.maketrans({"\u0131": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
"""Letters that Unicode does not take apart into a plain one and a mark."""


class Channel(StrEnum):
    """Ways to reach a client (U15)."""

    PHONE = "phone"
    VOICEMAIL = "voicemail"
    TEXT = "text"
    EMAIL = "email"
    POST = "post"


@dataclass(frozen=True, slots=True)
class ContactRule:
    """Whether a channel may be used and whether a message may name the service; None is "not asked", never "no"."""

    channel: Channel
    allowed: bool | None = None
    may_name_service: bool | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class PersonNotToTell:
    """Somebody who must not be told, who said so and when."""

    id: str
    client_id: str
    name: str
    relation: str
    said_by: str
    said_at: Instant
    ended_at: Instant | None = None


@dataclass(frozen=True, slots=True)
class Client:
    """A client file's cover: name used first, legal name only where it differs."""

    id: str
    reference: str
    name_used: str
    legal_name: str
    pronouns: str
    born: date | None
    created_at: Instant
    version: int = 1


@dataclass(frozen=True, slots=True)
class NameOnFile:
    """A name in another file, to compare with."""

    client_id: str
    reference: str
    name_used: str
    legal_name: str


class NameIsNeeded(Refusal):
    """A client file needs the name that the client uses."""


class ClientUnknown(Refusal):
    """There is no such client file at this desk."""


class SaidByIsNeeded(Refusal):
    """Who must not be told needs a name and who said so."""


class ClientWasChangedMeanwhile(Refusal):
    """Another window changed this client's details first."""


def folded(name: str) -> str:
    """A name for comparing: no case, accents, marks or doubled spaces."""
    apart = unicodedata.normalize("NFKD", name.casefold().translate(_WITHOUT_MARKS))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain).split())


def similar_names(names: Iterable[str], on_file: Iterable[NameOnFile]) -> tuple[NameOnFile, ...]:
    """Files whose used or legal name is the same or nearly the same as one of these, in any order of its words."""
    wanted = [folded(name) for name in names if folded(name)]
    return tuple(
        entry
        for entry in on_file
        if any(
            alike(mine, folded(theirs))
            for mine in wanted
            for theirs in (entry.name_used, entry.legal_name)
            if folded(theirs)
        )
    )


def alike(one: str, other: str) -> bool:
    """Whether two folded names are the same or nearly so, in any order of their words."""
    if sorted(one.split()) == sorted(other.split()):
        return True
    matcher = SequenceMatcher(None, " ".join(sorted(one.split())), " ".join(sorted(other.split())), autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
