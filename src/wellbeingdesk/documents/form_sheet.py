"""Lays out a form for the template: each question with its answer, or with room to write one by hand."""

from collections.abc import Sequence

from wellbeingdesk.documents.surroundings import surroundings
from wellbeingdesk.documents.wording import Sheet, Speech
from wellbeingdesk.domain.form import Answers, Field, FieldKind, Form, Section, ShownIf, Value, answered, shown
from wellbeingdesk.usecases.ports import Paper

_BESIDE = 60  # characters of an answer that still stands beside its question
_ONE_ROW = 14  # characters of the longest label when all options share a row
_TWO_COLUMNS = 40
_IN_A_ROW = 5


def frame(speech: Speech, paper: Paper, title: str, form: Form) -> Sheet:
    """What surrounds a form: whose paper it is, its version, the policy, and what the service chose."""
    client = speech.plain(paper.client_line)
    version = speech.ours("form_line", id=form.id, version=form.version)
    return {
        **surroundings(
            speech, paper, title,
            about=[speech.plain(paper.practitioner_line), client],
            running=[speech.plain(paper.service_name), title], running_right=client,
            footer=[version, speech.plain(paper.policy_line)],
            keyword=f"{form.id}-{form.version}",
            made=paper.made_at.utc,
        ),
        "choices": {
            "title": speech.ours("choices_title"),
            "rows": [[speech.plain(label), speech.plain(value)] for label, value in paper.choices],
        },
    }  # fmt: skip


def form_sheet(speech: Speech, form: Form, answers: Answers | None, paper: Paper) -> Sheet:
    """A whole form."""
    return {
        **frame(speech, paper, speech.said(form.title), form),
        "intro": speech.told(form.intro),
        "closing": speech.told(form.closing),
        "sections": [
            blank_section(speech, form, section)
            if answers is None
            else filled_section(speech, section, [item for item in section.fields if shown(item, answers)], answers)
            for section in form.sections
            if answers is None or any(shown(item, answers) for item in section.fields)
        ],
        "signatures": {
            "title": speech.ours("signatures_title"),
            "people": _signatures(speech, paper) if form.kind.startswith("consent") else [],
        },
    }


def blank_section(speech: Speech, form: Form, section: Section) -> Sheet:
    """A section to be filled in by hand: every field, those that depend on another with a plain `only if`."""
    return {
        "title": speech.said(section.title),
        "intro": speech.told(section.intro),
        "items": [_blank_item(speech, form, item) for item in section.fields],
    }


def filled_section(speech: Speech, section: Section, fields: Sequence[Field], answers: Answers) -> Sheet:
    """A section with its answers."""
    return {
        "title": speech.said(section.title),
        "intro": speech.told(section.intro),
        "items": [filled_item(speech, item, answers.get(item.id)) for item in fields],
    }


def filled_item(speech: Speech, item: Field, value: Value) -> Sheet:
    """One question with its answer; all options of a choice are shown, the chosen ones ticked."""
    start = {**_item(speech.said(item.label)), "filled": True}
    if item.kind in {FieldKind.CHOICE, FieldKind.CHOICES} and answered(value):
        chosen = value if isinstance(value, tuple) else (str(value),)
        return {**start, **_ticks(speech, item, chosen)}
    lines = speech.value(item, value) if answered(value) else []
    return {**start, **value_lines(lines or [speech.ours("not_answered")]), "none": not lines}


def value_lines(lines: list[str]) -> Sheet:
    """Lines that stand beside their label when they are short, else below it."""
    return {"kind": "value", "value": lines, "none": False, "short": len(lines) == 1 and len(lines[0]) <= _BESIDE}


def _item(label: str) -> Sheet:
    return {"label": label, "hint": "", "only-if": "", "filled": False, "half": ""}


def _blank_item(speech: Speech, form: Form, item: Field) -> Sheet:
    start = _item(speech.said(item.label))
    start["hint"] = _blank_hint(speech, item)
    if item.shown_if is not None:
        start["only-if"] = _only_if(speech, form, item.shown_if)
    elif item.kind in {FieldKind.DATE, FieldKind.NUMBER}:
        start["half"] = item.kind.value
    match item.kind:
        case FieldKind.LINE | FieldKind.TEXT:
            return {**start, "kind": "lines", "lines": max(1, item.paper_lines)}
        case FieldKind.CHOICE | FieldKind.CHOICES | FieldKind.YES_NO:
            return {**start, **_ticks(speech, item, ())}
        case FieldKind.DATE:
            return {**start, "kind": "boxes", "parts": _parts(speech, day=2, month=2, year=4)}
        case FieldKind.MOMENT:
            return {**start, "kind": "boxes", "parts": _parts(speech, day=2, month=2, year=4, hour=2, minute=2)}
        case FieldKind.NUMBER:
            return {**start, "kind": "number", "unit": speech.said(item.unit)}


def _blank_hint(speech: Speech, item: Field) -> str:
    hints = [speech.said(item.hint)]
    if item.kind is FieldKind.CHOICES:
        hints.append(speech.ours("tick_all"))
    elif item.kind is FieldKind.CHOICE:
        hints.append(speech.ours("tick_one"))
    elif item.least is not None and item.most is not None:
        hints.append(speech.ours("from_to", least=item.least, most=item.most))
    return " ".join(hint for hint in hints if hint)


def _only_if(speech: Speech, form: Form, condition: ShownIf) -> str:
    asked = next((item for item in form.fields if item.id == condition.field), None)
    if asked is None:
        return ""
    wanted = speech.options(asked, condition.holds) or list(condition.holds)
    answers = speech.ours("or").join(speech.ours("quoted", text=answer) for answer in wanted)
    return speech.ours("only_if", answers=answers, question=speech.said(asked.label))


def _ticks(speech: Speech, item: Field, chosen: tuple[str, ...]) -> Sheet:
    if item.kind is FieldKind.YES_NO:
        options = [(speech.ours("yes"), "yes" in chosen), (speech.ours("no"), "no" in chosen)]
    else:
        options = [(speech.said(one.label), one.id in chosen) for one in item.options]
    longest = max((len(label) for label, _ in options), default=0)
    columns = 1
    if longest <= _ONE_ROW and len(options) <= _IN_A_ROW:
        columns = max(4, len(options))
    elif longest <= _TWO_COLUMNS:
        columns = 2
    return {
        "kind": "ticks",
        "columns": columns,
        "options": [{"label": label, "ticked": ticked} for label, ticked in options],
    }


def _parts(speech: Speech, **cells: int) -> list[Sheet]:
    return [{"cells": count, "label": speech.ours(f"box.{name}")} for name, count in cells.items()]


def _signatures(speech: Speech, paper: Paper) -> list[Sheet]:
    parts = [speech.ours(f"sign.{part}") for part in ("name", "signature", "date")]
    return [
        {"who": speech.ours("sign.client"), "known": speech.plain(paper.client_line), "parts": parts},
        {"who": speech.ours("sign.practitioner"), "known": speech.plain(paper.practitioner_line), "parts": parts},
    ]
