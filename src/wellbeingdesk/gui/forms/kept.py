"""Answers without a widget: what an editor would give back for an answer that it was shown, and how days are typed."""

from datetime import date, datetime

from wellbeingdesk.domain.form import Field, FieldKind, Value
from wellbeingdesk.gui.dates import Dates


def as_kept(field: Field, value: Value, dates: Dates) -> Value:
    """The answer of a question whose editor is not made yet, as that editor would say it."""
    match field.kind:
        case FieldKind.LINE:
            return value.strip() or None if isinstance(value, str) else None
        case FieldKind.TEXT:
            return value if isinstance(value, str) and value.strip() else None
        case FieldKind.CHOICE:
            return value if isinstance(value, str) and value in {one.id for one in field.options} else None
        case FieldKind.CHOICES:
            held = value if isinstance(value, tuple) else ()
            return tuple(one.id for one in field.options if one.id in held) or None
        case FieldKind.YES_NO:
            return value if isinstance(value, bool) else None
        case FieldKind.NUMBER:
            return None if value is None or isinstance(value, bool) else number_from(str(value))
        case FieldKind.DATE:
            return day_from(dates, day_shown(dates, value)) if isinstance(value, str) else None
        case FieldKind.MOMENT:
            return moment_from(dates, moment_shown(dates, value)) if isinstance(value, str) else None


def number_from(text: str) -> Value:
    """A whole number from what was typed; what is none comes as typed."""
    plain = text.strip()
    try:
        return int(plain) if plain else None
    except ValueError:
        return plain


def day_from(dates: Dates, text: str) -> Value:
    """ISO text from a day as typed; what is none comes as typed."""
    plain = text.strip()
    day = dates.read_day(plain)
    return day.isoformat() if day else plain or None


def day_shown(dates: Dates, iso: str) -> str:
    """A day as we write it; what is none as it is."""
    try:
        return dates.day(date.fromisoformat(iso))
    except ValueError:
        return iso


def moment_from(dates: Dates, text: str) -> Value:
    """ISO text from a day and a time as typed; what is none comes as typed."""
    plain = text.strip()
    moment = dates.read_moment(plain)
    return moment.isoformat(timespec="minutes") if moment else plain or None


def moment_shown(dates: Dates, iso: str) -> str:
    """A day and a time as we write them; what is none as it is."""
    try:
        return dates.moment(datetime.fromisoformat(iso))
    except ValueError:
        return iso
