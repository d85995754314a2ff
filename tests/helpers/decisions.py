"""Complete made-up answers to any form, so that a test says only what it is about."""

from collections.abc import Mapping

from wellbeingdesk.domain.form import Answers, Field, FieldKind, Form, Value, shown

_TOLD: dict[str, Value] = {
    "decision": "disclose",
    "consent_sought": "refused",
    "discussed_before": True,
    "content_limited": True,
    "safety_concern": True,
    "protects": True,
    "consultee_name": "Robin Sample",
    "consulted_at": "2026-11-20T10:00",
    "event_at": "2026-11-20T11:00",
}


def complete_answers(form: Form, given: Mapping[str, Value] | None = None) -> Answers:
    """An answer to every field that is shown; `given` goes before what is made up, and None leaves a field out."""
    wanted: dict[str, Value] = {**_TOLD, **(given or {})}
    answers: dict[str, Value] = {}
    for item in form.fields:
        if not shown(item, answers):
            continue
        value = wanted[item.id] if item.id in wanted else _some(item)
        if value is not None:
            answers[item.id] = value
    return answers


def _some(item: Field) -> Value:
    match item.kind:
        case FieldKind.LINE | FieldKind.TEXT:
            return f"made-up {item.id}".replace("_", " ")
        case FieldKind.CHOICE:
            return item.options[0].id
        case FieldKind.CHOICES:
            return (item.options[0].id,)
        case FieldKind.YES_NO:
            return True
        case FieldKind.DATE:
            return "2026-12-01"
        case FieldKind.MOMENT:
            return "2026-11-20T11:00"
        case FieldKind.NUMBER:
            return item.least or 0
