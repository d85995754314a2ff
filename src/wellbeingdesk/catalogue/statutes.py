"""Laws that bear on telling somebody: what is in force, what it replaced, and when that was last checked."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from wellbeingdesk.domain.form import Words


class Standing(StrEnum):
    """Whether a law binds today; `proposed` is a bill, or an Act whose start nobody here has checked."""

    IN_FORCE = "in-force"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class SupersededCitation:
    """A law that a published policy still names though it is no longer in force; shown as history, never as live."""

    law: Words
    policy: str
    remark: Words


@dataclass(frozen=True, slots=True)
class Statute:
    """One duty in law: whom it binds, what it asks, and the day on which somebody last checked it."""

    id: str
    duty: Words
    law: Words
    standing: Standing
    says: Words
    binds: Words
    last_checked: date
    grounds: tuple[str, ...] = ()
    advice: Words = field(default_factory=dict)
    superseded: tuple[SupersededCitation, ...] = ()


@dataclass(frozen=True, slots=True)
class StatuteTable:
    """The whole file."""

    statutes: tuple[Statute, ...]
