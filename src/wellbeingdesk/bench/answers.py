"""Made-up answers that complete a form, and made-up text to search in."""

import re
from datetime import timedelta

from wellbeingdesk.domain.form import Answers, Field, FieldKind, Form, Value, shown
from wellbeingdesk.domain.times import Instant

WORDS = re.findall(
    r"\w+",
    "again arrived asked autumn before better breathing called careful coffee course deadline decided evening "
    "exam family flat forgot friend garden halls helped hour kitchen later letter library listened meeting "
    "morning moved music night notes number often open paper plan quiet reading rested river room sleep slept "
    "slowly spoke station stayed summer table talked thought tired together train travel tried tutor visit "
    "waited walked week window winter work worried wrote",
)
RARE = "lighthouse"
"""The word that is searched for; about one note in forty holds it."""

_NOTE_WORDS = 230


def made_up_note(number: int) -> str:
    """About 1,500 characters, another text for each number."""
    words = [WORDS[(number * 31 + place * (7 + number % 5)) % len(WORDS)] for place in range(_NOTE_WORDS)]
    if number % 40 == 0:
        words[number % _NOTE_WORDS] = RARE
    return " ".join(words) + "."


def complete_answers(form: Form, now: Instant, number: int = 0) -> Answers:
    """An answer to every field that is shown, such that no rule of the form's policy finds anything missing; other
    words for each number.
    """
    before = (now.wall - timedelta(hours=2)).isoformat(timespec="minutes")
    wanted: dict[str, Value] = {
        "consent_sought": "refused",
        "discussed_before": True,
        "consultee_name": "Robin Sample",
        "consulted_at": before,
        "event_at": now.wall.isoformat(timespec="minutes"),
        "starts_on": now.wall.date().isoformat(),
        "ends_on": (now.wall.date() + timedelta(days=30)).isoformat(),
    }
    answers: dict[str, Value] = {}
    for item in form.fields:
        if shown(item, answers):
            answers[item.id] = wanted[item.id] if item.id in wanted else _some(item, now, number)
    return answers


def _some(item: Field, now: Instant, number: int) -> Value:
    match item.kind:
        case FieldKind.CHOICE:
            return item.options[0].id
        case FieldKind.CHOICES:
            return (item.options[0].id,)
        case FieldKind.YES_NO:
            return True
        case FieldKind.DATE:
            return now.wall.date().isoformat()
        case FieldKind.MOMENT:
            return now.wall.isoformat(timespec="minutes")
        case FieldKind.NUMBER:
            return item.least or 0
        case _:
            start = (len(item.id) + number * 3) % (len(WORDS) - 8)
            return " ".join([*WORDS[start : start + 8], str(number)])
