"""What a definition must hold beyond the right types: one meaning for each id, no rule or field that nobody knows."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass

from wellbeingdesk.catalogue.faults import Fault
from wellbeingdesk.catalogue.reading import IN_THE_FILE
from wellbeingdesk.catalogue.statutes import StatuteTable
from wellbeingdesk.catalogue.wording import SOURCE_LANGUAGE
from wellbeingdesk.domain.form import Field, FieldKind, Form, Section, Words
from wellbeingdesk.domain.policy import Policy
from wellbeingdesk.domain.record import RecordKind
from wellbeingdesk.domain.rules.book import BOOK

FIELD_ID = re.compile(r"[a-z][a-z0-9_]{0,59}")
OTHER_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

WITH_OPTIONS = {FieldKind.CHOICE, FieldKind.CHOICES}
RESERVED = {
    "service_name", "service_choices", "policy_line", "client_line", "second_signer", "second_signer_identity",
    "made_up",
}  # fmt: skip
"""Answers that every record carries beside its form's own; a form's field of that name would be lost among them."""

YES_OR_NO = ("yes", "no")
MAY_BE_LEFT_OUT = {"hint", "intro", "closing", "unit", "advice"}

Path = tuple[str, ...]


def check_form(form: Form) -> None:
    """Raises Fault."""
    _demand_id(form.id, OTHER_ID, ("id",))
    _demand(form.version >= 1, ("version",), "version-below-one")
    _demand(form.kind in set(RecordKind), ("kind",), "unknown-kind")
    _demand(bool(form.sections), ("section",), "empty")
    _demand_unique((section.id, ("section", section.id)) for section in form.sections)
    placed = [(item, _field_path(section, item)) for section in form.sections for item in section.fields]
    for section in form.sections:
        _demand_id(section.id, OTHER_ID, ("section", section.id, "id"))
        _demand(bool(section.fields), ("section", section.id, "field"), "empty")
    _check_fields(placed)
    for item, path in placed:
        _demand(item.id not in RESERVED, (*path, "id"), "id-reserved")
    _check_words(form, ())


def check_policy(policy: Policy) -> None:
    """Raises Fault."""
    _demand_id(policy.id, OTHER_ID, ("id",))
    _demand(policy.version >= 1, ("version",), "version-below-one")
    _demand_id(policy.decision_form, OTHER_ID, ("decision_form",))
    _demand_id(policy.second_signature.capacity, OTHER_ID, ("second_signature", "capacity"))
    for use in policy.rules:
        _demand(use.name in BOOK, ("rule", use.name, "name"), "unknown-rule")
        _demand(bool(use.id.strip()), ("rule", use.name, "id"), "empty")
        _demand(bool(use.section.strip()), ("rule", use.name, "section"), "empty")
    _demand_unique((use.name, ("rule", use.name)) for use in policy.rules)
    # An open point is always asked: `required = false` would let a service leave it unsaid.
    _check_fields([(point, ("open", point.id)) for point in policy.open_points])
    _check_words(policy, ())


def check_statutes(table: StatuteTable) -> None:
    """Raises Fault."""
    _demand(bool(table.statutes), ("statute",), "empty")
    _demand_unique((statute.id, ("statute", statute.id)) for statute in table.statutes)
    _check_words(table, ())


def _field_path(section: Section, item: Field) -> Path:
    return ("section", section.id, "field", item.id)


def _check_fields(placed: Sequence[tuple[Field, Path]]) -> None:
    _demand_unique(((item.id, path) for item, path in placed))
    before: dict[str, Field] = {}
    for item, path in placed:
        _demand_id(item.id, FIELD_ID, (*path, "id"))
        _check_options(item, path)
        _check_numbers(item, path)
        _check_shown_if(item, path, before, {other.id for other, _ in placed})
        before[item.id] = item


def _check_options(item: Field, path: Path) -> None:
    wanted = item.kind in WITH_OPTIONS
    _demand(bool(item.options) or not wanted, (*path, "options"), "options-missing")
    _demand(not item.options or wanted, (*path, "options"), "options-not-wanted")
    _demand_unique((option.id, (*path, "options", option.id)) for option in item.options)
    for option in item.options:
        _demand_id(option.id, OTHER_ID, (*path, "options", option.id, "id"))


def _check_numbers(item: Field, path: Path) -> None:
    for key in ("least", "most"):
        given = getattr(item, key) is not None
        _demand(not given or item.kind is FieldKind.NUMBER, (*path, key), "only-for-numbers")
    if item.least is not None and item.most is not None:
        _demand(item.least <= item.most, (*path, "most"), "most-below-least")
    _demand(1 <= item.paper_lines <= 60, (*path, "paper_lines"), "paper-lines-outside")
    _demand(item.longest >= 1, (*path, "longest"), "longest-below-one")


def _check_shown_if(item: Field, path: Path, before: Mapping[str, Field], known: Collection[str]) -> None:
    if item.shown_if is None:
        return
    here = (*path, "shown_if")
    _demand(item.shown_if.field in known, (*here, "field"), "unknown-field")
    # Whoever fills in paper reads from the top: what decides whether to answer stands above the question.
    _demand(item.shown_if.field in before, (*here, "field"), "field-comes-later")
    asked = before[item.shown_if.field]
    _demand(asked.kind in WITH_OPTIONS or asked.kind is FieldKind.YES_NO, (*here, "field"), "field-without-options")
    possible = YES_OR_NO if asked.kind is FieldKind.YES_NO else tuple(option.id for option in asked.options)
    _demand(bool(item.shown_if.holds), (*here, "holds"), "empty")
    _demand(set(item.shown_if.holds) <= set(possible), (*here, "holds"), "unknown-option")


def _check_words(value: object, path: Path) -> None:
    """Every sentence is there in the source language, and none is blank or holds a control character."""
    if not is_dataclass(value):
        return
    for each in fields(value):
        inner = getattr(value, each.name)
        here = (*path, IN_THE_FILE.get(each.name, each.name))
        if each.type is Words:
            _check_sentence(inner, here, may_be_left_out=each.name in MAY_BE_LEFT_OUT)
        elif isinstance(inner, tuple):
            for place, one in enumerate(inner):
                name = getattr(one, "id", "") or getattr(one, "name", "") or str(place + 1)
                deeper = (*here, str(name))
                if isinstance(one, Mapping):
                    _check_sentence(one, deeper, may_be_left_out=False)
                _check_words(one, deeper)
        else:
            _check_words(inner, here)


def _check_sentence(words: Words, path: Path, *, may_be_left_out: bool) -> None:
    if words or not may_be_left_out:
        _demand(SOURCE_LANGUAGE in words, (*path, SOURCE_LANGUAGE), "missing-key")
    for language, sentence in words.items():
        here = (*path, language)
        _demand(LANGUAGE.fullmatch(language) is not None, here, "unknown-key")
        _demand(bool(sentence.strip()), here, "empty")
        odd = any(unicodedata.category(letter) == "Cc" and letter != "\n" for letter in sentence)
        _demand(not odd, here, "control-character")


def _demand(obeyed: bool, path: Path, code: str) -> None:
    if not obeyed:
        raise Fault(path, code)


def _demand_id(name: str, pattern: re.Pattern[str], path: Path) -> None:
    _demand(pattern.fullmatch(name) is not None, path, "id-not-plain")


def _demand_unique(named: Iterable[tuple[str, Path]]) -> None:
    seen: set[str] = set()
    for name, path in named:
        _demand(name not in seen, path, "twice")
        seen.add(name)
