"""Turns the bytes of a definition file into frozen values, refusing every key and value it does not know."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from types import GenericAlias
from typing import Any, TypeVar, get_args, get_origin

from cattrs import AttributeValidationNote, Converter, IterableValidationNote
from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, override

from wellbeingdesk.catalogue.faults import Fault
from wellbeingdesk.catalogue.statutes import Standing, Statute, StatuteTable, SupersededCitation
from wellbeingdesk.catalogue.tables import Table
from wellbeingdesk.domain.form import Field, FieldKind, Form, Option, Section, ShownIf
from wellbeingdesk.domain.policy import Policy, RuleUse, SecondSignature, Setting

T = TypeVar("T")

IN_THE_FILE = {
    "sections": "section", "fields": "field", "rules": "rule", "open_points": "open", "statutes": "statute",
}  # fmt: skip
"""Names that read better as the heading of one entry (`[[section]]`) than as the name of a list."""

SHAPES: tuple[type, ...] = (
    Option, ShownIf, Field, Section, Form, SecondSignature, RuleUse, Policy,
    SupersededCitation, Statute, StatuteTable,
)  # fmt: skip
"""What files are read as; a shape stands after those that it is made of, whose reading it takes up."""


def read_as(shape: type[T], table: Table) -> T:
    """The table as a value of this shape, each key known and each value of its own type. Raises Fault."""
    try:
        return _CONVERTER.structure(table, shape)
    except (BaseValidationError, TypeError, ValueError, KeyError) as error:
        raise _first_fault(error, table) from None


def _first_fault(error: BaseException, table: object, path: tuple[str, ...] = ()) -> Fault:
    """Follow the first of nested errors down to the key it concerns."""
    if isinstance(error, ForbiddenExtraKeysError):
        return Fault((*path, min(error.extra_fields)), "unknown-key")
    if isinstance(error, BaseValidationError):
        inner = error.exceptions[0]
        step, below = _step(inner, table)
        return _first_fault(inner, below, (*path, *step))
    return Fault(path, "missing-key" if isinstance(error, KeyError) else _value_code(error))


def _value_code(error: BaseException) -> str:
    return "unknown-kind" if isinstance(error, _NotAChoice) else "wrong-type"


def _step(error: BaseException, table: object) -> tuple[tuple[str, ...], object]:
    """Which key or entry of `table` an error belongs to; an entry is called by its id or name where it has one."""
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            name = IN_THE_FILE.get(note.name, note.name)
            return (name,), table.get(name) if isinstance(table, dict) else None
        if isinstance(note, IterableValidationNote):
            return _entry(note.index, table)
    return (), table


def _entry(index: int | str, table: object) -> tuple[tuple[str, ...], object]:
    if isinstance(index, int) and isinstance(table, list) and index < len(table):
        below = table[index]
        return (called(below, index),), below
    return (str(index),), table.get(index) if isinstance(table, dict) else None


def called(entry: object, index: int) -> str:
    """How a path names one entry of a list: by its name, else its id, else its place counted from 1."""
    if isinstance(entry, dict):
        for key in ("name", "id"):
            if isinstance(entry.get(key), str) and entry[key]:
                return str(entry[key])
    return str(index + 1)


class _NotAChoice(ValueError):
    """A word where only some words are allowed."""


def _exactly(kind: type[T]) -> Callable[[object, object], T]:
    """Take a value only if it has that very type: TOML's true is no number and its dates are no text."""

    def take(value: object, _: object) -> T:
        if type(value) is not kind:
            raise TypeError(kind.__name__)
        return value

    return take


def _one_of(kind: Callable[[str], T]) -> Callable[[object, object], T]:
    def take(value: object, _: object) -> T:
        if not isinstance(value, str):
            raise TypeError("str")
        try:
            return kind(value)
        except ValueError:
            raise _NotAChoice(value) from None

    return take


def _setting(value: object, _: object) -> Setting:
    if isinstance(value, str | bool | int):
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise TypeError("setting")


def _tables_only(
    structure: Callable[[Mapping[str, Any], Any], T],
) -> Callable[[object, object], T]:
    def take(value: object, kind: object) -> T:
        if not isinstance(value, dict):
            raise TypeError("table")
        return structure(value, kind)

    return take


def _many(converter: Converter, kind: Any) -> Callable[[object, object], tuple[Any, ...]]:
    """A list of one kind; without this, a plain text would be taken apart letter by letter."""
    structure_list = converter.get_structure_hook(GenericAlias(list, get_args(kind)[:1]))

    def take(value: object, _: object) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise TypeError("list")
        return tuple(structure_list(value, list[Any]))

    return take


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    for plain in (str, int, bool, date):
        converter.register_structure_hook(plain, _exactly(plain))
    for words in (FieldKind, Standing):
        converter.register_structure_hook(words, _one_of(words))
    converter.register_structure_hook(Setting, _setting)
    converter.register_structure_hook_factory(_is_tuple, lambda kind: _many(converter, kind))
    for shape in SHAPES:
        converter.register_structure_hook(shape, _tables_only(_structure_of(shape, converter)))
    return converter


def _is_tuple(kind: object) -> bool:
    return get_origin(kind) is tuple


def _structure_of(shape: type, converter: Converter) -> Callable[[Mapping[str, Any], Any], Any]:
    own = {each.name for each in fields(shape)}
    renamed: dict[str, Any] = {name: override(rename=key) for name, key in IN_THE_FILE.items() if name in own}
    return make_dict_structure_fn(shape, converter, _cattrs_forbid_extra_keys=True, **renamed)


_CONVERTER = _converter()
