"""How moments, days and answers lie in columns: what happened as UTC text with zone and offset, answers as JSON."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, Column, Integer, RowMapping, Text
from sqlalchemy.sql.schema import SchemaItem

from wellbeingdesk.domain.form import Answers, Value
from wellbeingdesk.domain.times import Instant, instant_from_iso
from wellbeingdesk.domain.worldly import StoreDamaged

Row = RowMapping | Mapping[str, Any]
"""A row as it comes back: column values by name."""

_DAY = "????-??-??"
_UTC = f"{_DAY}T??:??:??.???Z"


def moment_columns(name: str, *, optional: bool = False) -> tuple[SchemaItem, ...]:
    """Three columns for something that happened; where it is optional, all three are empty or none is."""
    utc, zone, offset = f"{name}_utc", f"{name}_zone", f"{name}_offset"
    rule = f"{utc} GLOB '{_UTC}'"
    if optional:
        none = f"{utc} IS NULL AND {zone} IS NULL AND {offset} IS NULL"
        rule = f"({none}) OR ({rule} AND {zone} IS NOT NULL AND {offset} IS NOT NULL)"
    return (
        Column(utc, Text, nullable=optional),
        Column(zone, Text, nullable=optional),
        Column(offset, Integer, nullable=optional),
        CheckConstraint(rule, name=f"{name}_moment"),
    )


def day_column(name: str, *, optional: bool = False) -> tuple[SchemaItem, ...]:
    """A calendar day as ISO text."""
    return Column(name, Text, nullable=optional), CheckConstraint(f"{name} GLOB '{_DAY}'", name=f"{name}_day")


def json_column(name: str) -> tuple[SchemaItem, ...]:
    """Something as JSON text."""
    return Column(name, Text, nullable=False), CheckConstraint(f"json_valid({name})", name=f"{name}_json")


def moment_values(name: str, instant: Instant | None) -> dict[str, str | int | None]:
    """The three columns' values."""
    return {
        f"{name}_utc": None if instant is None else instant.iso(),
        f"{name}_zone": None if instant is None else instant.zone,
        f"{name}_offset": None if instant is None else instant.offset_minutes,
    }


def moment(row: Row, name: str) -> Instant:
    """What happened, from its three columns."""
    return instant_from_iso(row[f"{name}_utc"], row[f"{name}_zone"], row[f"{name}_offset"])


def moment_or_none(row: Row, name: str) -> Instant | None:
    """The same where it may not have happened."""
    return None if row[f"{name}_utc"] is None else moment(row, name)


def day_text(day: date | None) -> str | None:
    """A day as it is kept."""
    return None if day is None else day.isoformat()


def day_or_none(text: str | None) -> date | None:
    """The reverse."""
    return None if text is None else date.fromisoformat(text)


def answers_text(answers: Answers) -> str:
    """Answers as JSON, in their order; half a character (a lone surrogate) survives as an escape."""
    return to_json({key: list(value) if isinstance(value, tuple) else value for key, value in answers.items()})


def answers_from(text: str) -> dict[str, Value]:
    """The reverse."""
    found: dict[str, Any] = from_json(text)
    return {key: tuple(value) if isinstance(value, list) else value for key, value in found.items()}


def words_text(words: Sequence[str]) -> str:
    """A tuple of texts as JSON."""
    return to_json(list(words))


def words_from(text: str) -> tuple[str, ...]:
    """The reverse."""
    return tuple(from_json(text))


def from_json(text: str) -> Any:
    """What the database took for JSON when it was written. Raises StoreDamaged where it no longer is."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise StoreDamaged(part="text") from error


def to_json(value: Any) -> str:
    """JSON text, readable unless it holds half a character, which UTF-8 cannot carry."""
    readable = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        readable.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"))
    return readable
