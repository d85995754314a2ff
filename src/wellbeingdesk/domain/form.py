"""The vocabulary of a form: one definition drives the screen, the paper and what is checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made
from datetime import date, datetime
from enum import StrEnum

from wellbeingdesk.domain.failures import Fact

Words = Mapping[str, str]
"""A sentence by language, for example {"en": "Who may be told"}."""

Value = str | int | bool | tuple[str, ...] | None
"""An answer. Unanswered is None, never zero or an empty string. Dates are ISO text, moments `YYYY-MM-DDTHH:MM` on the
wall clock.
"""

Answers = Mapping[str, Value]


class FieldKind(StrEnum):
    """What sort of answer a field takes."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes-no"
    DATE = "date"
    MOMENT = "moment"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen."""

    id: str
    label: Words


@dataclass(frozen=True, slots=True)
class ShownIf:
    """A field is shown, printed and required only while another field holds one of these."""

    field: str
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `paper_lines` is how much room a blank form leaves for writing by hand."""

    id: str
    kind: FieldKind
    label: Words
    hint: Words = made(default_factory=dict)
    required: bool = False
    options: tuple[Option, ...] = ()
    shown_if: ShownIf | None = None
    least: int | None = None
    most: int | None = None
    unit: Words = made(default_factory=dict)
    paper_lines: int = 1
    longest: int = 20_000


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that belong together, shown one section at a time."""

    id: str
    title: Words
    fields: tuple[Field, ...]
    intro: Words = made(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Form:
    """A form as its TOML file defines it; released versions are never edited, a new version is a new file."""

    id: str
    version: int
    kind: str
    title: Words
    sections: tuple[Section, ...]
    intro: Words = made(default_factory=dict)
    closing: Words = made(default_factory=dict)

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields in reading order."""
        return tuple(item for section in self.sections for item in section.fields)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is missing or not allowed, beside its field; words live in wording under `finding.<code>`."""

    field: str
    code: str
    rule: str = ""
    section: str = ""
    facts: Mapping[str, Fact] = made(default_factory=dict)


def shown(item: Field, answers: Answers) -> bool:
    """Whether the field applies to these answers."""
    if item.shown_if is None:
        return True
    value = answers.get(item.shown_if.field)
    if isinstance(value, bool):
        value = "yes" if value else "no"
    held = value if isinstance(value, tuple) else (value,)
    return any(one in item.shown_if.holds for one in held)


def answered(value: Value) -> bool:
    """Whether somebody answered; False and 0 are answers, blank text is not."""
    if value is None or value == ():
        return False
    return not (isinstance(value, str) and not value.strip())


def counting(form: Form, answers: Answers) -> dict[str, Value]:
    """The answers that count: a hidden field's is left out, and what hangs on it is hidden with it.

    A condition names an earlier field only, so one pass in reading order is enough.
    """
    found: dict[str, Value] = {}
    for item in form.fields:
        if shown(item, found):
            found[item.id] = answers.get(item.id)
    return found


def check(form: Form, answers: Answers) -> tuple[Finding, ...]:
    """What is missing or malformed, in reading order; hidden fields are not asked for."""
    found = counting(form, answers)
    return tuple(
        finding
        for item in form.fields
        if item.id in found and (finding := check_field(item, found[item.id])) is not None
    )


def check_field(item: Field, value: Value) -> Finding | None:
    """The first thing wrong with one answer, or None."""
    if not answered(value):
        return Finding(item.id, "missing") if item.required else None
    code = _fault(item, value)
    if code is None:
        return None
    facts: dict[str, Fact] = {"longest": item.longest}
    if item.least is not None:
        facts["least"] = item.least
    if item.most is not None:
        facts["most"] = item.most
    return Finding(item.id, code, facts=facts)


def _fault(item: Field, value: Value) -> str | None:
    match item.kind:
        case FieldKind.LINE | FieldKind.TEXT:
            return _text_fault(item, value)
        case FieldKind.CHOICE:
            return None if value in {one.id for one in item.options} else "not-an-option"
        case FieldKind.CHOICES:
            known = {one.id for one in item.options}
            return None if isinstance(value, tuple) and set(value) <= known else "not-an-option"
        case FieldKind.YES_NO:
            return None if isinstance(value, bool) else "not-yes-or-no"
        case FieldKind.NUMBER:
            return _number_fault(item, value)
        case FieldKind.DATE:
            return _time_fault(value, date.fromisoformat, "not-a-date")
        case FieldKind.MOMENT:
            return _time_fault(value, datetime.fromisoformat, "not-a-moment")


def _text_fault(item: Field, value: Value) -> str | None:
    if not isinstance(value, str):
        return "not-text"
    return "too-long" if len(value) > item.longest else None


def _number_fault(item: Field, value: Value) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return "not-a-number"
    if item.least is not None and value < item.least:
        return "too-small"
    return "too-large" if item.most is not None and value > item.most else None


def _time_fault(value: Value, parse: object, code: str) -> str | None:
    if not isinstance(value, str) or not callable(parse):
        return code
    try:
        parse(value)
    except ValueError:
        return code
    return None
